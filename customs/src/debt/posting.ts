import { type Currency, type Day, type Money, money } from '../kernel/index.ts'

/**
 * Where value stands.
 *
 * - `receivable`: what debtors owe now; `deferred/<account>`: what they owe on a debtor's account, at the day its statement falls due
 * - `refunds-payable`: what is owed to them; `payouts`: what is ordered to be paid out and not confirmed yet
 * - `securities-held/<reason>`: security given for a declaration; `pledged/<account>`: the part of it that is a reservation on a debtor's account
 * - `clearing`: money that payment providers took and pass on; `bank`: money on the state's own account with its bank
 * - `suspense`: money that came to the bank and of which nobody knows yet what it is for
 * - `revenue/<kind>`: what the state earned, by kind of charge; `written-off`: what of it is not to be had, `expense/<kind>`: what it owes beside repayments
 */
export type Account =
  | 'receivable'
  | 'refunds-payable'
  | 'clearing'
  | 'payouts'
  | 'bank'
  | 'suspense'
  | 'written-off'
  | `expense/${string}`
  | `deferred/${string}`
  | `pledged/${string}`
  | `securities-held/${string}`
  | `revenue/${string}`

export interface Posting {
  readonly account: Account
  /** Positive is a debit, negative a credit; never zero. */
  readonly amount: Money
}

/**
 * What happened. A `draw` turns security into payment, a `payout` is money that left, or that came back; a `receipt` is money of an unknown sender, a `settlement` money that a
 * provider passed on.
 */
export const JOURNAL_KINDS = [
  'charge',
  'payment',
  'deferral',
  'deposit',
  'pledge',
  'discharge',
  'draw',
  'refund',
  'payout',
  'interest',
  'penalty',
  'write-off',
  'receipt',
  'settlement',
] as const
export type JournalKind = (typeof JOURNAL_KINDS)[number]

/**
 * One thing that happened to a declaration's debt. Posted once: its id says what it stands for. Money of which nobody knows what it is for is of no
 * declaration and no debtor.
 */
export interface Journal {
  readonly id: string
  readonly kind: JournalKind
  readonly mrn?: string
  /** Trader id of whoever owes. */
  readonly debtor?: string
  readonly postedOn: Day
  readonly postings: readonly Posting[]
}

/** What a journal is out of balance by, in each currency: nothing, in a journal that may be posted. */
export function listImbalances(journal: Journal): readonly Money[] {
  const sums = new Map<Currency, bigint>()
  for (const { amount } of journal.postings) sums.set(amount.currency, (sums.get(amount.currency) ?? 0n) + amount.minor)
  return [...sums].filter(([, minor]) => minor !== 0n).map(([currency, minor]) => money(minor, currency))
}

/** What journals take up more of each debtor's account, or give back of it: what is owed on it and what is pledged count alike. */
export function movesOf(journals: readonly Journal[]): ReadonlyMap<string, bigint> {
  const moves = new Map<string, bigint>()
  for (const { account, amount } of journals.flatMap(journal => journal.postings)) {
    const [name, id] = account.split('/')
    if (id === undefined || (name !== 'deferred' && name !== 'pledged')) continue
    moves.set(id, (moves.get(id) ?? 0n) + amount.minor)
  }
  return moves
}
