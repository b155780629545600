import { type Day, type Money, money } from '../kernel/index.ts'
import { posting, significant } from './journal.ts'
import type { Journal } from './posting.ts'

/** A payout and what it is of: a declaration and its debtor, or neither, where it sends money back to whoever sent it. */
export interface PayoutMoved {
  readonly payout: string
  readonly mrn?: string | undefined
  readonly debtor?: string | undefined
  readonly postedOn: Day
  readonly amount: Money
}

/** Posts that money ordered to be paid out has left. Its id is the payout's, so that a second confirmation is the same journal. */
export function payoutJournal(paid: PayoutMoved): Journal {
  const { minor, currency } = some(paid.amount)
  const postings = [posting('payouts', minor, currency), posting('clearing', -minor, currency)]
  return { id: `payout/${paid.payout}`, kind: 'payout', ...headOf(paid), postings }
}

/**
 * Posts that money paid out came back: it is owed as before. Less than was paid out may come back, never more: what banks on the way kept is a cost of the
 * state's account, since whoever is owed did not have it.
 */
export function payoutReturnedJournal(returned: PayoutMoved & { readonly returned: Money }): Journal {
  const { minor, currency } = some(returned.amount)
  const back = some(returned.returned).minor
  if (returned.returned.currency !== currency || back > minor)
    throw new Error(`given ${back} ${returned.returned.currency} that came back, needs no more than the ${minor} ${currency} paid out`)
  const postings = [
    posting('clearing', back, currency),
    posting('expense/bank', minor - back, currency),
    posting('payouts', -minor, currency),
  ]
  return { id: `payout/${returned.payout}/returned`, kind: 'payout', ...headOf(returned), postings: significant(postings) }
}

function headOf({ mrn, debtor, postedOn }: PayoutMoved): Pick<Journal, 'mrn' | 'debtor' | 'postedOn'> {
  return { ...(mrn === undefined ? {} : { mrn }), ...(debtor === undefined ? {} : { debtor }), postedOn }
}

function some(amount: Money): Money {
  if (amount.minor <= 0n) throw new Error(`given an amount of ${amount.minor}, needs more than nothing`)
  return money(amount.minor, amount.currency)
}
