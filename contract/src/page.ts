import { z } from 'zod'

/** The number of a version or a decision in an address, as far as the database counts. */
export const ordinal = z.coerce.number().int().min(1).max(2_147_483_647)

/** The query of every list: at most 500 at a time, and where to go on. Extend it: `pageQuery.extend({ status: … })`. */
export const pageQuery = z.object({
  limit: z.coerce.number().int().min(1).max(500).default(50),
  cursor: z.string().min(1).max(512).optional(),
})

/** The answer of every list: `next` is the cursor of the following page, absent on the last. */
export function pageOf<Item extends z.ZodType>(item: Item) {
  return z.object({ items: z.array(item), next: z.string().optional() })
}
