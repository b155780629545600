import { compare, decimal, type Rational, toDecimal } from '../kernel/index.ts'

/** How the unit prices of the same goods were spread in the quarter before: natural logarithms of prices in the state's currency, major units. */
export interface PriceSpread {
  /** The goods item's place in the document. */
  readonly item: number
  readonly unit: string
  readonly median: string
  /** The median of the distances from the median. */
  readonly mad: string
  readonly count: number
  /** Digits of the commodity code it is of: eight, or six where too few of the eight were cleared. */
  readonly digits: 6 | 8
}

/** Makes the median distance of a normal distribution its standard deviation. */
const MAD_TO_DEVIATION = 1.4826

/** Beyond this a price is an outlier. @source B. Iglewicz, D. Hoaglin, How to Detect and Handle Outliers (ASQC 1993), modified z-score of 3.5 */
export const PRICE_Z_MAX = 3.5

/**
 * How many robust deviations a unit price lies from the middle of the same goods' prices, to two decimals; undefined where there is no price, or where
 * more than half of the goods cost exactly the same, since then nothing can be said of distances.
 */
export function priceZ(price: Rational, { median, mad }: Pick<PriceSpread, 'median' | 'mad'>): string | undefined {
  if (compare(price, decimal('0')) <= 0 || Number(mad) === 0) return undefined
  return ((Math.log(Number(toDecimal(price, 12))) - Number(median)) / (MAD_TO_DEVIATION * Number(mad)))
    .toFixed(2)
    .replace(/^-(0\.00)$/, '$1')
}

/** The price in the middle, to four decimals. */
export function middlePrice({ median }: Pick<PriceSpread, 'median'>): string {
  return Math.exp(Number(median)).toFixed(4)
}
