import { compare, fraction, over, parseDecimal, plus, type Rational, times } from '../kernel/index.ts'

/** An exact number as a risk expression sees it: amounts, masses and quantities are never binary fractions, here neither. */
export class Exact implements Rational {
  readonly num: bigint
  readonly den: bigint

  constructor(value: Rational) {
    this.num = value.num
    this.den = value.den
  }
}

/** The number a decimal text names; undefined where there is none. */
export function exactOf(text: string | undefined): Exact | undefined {
  const value = text === undefined ? undefined : parseDecimal(text)
  return value === undefined ? undefined : new Exact(value)
}

/** What an expression's own literal means: `3` and `2.5` exactly as they are written. */
export function exactly(value: Exact | bigint | number): Rational {
  if (value instanceof Exact) return value
  if (typeof value === 'bigint') return { num: value, den: 1n }
  const read = parseDecimal(String(value))
  if (read === undefined) throw new RangeError(`given ${value}, needs a decimal such as 12.5`)
  return read
}

type Operand = Exact | bigint | number

/** The operators of exact numbers among themselves and with literals. Division by zero throws, which fails the profile. */
export const EXACT_OPERATORS: Readonly<Record<string, (a: Operand, b: Operand) => boolean | Exact>> = {
  '==': (a, b) => compare(exactly(a), exactly(b)) === 0,
  '<': (a, b) => compare(exactly(a), exactly(b)) < 0,
  '<=': (a, b) => compare(exactly(a), exactly(b)) <= 0,
  '>': (a, b) => compare(exactly(a), exactly(b)) > 0,
  '>=': (a, b) => compare(exactly(a), exactly(b)) >= 0,
  '+': (a, b) => new Exact(plus(exactly(a), exactly(b))),
  '-': (a, b) => new Exact(plus(exactly(a), times(exactly(b), fraction(-1n)))),
  '*': (a, b) => new Exact(times(exactly(a), exactly(b))),
  '/': (a, b) => new Exact(over(exactly(a), exactly(b))),
}
