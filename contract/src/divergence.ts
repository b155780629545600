import { STATES } from '@lintas/customs/reference'
import { DIVERGENCE_STANDINGS } from '@lintas/customs/rulings'
import { z } from 'zod'
import { pageOf, pageQuery } from './page.ts'

const count = z.number().int().min(0).max(1_000_000)

/** What an administration holds of goods that are called the same: one subheading, and what it rests on. */
export const positionSchema = z.strictObject({
  key: z.string().min(1).max(500),
  words: z.string().min(1).max(500),
  code: z.string().regex(/^\d{6}$/),
  rulings: count,
  listed: count,
  checkedTraders: count.describe('Traders whose goods an officer looked at; 0 where there are fewer than three'),
})

/** What the node of a state tells its neighbours: all it holds, in place of what it told before. */
export const positionsMessage = z.strictObject({ on: z.iso.date(), positions: z.array(positionSchema).max(50_000) })

const held = positionSchema.omit({ key: true, words: true }).extend({ state: z.enum(STATES) })

/** Goods that are called the same and have different codes. */
export const divergenceSchema = z.object({
  /** `VN-D-17` */
  number: z.string(),
  /** What the goods are called. */
  words: z.string(),
  standing: z.enum(DIVERGENCE_STANDINGS),
  /** Who holds which code, by code, then state, as it was seen last. */
  positions: z.array(held),
  openedOn: z.iso.date(),
  /** The last day on which both sides were seen. */
  seenOn: z.iso.date(),
  closedOn: z.iso.date().optional(),
  /** Why it was closed, in words; `agreed` where the sides came to say the same. */
  reason: z.string().optional(),
})
export type DivergenceAnswer = z.output<typeof divergenceSchema>

const asked = z.object({ standing: z.enum(DIVERGENCE_STANDINGS).optional() })

export const listDivergences = {
  summary: 'Like goods that have different codes, in this state or in this one and another, the newest first',
  querystring: pageQuery.extend(asked.shape),
  response: { 200: pageOf(divergenceSchema) },
}
export const exportDivergences = {
  summary: 'The same as CSV: one row a position',
  querystring: asked,
  produces: ['text/csv'],
  response: { 200: z.string() },
}
export const closeDivergence = {
  summary: 'Close a divergence, in words for everybody; it opens anew where the sides change',
  params: z.object({ number: z.string().regex(/^[A-Z]{2}-D-\d{1,12}$/) }),
  body: z.strictObject({ reason: z.string().trim().min(3).max(1_000) }),
  response: { 200: divergenceSchema },
}
