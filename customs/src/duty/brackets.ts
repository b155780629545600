import { type Currency, compare, decimal, HUNDRED, majorToMinor, minus, over, plus, type Rational, times, ZERO } from '../kernel/index.ts'
import type { Bracket } from './law.ts'

/** One line of a table of brackets, in minor units. */
export interface ReadyBracket {
  /** The end of the bracket before, zero for the first. */
  readonly above: Rational
  /** The last base it holds for; absent for the last bracket. */
  readonly upTo?: Rational
  readonly amount: Rational
  readonly percentOfExcess: Rational
}

/** Makes a table ready. It must rise and end in a bracket without end, so that every base has exactly one. */
export function prepareBrackets(brackets: readonly Bracket[], currency: Currency): readonly ReadyBracket[] {
  const ready = brackets.map(({ upTo, amount, percentOfExcess = '0' }, index): ReadyBracket => {
    const before = brackets[index - 1]?.upTo
    return {
      above: before === undefined ? ZERO : majorToMinor(decimal(before), currency),
      ...(upTo === undefined ? {} : { upTo: majorToMinor(decimal(upTo), currency) }),
      amount: majorToMinor(decimal(amount), currency),
      percentOfExcess: decimal(percentOfExcess),
    }
  })
  const rises = ready.every(({ above, upTo }, index) =>
    upTo === undefined ? index === ready.length - 1 : index < ready.length - 1 && compare(above, upTo) < 0,
  )
  if (!rises) throw new Error('given brackets out of order, needs them rising and the last one without an end')
  return ready
}

/** The amount of the bracket a base falls into, and its share of what the base is over the bracket before; exact, in minor units. */
export function assessBrackets(brackets: readonly ReadyBracket[], base: Rational): Rational {
  const bracket = brackets.find(({ upTo }) => upTo === undefined || compare(base, upTo) <= 0)
  if (bracket === undefined) throw new Error('given brackets that end, needs a last one without an end')
  return plus(bracket.amount, over(times(minus(base, bracket.above), bracket.percentOfExcess), HUNDRED))
}
