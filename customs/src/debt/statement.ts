import { addDays, addMonths, type Day, day, type Money, money, sumMoney } from '../kernel/index.ts'
import type { JournalKind } from './posting.ts'

/** One thing that moved what is owed on a debtor's account; negative is less. */
export interface AccountMovement {
  readonly postedOn: Day
  readonly journal: string
  readonly kind: JournalKind
  /** Absent of interest on the account, which is of none of its declarations. */
  readonly mrn?: string | undefined
  readonly amount: Money
}

/** A month of a debtor's account. `to` is its last day. */
export interface AccountPeriod {
  /** `2026-11`. */
  readonly month: string
  readonly from: Day
  readonly to: Day
}

/** What stood on an account before a month, what moved it, what stands after. */
export interface AccountStatement extends AccountPeriod {
  readonly opening: Money
  readonly lines: readonly (AccountMovement & { readonly balance: Money })[]
  readonly closing: Money
}

export function periodOf(on: Day): AccountPeriod {
  const from = day(`${on.slice(0, 7)}-01`)
  return { month: on.slice(0, 7), from, to: addDays(addMonths(from, 1), -1) }
}

/** The months from that of `first` that ended before today, the first first. */
export function periodsEnded(first: Day, today: Day): readonly AccountPeriod[] {
  const periods: AccountPeriod[] = []
  for (let period = periodOf(first); period.to < today; period = periodOf(addDays(period.to, 1))) periods.push(period)
  return periods
}

/** Writes a month of an account from its movements, in their order: opening and movements sum to what closes it. */
export function writeStatement(period: AccountPeriod, opening: Money, movements: readonly AccountMovement[]): AccountStatement {
  const { currency } = opening
  let balance = opening.minor
  const lines = movements.map(movement => {
    balance += movement.amount.minor
    return { ...movement, balance: money(balance, currency) }
  })
  const moved = sumMoney(
    movements.map(each => each.amount),
    currency,
  )
  return { ...period, opening, lines, closing: money(opening.minor + moved.minor, currency) }
}

/** What is still to be paid of a statement: what closed it, less everything that was paid or taken off since. The oldest debt is paid first. */
export function openOf(closing: Money, takenOffSince: Money): Money {
  const open = closing.minor - takenOffSince.minor
  return money(open > 0n ? open : 0n, closing.currency)
}
