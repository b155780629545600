import { type Currency, type Day, type Money, money } from '../kernel/index.ts'
import { type DeclarationAccount, settle } from './account.ts'
import type { Account, Journal, Posting } from './posting.ts'

/** The total of one kind of charge of a declaration, rounded as it is payable. */
export interface ChargedKind {
  readonly kind: string
  readonly amount: Money
}

/**
 * Posts what a declaration is charged now, as the difference to what it was charged before.
 *
 * The first decision posts everything; an amendment posts what is owed more or less; a cancellation, charged nothing, posts all of it back.
 * What was paid beyond the new charges becomes payable to the debtor. Undefined where nothing changes.
 */
export function chargeJournal(
  charged: { readonly mrn: string; readonly debtor: string; readonly decision: string; readonly postedOn: Day },
  charges: readonly ChargedKind[],
  account: DeclarationAccount,
): Journal | undefined {
  const now = totals(charges, account.currency)
  const kinds = [...new Set([...account.charged.keys(), ...now.keys()])].sort()
  const revenue = kinds.map(kind => posting(`revenue/${kind}`, (account.charged.get(kind) ?? 0n) - (now.get(kind) ?? 0n), account.currency))
  const total = [...now.values()].reduce((sum, minor) => sum + minor, 0n)
  const postings = [...settlement(account, total, account.paid), ...revenue].filter(each => each.amount.minor !== 0n)
  const { mrn, debtor, postedOn, decision } = charged
  return postings.length === 0 ? undefined : { id: `${mrn}/charge/${decision}`, kind: 'charge', mrn, debtor, postedOn, postings }
}

/**
 * Posts a payment that a provider confirmed. What exceeds the debt becomes payable to the debtor: money that came is never refused a place.
 *
 * Its id is the payment's, so that a second confirmation of it is the same journal.
 */
export function paymentJournal(
  paid: { readonly mrn: string; readonly debtor: string; readonly payment: string; readonly postedOn: Day; readonly amount: Money },
  account: DeclarationAccount,
): Journal {
  const { mrn, debtor, postedOn, payment, amount } = paid
  if (amount.currency !== account.currency) throw new Error(`given ${amount.currency}, needs the debt's ${account.currency}`)
  if (amount.minor <= 0n) throw new Error(`given a payment of ${amount.minor}, needs more than nothing`)
  const postings = [
    posting('clearing', amount.minor, account.currency),
    ...settlement(account, account.chargedTotal, account.paid + amount.minor),
  ].filter(each => each.amount.minor !== 0n)
  return { id: `payment/${payment}`, kind: 'payment', mrn, debtor, postedOn, postings }
}

/** Brings what is owed by and to the debtor to where charges and payments leave it: one of the two is always nothing. */
function settlement(account: DeclarationAccount, charged: bigint, paid: bigint): readonly Posting[] {
  const before = settle(account.chargedTotal, account.paid)
  const after = settle(charged, paid)
  return [
    posting('receivable', after.due - before.due, account.currency),
    posting('refunds-payable', before.overpaid - after.overpaid, account.currency),
  ]
}

function posting(account: Account, minor: bigint, currency: Currency): Posting {
  return { account, amount: money(minor, currency) }
}

function totals(charges: readonly ChargedKind[], currency: Currency): ReadonlyMap<string, bigint> {
  const sums = new Map<string, bigint>()
  for (const { kind, amount } of charges) {
    if (amount.currency !== currency) throw new Error(`given a charge in ${amount.currency}, needs the debt's ${currency}`)
    sums.set(kind, (sums.get(kind) ?? 0n) + amount.minor)
  }
  return sums
}
