import { STATES } from '@lintas/customs/reference'
import { INDICATOR_REASONS, REGISTERS } from '@lintas/customs/risk'
import { z } from 'zod'
import { calendarDay, pageOf, pageQuery } from './page.ts'

/** What states tell one another of what they watch: never a name, only keyed digests. For customs alone. */
const state = z.enum(STATES)
const words = z.string().trim().min(3).max(500)
const instant = z.iso.datetime()

const shareSchema = z.object({
  id: z.uuid(),
  /** The entry of the own watch list. */
  entry: z.uuid(),
  to: state,
  reason: z.enum(INDICATOR_REASONS),
  note: z.string().optional(),
  validFrom: calendarDay,
  validTo: calendarDay,
  /** `sent`: the other state has not answered yet; `received`: its receipt is here. */
  status: z.enum(['sent', 'received', 'withdrawing', 'withdrawn']),
  sharedBy: z.string(),
  sharedAt: instant,
  withdrawnBy: z.string().optional(),
  withdrawal: z.string().optional(),
  receipt: z.object({ id: z.string(), by: state, at: instant, sha256: z.string() }).optional(),
})
export type IndicatorShare = z.output<typeof shareSchema>

export const shareEntry = {
  summary:
    'Share an entry that runs with other states, by a supervisor other than its proposer: they get digests, a reason and days, never the name',
  params: z.object({ id: z.uuid() }),
  body: z.strictObject({
    states: z.array(state).min(1).max(STATES.length),
    reason: z.enum(INDICATOR_REASONS),
    /** For officers of the other state; it names nobody. */
    note: words.optional(),
    /** The first day it no longer runs; that of the entry where it is left out. */
    validTo: calendarDay.optional(),
  }),
  response: { 201: z.object({ items: z.array(shareSchema) }) },
}
export const listShares = {
  summary: 'What was shared with other states, the newest first, with their receipts',
  querystring: pageQuery,
  response: { 200: pageOf(shareSchema) },
}
export const withdrawShare = {
  summary: 'Withdraw what was shared: the other state stops using it',
  params: z.object({ id: z.uuid() }),
  body: z.strictObject({ reason: words }),
  response: { 200: shareSchema },
}

const sharedSchema = z.object({
  from: state,
  id: z.uuid(),
  register: z.enum(REGISTERS).optional(),
  reason: z.enum(INDICATOR_REASONS).optional(),
  note: z.string().optional(),
  validFrom: calendarDay.optional(),
  validTo: calendarDay.optional(),
  /** The names it is known by, as digests. */
  digests: z.array(z.string()),
  status: z.enum(['received', 'in-use', 'refused', 'ended', 'withdrawn']),
  receivedAt: instant,
  decidedBy: z.string().optional(),
  decidedAt: instant.optional(),
  refusal: z.string().optional(),
  withdrawal: z.string().optional(),
})
export type SharedIndicatorAnswer = z.output<typeof sharedSchema>

export const listSharedIndicators = {
  summary: 'What other states shared, the newest first',
  querystring: pageQuery,
  response: { 200: pageOf(sharedSchema) },
}
export const decideSharedIndicator = {
  summary: 'Take what another state shared into use, or refuse it',
  params: z.object({ from: state, id: z.uuid() }),
  body: z.discriminatedUnion('decision', [
    z.strictObject({ decision: z.literal('in-use') }),
    z.strictObject({ decision: z.literal('refused'), reason: words }),
  ]),
  response: { 200: sharedSchema },
}
