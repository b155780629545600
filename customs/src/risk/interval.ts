/** The standard normal deviate of nineteen in twenty. */
export const NINETEEN_IN_TWENTY = 1.959964

/** A part of a whole, counted. */
export interface Counted {
  readonly part: number
  readonly whole: number
}

/** A share, or a difference of shares, and the bounds between which it lies. */
export interface Bounds {
  readonly rate: number
  readonly low: number
  readonly high: number
}

/** A share with Wilson's bounds, which hold for small numbers. Something must have been counted. @source E. B. Wilson, JASA 22 (1927) 209 */
export function boundsOf({ part, whole }: Counted, deviate: number): Bounds {
  const rate = part / whole
  const square = (deviate * deviate) / whole
  const centre = (rate + square / 2) / (1 + square)
  const reach = (deviate * Math.sqrt((rate * (1 - rate)) / whole + square / (4 * whole))) / (1 + square)
  return { rate, low: Math.min(rate, Math.max(0, centre - reach)), high: Math.max(rate, Math.min(1, centre + reach)) }
}

/** By how much one share is above another, with bounds made of those of both. @source R. G. Newcombe, Statistics in Medicine 17 (1998) 873, method 10 */
export function differenceOf(one: Counted, other: Counted, deviate: number): Bounds {
  const [a, b] = [boundsOf(one, deviate), boundsOf(other, deviate)]
  const rate = a.rate - b.rate
  return { rate, low: rate - Math.hypot(a.rate - a.low, b.high - b.rate), high: rate + Math.hypot(a.high - a.rate, b.rate - b.low) }
}

/** The odds at which one comparison in all of them may be called a difference by chance alone. */
const CHANCE = 0.05

/**
 * The standard normal deviate for many comparisons at once, so that in nineteen of twenty such tables chance makes none of them a difference.
 *
 * @source C. E. Bonferroni, 1936: the odds are divided by the number of comparisons
 */
export function deviateFor(comparisons: number): number {
  const tail = CHANCE / 2 / Math.max(1, comparisons)
  let [low, high] = [1, 12]
  for (let halving = 0; halving < 60; halving++) {
    const middle = (low + high) / 2
    if (tailOf(middle) > tail) low = middle
    else high = middle
  }
  return low
}

/** How much of the standard normal distribution lies above a deviate of 1 or more, by Laplace's continued fraction. */
function tailOf(deviate: number): number {
  let fraction = deviate
  for (let term = 200; term >= 1; term--) fraction = deviate + term / fraction
  return Math.exp((-deviate * deviate) / 2) / Math.sqrt(2 * Math.PI) / fraction
}
