import { addDays, type Day } from '../kernel/index.ts'

/** What the declarant is told of the day of an answer: that it is near, or that it has passed. */
export const NOTICES = ['reminder', 'overdue'] as const
export type Notice = (typeof NOTICES)[number]

/** Days before the last one on which the declarant is reminded. */
const REMIND_DAYS = 2

/**
 * The notice that is due today about a request nobody has answered in full; none before it is near.
 *
 * The last day belongs to the declarant: only the day after is too late. Whoever missed a day of this clock gives the notice of today, not
 * those of the days between.
 */
export function findNotice({ dueOn }: { readonly dueOn: Day }, today: Day): Notice | undefined {
  if (today > dueOn) return 'overdue'
  return today >= addDays(dueOn, -REMIND_DAYS) ? 'reminder' : undefined
}

export function isOverdue({ dueOn }: { readonly dueOn: Day }, today: Day): boolean {
  return today > dueOn
}
