import { STANDING_STATUSES, standingBodySchema } from '@lintas/customs/cargo'
import { z } from 'zod'
import { calendarDay, pageOf, pageQuery } from './page.ts'

/** Standing authorisations for goods that cannot wait: served first, and spared no control. */
const ofAuthorisation = z.object({ number: z.string().min(1).max(35) })
const traderId = z.string().trim().min(1).max(35)
const reasons = z
  .array(z.strictObject({ text: z.string().trim().min(3).max(2_000), legalBasis: z.string().trim().max(200).default('') }))
  .max(10)
  .default([])

export const standingAuthorisationSchema = standingBodySchema
  .extend({
    number: z.string(),
    holder: z.string(),
    status: z.enum(STANDING_STATUSES),
    /** How it stands today. */
    standing: z.enum([...STANDING_STATUSES, 'not-in-force', 'expired']),
    validFrom: calendarDay,
    /** The first day on which it is no longer in force. */
    validTo: calendarDay,
    decisions: z.array(
      z.object({
        decision: z.string(),
        conditions: z.string().optional(),
        reasons: z.array(z.object({ text: z.string(), legalBasis: z.string() })),
        at: z.iso.datetime(),
      }),
    ),
  })
  .meta({ id: 'StandingAuthorisation' })
export type StandingAuthorisationAnswer = z.output<typeof standingAuthorisationSchema>

export const applyForStanding = {
  summary: 'Apply for a standing authorisation for goods that cannot wait',
  body: standingBodySchema.extend({ holder: traderId.optional(), validFrom: calendarDay, validTo: calendarDay }),
  response: { 201: standingAuthorisationSchema },
}
export const listStanding = {
  summary: 'Standing authorisations, the newest first: the own ones, for customs every one',
  querystring: pageQuery.extend({ status: z.enum(STANDING_STATUSES).optional() }),
  response: { 200: pageOf(standingAuthorisationSchema) },
}
export const readStanding = {
  summary: 'One standing authorisation',
  params: ofAuthorisation,
  response: { 200: standingAuthorisationSchema },
}
export const decideStanding = {
  summary: 'Grant a standing authorisation with its conditions and days, or refuse it with reasons',
  params: ofAuthorisation,
  body: z.strictObject({
    decision: z.enum(['granted', 'refused']),
    conditions: z.string().trim().max(2_000).optional(),
    /** Other days than were applied for. */
    validFrom: calendarDay.optional(),
    validTo: calendarDay.optional(),
    reasons,
  }),
  response: { 200: standingAuthorisationSchema },
}
export type StandingDecisionBody = z.output<(typeof decideStanding)['body']>
export const moveStanding = {
  summary: 'Suspend a standing authorisation, restore or revoke it, with reasons',
  params: ofAuthorisation,
  body: z.strictObject({ standing: z.enum(['suspended', 'granted', 'revoked']), reasons }),
  response: { 200: standingAuthorisationSchema },
}
