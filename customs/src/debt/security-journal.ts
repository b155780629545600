import type { Money } from '../kernel/index.ts'
import { type DeclarationAccount, standingOf } from './account.ts'
import { headOf, type JournalHead, positive, posting, settlement, significant } from './journal.ts'
import type { Journal } from './posting.ts'
import type { SecurityReason } from './security.ts'

/** Security given for a declaration: for which reason, and, where it is a reservation and no money, on which debtor's account. */
export interface SecurityHeld {
  readonly security: string
  readonly reason: SecurityReason
  readonly account?: string | undefined
}

/** Posts a deposit that a provider confirmed: money held for the debtor, no payment of anything. Its id is the payment's. */
export function depositJournal(
  given: JournalHead & { readonly payment: string; readonly reason: SecurityReason; readonly amount: Money },
  account: DeclarationAccount,
): Journal {
  const minor = positive(given.amount, account)
  const { currency } = account
  const postings = [posting('clearing', minor, currency), posting(`securities-held/${given.reason}`, -minor, currency)]
  return { id: `payment/${given.payment}`, kind: 'deposit', ...headOf(given), postings }
}

/** Posts security that reserves part of a debtor's account. Whether the account has room is for whoever holds it to say. */
export function pledgeJournal(
  given: JournalHead & { readonly security: string; readonly reason: SecurityReason; readonly account: string; readonly amount: Money },
  account: DeclarationAccount,
): Journal {
  const minor = positive(given.amount, account)
  const { currency } = account
  const postings = [posting(`pledged/${given.account}`, minor, currency), posting(`securities-held/${given.reason}`, -minor, currency)]
  return { id: `security/${given.security}`, kind: 'pledge', ...headOf(given), postings }
}

/**
 * Posts that security is given back: a reservation ends; money becomes an order to pay it out.
 *
 * @param turn which discharge of this security it is, so that the same one is never posted twice
 * @source RKC General Annex std. 5.7; ATIGA art. 60
 */
export function dischargeJournal(
  given: JournalHead & SecurityHeld & { readonly turn: number; readonly amount: Money },
  account: DeclarationAccount,
): Journal {
  const minor = held(given, account)
  const { currency } = account
  const back = given.account === undefined ? ('payouts' as const) : (`pledged/${given.account}` as const)
  const postings = [posting(`securities-held/${given.reason}`, minor, currency), posting(back, -minor, currency)]
  return { id: `security/${given.security}/discharge/${given.turn}`, kind: 'discharge', ...headOf(given), postings }
}

/**
 * Posts that security pays what its declaration owes. What was reserved on a debtor's account is owed on that account from now on.
 *
 * Never more than is due: whoever draws asks `dueOf` first.
 */
export function drawJournal(
  given: JournalHead & SecurityHeld & { readonly turn: number; readonly amount: Money },
  account: DeclarationAccount,
): Journal {
  const minor = held(given, account)
  const { due } = standingOf(account)
  if (minor > due) throw new Error(`given a draw of ${minor}, needs no more than the ${due} that is due`)
  const { currency } = account
  const called =
    given.account === undefined
      ? []
      : [posting(`deferred/${given.account}`, minor, currency), posting(`pledged/${given.account}`, -minor, currency)]
  // Whether it counts as paid or as deferred, what is settled rises by the same.
  const settled = settlement(account, { ...account, paid: account.paid + minor })
  const postings = significant([posting(`securities-held/${given.reason}`, minor, currency), ...called, ...settled])
  return { id: `security/${given.security}/draw/${given.turn}`, kind: 'draw', ...headOf(given), postings }
}

function held({ reason, amount }: { readonly reason: SecurityReason; readonly amount: Money }, account: DeclarationAccount): bigint {
  const minor = positive(amount, account)
  const there = account.held.get(reason) ?? 0n
  if (minor > there) throw new Error(`given ${minor} of security for ${reason}, needs no more than the ${there} held`)
  return minor
}
