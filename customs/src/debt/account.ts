import { type Currency, formatMajor, hint, type Issue, type Money, money } from '../kernel/index.ts'
import type { Journal } from './posting.ts'

/** What one declaration was charged, what was paid, deferred and secured for it, folded from its journals. Amounts in minor units. */
export interface DeclarationAccount {
  readonly currency: Currency
  readonly charged: ReadonlyMap<string, bigint>
  readonly chargedTotal: bigint
  /** Money that came for charges, less what was paid back or is ordered to be. Deposits are no payment until they are drawn. */
  readonly paid: bigint
  /** Owed on a debtor's account instead of now, by the id of the account. */
  readonly deferred: ReadonlyMap<string, bigint>
  /** Given up for lost; never more than is neither paid nor deferred. */
  readonly writtenOff: bigint
  /** Security held, by reason, whether money or a reservation. */
  readonly held: ReadonlyMap<string, bigint>
}

/** A declaration before its first decision: nothing charged, nothing paid. */
export function emptyAccount(currency: Currency): DeclarationAccount {
  return { currency, charged: new Map(), chargedTotal: 0n, paid: 0n, deferred: new Map(), writtenOff: 0n, held: new Map() }
}

/** Folds a declaration's journals, in any order. Postings in another currency are another account's. */
export function accountOf(journals: Iterable<Pick<Journal, 'postings'>>, currency: Currency): DeclarationAccount {
  const charged = new Map<string, bigint>()
  const deferred = new Map<string, bigint>()
  const held = new Map<string, bigint>()
  let paid = 0n
  let writtenOff = 0n
  for (const { postings } of journals) {
    for (const { account, amount } of postings) {
      if (amount.currency !== currency) continue
      const [name = '', of = ''] = account.split('/')
      // Money for charges is what came, less what of it is held as security and less what went back; what customs owes beside counts as paid.
      if (MONEY.has(name)) paid += amount.minor
      if (name === 'written-off') writtenOff += amount.minor
      if (name === 'revenue') add(charged, of, -amount.minor)
      if (name === 'deferred') add(deferred, of, amount.minor)
      if (name === 'securities-held') add(held, of, -amount.minor)
    }
  }
  return { currency, charged, chargedTotal: sumOf(charged), paid, deferred, writtenOff, held }
}

const MONEY: ReadonlySet<string> = new Set(['clearing', 'bank', 'suspense', 'payouts', 'securities-held', 'pledged', 'expense'])

/** What stands on debtors' accounts instead of being due now. */
export function deferredOf(account: Pick<DeclarationAccount, 'deferred'>): bigint {
  return sumOf(account.deferred)
}

/** What is still to be paid. */
export function dueOf(account: DeclarationAccount): Money {
  return money(standingOf(account).due, account.currency)
}

/** What was paid beyond the charges: a balance in the debtor's favour until a refund of it is decided. */
export function overpaidOf(account: DeclarationAccount): Money {
  return money(standingOf(account).overpaid, account.currency)
}

/** What a debtor should know about an account: that customs holds his money, and that getting it back needs a claim. */
export function noticesOf(account: DeclarationAccount): readonly Issue[] {
  const { minor, currency } = overpaidOf(account)
  return minor === 0n ? [] : [hint('debt.overpaid', 'overpaid', { amount: formatMajor({ minor, currency }), currency })]
}

/**
 * What charges, payments and deferrals leave: owed by the debtor or to him, never both. What was written off is so only as far as it is still open:
 * money that comes after all is for the state.
 */
export function standingOf(account: DeclarationAccount): Standing {
  const open = account.chargedTotal - account.paid - deferredOf(account)
  if (open <= 0n) return { due: 0n, overpaid: -open, writtenOff: 0n }
  const writtenOff = account.writtenOff < open ? account.writtenOff : open
  return { due: open - writtenOff, overpaid: 0n, writtenOff }
}

interface Standing {
  readonly due: bigint
  readonly overpaid: bigint
  readonly writtenOff: bigint
}

function add(sums: Map<string, bigint>, key: string, minor: bigint): void {
  const sum = (sums.get(key) ?? 0n) + minor
  if (sum === 0n) sums.delete(key)
  else sums.set(key, sum)
}

function sumOf(sums: ReadonlyMap<string, bigint>): bigint {
  return [...sums.values()].reduce((sum, minor) => sum + minor, 0n)
}
