import { accountOf, assessInterest, type InterestCalculation, type Journal, type OwedFrom } from '../debt/index.ts'
import { type Currency, type Day, money, type Result } from '../kernel/index.ts'
import type { LawBook, State } from '../reference/index.ts'

/**
 * Since when customs has held more of a declaration's debtor than it is charged now, day by day: what a decision that does not stand made it pay.
 * Security is no payment until it is drawn.
 */
export function listOverpaid(journals: readonly Journal[], currency: Currency): readonly OwedFrom[] {
  const inOrder = journals.toSorted((one, other) => one.postedOn.localeCompare(other.postedOn))
  const { chargedTotal } = accountOf(inOrder, currency)
  const days = [...new Set(inOrder.map(each => each.postedOn))]
  const owed = days.map(on => {
    const { paid } = accountOf(
      inOrder.filter(each => each.postedOn <= on),
      currency,
    )
    return { from: on, amount: money(paid > chargedTotal ? paid - chargedTotal : 0n, currency) }
  })
  const first = owed.findIndex(each => each.amount.minor > 0n)
  return first < 0 ? [] : owed.slice(first)
}

/**
 * Interest on what was charged by a decision that does not stand, from the day it was paid to the day it is given back; refused by name where the law on file has
 * no rate for it.
 */
export function assessRepaymentInterest(law: LawBook, state: State, owed: readonly OwedFrom[], to: Day): Result<InterestCalculation> {
  return assessInterest(law, { state, ground: 'wrong-charge', owed, to })
}
