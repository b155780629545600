/** Counts of many kinds of things by the two halves of a key: found in constant time, some tens of bytes each. Two keys meet by chance once in 2⁶⁴. */
export interface Tally {
  /** Where a key's counts begin; -1 where it was never counted. */
  find(high: number, low: number): number
  /** The same; a key that is new gets a place, its counts zero. */
  place(high: number, low: number): number
  /** A count at a place. */
  at(place: number): number
  add(place: number, count: number): void
  set(place: number, count: number): void
}

const ROOM = 1 << 12

/** Opens a tally of so many numbers a key. */
export function openTally(columns: number): Tally {
  let room = ROOM
  let slots = new Int32Array(room * 2).fill(-1)
  let highs = new Int32Array(room)
  let lows = new Int32Array(room)
  let counts = new Float64Array(room * columns)
  let size = 0

  function slotOf(high: number, low: number): number {
    const mask = slots.length - 1
    let slot = (high ^ Math.imul(low, 0x9e3779b1)) & mask
    for (;;) {
      const at = slots[slot] as number
      if (at < 0 || (highs[at] === high && lows[at] === low)) return slot
      slot = (slot + 1) & mask
    }
  }
  function grow(): void {
    room *= 2
    highs = enlarge(highs, new Int32Array(room))
    lows = enlarge(lows, new Int32Array(room))
    counts = enlarge(counts, new Float64Array(room * columns))
    slots = new Int32Array(room * 2).fill(-1)
    for (let at = 0; at < size; at++) slots[slotOf(highs[at] as number, lows[at] as number)] = at
  }

  return {
    find(high, low) {
      const at = slots[slotOf(high | 0, low | 0)] as number
      return at < 0 ? -1 : at * columns
    },
    place(high, low) {
      if (size === room) grow()
      const slot = slotOf(high | 0, low | 0)
      if ((slots[slot] as number) < 0) {
        slots[slot] = size
        highs[size] = high | 0
        lows[size] = low | 0
        size += 1
      }
      return (slots[slot] as number) * columns
    },
    at: place => counts[place] as number,
    add: (place, count) => {
      counts[place] = (counts[place] as number) + count
    },
    set: (place, count) => {
      counts[place] = count
    },
  }
}

function enlarge<Numbers extends Int32Array | Float64Array>(from: Numbers, to: Numbers): Numbers {
  to.set(from)
  return to
}
