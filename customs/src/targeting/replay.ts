import { addDays, type Day, groupBy } from '../kernel/index.ts'
import type { History, Known } from './history.ts'
import { readTraits, type Traits } from './keys.ts'
import type { Outcome, PastItem } from './past-item.ts'

/** An item of the past as it was declared first, and what its inspection found where there was one: of the item as it had been amended to by then. */
export type Remembered = PastItem & Partial<Outcome> & { readonly inspectedAs?: PastItem }

/** The past as it is lived through. Items come by day, the earliest first; further days may follow later. */
export interface Replay {
  live<Item extends Remembered>(items: readonly Item[], visit?: (known: Known, item: Item, place: number) => void): void
}

/**
 * Lives through the past day by day: each item is looked at with what was known before its day, then seen; what its inspection found is known from the day after, or
 * so many days later still. Items of one day never see one another, none sees its own outcome, and none the future.
 */
export function openReplay(history: History, delayDays: number): Replay {
  const waiting: { readonly from: Day; readonly settled: readonly Settled[] }[] = []
  let last = '' as Day
  return {
    live(items, visit) {
      const placed = items.map((item, place) => ({ item, place }))
      const days = [...groupBy(placed, ({ item }) => item.on)].sort(([one], [other]) => (one < other ? -1 : 1))
      for (const [day, those] of days) {
        if (day <= last) throw new Error(`given items of ${day}, needs days after ${last}`)
        last = day
        while (waiting[0] !== undefined && waiting[0].from <= day)
          for (const each of waiting.shift()?.settled ?? []) history.settle(each.item, each, each.traits)
        const looked = visit === undefined ? [] : those.map(({ item }) => history.look(item.inspectedAs ?? item))
        for (const [at, { item, place }] of those.entries()) visit?.(looked[at] as Known, item, place)
        const settled: Settled[] = []
        for (const [at, { item }] of those.entries()) {
          const { isFraud, inspectedAs } = item
          const traits = looked[at]?.traits ?? readTraits(inspectedAs ?? item)
          history.see(item, inspectedAs === undefined ? traits : readTraits(item))
          if (isFraud !== undefined) settled.push({ item: inspectedAs ?? item, isFraud, traits })
        }
        waiting.push({ from: addDays(day, 1 + delayDays), settled })
      }
    },
  }
}

/** An item whose inspection is over, with what it has in common with others. */
interface Settled {
  readonly item: PastItem
  readonly isFraud: boolean
  readonly traits: Traits
}
