import { openTally } from './tally.ts'

/** What was known of somebody before a day: how often it was seen, and how many days before it first and last; no days where never. */
export interface Sighting {
  readonly count: number
  readonly since?: number
  readonly last?: number
}

/** Who was seen when. In whatever order days are added, the same is known. */
export interface Sightings {
  add(high: number, low: number, day: number): void
  /** As of a day: what was seen on it or later makes nobody known. Of somebody seen on several days since, the count is that of all days but the last. */
  before(high: number, low: number, day: number): Sighting
}

const NEVER: Sighting = { count: 0 }
/** Beside the count: the first day, the last, the one before the last, and how often on the last. Days are counted from one. */
const [FIRST, LAST, BEFORE_LAST, ON_LAST] = [1, 2, 3, 4]

export function openSightings(): Sightings {
  const kept = openTally(5)
  return {
    add(high, low, day) {
      const place = kept.place(high, low)
      const [first, last] = [kept.at(place + FIRST), kept.at(place + LAST)]
      const on = day + 1
      kept.add(place, 1)
      if (first === 0 || on < first) kept.set(place + FIRST, on)
      if (on > last) {
        kept.set(place + BEFORE_LAST, last)
        kept.set(place + LAST, on)
        kept.set(place + ON_LAST, 1)
      } else if (on === last) kept.add(place + ON_LAST, 1)
      else if (on > kept.at(place + BEFORE_LAST)) kept.set(place + BEFORE_LAST, on)
    },
    before(high, low, day) {
      const place = kept.find(high, low)
      const on = day + 1
      if (place < 0 || kept.at(place + FIRST) >= on) return NEVER
      const [count, last] = [kept.at(place), kept.at(place + LAST)]
      const since = on - kept.at(place + FIRST)
      if (last < on) return { count, since, last: on - last }
      const before = kept.at(place + BEFORE_LAST)
      return { count: count - kept.at(place + ON_LAST), since, last: before < on ? on - before : 1 }
    },
  }
}
