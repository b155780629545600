import { addDays } from '@lintas/customs/kernel'
import type { State } from '@lintas/customs/reference'
import { clockOf } from '../../../server/src/platform/clock.ts'

/** The day `days` after today, or before it where less than 0, in the calendar of a state: in the evening of UTC it is tomorrow there. */
export function dayIn(state: State, days = 0): string {
  return addDays(clockOf(state).today(), days)
}
