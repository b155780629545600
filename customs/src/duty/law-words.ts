import { z } from 'zod'
import type { DutyRate } from '../tariff/index.ts'

/** The words that rows of law about charges share. */
export const decimalText = z.string().regex(/^\d{1,12}(\.\d{1,6})?$/, 'a decimal such as 12.5')
export const prefix = z.string().regex(/^\d{2,12}$/, 'the first digits of a commodity code')

export const rateSchema: z.ZodType<DutyRate> = z.lazy(() =>
  z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('ad-valorem'), percent: decimalText }),
    z.strictObject({
      kind: z.literal('specific'),
      amount: decimalText,
      currency: z.string().length(3),
      per: decimalText,
      unit: z.string().min(1).max(3),
    }),
    z.strictObject({ kind: z.literal('compound'), parts: z.array(rateSchema).min(2) }),
    z.strictObject({ kind: z.literal('mixed'), takes: z.enum(['greater', 'lesser']), parts: z.array(rateSchema).min(2) }),
    z.strictObject({ kind: z.literal('none') }),
    z.strictObject({ kind: z.literal('unknown'), cell: z.string() }),
  ]),
)

export const country = z.string().regex(/^[A-Z]{2}$/, 'an ISO 3166 country')
