/** What a control came to, the worst last. */
export const OUTCOMES = ['clean', 'minor', 'discrepancy'] as const
export type Outcome = (typeof OUTCOMES)[number]
