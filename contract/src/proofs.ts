import { formDSchema, PROOF_ACTS, PROOF_STATUSES, PROOF_TICKS } from '@lintas/customs/proofs'
import { STATES } from '@lintas/customs/reference'
import { z } from 'zod'
import { pageOf, pageQuery } from './page.ts'

const words = z.string().trim().min(1).max(2_000)
const reasons = z
  .array(z.strictObject({ text: words, legalBasis: z.string().trim().min(1).max(500) }))
  .min(1)
  .max(20)

/** `issuing`: this state's authority is asked for it; `importing`: another state sent it. */
export const PROOF_SIDES = ['issuing', 'importing'] as const

/** A proof of origin in a list. */
export const proofHeadSchema = z.object({
  id: z.uuid(),
  side: z.enum(PROOF_SIDES),
  status: z.enum(PROOF_STATUSES),
  /** Since it was issued. */
  number: z.string().optional(),
  exporter: z.string(),
  consignee: z.string(),
  issuingState: z.enum(STATES),
  importingState: z.enum(STATES),
  type: z.enum(['e-form-d', 'form-d']),
  ticks: z.array(z.enum(PROOF_TICKS)),
  issuedOn: z.iso.date().optional(),
  /** The last day it may be presented. */
  validTo: z.iso.date().optional(),
  appliedAt: z.iso.datetime(),
})
export type ProofHead = z.output<typeof proofHeadSchema>

export const proofSchema = proofHeadSchema
  .extend({
    /** All boxes, as they were certified. */
    form: formDSchema,
    /** The edition of the operational certification procedures it was issued by. */
    edition: z.string().optional(),
    replaces: z.string().optional(),
    /** What is used of each item here, or as the importing state last told. */
    ledger: z.array(z.object({ item: z.number(), unit: z.string(), quantity: z.string(), used: z.string(), left: z.string() })),
    acts: z.array(
      z.object({
        act: z.enum([...PROOF_ACTS, 'apply']),
        at: z.iso.datetime(),
        text: z.string().optional(),
        reasons: z.array(z.object({ text: z.string(), legalBasis: z.string() })).optional(),
        /** Of a check that was asked for: the last day of its answer, and of the whole check. */
        dueOn: z.iso.date().optional(),
        endsOn: z.iso.date().optional(),
      }),
    ),
    /** What may be done to it as it stands. */
    permitted: z.array(z.enum(PROOF_ACTS)),
  })
  .meta({ id: 'ProofOfOrigin' })
export type ProofAnswer = z.output<typeof proofSchema>

/** A proof by its id, or by its number once it has one. */
const one = z.object({ id: z.string().min(1).max(70) })
const answer = { 200: proofSchema }

export const applyForProof = {
  summary: 'Apply for a Form D; everything that keeps it from being issued is answered at once',
  body: z.strictObject({
    form: formDSchema,
    /** The number of a proof that it is to take the place of, once it is issued. */
    replaces: z.string().min(1).max(70).optional(),
  }),
  response: { 201: proofSchema },
}
export const listProofs = {
  summary: 'Proofs of origin, the newest first: those of the traders one acts for; customs sees all',
  querystring: pageQuery.extend({ side: z.enum(PROOF_SIDES).optional(), status: z.enum(PROOF_STATUSES).optional() }),
  response: { 200: pageOf(proofHeadSchema) },
}
export const printProof = {
  summary: 'Form D as it is printed, all its boxes, with a QR code of its number',
  produces: ['application/pdf'],
  params: one,
  response: { 200: z.unknown() },
}
export const listProofsCsv = { summary: 'The same list as CSV, the newest 500', produces: ['text/csv'], response: { 200: z.string() } }
export const readProof = {
  summary: 'A proof of origin with all its boxes, what was done to it and what is used of it',
  params: one,
  response: answer,
}
export const queryProof = {
  summary: 'Ask the applicant about an application',
  params: one,
  body: z.strictObject({ text: words }),
  response: answer,
}
export const answerProofQuery = {
  summary: 'Answer what was asked about an application, with the form mended where it was wrong',
  params: one,
  body: z.strictObject({ text: words, form: formDSchema.optional() }),
  response: answer,
}
export const issueProof = {
  summary: 'Issue the proof that was applied for: it gets its number and goes to the importing state',
  params: one,
  body: z.strictObject({ text: words.optional() }).optional(),
  response: answer,
}
export const refuseProof = {
  summary: 'Refuse an application, with reasons; the applicant may have that reviewed by somebody else',
  params: one,
  body: z.strictObject({ reasons }),
  response: answer,
}
export const askProofReview = {
  summary: 'Have the refusal of an application reviewed',
  params: one,
  body: z.strictObject({ grounds: words }),
  response: answer,
}
export const upholdProofRefusal = {
  summary: 'Uphold a refusal that was asked to be reviewed; issuing the proof is the other outcome',
  params: one,
  body: z.strictObject({ reasons }),
  response: answer,
}
export const withdrawProof = { summary: 'Withdraw an application', params: one, response: answer }
export const cancelProof = {
  summary: 'Cancel a proof that was issued; the importing state is told and no goods are drawn of it any more',
  params: one,
  body: z.strictObject({ reason: words }),
  response: answer,
}

export const requestProofCheck = {
  summary: 'As the importing state, have a proof checked by the state that issued it: with reasons, or at random',
  params: one,
  body: z.strictObject({ text: words.optional() }).optional(),
  response: answer,
}
export const replyProofCheck = {
  summary: 'As the issuing state, answer what a check of a proof showed',
  params: one,
  body: z.strictObject({ text: words }),
  response: answer,
}
export const denyProof = {
  summary: 'As the importing state, deny preference on a proof, with reasons; nothing more is drawn of it and its issuer is told',
  params: one,
  body: z.strictObject({ reasons }),
  response: answer,
}
export const clarifyProof = {
  summary: 'As the issuing state, clarify what a denial is about; the importing state considers it',
  params: one,
  body: z.strictObject({ text: words }),
  response: answer,
}
export const reinstateProof = {
  summary: 'As the importing state, take a denied proof up again',
  params: one,
  body: z.strictObject({ text: words }),
  response: answer,
}
