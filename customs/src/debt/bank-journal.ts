import { type Day, type Money, money } from '../kernel/index.ts'
import { posting } from './journal.ts'
import type { Journal } from './posting.ts'

/** An entry of the bank's statement: money that came to the state's account (positive) or left it (negative). */
export interface BankMoved {
  readonly entry: string
  readonly postedOn: Day
  readonly amount: Money
}

/** Posts that the bank has, or no longer has, money that was posted as taken or paid out already. */
export function settlementJournal({ entry, postedOn, amount }: BankMoved): Journal {
  const { minor, currency } = moving(amount)
  const postings = [posting('bank', minor, currency), posting('clearing', -minor, currency)]
  return { id: `bank/${entry}`, kind: 'settlement', postedOn, postings }
}

/** Posts money of which nobody knows what it is for: it stands in suspense until an officer finds out. */
export function suspenseJournal({ entry, postedOn, amount }: BankMoved): Journal {
  const { minor, currency } = moving(amount)
  const postings = [posting('bank', minor, currency), posting('suspense', -minor, currency)]
  return { id: `bank/${entry}`, kind: 'receipt', postedOn, postings }
}

/** Posts that an officer found out what money in suspense is for: from now on it is as if it had said so. */
export function clearSuspenseJournal({ entry, postedOn, amount }: BankMoved): Journal {
  const { minor, currency } = moving(amount)
  const postings = [posting('suspense', minor, currency), posting('clearing', -minor, currency)]
  return { id: `bank/${entry}/found`, kind: 'settlement', postedOn, postings }
}

/** Money in suspense that two officers send back to the account it came from. */
export interface SentBack {
  readonly sending: string
  readonly postedOn: Day
  readonly amount: Money
}

/** Posts that money in suspense is on its way back to whoever sent it. */
export function sendBackJournal({ sending, postedOn, amount }: SentBack): Journal {
  const { minor, currency } = moving(amount)
  const postings = [posting('suspense', minor, currency), posting('payouts', -minor, currency)]
  return { id: `sending-back/${sending}`, kind: 'refund', postedOn, postings }
}

/** Posts that money which was to go back could not be paid out, or came back: it stands in suspense again. */
export function suspendAgainJournal({ payout, postedOn, amount }: Omit<SentBack, 'sending'> & { readonly payout: string }): Journal {
  const { minor, currency } = moving(amount)
  const postings = [posting('payouts', minor, currency), posting('suspense', -minor, currency)]
  return { id: `payout/${payout}/suspense`, kind: 'receipt', postedOn, postings }
}

/** Posts what money that left the account and is no payout of ours was for: a cost of the account, such as the bank's charges. */
export function bankCostJournal({ entry, postedOn, amount }: BankMoved): Journal {
  const { minor, currency } = moving(amount)
  if (minor > 0n) throw new Error(`given ${minor} that came in, needs money that left the account`)
  const postings = [posting('suspense', minor, currency), posting('expense/bank', -minor, currency)]
  return { id: `bank/${entry}/found`, kind: 'settlement', postedOn, postings }
}

function moving(amount: Money): Money {
  if (amount.minor === 0n) throw new Error('given an entry of nothing, needs money that moved')
  return money(amount.minor, amount.currency)
}
