import { z } from 'zod'

/** A whole number in an address, in digits and nothing else: `0x10`, `1e2` and ` 5` are numbers to a machine and to nobody who reads a log. */
function wholeText(min: number, max: number) {
  return z
    .string()
    .regex(/^\d{1,10}$/, 'a whole number in digits')
    .transform(Number)
    .pipe(z.number().min(min).max(max))
    .meta({ type: 'integer', pattern: undefined, minimum: min, maximum: max })
}

/** The number of a version or a decision in an address, as far as the database counts. */
export const ordinal = wholeText(1, 2_147_483_647)

/** A day as a calendar has it: years begin with 0001, and the database keeps none before it. */
export const calendarDay = z.iso.date().refine(text => text >= '0001', 'a day such as 2026-02-28')

/** The query of every list: at most 500 at a time, and where to go on. Extend it: `pageQuery.extend({ status: … })`. */
export const pageQuery = z.object({
  limit: wholeText(1, 500).default(50).describe('50 where it is left out'),
  cursor: z.string().min(1).max(512).optional(),
})

/** The answer of every list: `next` is the cursor of the following page, absent on the last. */
export function pageOf<Item extends z.ZodType>(item: Item) {
  return z.object({ items: z.array(item), next: z.string().optional() })
}
