import { addDays, type Day, error, ok, type Result, stop } from '../kernel/index.ts'
import type { LawBook, State } from '../reference/index.ts'
import { type AdverseNotice, type Reason, type Remedy, writeNotice } from '../release/index.ts'
import type { AdverseDecision } from './adverse-decision.ts'
import { REVIEW_ANSWER_PERIODS } from './law.ts'

export const REMEDIES = ['review', 'appeal'] as const
export type RemedyKind = (typeof REMEDIES)[number]
export const OUTCOMES = ['upheld', 'changed'] as const
export type Outcome = (typeof OUTCOMES)[number]

/** Where an adverse decision stands in the hands of those who look at it again. */
export const DECISION_STATUSES = [
  'decided',
  'review-requested',
  'upheld',
  'changed',
  'appealed',
  'upheld-on-appeal',
  'changed-on-appeal',
] as const
export type DecisionStatus = (typeof DECISION_STATUSES)[number]

/** One step after a decision, by whom it was done. */
export type ProceedingStep =
  | {
      readonly step: 'request'
      readonly remedy: RemedyKind
      readonly on: Day
      readonly by: string
      readonly grounds: string
      /** The last day for the answer, where the law has one. */
      readonly answerBy?: Day
    }
  | { readonly step: 'withdraw'; readonly on: Day; readonly by: string }
  | OutcomeStep
  | { readonly step: 'protest'; readonly on: Day; readonly by: string }

/** What came of a request: a document like the decision it is about, with the remedy that is left where it stands. */
export interface OutcomeStep extends AdverseNotice {
  readonly step: 'outcome'
  /** What was asked for; `revocation` where customs set its decision aside of its own motion. */
  readonly remedy: RemedyKind | 'revocation'
  readonly outcome: Outcome
  readonly on: Day
  readonly by: string
  /** The items it is changed for, where it is not for all. */
  readonly items?: readonly number[]
  /** The number of a judgement or a board's decision, where another body than customs decided. */
  readonly reference?: string
  /** Nobody answered in time, and the law says what that means. */
  readonly bySilence?: { readonly legalRef: string }
}

/** An adverse decision with everything that followed from it, and who took it. */
export interface Contested {
  readonly decision: AdverseDecision
  readonly decidedBy: string
  readonly steps: readonly ProceedingStep[]
}

const REQUESTED = { review: 'review-requested', appeal: 'appealed' } as const
const DECIDED = {
  review: { upheld: 'upheld', changed: 'changed' },
  appeal: { upheld: 'upheld-on-appeal', changed: 'changed-on-appeal' },
  revocation: { upheld: 'upheld', changed: 'changed' },
} as const

/** The status all steps lead to. A withdrawn request leaves the decision as it stood before it. */
export function statusOf(steps: readonly ProceedingStep[]): DecisionStatus {
  const trail: DecisionStatus[] = ['decided']
  for (const each of steps) {
    if (each.step === 'request') trail.push(REQUESTED[each.remedy])
    if (each.step === 'outcome') trail.push(DECIDED[each.remedy][each.outcome])
    if (each.step === 'withdraw') trail.push(trail.at(-2) ?? 'decided')
  }
  return trail.at(-1) ?? 'decided'
}

/** The request that waits for its answer. */
export function openRequest({ steps }: Pick<Contested, 'steps'>): Extract<ProceedingStep, { step: 'request' }> | undefined {
  const status = statusOf(steps)
  if (status !== 'review-requested' && status !== 'appealed') return undefined
  return steps.findLast(each => each.step === 'request')
}

/** Whether the decision is under review or appeal. */
export function isContested(contested: Pick<Contested, 'steps'>): boolean {
  return openRequest(contested) !== undefined
}

/** How a decision that stands may still be questioned: by review and appeal once it is taken, by appeal once a review upheld it. */
export function listRemedies({ decision, steps }: Pick<Contested, 'decision' | 'steps'>): readonly Remedy[] {
  const status = statusOf(steps)
  if (status === 'decided') return decision.remedies
  if (status !== 'upheld' && status !== 'changed') return []
  return steps.findLast(each => each.step === 'outcome')?.remedies ?? []
}

/**
 * Whether a remedy may be asked for today. One that is not open where the decision stands is refused, and one asked for after its last day; where
 * the state's time is not on file nobody is late.
 *
 * @source ATIGA art. 69; WTO TFA art. 4
 */
export function checkRequest(contested: Contested, remedy: RemedyKind, today: Day): Result<Remedy> {
  const { number } = contested.decision
  const found = listRemedies(contested).find(each => each.remedy === remedy)
  if (found === undefined) return stop(error('rights.remedy-not-open', '', { remedy, number, status: statusOf(contested.steps) }))
  if (found.until !== undefined && today > found.until)
    return stop(error('rights.request-late', '', { remedy, number, until: found.until }))
  return ok(found)
}

/** The last day for customs to answer a request, and what becomes of it after; undefined where the law of the state is not on file. */
export function answerClock(
  law: LawBook,
  state: State,
  remedy: RemedyKind,
  requestedOn: Day,
): { readonly answerBy: Day; readonly silence: 'none' | Outcome; readonly legalRef: string } | undefined {
  const row = law.on(REVIEW_ANSWER_PERIODS, state, requestedOn).find(each => each.remedy === remedy)
  return row === undefined ? undefined : { answerBy: addDays(requestedOn, row.days), silence: row.silence, legalRef: row.legalRef }
}

/**
 * Whether somebody may decide on the open request: nobody on what he decided himself, be it first or on review. `persons`: his account, and those that count as
 * the same person.
 *
 * @source ATIGA art. 69.1 (review by the authority that decided or by a higher one)
 */
export function checkReviewer(contested: Contested, persons: readonly string[]): Result<RemedyKind> {
  const { number } = contested.decision
  const open = openRequest(contested)
  if (open === undefined) return stop(error('rights.nothing-to-decide', '', { number, status: statusOf(contested.steps) }))
  const before = [contested.decidedBy, ...contested.steps.flatMap(each => (each.step === 'outcome' ? [each.by] : []))]
  return before.some(each => persons.includes(each)) ? stop(error('rights.same-officer', '', { number })) : ok(open.remedy)
}

/** Whether somebody may set a decision aside that nobody asked about, or that a review upheld: another than who took it. */
export function checkRevocation(contested: Contested, persons: readonly string[]): Result<void> {
  const { number } = contested.decision
  const status = statusOf(contested.steps)
  if (status !== 'decided' && status !== 'upheld') return stop(error('rights.not-to-revoke', '', { number, status }))
  return persons.includes(contested.decidedBy) ? stop(error('rights.same-officer', '', { number })) : ok(undefined)
}

/**
 * Whether what a decision prepares may be made final: it is not under review, and the time to question it is over or its remedies are used up. A time that is not on
 * file is never over.
 */
export function checkFinal(contested: Contested, today: Day): Result<void> {
  const { number } = contested.decision
  if (isContested(contested)) return stop(error('rights.time-open', '', { number, until: '' }))
  const [open] = listRemedies(contested).filter(each => each.until === undefined || today <= each.until)
  return open === undefined ? ok(undefined) : stop(error('rights.time-open', '', { number, until: open.until ?? '' }))
}

export interface OutcomeGiven {
  readonly outcome: Outcome
  readonly reasons: readonly Reason[]
  readonly by: string
  readonly items?: readonly number[]
  readonly reference?: string
  readonly bySilence?: { readonly legalRef: string }
}

/**
 * Writes what comes of a request. Where a review leaves the decision as it is, or leaves some of it, its appeal is still open and counts from this day; after an
 * appeal nothing within customs is.
 *
 * @source ATIGA art. 69.2 (decision and reasons in writing)
 */
export function writeOutcome(remedy: OutcomeStep['remedy'], given: OutcomeGiven, state: State, on: Day, law: LawBook): OutcomeStep {
  const { reasons, ...rest } = given
  const notice = writeNotice(reasons, state, on, law)
  const isOpen = remedy === 'review' && (given.outcome === 'upheld' || given.items !== undefined)
  const remedies = isOpen ? notice.remedies.filter(each => each.remedy === 'appeal') : []
  const issues = isOpen ? notice.issues.filter(each => each.params?.remedy === 'appeal') : []
  return { step: 'outcome', remedy, on, ...rest, ...notice, remedies, issues }
}
