/** The last prices of each kind of goods, to see how far from them another is. */
export interface Prices {
  add(kind: string, price: number): void
  /** By how many robust deviations a price lies above the middle of the last ones; 0 where fewer than eight are known. */
  deviation(kind: string, price: number): number
}

const KEPT = 32
const COUNT_MIN = 8
/** Makes the median of deviations that of a normal spread. @source domain notes §5.6 */
const NORMAL = 1.4826
const DEVIATION_MAX = 10

/** The last prices: as they came, and in order. */
interface Ring {
  readonly prices: Float64Array
  readonly ranked: number[]
  count: number
}

export function openPrices(): Prices {
  const rings = new Map<string, Ring>()
  return {
    add(kind, price) {
      const ring = rings.get(kind) ?? { prices: new Float64Array(KEPT), ranked: [], count: 0 }
      rings.set(kind, ring)
      const { prices, ranked } = ring
      const at = ring.count % KEPT
      if (ring.count >= KEPT) ranked.splice(firstFrom(ranked, prices[at] as number), 1)
      ranked.splice(firstFrom(ranked, price), 0, price)
      prices[at] = price
      ring.count += 1
    },
    deviation(kind, price) {
      const ring = rings.get(kind)
      if (ring === undefined || ring.count < COUNT_MIN) return 0
      const { ranked } = ring
      const middle = ranked[ranked.length >> 1] as number
      return Math.max(-DEVIATION_MAX, Math.min(DEVIATION_MAX, (price - middle) / (NORMAL * spreadOf(ranked) + 0.05)))
    },
  }
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
