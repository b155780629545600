import { addDays, type Day, error, ok, type Result, stop } from '../kernel/index.ts'
import type { LawBook, State } from '../reference/index.ts'
import { HEARING_PERIODS } from './law.ts'

/** What a hearing has come to so far. */
export interface HearingStanding {
  readonly hearUntil: Day
  readonly isAnswered: boolean
  readonly isDecided: boolean
}

/**
 * The last day on which the declarant is heard before more is charged: as the officer names it, never earlier than the law gives; where the law on file gives no time the officer
 * has to name one.
 *
 * @source RKC General Annex ch. 10 (reasons, the right to be heard); the rows name the national law
 */
export function findHearingDay(law: LawBook, state: State, today: Day, named: Day | undefined): Result<Day> {
  const [row] = law.on(HEARING_PERIODS, state, today)
  const least = row === undefined ? undefined : addDays(today, row.days)
  const until = named ?? least
  if (until === undefined) return stop(error('rights.hearing-day-missing', 'hearUntil', { state }))
  if (until <= today) return stop(error('rights.hearing-day-past', 'hearUntil', { day: until }))
  return least !== undefined && until < least ? stop(error('rights.hearing-too-short', 'hearUntil', { least })) : ok(until)
}

/** Whether the declarant may still be heard. */
export function checkAnswer({ isAnswered, isDecided }: HearingStanding): Result<void> {
  if (isDecided) return stop(error('rights.hearing-decided', ''))
  return isAnswered ? stop(error('rights.hearing-answered', '')) : ok(undefined)
}

/** Whether customs may decide: the declarant was heard, or let the time pass. */
export function checkHeard({ hearUntil, isAnswered, isDecided }: HearingStanding, today: Day): Result<void> {
  if (isDecided) return stop(error('rights.hearing-decided', ''))
  return isAnswered || today > hearUntil ? ok(undefined) : stop(error('rights.hearing-open', '', { until: hearUntil }))
}
