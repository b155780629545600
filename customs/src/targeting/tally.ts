/**
 * Whole counts of many kinds of things by the two halves of a key: found in constant time, some tens of bytes each. Two keys meet by chance once in 2⁶⁴.
 * Places hold until the next key is placed.
 */
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

/** Opens a tally of so many numbers a key, the first of them never negative. Key and counts lie side by side, so that finding one reads one place of the memory. */
export function openTally(columns: number): Tally {
  const width = columns + 2
  let room = ROOM
  let slots = emptySlots(room, width)
  let mask = room * 2 - 1
  let size = 0

  /** Where the slot of a key begins, or the one that is free for it. */
  function slotOf(high: number, low: number): number {
    let slot = (high ^ Math.imul(low, 0x9e3779b1)) & mask
    for (;;) {
      const at = slot * width
      if ((slots[at + 2] as number) < 0 || (slots[at] === high && slots[at + 1] === low)) return at
      slot = (slot + 1) & mask
    }
  }
  function grow(): void {
    const before = slots
    room *= 2
    slots = emptySlots(room, width)
    mask = room * 2 - 1
    for (let at = 0; at < before.length; at += width) {
      if ((before[at + 2] as number) < 0) continue
      const to = slotOf(before[at] as number, before[at + 1] as number)
      for (let part = 0; part < width; part++) slots[to + part] = before[at + part] as number
    }
  }

  return {
    find(high, low) {
      const at = slotOf(high | 0, low | 0)
      return (slots[at + 2] as number) < 0 ? -1 : at + 2
    },
    place(high, low) {
      if (size === room) grow()
      const at = slotOf(high | 0, low | 0)
      if ((slots[at + 2] as number) < 0) {
        slots[at] = high | 0
        slots[at + 1] = low | 0
        slots.fill(0, at + 2, at + width)
        size += 1
      }
      return at + 2
    },
    at: place => slots[place] as number,
    add: (place, count) => {
      slots[place] = (slots[place] as number) + count
    },
    set: (place, count) => {
      slots[place] = count
    },
  }
}

/** Slots whose first count is negative: nothing is there. */
function emptySlots(room: number, width: number): Int32Array {
  return new Int32Array(room * 2 * width).fill(-1)
}
