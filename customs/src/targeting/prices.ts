/** The last prices of each kind of goods, to see how far from them another is. In whatever order they are added, the same are the last. */
export interface Prices {
  add(kind: string, day: number, price: number): void
  /** By how many robust deviations a price lies above the middle of the last ones; 0 where fewer than eight are known. */
  deviation(kind: string, price: number): number
}

const KEPT = 32
const COUNT_MIN = 8
/** Makes the median of deviations that of a normal spread. @source domain notes §5.6 */
const NORMAL = 1.4826
const DEVIATION_MAX = 10

/** The last prices by their days, and in order. Of one day's those stay whose turn says so: a number of the price that favours neither high nor low. */
interface Kept {
  readonly days: Int32Array
  readonly turns: Int32Array
  readonly prices: Float64Array
  readonly ranked: number[]
}

export function openPrices(): Prices {
  const all = new Map<string, Kept>()
  return {
    add(kind, day, price) {
      const kept = all.get(kind) ?? emptyKept()
      all.set(kind, kept)
      const { days, turns, prices, ranked } = kept
      const turn = turnOf(price)
      let at = ranked.length
      if (at === KEPT) {
        at = 0
        for (let other = 1; other < KEPT; other++)
          if (isBefore(kept, other, days[at] as number, turns[at] as number, prices[at] as number)) at = other
        if (!isBefore(kept, at, day, turn, price)) return
        ranked.splice(firstFrom(ranked, prices[at] as number), 1)
      }
      ranked.splice(firstFrom(ranked, price), 0, price)
      days[at] = day
      turns[at] = turn
      prices[at] = price
    },
    deviation(kind, price) {
      const ranked = all.get(kind)?.ranked ?? []
      if (ranked.length < COUNT_MIN) return 0
      const middle = ranked[ranked.length >> 1] as number
      return Math.max(-DEVIATION_MAX, Math.min(DEVIATION_MAX, (price - middle) / (NORMAL * spreadOf(ranked) + 0.05)))
    },
  }
}

const emptyKept = (): Kept => ({ days: new Int32Array(KEPT), turns: new Int32Array(KEPT), prices: new Float64Array(KEPT), ranked: [] })

function isBefore({ days, turns, prices }: Kept, at: number, day: number, turn: number, price: number): boolean {
  return ((days[at] as number) - day || (turns[at] as number) - turn || (prices[at] as number) - price) < 0
}

const halves = new DataView(new ArrayBuffer(8))

function turnOf(price: number): number {
  halves.setFloat64(0, price)
  const mixed = Math.imul(halves.getInt32(0) ^ Math.imul(halves.getInt32(4), 0x9e3779b1), 0x85ebca6b)
  return mixed ^ (mixed >>> 15)
}

/** The first place in an order from which on nothing is below a price. */
function firstFrom(ranked: readonly number[], price: number): number {
  let at = 0
  while (at < ranked.length && (ranked[at] as number) < price) at += 1
  return at
}

/** The median of the distances from the middle: they are walked from it to both sides, the nearer one first. */
function spreadOf(ranked: readonly number[]): number {
  const half = ranked.length >> 1
  const middle = ranked[half] as number
  let [below, above] = [half - 1, half + 1]
  let distance = 0
  for (let rank = 0; rank < half; rank++) {
    const down = below < 0 ? Number.POSITIVE_INFINITY : middle - (ranked[below] as number)
    const up = above >= ranked.length ? Number.POSITIVE_INFINITY : (ranked[above] as number) - middle
    if (down < up) below -= 1
    else above += 1
    distance = Math.min(down, up)
  }
  return distance
}
