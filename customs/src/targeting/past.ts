import type { History } from './history.ts'
import { hash } from './keys.ts'
import type { Remembered } from './replay.ts'
import { openTally } from './tally.ts'

/** Counts the items of a past as they become known, each once however often it is told: that it came, what its inspection found, that this turned out wrong. */
export interface Past {
  tell(id: string, item: Remembered): void
}

/** How much of an item was counted; each is more than the one before. */
const [SEEN, IN_ORDER, WRONG] = [1, 2, 3]

/** What was counted of which item takes some tens of bytes an item. */
export function openPast(history: History): Past {
  const counted = openTally(1)
  return {
    tell(id, item) {
      const key: number[] = []
      hash(id, key)
      const place = counted.place(key[0] as number, key[1] as number)
      const before = counted.at(place)
      const { isFraud, inspectedAs = item } = item
      const now = isFraud === undefined ? SEEN : isFraud ? WRONG : IN_ORDER
      if (now <= before) return
      if (before < SEEN) history.see(item)
      if (before < IN_ORDER && now > SEEN) history.settle(inspectedAs, { isFraud: now === WRONG })
      else if (before === IN_ORDER) history.correct(inspectedAs)
      counted.set(place, now)
    },
  }
}
