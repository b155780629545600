import { z } from 'zod'

/** The forms that single fields of a declaration have: texts, decimals, days, amounts, measures. */
export const text = (max: number) => z.string().min(1).max(max).refine(isPlain, 'text without control characters')
export const decimalText = z.string().regex(/^-?\d{1,16}(\.\d{1,8})?$/, 'a decimal such as 1250.50')
export const isoDay = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'a day such as 2026-02-28')

export const amountSchema = z.strictObject({ amount: decimalText, currency: text(3) })
/** `unit` is a UN/ECE Recommendation 20 code in our own declarations; customs unions write qualified ones (`KGM#G`). */
export const measureSchema = z.strictObject({ value: decimalText, unit: text(8) })

/** Whether every character may be kept, printed and sent on: no control characters, no half of a surrogate pair. @source W3C XML 1.0, Char */
export function isPlain(text: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters nobody may send
  return !/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/.test(
    text,
  )
}
