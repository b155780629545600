import type { Money } from '../kernel/index.ts'
import { type DeclarationAccount, standingOf } from './account.ts'
import { headOf, type JournalHead, positive, posting, settlement, significant } from './journal.ts'
import type { Journal } from './posting.ts'

/** Posts that what was overpaid is to be paid back: it is no balance of the debtor any more, it is on its way to him. Never more than was overpaid. */
export function refundJournal(
  given: JournalHead & { readonly refund: string; readonly amount: Money },
  account: DeclarationAccount,
): Journal {
  const minor = positive(given.amount, account)
  const { overpaid } = standingOf(account)
  if (minor > overpaid) throw new Error(`given a refund of ${minor}, needs no more than the ${overpaid} overpaid`)
  const { currency } = account
  const postings = [posting('refunds-payable', minor, currency), posting('payouts', -minor, currency)]
  return { id: `refund/${given.refund}`, kind: 'refund', ...headOf(given), postings }
}

/** Posts that part of a refund pays what another declaration of the same debtor owes, instead of leaving. */
export function setOffJournal(
  given: JournalHead & { readonly refund: string; readonly amount: Money },
  account: DeclarationAccount,
): Journal {
  const minor = positive(given.amount, account)
  const { currency } = account
  const postings = [posting('payouts', minor, currency), ...settlement(account, { ...account, paid: account.paid + minor })]
  return { id: `refund/${given.refund}/set-off/${given.mrn}`, kind: 'payment', ...headOf(given), postings: significant(postings) }
}
