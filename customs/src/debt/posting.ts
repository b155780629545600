import { type Currency, type Day, type Money, money } from '../kernel/index.ts'

/**
 * Where value stands. `receivable`: what debtors owe; `refunds-payable`: what is owed to them; `clearing`: money that payment providers
 * took and pass on; `revenue/…`: what the state earned, by kind of charge.
 */
export type Account = 'receivable' | 'refunds-payable' | 'clearing' | `revenue/${string}`

export interface Posting {
  readonly account: Account
  /** Positive is a debit, negative a credit; never zero. */
  readonly amount: Money
}

/** One thing that happened to a declaration's debt. Posted once: its id says what it stands for. */
export interface Journal {
  readonly id: string
  readonly kind: 'charge' | 'payment'
  readonly mrn: string
  /** Trader id of whoever owes. */
  readonly debtor: string
  readonly postedOn: Day
  readonly postings: readonly Posting[]
}

/** What a journal is out of balance by, in each currency: nothing, in a journal that may be posted. */
export function listImbalances(journal: Journal): readonly Money[] {
  const sums = new Map<Currency, bigint>()
  for (const { amount } of journal.postings) sums.set(amount.currency, (sums.get(amount.currency) ?? 0n) + amount.minor)
  return [...sums].filter(([, minor]) => minor !== 0n).map(([currency, minor]) => money(minor, currency))
}
