import { addDays, type Currency, type Day, type Money, money } from '../kernel/index.ts'
import type { Account } from './posting.ts'

/**
 * One account of the ledger over one day, in minor units of one currency: debits are positive, credits negative, and what it opened with and both of
 * them are what it closes with. What stands on debtors' accounts is one account here; each debtor's own has its statements.
 */
export interface AccountDay {
  readonly account: string
  readonly currency: Currency
  readonly opening: bigint
  readonly debit: bigint
  readonly credit: bigint
  readonly closing: bigint
}

/** What was posted to one account on one day. */
export interface AccountMoved {
  readonly account: Account
  readonly currency: Currency
  readonly debit: bigint
  readonly credit: bigint
}

/** A day of the ledger that is over: nothing is posted to it any more. */
export interface ClosedDay {
  readonly day: Day
  readonly accounts: readonly AccountDay[]
}

/** The name an account has in the day's totals. */
export function ledgerAccountOf(account: string): string {
  const [name = ''] = account.split('/')
  return name === 'deferred' || name === 'pledged' ? name : account
}

/**
 * Closes a day on what the day before closed with. An account that has nothing and moved nothing is left out.
 *
 * Throws where the ledger does not balance, over the day or as it stands: the database lets no such journal in, so that whoever sees it has found a mistake.
 */
export function closeDay(before: ClosedDay | undefined, on: Day, moved: readonly AccountMoved[]): ClosedDay {
  const closed = sumDay(before, on, moved)
  const [imbalance] = listDayImbalances(closed)
  if (imbalance !== undefined)
    throw new Error(`given a ledger out of balance by ${imbalance.minor} ${imbalance.currency} on ${on}, needs one that balances`)
  return closed
}

/** The totals of a day as its postings have them, whether they balance or not: what whoever verifies compares with. */
export function sumDay(before: ClosedDay | undefined, on: Day, moved: readonly AccountMoved[]): ClosedDay {
  if (before !== undefined && on !== addDays(before.day, 1)) throw new Error(`given ${on} to close after ${before.day}, needs the next day`)
  const accounts = new Map<string, AccountDay>()
  for (const { account, currency, closing } of before?.accounts ?? [])
    accounts.set(`${account} ${currency}`, { account, currency, opening: closing, debit: 0n, credit: 0n, closing })
  for (const { account: full, currency, debit, credit } of moved) {
    const account = ledgerAccountOf(full)
    const key = `${account} ${currency}`
    const so = accounts.get(key) ?? { account, currency, opening: 0n, debit: 0n, credit: 0n, closing: 0n }
    accounts.set(key, { ...so, debit: so.debit + debit, credit: so.credit + credit, closing: so.closing + debit + credit })
  }
  const kept = [...accounts]
    .filter(([, { opening, debit, credit }]) => opening !== 0n || debit !== 0n || credit !== 0n)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([, each]) => each)
  return { day: on, accounts: kept }
}

/** What a day is out of balance by, in each currency: nothing. */
export function listDayImbalances({ accounts }: ClosedDay): readonly Money[] {
  const sums = new Map<Currency, bigint>()
  for (const { currency, closing } of accounts) sums.set(currency, (sums.get(currency) ?? 0n) + closing)
  return [...sums].filter(([, minor]) => minor !== 0n).map(([currency, minor]) => money(minor, currency))
}
