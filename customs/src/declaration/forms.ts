import { z } from 'zod'

/** The forms that single fields of a declaration have: texts, decimals, days, amounts, measures. */
export const text = (max: number) =>
  z
    .string()
    .min(1)
    .max(max)
    .refine(isPlain, 'text without control characters and marks that turn the direction of reading')
    .refine(isVisible, 'text that can be seen')
/** A number or a name that people compare by eye. */
export const reference = (max: number) =>
  text(max).refine(
    isReference,
    'a reference that is what it looks like: visible letters of one script, digits and signs, single spaces between',
  )
export const decimalText = z.string().regex(/^-?\d{1,16}(\.\d{1,8})?$/, 'a decimal such as 1250.50')
export const isoDay = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'a day such as 2026-02-28')

export const amountSchema = z.strictObject({ amount: decimalText, currency: text(3) })
/** `unit` is a UN/ECE Recommendation 20 code in our own declarations; customs unions write qualified ones (`KGM#G`). */
export const measureSchema = z.strictObject({ value: decimalText, unit: text(8) })

/**
 * Whether every character may be kept, printed and sent on, and is read in the order it is written: no control characters, no half of a
 * surrogate pair, no marks that turn the direction of what follows.
 *
 * @source W3C XML 1.0, Char; Unicode Technical Report 36 §2.5 (bidirectional text spoofing)
 */
export function isPlain(text: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters nobody may send
  return !/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/.test(
    text,
  )
}

/** Whether there is something in a text to see. */
function isVisible(text: string): boolean {
  return /[^\s\p{Cf}]/u.test(text)
}

/**
 * Whether two who see this text see the same: nothing in it is invisible, is written in two ways, or takes letters of one script for another's.
 *
 * @source Unicode Technical Standard 39 §5.2 (single script), Unicode Standard Annex 15 (NFC)
 */
function isReference(text: string): boolean {
  if (/^[\x21-\x7e]+(?: [\x21-\x7e]+)*$/.test(text)) return true
  const isWritten = /^[\p{L}\p{M}\p{N}\p{P}\p{S}]+(?: [\p{L}\p{M}\p{N}\p{P}\p{S}]+)*$/u.test(text)
  const isDecorated = /[\p{Extended_Pictographic}\uff00-\uffef]/u.test(text)
  const isMixed = /[\p{Script=Cyrillic}\p{Script=Greek}]/u.test(text) && /\p{Script=Latin}/u.test(text)
  return isWritten && !isDecorated && !isMixed && text === text.normalize('NFC')
}
