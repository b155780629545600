import { type Currency, minorDigitsOf } from './currency.ts'
import { fraction, parseDecimal, placePoint, type Rational, tenTo } from './rational.ts'

/** An amount that can be paid: whole minor units (cents, dong) of one currency. */
export interface Money {
  readonly minor: bigint
  readonly currency: Currency
}

export function money(minor: bigint, currency: Currency): Money {
  return { minor, currency }
}

/** Reads `12.50` as 1,250 minor units. Undefined when it is no decimal or has more digits than the currency. */
export function parseMoney(text: string, currency: Currency): Money | undefined {
  const value = parseDecimal(text)
  if (value === undefined) return undefined
  const minor = { num: value.num * 10n ** BigInt(minorDigitsOf(currency)), den: value.den }
  return minor.num % minor.den === 0n ? { minor: minor.num / minor.den, currency } : undefined
}

/** Minor units from an exact amount in major units, still exact. */
export function majorToMinor(major: Rational, currency: Currency): Rational {
  return fraction(major.num * tenTo(minorDigitsOf(currency)), major.den)
}

/** The amount in major units with all digits of its currency: `182.40`, `1500000`. */
export function formatMajor({ minor, currency }: Money): string {
  return placePoint(minor, minorDigitsOf(currency))
}

/** The sum; adding two currencies is the caller's mistake. */
export function plusMoney(a: Money, b: Money): Money {
  if (a.currency !== b.currency) throw new Error(`given ${a.currency} and ${b.currency}, needs one currency`)
  return { minor: a.minor + b.minor, currency: a.currency }
}

export function sumMoney(amounts: readonly Money[], currency: Currency): Money {
  return amounts.reduce(plusMoney, money(0n, currency))
}
