import type { Money } from '../kernel/index.ts'
import { headOf, type JournalHead, positive, posting } from './journal.ts'
import type { Journal } from './posting.ts'

/** Posts that money ordered to be paid out has left. Its id is the payout's, so that a second confirmation is the same journal. */
export function payoutJournal(paid: JournalHead & { readonly payout: string; readonly amount: Money }): Journal {
  const { currency } = paid.amount
  const minor = positive(paid.amount, { currency })
  const postings = [posting('payouts', minor, currency), posting('clearing', -minor, currency)]
  return { id: `payout/${paid.payout}`, kind: 'payout', ...headOf(paid), postings }
}
