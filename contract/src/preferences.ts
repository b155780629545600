import { amountSchema, preferenceSchema } from '@lintas/customs/declaration'
import { LATE_GROUNDS } from '@lintas/customs/proofs'
import { z } from 'zod'
import { calendarDay, pageOf, pageQuery } from './page.ts'
import { reasonSchema } from './release.ts'

const ofDeclaration = z.object({ mrn: z.string().min(1).max(35) })
const sequence = z.number().int().min(1).max(99_999)
const code = z.string().regex(/^\d{6,12}$/, 'six to twelve digits')

/** What was secured for one item while its proof was awaited or checked. */
const depositSchema = z.object({
  sequence: z.number(),
  /** The last day for the proof; absent where it waits for customs. */
  until: calendarDay.optional(),
  askedAt: z.iso.datetime(),
  outcome: z.enum(['granted', 'denied', 'lapsed']).optional(),
  settledAt: z.iso.datetime().optional(),
})

const claimsSchema = z.object({
  mrn: z.string(),
  items: z.array(
    z.object({
      sequence: z.number(),
      agreement: z.string(),
      proof: z.string().optional(),
      standing: z.enum(['granted', 'waiting', 'on-security', 'denied']),
      /** The codes of what keeps it waiting. */
      why: z.array(z.string()),
      /** Where the proof bears another code than was declared. */
      codes: z.object({ declared: z.string(), certified: z.string() }).optional(),
      /** The last day of the proof, where it was presented after it and waits to be accepted. */
      lateSince: z.string().optional(),
      /** Why a proof that came after its last day was accepted. */
      acceptedLate: z.enum(LATE_GROUNDS).optional(),
      deposits: z.array(depositSchema),
    }),
  ),
  /** What has to be secured while claims are open. */
  securities: z.array(z.object({ reason: z.string(), amount: amountSchema })),
  /** What this caller may do now. */
  acts: z.array(z.enum(['secure', 'claim', 'settle'])),
})
export const preferencesSchema = claimsSchema
  .extend({
    /** The adverse decision that was just written. */
    decision: z.string().optional(),
    /** What is claimed back for the debtor because of it. */
    refund: z.object({ refund: z.string(), amount: z.string(), currency: z.string() }).optional(),
  })
  .meta({ id: 'Preferences' })
export type PreferencesAnswer = z.output<typeof preferencesSchema>

const answer = { 200: preferencesSchema }

export const listOpenPreferences = {
  summary: 'Goods that went on security for their preference, the newest first: of the traders one acts for, of the own office, or all',
  querystring: pageQuery,
  response: { 200: pageOf(depositSchema.extend({ mrn: z.string() })) },
}
export const readPreferences = {
  summary: 'How each claim to preference of a declaration stands, and why',
  params: ofDeclaration,
  response: answer,
}
export const securePreference = {
  summary: 'Let goods go at the rate they claim while their proof is awaited or checked; answers what has to be secured',
  params: ofDeclaration,
  body: z.strictObject({ items: z.array(sequence).min(1).max(999) }),
  response: answer,
}
export const claimPreference = {
  summary:
    'Claim a preference for released goods, or present the proof they wait for, within the time of the law; what was overpaid is claimed back',
  params: ofDeclaration,
  body: z.strictObject({
    claims: z
      .array(z.strictObject({ sequence, preference: preferenceSchema }))
      .min(1)
      .max(999),
  }),
  response: answer,
}
export const settlePreference = {
  summary:
    'As an officer, grant or deny claims that wait, say which code is right where the proof bears another, or accept a proof that was presented late',
  params: ofDeclaration,
  body: z.strictObject({
    outcome: z.enum(['granted', 'denied']),
    items: z
      .array(
        z.strictObject({
          sequence,
          commodityCode: code.optional(),
          /** Why a proof that was presented after its last day is accepted; only with `granted`, and with reasons. */
          late: z.enum(LATE_GROUNDS).optional(),
        }),
      )
      .min(1)
      .max(999),
    /** Needed where it goes against the declarant, and where a proof is accepted late. */
    reasons: z.array(reasonSchema).max(20).default([]),
  }),
  response: answer,
}
