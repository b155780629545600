import {
  CLOCK_ASSUMPTIONS,
  formDSchema,
  PROOF_ACTS,
  PROOF_CLOCKS,
  PROOF_STATUSES,
  PROOF_TICKS,
  VERIFICATION_STAGES,
} from '@lintas/customs/proofs'
import { STATES } from '@lintas/customs/reference'
import { z } from 'zod'
import { calendarDay, pageOf, pageQuery } from './page.ts'
import { reasonSchema } from './release.ts'

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
  /** Preference on it is suspended while it is verified. */
  suspended: z.boolean().optional(),
  /** The next day by which somebody has to have done something about it; past where that is late. */
  clockOn: z.iso.date().optional(),
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
        /** Of a notice of a visit: what it says. */
        visit: z.object({ exporter: z.string(), proposedOn: z.string(), coverage: z.string(), officials: z.array(z.string()) }).optional(),
        /** The day a visit is postponed to. */
        until: z.string().optional(),
        /** What was determined. */
        originating: z.boolean().optional(),
        /** The clock that ran out. */
        late: z.enum(PROOF_CLOCKS).optional(),
        /** Of a certified true copy: the day it was made. */
        copiedOn: z.iso.date().optional(),
        /** Of `notified`: the act that the other state has word of. */
        of: z.enum(PROOF_ACTS).optional(),
        /** The day something was sent back or received, where somebody says so. */
        on: z.iso.date().optional(),
        /** The declarations it is about. */
        declarations: z.array(z.string()).optional(),
      }),
    ),
    /** What may be done to it as it stands. */
    permitted: z.array(z.enum(PROOF_ACTS)),
    /** Where it is verified, or was denied: how far that is, and its clocks in calendar days. */
    verification: z
      .object({
        stage: z.enum(VERIFICATION_STAGES),
        clocks: z.array(
          z.object({
            clock: z.enum(PROOF_CLOCKS),
            dueOn: z.string(),
            /** The day it counts from, and its days; absent of clocks from before these were kept. */
            from: z.string().optional(),
            days: z.number().optional(),
            /** Why it counts from another day than the text says: `sent` and `authority` until a receipt is known, `silent` where the text names no day. */
            assumed: z.enum(CLOCK_ASSUMPTIONS).optional(),
            isMet: z.boolean(),
            metOn: z.string().optional(),
            isLate: z.boolean(),
            daysLeft: z.number(),
          }),
        ),
      })
      .optional(),
    /** What follows for the declarations that drew of it, or wait for it. */
    consequences: z
      .array(
        z.object({
          mrn: z.string(),
          items: z.array(z.number()),
          kind: z.enum(['suspend', 'grant', 'deny', 'tell', 'tell-visit']),
          result: z.enum(['suspended', 'granted', 'denied', 'hearing', 'told', 'nothing']).optional(),
          /** Why it could not be carried out yet. */
          problem: z.string().optional(),
        }),
      )
      .optional(),
    /** Of a rejected proof: declarations it gave preference before, of which nobody has decided. */
    undecided: z.array(z.object({ mrn: z.string(), items: z.array(z.number()), status: z.string() })).optional(),
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
  querystring: pageQuery.extend({
    side: z.enum(PROOF_SIDES).optional(),
    status: z.enum(PROOF_STATUSES).optional(),
    late: z.enum(['true']).optional(),
  }),
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
export const askProofCopy = {
  summary: 'Ask for a certified true copy of a Form D on paper that was stolen, lost or destroyed, within a year of its issue',
  params: one,
  body: z.strictObject({ reason: words }),
  response: answer,
}
export const makeProofCopy = {
  summary: 'Make the certified true copy that was asked for: the same number and day, the same proof in every ledger',
  params: one,
  body: z.strictObject({ text: words.optional() }).optional(),
  response: answer,
}
export const refuseProofCopy = {
  summary: 'Refuse a certified true copy that was asked for, with reasons',
  params: one,
  body: z.strictObject({ reasons }),
  response: answer,
}
export const printProofCopy = {
  summary: 'The certified true copy as it is printed: the words in box 12, the number and the day of the original',
  produces: ['application/pdf'],
  params: one,
  response: { 200: z.unknown() },
}

export const requestProofCheck = {
  summary: 'As the importing state, have a proof checked by the state that issued it: with reasons, or at random',
  params: one,
  body: z.strictObject({ text: words.optional(), suspend: z.boolean().optional() }).optional(),
  response: answer,
}
export const notifyProofVisit = {
  summary: 'As the importing state, give notice of a visit to who made the goods, where the check did not satisfy it',
  params: one,
  body: z.strictObject({
    exporter: z.string().trim().min(1).max(200),
    proposedOn: calendarDay,
    coverage: words,
    officials: z.array(z.string().trim().min(1).max(200)).min(1).max(20),
  }),
  response: answer,
}
export const consentProofVisit = {
  summary: 'As the issuing state, say whether the exporter consents to a visit in writing',
  params: one,
  body: z.strictObject({ consents: z.boolean(), text: words }),
  response: answer,
}
export const postponeProofVisit = {
  summary: 'As the issuing state, postpone a visit: within 60 days of its notice, or longer where both states agreed',
  params: one,
  body: z.strictObject({ until: calendarDay, agreed: z.boolean().optional(), text: words }),
  response: answer,
}
export const noteProofReceipt = {
  summary: 'As the issuing state, say when the exporter received the notice of a visit, or a determination: its clock counts from then',
  params: one,
  body: z.strictObject({
    on: calendarDay,
    /** The evidence of it. */
    text: words,
  }),
  response: answer,
}
export const holdProofVisit = {
  summary: 'As the importing state, report what a visit showed',
  params: one,
  body: z.strictObject({ text: words }),
  response: answer,
}
const determination = z.strictObject({
  originating: z.boolean(),
  reasons: z.array(reasonSchema).min(1).max(20),
  /** Until when declarants whose goods are gone are heard, where the law has no time for it. */
  hearUntil: calendarDay.optional(),
})
export type ProofDetermination = z.output<typeof determination>
export const determineProof = {
  summary:
    'As the importing state, determine whether the goods of a proof originate, after a check or a visit; what follows for the declarations concerned is carried out',
  params: one,
  body: determination,
  response: answer,
}
export const commentProofDetermination = {
  summary: 'As the issuing state, pass on what the exporter says to a determination after a visit',
  params: one,
  body: z.strictObject({ text: words }),
  response: answer,
}
export const finaliseProofDetermination = {
  summary: 'As the importing state, make the determination after a visit final',
  params: one,
  body: determination,
  response: answer,
}
export const referProof = {
  summary: 'Refer a denied proof to the settlement of disputes: its record is bundled and kept as it is',
  params: one,
  body: z.strictObject({ text: words }),
  response: answer,
}
export const readProofRecord = {
  summary: 'The record of a proof: as it was referred, with its digest, or as it stands',
  params: one,
  response: { 200: z.object({ referred: z.boolean(), sha256: z.string().optional(), record: z.unknown() }) },
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
export const denyProofDeclarations = {
  summary:
    'As the importing state, deny preference to declarations that a rejected proof gave it before: to all of which nobody has decided, or to some',
  params: one,
  body: z.strictObject({
    declarations: z.array(z.string().min(1).max(35)).min(1).max(1_000).optional(),
    reasons: z.array(reasonSchema).min(1).max(20),
    /** Until when declarants whose goods are gone are heard, where the law has no time for it. */
    hearUntil: calendarDay.optional(),
  }),
  response: answer,
}
const sentBack = z.strictObject({
  /** How it went, or came: what proves it. */
  text: words,
  /** The day of it; today where absent. */
  on: calendarDay.optional(),
})
export const returnProof = {
  summary: 'As the importing state, hand a rejected or unused proof back to its issuer; nothing can be drawn of it any more',
  params: one,
  body: sentBack,
  response: answer,
}
export const takeProofBack = {
  summary: 'As the issuing state, say that a paper that was handed back has come',
  params: one,
  body: sentBack,
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
