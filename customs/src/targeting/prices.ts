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

interface Ring {
  readonly prices: Float64Array
  count: number
}

export function openPrices(): Prices {
  const rings = new Map<string, Ring>()
  return {
    add(kind, price) {
      const ring = rings.get(kind) ?? { prices: new Float64Array(KEPT), count: 0 }
      rings.set(kind, ring)
      ring.prices[ring.count % KEPT] = price
      ring.count += 1
    },
    deviation(kind, price) {
      const ring = rings.get(kind)
      if (ring === undefined || ring.count < COUNT_MIN) return 0
      const known = ring.prices.slice(0, Math.min(KEPT, ring.count)).sort()
      const middle = known[known.length >> 1] as number
      const spread = known.map(each => Math.abs(each - middle)).sort()[known.length >> 1] as number
      return Math.max(-DEVIATION_MAX, Math.min(DEVIATION_MAX, (price - middle) / (NORMAL * spread + 0.05)))
    },
  }
}
