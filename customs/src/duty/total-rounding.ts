import { compare, minus, plus, type Rational, ZERO } from '../kernel/index.ts'
import { type Rounding, roundAmount } from '../reference/index.ts'
import type { WorkedCharge } from './work.ts'

/**
 * Rounds the sum of a duty over a consignment, as a state's law may ask after every item has its own.
 *
 * The amounts of the items are made to sum to it: nothing on any where nothing is charged on the whole, else the difference is put on the item
 * that bears most.
 *
 * @source domain notes §2.3 BN
 */
export function roundTotal(worked: readonly (readonly WorkedCharge[])[], rounding: Rounding): readonly (readonly WorkedCharge[])[] {
  const charges = worked.flat()
  const total = roundAmount(charges.map(charge => charge.exact).reduce(plus, ZERO), rounding)
  const difference = total - charges.reduce((sum, charge) => sum + charge.payable, 0n)
  const greatest = charges.reduce(
    (most: WorkedCharge | undefined, each) => (most === undefined || isMore(each, most) ? each : most),
    undefined,
  )
  const payable = (charge: WorkedCharge) => (total === 0n ? 0n : charge === greatest ? charge.payable + difference : charge.payable)
  return worked.map(each => each.map(charge => ({ ...charge, payable: payable(charge), totalRounding: rounding })))
}

function isMore({ exact: a }: { readonly exact: Rational }, { exact: b }: { readonly exact: Rational }): boolean {
  return compare(minus(a, b), ZERO) > 0
}
