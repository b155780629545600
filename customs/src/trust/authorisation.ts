import { type Day, isValidOn } from '../kernel/index.ts'

interface Authorised<Status extends string> {
  readonly status: Status
  readonly validFrom: Day
  /** The first day on which it is no longer in force. */
  readonly validTo: Day
}

/** How what an operator was authorised to do stands on a day: as it was decided, or out of its time. */
export function standingOn<Status extends string>(
  { status, validFrom, validTo }: Authorised<Status>,
  day: Day,
): Status | 'not-in-force' | 'expired' {
  if (status !== 'granted' || isValidOn({ validFrom, validTo }, day)) return status
  return day < validFrom ? 'not-in-force' : 'expired'
}
