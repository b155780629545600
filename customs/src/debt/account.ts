import { type Currency, formatMajor, hint, type Issue, type Money, money } from '../kernel/index.ts'
import type { Journal } from './posting.ts'

/** What one declaration was charged and what was paid for it, folded from its journals. Amounts in minor units. */
export interface DeclarationAccount {
  readonly currency: Currency
  readonly charged: ReadonlyMap<string, bigint>
  readonly chargedTotal: bigint
  readonly paid: bigint
}

/** A declaration before its first decision: nothing charged, nothing paid. */
export function emptyAccount(currency: Currency): DeclarationAccount {
  return { currency, charged: new Map(), chargedTotal: 0n, paid: 0n }
}

/** Folds a declaration's journals, in any order. Postings in another currency are another account's. */
export function accountOf(journals: Iterable<Pick<Journal, 'postings'>>, currency: Currency): DeclarationAccount {
  const charged = new Map<string, bigint>()
  let paid = 0n
  for (const { postings } of journals) {
    for (const { account, amount } of postings) {
      if (amount.currency !== currency) continue
      if (account === 'clearing') paid += amount.minor
      if (!account.startsWith('revenue/')) continue
      const kind = account.slice('revenue/'.length)
      charged.set(kind, (charged.get(kind) ?? 0n) - amount.minor)
    }
  }
  return { currency, charged, chargedTotal: [...charged.values()].reduce((sum, minor) => sum + minor, 0n), paid }
}

/** What is still to be paid. */
export function dueOf(account: DeclarationAccount): Money {
  return money(settle(account.chargedTotal, account.paid).due, account.currency)
}

/** What was paid beyond the charges: a balance in the debtor's favour until a refund of it is decided. */
export function overpaidOf(account: DeclarationAccount): Money {
  return money(settle(account.chargedTotal, account.paid).overpaid, account.currency)
}

/** What a debtor should know about an account: that customs holds his money, and that getting it back needs a claim. */
export function noticesOf(account: DeclarationAccount): readonly Issue[] {
  const { minor, currency } = overpaidOf(account)
  return minor === 0n ? [] : [hint('debt.overpaid', 'overpaid', { amount: formatMajor({ minor, currency }), currency })]
}

/** What charges and payments leave: owed by the debtor or to him, never both. */
export function settle(charged: bigint, paid: bigint): { readonly due: bigint; readonly overpaid: bigint } {
  const open = charged - paid
  return open >= 0n ? { due: open, overpaid: 0n } : { due: 0n, overpaid: -open }
}
