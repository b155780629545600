import { STATES } from '@lintas/customs/reference'
import { offeredProfileSchema, profileDraftSchema } from '@lintas/customs/risk'
import { z } from 'zod'
import { calendarDay, pageOf, pageQuery } from './page.ts'
import { storedProfileSchema } from './risk.ts'

/** Profiles that states offer one another: a question, why it is asked and until when; it runs nowhere until two people of the other state say so. For customs alone. */
const state = z.enum(STATES)
const words = z.string().trim().min(3).max(500)
const instant = z.iso.datetime()
const version = z.int().positive().max(2_147_483_647)
const offeredSchema = offeredProfileSchema.extend({ validFrom: calendarDay, validTo: calendarDay })

const offerSchema = z.object({
  id: z.uuid(),
  profile: z.string(),
  version: z.int(),
  to: state,
  offered: offeredSchema,
  /** `sent`: the other state has not answered yet; `received`: its receipt is here. */
  status: z.enum(['sent', 'received', 'withdrawing', 'withdrawn']),
  offeredBy: z.string(),
  offeredAt: instant,
  withdrawnBy: z.string().optional(),
  withdrawal: z.string().optional(),
  receipt: z.object({ id: z.string(), by: state, at: instant, sha256: z.string() }).optional(),
})
export type ProfileOffer = z.output<typeof offerSchema>

export const offerProfile = {
  summary:
    'Offer a version that runs to other states, by a supervisor other than its proposer; nothing that names somebody or is the own state’s goes along',
  params: z.object({ id: z.string().min(1).max(60), version: z.coerce.number().pipe(version) }),
  body: z.strictObject({
    states: z.array(state).min(1).max(STATES.length),
    /** For officers of the other state; it names nobody. */
    note: words.optional(),
  }),
  response: { 201: z.object({ items: z.array(offerSchema) }) },
}
export const listProfileOffers = {
  summary: 'Profiles offered to other states, the newest first, with their receipts',
  querystring: pageQuery,
  response: { 200: pageOf(offerSchema) },
}
export const withdrawProfileOffer = {
  summary: 'Withdraw a profile that was offered: the other state is told',
  params: z.object({ id: z.uuid() }),
  body: z.strictObject({ reason: words }),
  response: { 200: offerSchema },
}

const offeredHereSchema = z.object({
  from: state,
  id: z.uuid(),
  /** Absent where its withdrawal came first. */
  offered: offeredSchema.optional(),
  status: z.enum(['received', 'drafted', 'refused', 'ended', 'withdrawn']),
  receivedAt: instant,
  /** The version of an own profile that was made of it. */
  drafted: z.object({ profile: z.string(), version: z.int() }).optional(),
  decidedBy: z.string().optional(),
  refusal: z.string().optional(),
  withdrawal: z.string().optional(),
})
export type OfferedProfileAnswer = z.output<typeof offeredHereSchema>

const ofOffer = z.object({ from: state, id: z.uuid() })
export const listOfferedProfiles = {
  summary: 'Profiles that other states offer, the newest first',
  querystring: pageQuery,
  response: { 200: pageOf(offeredHereSchema) },
}
export const draftOfferedProfile = {
  summary:
    'Make a draft of what another state offers: proposed in the own name, to be tried on the own past and approved by a second person',
  params: ofOffer,
  body: z.strictObject({
    id: profileDraftSchema.shape.id,
    owner: profileDraftSchema.shape.owner,
    validFrom: calendarDay,
    /** The first day it no longer runs. */
    validTo: calendarDay,
  }),
  response: { 201: storedProfileSchema },
}
export const refuseOfferedProfile = {
  summary: 'Make nothing of what another state offers',
  params: ofOffer,
  body: z.strictObject({ reason: words }),
  response: { 200: offeredHereSchema },
}
