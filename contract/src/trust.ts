import { RESTRICTIONS, TIERS } from '@lintas/customs/trust'
import { z } from 'zod'
import { calendarDay } from './page.ts'

/** What keeps an operator from declaring. Read and set by customs. */
const day = calendarDay
const ofOperator = z.object({ traderId: z.string().min(1).max(35) })

export const restrictionSchema = z.object({
  id: z.string(),
  traderId: z.string(),
  restriction: z.enum(RESTRICTIONS),
  validFrom: day,
  validTo: day.optional(),
  reason: z.string(),
  liftedAt: z.iso.datetime().optional(),
})
export type RestrictionAnswer = z.output<typeof restrictionSchema>

export const listRestrictions = {
  summary: 'Restrictions on an operator, the newest first',
  params: ofOperator,
  response: { 200: z.object({ items: z.array(restrictionSchema) }) },
}
export const imposeRestriction = {
  summary: 'Suspend or debar an operator from a day on; declarations that name it as importer, exporter or declarant are refused',
  params: ofOperator,
  body: z.strictObject({
    restriction: z.enum(RESTRICTIONS),
    validFrom: day,
    validTo: day.optional(),
    reason: z.string().trim().min(10).max(2_000),
  }),
  response: { 201: restrictionSchema },
}
export const liftRestriction = {
  summary: 'Lift a restriction, at once',
  params: ofOperator.extend({ id: z.string().regex(/^[1-9]\d{0,17}$/) }),
  response: { 200: restrictionSchema },
}

/** How far an operator is trusted: tier 3 and above lowers hits that may be lowered, by one step; some ways of declaring ask for a tier. Never told to a trader. */
export const tierSchema = z.object({
  id: z.string(),
  traderId: z.string(),
  /** 1 registered, 2 compliant, 3 secure, 4 strategic. */
  tier: z.literal(TIERS),
  status: z.enum(['proposed', 'approved', 'refused', 'suspended']),
  validFrom: day,
  validTo: day,
  reason: z.string(),
  proposedBy: z.string(),
  decidedBy: z.string().optional(),
  refusal: z.string().optional(),
  suspendedAt: z.iso.datetime().optional(),
  suspendedBy: z.string().optional(),
  suspension: z.string().optional(),
})
export type TierAnswer = z.output<typeof tierSchema>

const words = z.string().trim().min(10).max(2_000)
const ofTier = ofOperator.extend({ id: z.string().regex(/^[1-9]\d{0,17}$/) })

export const listTiers = {
  summary: 'Tiers of trust of an operator, since when and on whose word, the newest first',
  params: ofOperator,
  response: { 200: z.object({ items: z.array(tierSchema) }) },
}
export const proposeTier = {
  summary: 'Propose a tier of trust for an operator over a period',
  params: ofOperator,
  body: z.strictObject({ tier: z.literal(TIERS), validFrom: day, validTo: day, reason: words }),
  response: { 201: tierSchema },
}
export const decideTier = {
  summary: 'Approve the tier that another administrator proposed, or refuse it',
  params: ofTier,
  body: z.discriminatedUnion('decision', [
    z.strictObject({ decision: z.literal('approved') }),
    z.strictObject({ decision: z.literal('refused'), reason: words }),
  ]),
  response: { 200: tierSchema },
}
export const suspendTier = {
  summary: 'Suspend a tier of an operator, at once',
  params: ofTier,
  body: z.strictObject({ reason: words }),
  response: { 200: tierSchema },
}
