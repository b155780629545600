import { compare, plus, ZERO } from '../kernel/index.ts'
import { type Rounding, roundAmount } from '../reference/index.ts'
import type { WorkedCharge } from './work.ts'

/**
 * Rounds the sum of a duty over the items of a consignment that bear it, as a state's law may ask after every item has its own.
 *
 * The amounts of the items are made to sum to it: nothing on any where nothing is charged on the whole, else the difference is put on the item
 * that bears most. Where many small items were rounded upwards, the next ones give back what that one cannot: no amount falls below zero.
 *
 * @source domain notes §2.3 BN
 */
export function roundTotal(worked: readonly (readonly WorkedCharge[])[], rounding: Rounding): readonly (readonly WorkedCharge[])[] {
  const charges = worked.flat()
  const total = roundAmount(charges.map(charge => charge.exact).reduce(plus, ZERO), rounding)
  let difference = total - charges.reduce((sum, charge) => sum + charge.payable, 0n)
  const payable = new Map<WorkedCharge, bigint>()
  for (const charge of charges.toSorted((a, b) => compare(b.exact, a.exact))) {
    const borne = charge.payable + difference > 0n ? charge.payable + difference : 0n
    difference += charge.payable - borne
    payable.set(charge, borne)
  }
  return worked.map(each => each.map(charge => ({ ...charge, payable: payable.get(charge) ?? 0n, totalRounding: rounding })))
}
