import { amountSchema } from '@lintas/customs/declaration'
import { CONFIDENCE, STATES } from '@lintas/customs/reference'
import { ADVERSE_KINDS, DECISION_STATUSES, OUTCOMES, REMEDIES } from '@lintas/customs/rights'
import { z } from 'zod'
import { interestShownSchema } from './debt-record.ts'
import { calendarDay, pageOf, pageQuery } from './page.ts'
import { problemIssueSchema } from './problem.ts'
import { reasonSchema } from './release.ts'

/** Decisions that can be questioned: the decision, review, appeal, the outcome, and a letter of each. */
const day = calendarDay
const ofDeclaration = z.object({ mrn: z.string().min(1).max(35) })
const numberText = z.string().regex(/^[A-Z]{2}-\d{4}-\d{6}$/, 'a decision number such as VN-2026-000001')
const ofDecision = z.object({ number: numberText })
const words = z.string().trim().min(10).max(4_000)
const sequence = z.number().int().min(0)
const money = z.object({ amount: z.string(), currency: z.string() })

const remedySchema = z.object({
  remedy: z.enum(REMEDIES),
  legalRef: z.string(),
  /** Who hears it, in the state's own name for it. */
  authority: z.string().optional(),
  /** The last day; absent where the state's time is not on file, and then nobody is late. */
  until: day.optional(),
  confidence: z.enum(CONFIDENCE),
})

const stepSchema = z.object({
  step: z.enum(['request', 'withdraw', 'outcome', 'protest']),
  on: day,
  by: z.enum(['declarant', 'customs', 'system']),
  remedy: z.enum([...REMEDIES, 'revocation']).optional(),
  grounds: z.string().optional(),
  answerBy: day.optional(),
  outcome: z.enum(OUTCOMES).optional(),
  items: z.array(sequence).readonly().optional(),
  reference: z.string().optional(),
  reasons: z.array(reasonSchema).readonly().optional(),
  /** The law that takes silence for this outcome. */
  bySilence: z.object({ legalRef: z.string() }).optional(),
  /** The refund it led to, and how that stands. */
  refund: z
    .object({
      id: z.string(),
      amount: z.string(),
      currency: z.string(),
      status: z.string(),
      /** Interest in it, span by span. */
      interest: interestShownSchema.optional(),
    })
    .optional(),
  /** The letter of it, as PDF. */
  letter: z.string().optional(),
})

/** An adverse decision with all that followed from it. */
export const adverseDecisionSchema = z
  .object({
    number: z.string(),
    kind: z.enum(ADVERSE_KINDS),
    state: z.enum(STATES),
    status: z.enum(DECISION_STATUSES),
    /** What an outcome asked for is done: assessed anew, and paid back where something was. */
    carriedOut: z.boolean(),
    addressee: z.string(),
    office: z.string().optional(),
    mrn: z.string(),
    items: z.array(sequence).readonly().optional(),
    decidedOn: day,
    /** The day it is in the state, from which what is left of a time is counted. */
    today: day,
    facts: z.string().optional(),
    reasons: z.array(reasonSchema).readonly(),
    amount: money.optional(),
    /** How it may still be questioned where it stands. */
    remedies: z.array(remedySchema).readonly(),
    /** The last day for customs to answer the open request, where the law has one. */
    answerBy: day.optional(),
    /** Whether what it costs is secured meanwhile instead of paid. */
    onSecurity: z.boolean(),
    /** What this caller may do now. */
    acts: z.array(
      z.enum(['request-review', 'appeal', 'withdraw', 'protest', 'secure', 'decide-review', 'decide-appeal', 'revoke', 'lift-hold']),
    ),
    steps: z.array(stepSchema),
    letter: z.string(),
    issues: z.array(problemIssueSchema).readonly(),
    revision: z.number().int(),
  })
  .meta({ id: 'AdverseDecision' })
export type AdverseDecisionAnswer = z.output<typeof adverseDecisionSchema>

const decided = { facts: words.optional(), reasons: z.array(reasonSchema).min(1).max(20) }
const denial = z.strictObject({ kind: z.literal('denial-of-preference'), items: z.array(sequence).min(1).max(10_000), ...decided })
const reclassification = z.strictObject({
  kind: z.literal('reclassification'),
  items: z
    .array(z.strictObject({ sequence, commodityCode: z.string().regex(/^\d{4,12}$/, 'a commodity code in digits') }))
    .min(1)
    .max(10_000),
  ...decided,
})
/** What is found of goods: a preference they have no claim to, or another code. */
export const findingOnGoods = z.discriminatedUnion('kind', [denial, reclassification])
export type FindingOnGoods = z.output<typeof findingOnGoods>
/** What an officer decides against goods that are not released. */
export const adverseFindingBody = z.discriminatedUnion('kind', [
  denial,
  reclassification,
  z.strictObject({ kind: z.literal('hold'), ...decided }),
])
export type AdverseFinding = z.output<typeof adverseFindingBody>

export const decideAdversely = {
  summary: 'Deny a preference, classify goods otherwise or hold them, in writing; the declaration is decided on again (If-Match)',
  params: ofDeclaration,
  body: adverseFindingBody,
  response: { 201: adverseDecisionSchema },
}
export const adverseDecisionFilters = pageQuery.extend({
  mrn: z.string().min(1).max(35).optional(),
  kind: z.enum(ADVERSE_KINDS).optional(),
  status: z.enum(DECISION_STATUSES).optional(),
  /** `yes`: those whose request waits for an answer. */
  waiting: z.enum(['yes']).optional(),
})
export const listAdverseDecisions = {
  summary: 'Adverse decisions, the newest first: the own, those of the own office, or all of them for a supervisor',
  querystring: adverseDecisionFilters,
  response: { 200: pageOf(adverseDecisionSchema) },
}
export const exportAdverseDecisions = {
  summary: 'The same as CSV, in which no cell is a formula',
  querystring: adverseDecisionFilters.omit({ cursor: true }),
  response: { 200: z.string() },
}
export const readAdverseDecision = {
  summary: 'An adverse decision: reasons, legal basis, until when it may be questioned, what followed',
  params: ofDecision,
  response: { 200: adverseDecisionSchema },
}
export const readLetter = {
  summary: 'The letter of a decision, or of what came of a request, as PDF: in the language of the state and in English',
  params: ofDecision,
  querystring: z.object({
    /** The step it is the letter of, counted from 1; absent for the decision itself. */
    step: z
      .string()
      .regex(/^\d{1,4}$/, 'a whole number in digits')
      .transform(Number)
      .optional(),
    /** One language instead of both. */
    language: z
      .string()
      .regex(/^[a-z]{2,3}$/, 'a language such as vi')
      .optional(),
  }),
  response: { 200: z.any().describe('A PDF.') },
}
export const requestReview = {
  summary: 'Ask for a review by another officer than the one who decided (If-Match)',
  params: ofDecision,
  body: z.strictObject({ grounds: words }),
  response: { 200: adverseDecisionSchema },
}
export const appealDecision = {
  summary: 'Appeal to the higher body (If-Match)',
  params: ofDecision,
  body: z.strictObject({ grounds: words }),
  response: { 200: adverseDecisionSchema },
}
export const withdrawReview = {
  summary: 'Withdraw the request or the appeal that is open (If-Match)',
  params: ofDecision,
  response: { 200: adverseDecisionSchema },
}
export const protestDecision = {
  summary: 'Pay under protest: says that paying accepts nothing; what is due is then paid as ever',
  params: ofDecision,
  response: { 200: adverseDecisionSchema },
}
export const secureContested = {
  summary: 'Give security for what is contested instead of paying it, while it is under review or appeal; answers how much',
  params: ofDecision,
  response: { 200: z.object({ securities: z.array(z.object({ reason: z.string(), amount: amountSchema })) }) },
}
export const liftHold = {
  summary: 'Let goods go on that were held',
  params: ofDecision,
  response: { 200: adverseDecisionSchema },
}
const outcomeBody = z.strictObject({
  outcome: z.enum(OUTCOMES),
  reasons: z.array(reasonSchema).min(1).max(20),
  /** Changed for these items only. */
  items: z.array(sequence).min(1).max(10_000).optional(),
  /** The number of a judgement or a board's decision, where another body decided. */
  reference: z.string().trim().min(1).max(140).optional(),
})
export const revokeDecision = {
  summary: 'Set a decision aside of customs’ own motion, as another officer than who took it; carried out at once (If-Match)',
  params: ofDecision,
  body: outcomeBody.omit({ outcome: true, reference: true }),
  response: { 200: adverseDecisionSchema },
}
export const decideReview = {
  summary: 'Decide on a request for review, as another officer than the first; what follows is carried out at once (If-Match)',
  params: ofDecision,
  body: outcomeBody,
  response: { 200: adverseDecisionSchema },
}
export const decideAppeal = {
  summary: 'Decide on an appeal, or record what the higher body decided, as a supervisor who decided neither before (If-Match)',
  params: ofDecision,
  body: outcomeBody,
  response: { 200: adverseDecisionSchema },
}
