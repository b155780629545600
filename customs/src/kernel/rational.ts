/**
 * An exact fraction in lowest terms with a positive denominator.
 *
 * Rates, exchange rates and every amount before it becomes payable are rationals, so that nothing is rounded before its time.
 */
export interface Rational {
  readonly num: bigint
  readonly den: bigint
}

export const ZERO: Rational = { num: 0n, den: 1n }
export const ONE: Rational = { num: 1n, den: 1n }
export const HUNDRED: Rational = { num: 100n, den: 1n }

/** The fraction `num/den`. A zero denominator is the caller's mistake, never a declarant's. */
export function fraction(num: bigint, den = 1n): Rational {
  if (den === 0n) throw new Error(`a fraction needs a denominator other than 0, given ${num}/0`)
  if (den === 1n) return { num, den }
  const sign = den < 0n ? -1n : 1n
  const divisor = gcd(num < 0n ? -num : num, den < 0n ? -den : den)
  return divisor === 1n ? { num: sign * num, den: sign * den } : { num: (sign * num) / divisor, den: (sign * den) / divisor }
}

/** Ten to a power; those that amounts need are made once. */
export function tenTo(power: number): bigint {
  return TENS[power] ?? 10n ** BigInt(power)
}

const TENS: readonly bigint[] = Array.from({ length: 41 }, (_, power) => 10n ** BigInt(power))

const DECIMAL = /^-?\d{1,40}(?:\.\d{1,20})?$/

/** Reads a decimal as standards write it (`1234.50`): a point, no grouping, no exponent. Undefined for anything else. */
export function parseDecimal(text: string): Rational | undefined {
  if (!DECIMAL.test(text)) return undefined
  const point = text.indexOf('.')
  if (point < 0) return { num: BigInt(text), den: 1n }
  const decimals = text.length - point - 1
  return fraction(BigInt(text.slice(0, point) + text.slice(point + 1)), tenTo(decimals))
}

/** A decimal the code itself wrote; throws where a declarant's would be refused. */
export function decimal(text: string): Rational {
  const value = parseDecimal(text)
  if (value === undefined) throw new Error(`given '${text}', needs a decimal such as 12.5`)
  return value
}

export function plus(a: Rational, b: Rational): Rational {
  return a.den === b.den ? fraction(a.num + b.num, a.den) : fraction(a.num * b.den + b.num * a.den, a.den * b.den)
}

export function minus(a: Rational, b: Rational): Rational {
  return plus(a, { num: -b.num, den: b.den })
}

export function times(a: Rational, b: Rational): Rational {
  return fraction(a.num * b.num, a.den * b.den)
}

export function over(a: Rational, b: Rational): Rational {
  return fraction(a.num * b.den, a.den * b.num)
}

export function sum(terms: readonly Rational[]): Rational {
  return terms.reduce(plus, ZERO)
}

/** Negative when a < b, zero when equal, positive when a > b. */
export function compare(a: Rational, b: Rational): number {
  const difference = a.den === b.den ? a.num - b.num : a.num * b.den - b.num * a.den
  return difference < 0n ? -1 : difference > 0n ? 1 : 0
}

export function lesser(a: Rational, b: Rational): Rational {
  return compare(a, b) <= 0 ? a : b
}

export function greater(a: Rational, b: Rational): Rational {
  return compare(a, b) >= 0 ? a : b
}

export function isZero(a: Rational): boolean {
  return a.num === 0n
}

export function isNegative(a: Rational): boolean {
  return a.num < 0n
}

/** The decimal with at most `digits` digits after the point, half away from zero, trailing zeros dropped: `1/3` is `0.333333`. */
export function toDecimal(a: Rational, digits = 6): string {
  const text = toFixed(a, digits)
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text
}

/** The decimal with exactly `digits` digits after the point, half away from zero. */
export function toFixed(a: Rational, digits: number): string {
  return placePoint(roundHalfUp({ num: a.num * tenTo(digits), den: a.den }), digits)
}

/** A whole number of units of `10^-digits`, written with its point: 18240 with 2 digits is `182.40`. */
export function placePoint(units: bigint, digits: number): string {
  if (digits === 0) return units.toString()
  const negative = units < 0n
  const text = (negative ? -units : units).toString().padStart(digits + 1, '0')
  return `${negative ? '-' : ''}${text.slice(0, -digits)}.${text.slice(-digits)}`
}

/** The number without loss: a decimal where one can say it in the digits we read (`12.5`), else the fraction (`1/3`). */
export function toExact(a: Rational): string {
  let digits = 0
  while (digits < 20 && tenTo(digits) % a.den !== 0n) digits++
  const units = a.num * tenTo(digits)
  const isDecimal = units % a.den === 0n && -LARGEST < a.num && a.num < LARGEST
  return isDecimal ? placePoint(units / a.den, digits) : toExactSlowly(a)
}

/** Far below the largest decimal we read, whatever its denominator. */
const LARGEST = tenTo(40)

/** The same for numbers that no amount is: as many digits as it takes, where we could read them again. */
function toExactSlowly(a: Rational): string {
  let rest = a.den
  let [twos, fives] = [0, 0]
  while (rest % 2n === 0n) {
    rest /= 2n
    twos++
  }
  while (rest % 5n === 0n) {
    rest /= 5n
    fives++
  }
  const digits = Math.max(twos, fives)
  const text = rest === 1n ? toFixed(a, digits) : ''
  return parseDecimal(text) === undefined ? `${a.num}/${a.den}` : text
}

/** Reads what `toExact` wrote; throws at anything else. */
export function exact(text: string): Rational {
  const slash = text.indexOf('/')
  return slash < 0 ? decimal(text) : fraction(BigInt(text.slice(0, slash)), BigInt(text.slice(slash + 1)))
}

/** To the nearest whole, a half away from zero. */
export function roundHalfUp(a: Rational): bigint {
  const positive = a.num < 0n ? -a.num : a.num
  const rounded = (2n * positive + a.den) / (2n * a.den)
  return a.num < 0n ? -rounded : rounded
}

/** Towards zero. */
export function roundDown(a: Rational): bigint {
  return a.num / a.den
}

/** Away from zero: a part of a unit, however small, counts as a whole one. */
export function roundUp(a: Rational): bigint {
  const whole = a.num / a.den
  if (whole * a.den === a.num) return whole
  return a.num < 0n ? whole - 1n : whole + 1n
}

function gcd(a: bigint, b: bigint): bigint {
  let x = a
  let y = b
  while (y !== 0n) {
    const rest = x % y
    x = y
    y = rest
  }
  return x
}
