import { addDays, type Day, hint, type Issue } from '../kernel/index.ts'
import type { Confidence, LawBook, State } from '../reference/index.ts'
import { REVIEW_PERIODS } from './law.ts'

/** Why a decision went against the declarant: in words the declarant can answer, and the law it rests on. */
export interface Reason {
  readonly text: string
  readonly legalBasis: string
}

/** One way to have the decision looked at again. `until` is the last day, absent where the state's time is not on file. */
export interface Remedy {
  readonly remedy: 'review' | 'appeal'
  readonly legalRef: string
  readonly authority?: string
  readonly until?: Day
  readonly confidence: Confidence
}

/** An adverse decision as it is given to the declarant. */
export interface AdverseNotice {
  readonly noticeOn: Day
  readonly reasons: readonly Reason[]
  readonly remedies: readonly Remedy[]
  readonly issues: readonly Issue[]
}

const RIGHT_ITSELF = { legalRef: 'ATIGA art. 69', confidence: 'official' } as const

/**
 * Writes the notice of an adverse decision. Reasons are the officer's own words to the declarant; nothing from risk analysis belongs in them.
 *
 * Where the state's time is not on file the right is named all the same, with an issue that says what is missing.
 *
 * @source ATIGA art. 69; WTO TFA art. 4.1
 */
export function writeNotice(reasons: readonly Reason[], state: State, noticeOn: Day, law: LawBook): AdverseNotice {
  if (reasons.length === 0) throw new Error('given no reasons, needs at least one: an adverse decision is never unexplained')
  const rows = law.on(REVIEW_PERIODS, state, noticeOn)
  const remedies = (['review', 'appeal'] as const).map((remedy): Remedy => {
    const row = rows.find(each => each.remedy === remedy)
    if (row === undefined) return { remedy, ...RIGHT_ITSELF }
    const { authority, legalRef, confidence, days } = row
    return { remedy, legalRef, authority, until: addDays(noticeOn, days), confidence }
  })
  const unknown = remedies.filter(each => each.until === undefined)
  return {
    noticeOn,
    reasons,
    remedies,
    issues: unknown.map(({ remedy }) => hint('release.review-time-not-on-file', '', { remedy, state })),
  }
}
