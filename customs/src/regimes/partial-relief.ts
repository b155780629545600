import {
  addMonths,
  type Currency,
  type Day,
  decimal,
  formatMajor,
  HUNDRED,
  lesser,
  majorToMinor,
  money,
  over,
  times,
  toDecimal,
} from '../kernel/index.ts'
import { type LawBook, prepareRounding, type RoundingRow, roundAmount, type State } from '../reference/index.ts'
import { PARTIAL_RELIEFS, type PartialReliefRow } from './law.ts'
import type { ChargePart, PartialCharge, PartialRelief } from './lot.ts'

/** The state's law on goods that are admitted with partial relief; undefined where none is on file. */
export function findPartialRelief(law: LawBook, state: State, day: Day): PartialReliefRow | undefined {
  return law.on(PARTIAL_RELIEFS, state, day)[0]
}

/** Months from one day to another, a begun one counted as a whole one. The month ends on the day of the same date; there is always one. */
export function monthsBegun(from: Day, to: Day): number {
  let months = 1
  while (addMonths(from, months) < to) months += 1
  return months
}

/**
 * Works out what goods admitted with partial relief are charged for the time they were here: for each month or part of one a share of each charge they would
 * have borne for home use on the day they came, each rounded once as a charge of the state is, and never more than the charge itself.
 *
 * @source RKC Specific Annex G (partial conditional relief); Istanbul Convention Annex E. The row names the national law.
 */
export function chargePartially(
  charges: readonly ChargePart[],
  relief: PartialRelief,
  { from, to, currency, rounding }: { readonly from: Day; readonly to: Day; readonly currency: Currency; readonly rounding: RoundingRow },
): PartialCharge {
  const months = monthsBegun(from, to)
  const percent = lesser(times(decimal(relief.percentPerMonth), { num: BigInt(months), den: 1n }), HUNDRED)
  const prepared = prepareRounding(rounding, currency)
  const major = (minor: bigint) => formatMajor(money(minor, currency))
  const parts = charges.map(({ kind, minor }) => {
    const share = roundAmount(over(times({ num: minor, den: 1n }, percent), HUNDRED), prepared)
    return { kind, whole: major(minor), amount: major(share < minor ? share : minor) }
  })
  return { ...relief, from, to, months, percent: toDecimal(percent, PERCENT_DIGITS), rounding: prepared.words, parts }
}

/** What is charged, by kind; nothing of goods that are not relieved in part. */
export function partsOf(charge: PartialCharge | undefined, currency: Currency): readonly ChargePart[] {
  const parts = (charge?.parts ?? []).map(({ kind, amount }) => ({ kind, minor: majorToMinor(decimal(amount), currency).num }))
  return parts.filter(each => each.minor > 0n)
}

const PERCENT_DIGITS = 4
