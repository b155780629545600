import { type Money, money } from '../kernel/index.ts'
import { type DeclarationAccount, standingOf } from './account.ts'
import { headOf, type JournalHead, paymentJournal, positive, posting } from './journal.ts'
import type { Journal } from './posting.ts'

/** Posts that what is due is owed on a debtor's account instead. Whether the account has room is for whoever holds it to say. */
export function deferralJournal(
  given: JournalHead & { readonly deferral: string; readonly account: string; readonly amount: Money },
  account: DeclarationAccount,
): Journal {
  const minor = positive(given.amount, account)
  const { due } = standingOf(account)
  if (minor > due) throw new Error(`given a deferral of ${minor}, needs no more than the ${due} that is due`)
  const { currency } = account
  const postings = [posting(`deferred/${given.account}`, minor, currency), posting('receivable', -minor, currency)]
  return { id: `deferral/${given.deferral}`, kind: 'deferral', ...headOf(given), postings }
}

/** An account as it stands once more of it is deferred. */
export function afterDeferring(account: DeclarationAccount, id: string, amount: Money): DeclarationAccount {
  return { ...account, deferred: new Map([...account.deferred, [id, (account.deferred.get(id) ?? 0n) + amount.minor]]) }
}

/** What one declaration owes on a debtor's account; without one, interest on the account. */
export interface OwedOnAccount {
  readonly mrn?: string | undefined
  readonly debtor: string
  readonly minor: bigint
}

/** A payment of what stands on a debtor's account, as a provider confirmed it. */
export interface AccountPayment {
  readonly payment: string
  readonly account: string
  readonly amount: Money
  readonly postedOn: JournalHead['postedOn']
}

/**
 * Posts a payment of a debtor's account: what each declaration owes on it is paid in the order given, the oldest first. Answers, with the
 * journals, what is left of the money once nothing is owed any more.
 */
export function accountPaymentJournals(
  { payment, account, amount, postedOn }: AccountPayment,
  owed: readonly OwedOnAccount[],
): { readonly journals: readonly Journal[]; readonly left: Money } {
  const { currency } = amount
  const journals: Journal[] = []
  let left = amount.minor
  for (const { mrn, debtor, minor } of owed) {
    const paid = left < minor ? left : minor
    if (paid <= 0n) continue
    left -= paid
    const postings = [posting('clearing', paid, currency), posting(`deferred/${account}`, -paid, currency)]
    const of = mrn === undefined ? {} : { mrn }
    journals.push({ id: `payment/${payment}/${mrn ?? 'interest'}`, kind: 'payment', ...of, debtor, postedOn, postings })
  }
  return { journals, left: money(left, currency) }
}

/** What was paid beyond all that stood on an account, posted for one of its declarations: payable to the debtor, or what that one still owes. */
export function excessJournal(
  given: JournalHead & { readonly payment: string; readonly amount: Money },
  account: DeclarationAccount,
): Journal {
  return paymentJournal({ ...given, payment: `${given.payment}/beyond` }, account)
}
