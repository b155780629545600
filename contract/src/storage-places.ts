import { PLACE_STANDINGS, PLACE_USES, storagePlaceBodySchema } from '@lintas/customs/cargo'
import { z } from 'zod'
import { calendarDay, pageOf, pageQuery } from './page.ts'

/** The register of places where goods under customs control may lie: temporary stores, warehouses, zones. Kept by two persons, read by anyone. */
const words = z.string().trim().min(10).max(2_000)
const ofPlace = z.object({ code: z.string().min(1).max(17) })
const ofProposal = z.object({ id: z.string().regex(/^[1-9]\d{0,17}$/, 'the number of a proposal') })

export const storagePlaceSchema = storagePlaceBodySchema
  .extend({
    validFrom: calendarDay,
    /** The first day on which it is no longer open. */
    validTo: calendarDay.optional(),
    /** How it stands today: one that is not open takes in nothing, and keeps what it has. */
    standing: z.enum(PLACE_STANDINGS),
  })
  .meta({ id: 'StoragePlace' })
export type StoragePlaceAnswer = z.output<typeof storagePlaceSchema>

/** What lies at a place, by the transport documents stored there. For customs. */
const heldSchema = z.object({ documents: z.number().int(), packages: z.number().int(), grossMassKg: z.string() })

export const storagePlaceDetailSchema = storagePlaceSchema.extend({
  /** Why it is suspended, and since when. For customs. */
  suspension: z.string().optional(),
  suspendedOn: calendarDay.optional(),
  held: heldSchema.optional(),
})
export type StoragePlaceDetail = z.output<typeof storagePlaceDetailSchema>

export const placeProposalSchema = storagePlaceBodySchema
  .extend({
    id: z.string(),
    validFrom: calendarDay,
    validTo: calendarDay.optional(),
    reason: z.string(),
    status: z.enum(['proposed', 'approved', 'refused']),
    proposedBy: z.string(),
    decidedBy: z.string().optional(),
    refusal: z.string().optional(),
  })
  .meta({ id: 'StoragePlaceProposal' })
export type PlaceProposalAnswer = z.output<typeof placeProposalSchema>

export const listStoragePlaces = {
  summary: 'Storage places on the register, by their codes; none where the state keeps no register yet',
  querystring: pageQuery.extend({ use: z.enum(PLACE_USES).optional(), office: z.string().min(1).max(17).optional() }),
  response: { 200: pageOf(storagePlaceSchema) },
}
export const printStoragePlaces = { summary: 'Storage places on the register as CSV', response: { 200: z.string() } }
export const readStoragePlace = {
  summary: 'One storage place; customs also reads what lies there and why it is suspended',
  params: ofPlace,
  response: { 200: storagePlaceDetailSchema },
}
export const listPlaceProposals = {
  summary: 'Wordings that were proposed for storage places, the newest first',
  querystring: pageQuery.extend({ status: placeProposalSchema.shape.status.optional() }),
  response: { 200: pageOf(placeProposalSchema) },
}
export const proposePlace = {
  summary: 'Propose a storage place, or another wording of one: other goods, another period, an end, its opening after a suspension',
  body: storagePlaceBodySchema.extend({ validFrom: calendarDay, validTo: calendarDay.optional(), reason: words }),
  response: { 201: placeProposalSchema },
}
export type PlaceWish = z.output<(typeof proposePlace)['body']>
export const decidePlace = {
  summary: 'Put a proposed wording on the register in place of the one before, or refuse it; by another than its proposer',
  params: ofProposal,
  body: z.discriminatedUnion('decision', [
    z.strictObject({ decision: z.literal('approved') }),
    z.strictObject({ decision: z.literal('refused'), reason: words }),
  ]),
  response: { 200: placeProposalSchema },
}
export const suspendPlace = {
  summary: 'Suspend a storage place, at once: it takes in nothing more, and keeps what it has',
  params: ofPlace,
  body: z.strictObject({ reason: words }),
  response: { 200: storagePlaceDetailSchema },
}
