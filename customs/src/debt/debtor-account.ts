import { type Day, error, formatMajor, type Issue, type Money, money, ok, type Result, stop } from '../kernel/index.ts'

/** `deferred-payment`: charges are owed on it until its statement falls due. The guarantees stand in for debts that may arise. */
export const ACCOUNT_KINDS = ['deferred-payment', 'comprehensive-guarantee', 'individual-guarantee'] as const
export type AccountKind = (typeof ACCOUNT_KINDS)[number]

export const ACCOUNT_STATUSES = ['proposed', 'open', 'rejected', 'suspended', 'closed'] as const
export type AccountStatus = (typeof ACCOUNT_STATUSES)[number]

/**
 * What a guarantor signed. An individual guarantee is for one declaration (a single bond), a comprehensive one for all that come (a continuous bond),
 * whichever of the two it is.
 *
 * @source RKC General Annex std. 5.3 (forms of security), 5.4 (general security)
 */
export const INSTRUMENTS = ['bank-guarantee', 'bond'] as const
export type Instrument = (typeof INSTRUMENTS)[number]

/**
 * A trader's account with customs: what may stand on it at once (of a guarantee: its reference amount) and what does.
 *
 * @source RKC General Annex std. 4.15 to 4.17 (deferred payment), ch. 5 (security; 5.4 general security)
 */
export interface DebtorAccount {
  readonly id: string
  /** As its holder writes it in a declaration. */
  readonly number: string
  readonly kind: AccountKind
  /** Of a guarantee on paper: what the guarantor signed. */
  readonly instrument?: Instrument | undefined
  /** Trader id of its holder. */
  readonly trader: string
  readonly limit: Money
  /** What is deferred to it and not paid, and what is reserved on it. In minor units; negative where customs owes it. */
  readonly used: bigint
  readonly validFrom: Day
  readonly validTo?: Day | undefined
  /** The one declaration an individual guarantee is for. */
  readonly mrn?: string | undefined
  readonly status: AccountStatus
}

/** What somebody wants to put on an account, for a declaration of `trader`. `until`: the last day it must still stand for. */
export interface Reservation {
  readonly purpose: 'deferral' | 'security'
  readonly mrn: string
  readonly trader: string
  readonly on: Day
  readonly amount: Money
  readonly until?: Day | undefined
  /** Whether a statement of the account is past its day and not paid. */
  readonly isOverdue: boolean
}

/** What may still be put on an account; never less than nothing. */
export function leftOf({ limit, used }: Pick<DebtorAccount, 'limit' | 'used'>): Money {
  const left = limit.minor - used
  return money(left > 0n ? left : 0n, limit.currency)
}

/**
 * Whether an account, held while this is asked, takes a reservation: it is the debtor's own, open, in force, in the currency, with room.
 *
 * A guarantee takes security only; an overdue account takes nothing until it is paid. Everything that is wrong is named, and what is left.
 */
export function checkReservation(account: DebtorAccount, wish: Reservation): Result<void> {
  const { number, kind, limit, status } = account
  const { amount } = wish
  const last = wish.until ?? wish.on
  const left = leftOf(account)
  const issues: Issue[] = []
  if (account.trader !== wish.trader) issues.push(error('debt.account-of-others', 'account', { account: number }))
  if (status !== 'open') issues.push(error('debt.account-not-open', 'account', { account: number, status }))
  if (wish.on < account.validFrom || (account.validTo !== undefined && last >= account.validTo))
    issues.push(error('debt.account-not-in-force', 'account', { account: number, day: last }))
  if (wish.purpose === 'deferral' && kind !== 'deferred-payment')
    issues.push(error('debt.account-defers-nothing', 'account', { account: number }))
  if (account.mrn !== undefined && account.mrn !== wish.mrn)
    issues.push(error('debt.guarantee-of-another-declaration', 'account', { account: number, mrn: account.mrn }))
  if (wish.isOverdue) issues.push(error('debt.account-overdue', 'account', { account: number }))
  if (amount.currency !== limit.currency)
    issues.push(error('debt.account-currency', 'account', { account: number, currency: limit.currency, given: amount.currency }))
  else if (amount.minor > left.minor)
    issues.push(
      error('debt.limit-exceeded', 'account', {
        account: number,
        left: formatMajor(left),
        amount: formatMajor(amount),
        currency: left.currency,
      }),
    )
  return issues.length === 0 ? ok(undefined) : stop(...issues)
}
