import { OUTCOMES, type Outcome } from './outcome.ts'

/** What inspections of a party's declarations came to: how many of these customs looked into, and in how many it found a discrepancy. */
export interface InspectionFigures {
  readonly inspected: number
  readonly found: number
}

/** What is known of a declaration that was looked into more than once: the worst of it. A later control found in order takes nothing back. */
export function worseOf(before: Outcome | undefined, after: Outcome): Outcome {
  return before !== undefined && OUTCOMES.indexOf(before) > OUTCOMES.indexOf(after) ? before : after
}

/** What one more answer adds to the figures of a party, each declaration counted once. A minor finding is in order, with a note. */
export function addedBy(before: Outcome | undefined, after: Outcome): InspectionFigures {
  const isFound = worseOf(before, after) === 'discrepancy' && before !== 'discrepancy'
  return { inspected: before === undefined ? 1 : 0, found: isFound ? 1 : 0 }
}

/** The hit of a lot among those that asked for a control. */
const DRAWN = 'random@'
/** Hits that are nobody's judgement of the consignment: the lot, what a sandbox was told, an officer's own wish. */
const NOT_TARGETED = [DRAWN, 'script@', 'override@']

/** Whether the lot, and whether a profile, asked for any of the controls of a declaration. Both may have. */
export function pickedBy(hits: readonly string[]): { readonly drawn: boolean; readonly targeted: boolean } {
  return {
    drawn: hits.some(hit => hit.startsWith(DRAWN)),
    targeted: hits.some(hit => !NOT_TARGETED.some(other => hit.startsWith(other))),
  }
}
