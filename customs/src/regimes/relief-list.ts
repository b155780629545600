import { z } from 'zod'
import { text } from '../declaration/index.ts'

const positive = z
  .string()
  .regex(/^\d{1,16}(\.\d{1,8})?$/, 'a decimal such as 12.5')
  .refine(value => /[1-9]/.test(value), 'more than nothing')

/** What goods are relieved for, and how much of which: a line for each, with its cap by quantity, or by value in the state's currency. */
export const reliefSchema = z.strictObject({
  /** The use, as the state's rows of law name it. */
  use: z.string().min(1).max(35),
  list: z
    .array(
      z.strictObject({
        line: z.number().int().positive().max(9_999),
        name: text(140),
        /** Beginnings of commodity codes; of several lines the longest counts. */
        codes: z
          .array(z.string().regex(/^\d{2,12}$/, 'the first digits of a commodity code'))
          .min(1)
          .max(50),
        cap: z.discriminatedUnion('of', [
          z.strictObject({ of: z.literal('quantity'), amount: positive, unit: z.string().min(1).max(8) }),
          z.strictObject({ of: z.literal('value'), amount: positive }),
        ]),
        /** Whether the cap is for as long as the authorisation runs, or for each of its years. */
        per: z.enum(['whole', 'year']).default('whole'),
      }),
    )
    .max(500)
    .refine(list => new Set(list.map(each => each.line)).size === list.length, 'each line has a number of its own'),
})
export type Relief = z.output<typeof reliefSchema>
export type ListLine = Relief['list'][number]
