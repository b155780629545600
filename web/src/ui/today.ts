import { type Day, day } from '@lintas/customs/kernel'
import { parseState, STATE_FACTS } from '@lintas/customs/reference'

/** Today in the calendar of a state, wherever the browser is. */
export function todayIn(state: string): Day {
  const code = parseState(state)
  const timeZone = code === undefined ? 'UTC' : STATE_FACTS[code].timeZone
  return day(new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' }).format(new Date()))
}
