import { type Day, day } from '@lintas/customs/kernel'
import { STATE_FACTS, type State } from '@lintas/customs/reference'
import type { Clock } from './node.ts'

/** A clock that a sandbox may set ahead or back; it goes on ticking from there. */
export interface MovableClock extends Clock {
  /** Shows `instant` now; undefined goes back to real time. */
  moveTo(instant: Date | undefined): void
}

/** The real clock, in the state's time zone. */
export function clockOf(state: State): Clock {
  const today = dayIn(STATE_FACTS[state].timeZone)
  return { now: () => new Date(), today: () => today(new Date()) }
}

export function movableClockOf(state: State): MovableClock {
  const today = dayIn(STATE_FACTS[state].timeZone)
  let offsetMs = 0
  const now = () => new Date(Date.now() + offsetMs)
  return {
    now,
    today: () => today(now()),
    moveTo(instant) {
      offsetMs = instant === undefined ? 0 : instant.getTime() - Date.now()
    },
  }
}

/** No time zone of today is off the hour by anything but quarters of it, so a day begins with a quarter of an hour. */
const QUARTER_MS = 15 * 60 * 1000

/** The calendar day of an instant in a time zone. Formatters are slow to make and not quick to use: one a clock, asked once a quarter of an hour. */
export function dayIn(timeZone: string): (instant: Date) => Day {
  const format = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' })
  let known: { readonly quarter: number; readonly day: Day } | undefined
  return instant => {
    const quarter = Math.floor(instant.getTime() / QUARTER_MS)
    if (known?.quarter === quarter) return known.day
    const parts = new Map(format.formatToParts(instant).map(part => [part.type, part.value]))
    known = { quarter, day: day(`${parts.get('year')}-${parts.get('month')}-${parts.get('day')}`) }
    return known.day
  }
}
