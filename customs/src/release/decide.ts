import { hint, type Issue } from '../kernel/index.ts'

/** How a control stands: nothing recorded yet, found in order, or found against the declaration. */
export type ControlOutcome = 'outstanding' | 'satisfied' | 'adverse'

/** Where the consignment stands, from all acts done to it so far. */
export interface ReleaseFacts {
  readonly controls: readonly { readonly kind: string; readonly outcome: ControlOutcome }[]
  /** What is charged and neither paid nor deferred, in major units. */
  readonly unpaid: readonly { readonly amount: string; readonly currency: string }[]
  /** Documents customs asked for and has not settled; absent where there are none. */
  readonly requested?: readonly { readonly isAnswered: boolean }[]
  /** Security that is asked for and not held yet, by reason, in major units. */
  readonly unsecured: readonly { readonly reason: string; readonly amount: string; readonly currency: string }[]
  /** Customs asks about the value and waits, or lets the goods go on security; absent where nothing is asked. */
  readonly value?: 'questioned' | 'on-security'
  /** Customs holds the goods; absent where it does not. */
  readonly held?: true
  readonly hasArrived: boolean
  /** Whether the assessment is at the rates of today, where the law's rates are those of the day of release. */
  readonly hasRatesOfDay: boolean
  /** Items whose preference claim is pending, by sequence. */
  readonly pendingClaims: readonly number[]
}

export type ReleaseDecision =
  | { readonly release: true; readonly conditions: readonly Issue[] }
  | { readonly release: false; readonly missing: readonly Issue[] }

/**
 * Decides whether the goods may be released, or names everything that still stands in the way.
 *
 * It never says why a control was chosen. An adverse outcome is no refusal: a supervisor decides that, in writing, with reasons.
 *
 * @source RKC General Annex std. 3.40 ("released as soon as examined or decided not to examine, no offence found, payment made or secured")
 */
export function decideRelease(facts: ReleaseFacts): ReleaseDecision {
  const missing = [
    ...facts.controls.flatMap(({ kind, outcome }) =>
      outcome === 'satisfied'
        ? []
        : [hint(outcome === 'adverse' ? 'release.control-adverse' : 'release.control-outstanding', '', { control: kind })],
    ),
    ...missingDocuments(facts.requested ?? []),
    ...(facts.value === 'questioned' ? [hint('release.value-open', '')] : []),
    ...(facts.held ? [hint('release.held', '')] : []),
    ...facts.unpaid.map(({ amount, currency }) => hint('release.payment-outstanding', '', { amount, currency })),
    ...facts.unsecured.map(({ reason, amount, currency }) => hint('release.security-outstanding', '', { reason, amount, currency })),
    ...(facts.hasArrived ? [] : [hint('release.arrival-outstanding', '')]),
  ]
  if (missing.length > 0) return { release: false, missing }
  if (!facts.hasRatesOfDay) return { release: false, missing: [hint('release.rates-of-day-outstanding', '')] }
  return { release: true, conditions: listConditions(facts) }
}

function missingDocuments(requested: NonNullable<ReleaseFacts['requested']>): readonly Issue[] {
  const answered = requested.filter(each => each.isAnswered).length
  const asked = requested.length - answered
  return [
    ...(asked === 0 ? [] : [hint('release.documents-outstanding', '', { count: asked })]),
    ...(answered === 0 ? [] : [hint('release.documents-under-review', '', { count: answered })]),
  ]
}

/** What the release leaves open: a claim for a preference may still be proved and the difference repaid. @source ATIGA annex 8, rule 16 */
function listConditions(facts: ReleaseFacts): readonly Issue[] {
  return [
    ...facts.pendingClaims.map(sequence => hint('release.preference-pending', '', { item: sequence })),
    ...(facts.value === 'on-security' ? [hint('release.value-on-security', '')] : []),
  ]
}
