import { REGISTERS } from '@lintas/customs/risk'
import { z } from 'zod'
import { calendarDay, pageOf, pageQuery } from './page.ts'

/** The registers declarations are compared with: parties and containers to watch, addresses where nobody trades. For customs alone. */
const day = calendarDay
const words = (max: number) => z.string().trim().min(3).max(max)

const entryDraft = z.strictObject({
  register: z.enum(REGISTERS),
  /** The party's name, the address in one line, or the container's number. */
  text: words(300),
  aliases: z.array(words(300)).max(50).default([]),
  country: z.string().length(2).optional(),
  /** Who says so: a resolution, a court, an own finding. */
  source: words(500),
  /** The unit of customs that answers for it. */
  owner: words(140),
  /** Why it is watched. For officers alone. */
  note: words(2_000).optional(),
  validFrom: day,
  /** The first day it no longer runs: no entry runs for ever. */
  validTo: day,
})

export const registerEntrySchema = entryDraft.extend({
  id: z.uuid(),
  /** `proposed` and `ending` wait for a second person; an entry that is `ending` still runs. */
  status: z.enum(['proposed', 'approved', 'refused', 'ending', 'ended']),
  proposedBy: z.string(),
  decidedBy: z.string().optional(),
  refusal: z.string().optional(),
  endingReason: z.string().optional(),
  endingProposedBy: z.string().optional(),
  endedBy: z.string().optional(),
})
export type RegisterEntryAnswer = z.output<typeof registerEntrySchema>
export type RegisterEntryDraft = z.output<typeof entryDraft>

const ofEntry = z.object({ id: z.uuid() })
const decision = z.discriminatedUnion('decision', [
  z.strictObject({ decision: z.literal('approved') }),
  z.strictObject({ decision: z.literal('refused'), reason: words(2_000) }),
])

export const listRegister = {
  summary: 'Entries of the registers, the newest first',
  querystring: pageQuery.extend({ register: z.enum(REGISTERS).optional(), status: registerEntrySchema.shape.status.optional() }),
  response: { 200: pageOf(registerEntrySchema) },
}
export const proposeEntry = {
  summary: 'Propose a party or a container to watch, or an address where nobody trades',
  body: entryDraft,
  response: { 201: registerEntrySchema },
}
export const decideEntry = {
  summary: 'Let a proposed entry run, or refuse it; by another than its proposer',
  params: ofEntry,
  body: decision,
  response: { 200: registerEntrySchema },
}
export const proposeEnding = {
  summary: 'Propose to end an entry; it runs until another person agrees',
  params: ofEntry,
  body: z.strictObject({ reason: words(2_000) }),
  response: { 200: registerEntrySchema },
}
export const decideEnding = {
  summary: 'End an entry at once, by another person than the one who proposed it',
  params: ofEntry,
  response: { 200: registerEntrySchema },
}
