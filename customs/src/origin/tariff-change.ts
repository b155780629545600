import { compare, type Rational } from '../kernel/index.ts'
import type { Counted } from './bill.ts'
import { percentOf } from './convert.ts'
import { CHANGE_DIGITS, isAmong, type Requirement } from './rule.ts'
import { addUp } from './value-content.ts'

/** How the materials of a good stand to a change of tariff classification. */
export interface ChangeFound {
  /** `tolerated`: what does not change is within de minimis. `open`: it would depend on a FOB price that is not given. */
  readonly outcome: 'met' | 'tolerated' | 'not-met' | 'open'
  readonly tested: number
  /** Materials that do not make the change asked for, the largest first. */
  readonly failing: readonly Counted[]
  readonly failingValue: Rational
  /** Their share of the FOB price, exact. */
  readonly failingPercent: Rational | undefined
}

/** What may fail to change, of the FOB price. All chapters, by value only. @source ATIGA art. 33.1 */
export const DE_MINIMIS_PERCENT: Rational = { num: 10n, den: 1n }

/**
 * Tests that every material that does not originate is classified elsewhere than the good. What is excepted must originate, so it fails whatever
 * heading it comes from.
 *
 * @source ATIGA art. 28.1(a)(ii), 28.2(d), 33
 */
export function testChange(
  { level, except }: Extract<Requirement, { kind: 'change' }>,
  code: string,
  counted: readonly Counted[],
  fob: Rational | undefined,
): ChangeFound {
  const digits = CHANGE_DIGITS[level]
  const good = code.slice(0, digits)
  const tested = counted.filter(each => each.inChange && !each.isOriginating)
  const failing = tested
    .filter(each => each.code.slice(0, digits) === good || isAmong(except, each.code))
    .sort((one, other) => compare(other.value, one.value))
  const failingValue = addUp(failing.map(each => each.value))
  const found = { tested: tested.length, failing, failingValue }
  if (failing.length === 0) return { ...found, outcome: 'met', failingPercent: { num: 0n, den: 1n } }
  if (fob === undefined) return { ...found, outcome: 'open', failingPercent: undefined }
  const failingPercent = percentOf(failingValue, fob)
  return { ...found, failingPercent, outcome: compare(failingPercent, DE_MINIMIS_PERCENT) <= 0 ? 'tolerated' : 'not-met' }
}
