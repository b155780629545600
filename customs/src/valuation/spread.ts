import {
  apportion,
  decimal,
  error,
  type Issue,
  minorDigitsOf,
  ok,
  parseCurrency,
  type Rational,
  type Result,
  stop,
  toExact,
} from '../kernel/index.ts'

interface AmountText {
  readonly amount: string
  readonly currency: string
}

/** What spreading reads of a goods item; the rest of it only tells equal ones apart. */
interface SpreadItem {
  readonly grossMassKg?: string | undefined
  readonly sequence: number
}

/** The weight of each item when header amounts are spread: its price, or its gross mass. */
export function weighItems(
  items: readonly SpreadItem[],
  prices: readonly Rational[],
  by: 'value' | 'weight',
): Result<readonly bigint[], Issue> {
  if (by === 'value') return ok(toWholes(prices))
  const issues = items.flatMap((item, index) =>
    item.grossMassKg === undefined ? [error('valuation.weight-missing', `goodsItems[${index}].grossMassKg`)] : [],
  )
  if (issues.length > 0) return stop(...issues)
  return ok(toWholes(items.map(item => decimal(item.grossMassKg ?? '0'))))
}

/**
 * Spreads an amount of the whole consignment over its items, to the last minor unit of its currency (or the last digit it was written with).
 *
 * The order of the items does not matter: units left over go by the largest remainder, and where remainders are equal by what the item is,
 * so that the same goods in another order come to the same duty.
 */
export function spread(amount: AmountText, items: readonly SpreadItem[], weights: readonly bigint[]): readonly AmountText[] {
  const currency = parseCurrency(amount.currency)
  const written = amount.amount.includes('.') ? amount.amount.length - amount.amount.indexOf('.') - 1 : 0
  const scale = 10n ** BigInt(Math.max(written, currency === undefined ? 0 : minorDigitsOf(currency)))
  const whole = decimal(amount.amount)
  const units = (whole.num * scale) / whole.den

  const order = canonicalOrder(items, weights)
  const shares = apportion(
    units,
    order.map(index => weights[index] ?? 0n),
  )
  const parts: AmountText[] = []
  for (const [place, index] of order.entries()) {
    parts[index] = { amount: toExact({ num: shares[place] ?? 0n, den: scale }), currency: amount.currency }
  }
  return parts
}

/** The items' places by weight, then by what they are, and only where nothing else tells them apart by their number. */
function canonicalOrder(items: readonly SpreadItem[], weights: readonly bigint[]): number[] {
  const identities: string[] = []
  const identityOf = (index: number) => {
    identities[index] ??= JSON.stringify({ ...items[index], sequence: undefined })
    return identities[index] ?? ''
  }
  return items
    .map((_, index) => index)
    .sort((a, b) => {
      const [left, right] = [weights[a] ?? 0n, weights[b] ?? 0n]
      if (left !== right) return left > right ? -1 : 1
      if (identityOf(a) !== identityOf(b)) return identityOf(a) < identityOf(b) ? -1 : 1
      return (items[a]?.sequence ?? 0) - (items[b]?.sequence ?? 0)
    })
}

/** Whole numbers in the same proportions as the fractions. */
function toWholes(parts: readonly Rational[]): bigint[] {
  const common = parts.reduce((a, part) => leastCommonMultiple(a, part.den), 1n)
  return parts.map(part => (part.num < 0n ? 0n : part.num * (common / part.den)))
}

function leastCommonMultiple(a: bigint, b: bigint): bigint {
  let [x, y] = [a, b]
  while (y !== 0n) [x, y] = [y, x % y]
  return (a / x) * b
}
