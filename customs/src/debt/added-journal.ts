import { type Money, money } from '../kernel/index.ts'
import { type DeclarationAccount, standingOf } from './account.ts'
import { type AddedKind, headOf, type JournalHead, positive, posting, settlement, significant } from './journal.ts'
import type { Journal } from './posting.ts'

/** Posts interest or a penalty: owed with the declaration's charges, and charged on when they are decided anew. */
export function addedJournal(
  given: JournalHead & { readonly kind: AddedKind; readonly charge: string; readonly amount: Money },
  account: DeclarationAccount,
): Journal {
  const minor = positive(given.amount, account)
  const postings = [
    ...settlement(account, { ...account, chargedTotal: account.chargedTotal + minor }),
    posting(`revenue/${given.kind}`, -minor, account.currency),
  ]
  return { id: `${given.mrn}/${given.kind}/${given.charge}`, kind: given.kind, ...headOf(given), postings: significant(postings) }
}

/** Posts that what is due is given up for lost. It stays charged: money that comes after all takes it back. Never more than is due. */
export function writeOffJournal(
  given: JournalHead & { readonly writeOff: string; readonly amount: Money },
  account: DeclarationAccount,
): Journal {
  const minor = positive(given.amount, account)
  const { due } = standingOf(account)
  if (minor > due) throw new Error(`given a write-off of ${minor}, needs no more than the ${due} that is due`)
  const { currency } = account
  const postings = [posting('written-off', minor, currency), posting('receivable', -minor, currency)]
  return { id: `write-off/${given.writeOff}`, kind: 'write-off', ...headOf(given), postings }
}

/** What was charged of one kind beside what decisions assess. */
export function addedOf({ charged, currency }: Pick<DeclarationAccount, 'charged' | 'currency'>, kind: AddedKind): Money {
  return money(charged.get(kind) ?? 0n, currency)
}

/** Posts interest that customs owes a debtor on what it charged wrongly: an expense of the state, payable with what was overpaid. */
export function repaymentInterestJournal(
  given: JournalHead & { readonly contested: string; readonly amount: Money },
  account: Pick<DeclarationAccount, 'currency'>,
): Journal {
  const minor = positive(given.amount, account)
  const postings = [posting('expense/interest', minor, account.currency), posting('refunds-payable', -minor, account.currency)]
  return { id: `${given.mrn}/repayment-interest/${given.contested}`, kind: 'interest', ...headOf(given), postings }
}

/** Posts that interest or a penalty does not stand: it is charged no more, and what was paid of it is payable to the debtor. */
export function takenBackJournal(
  given: JournalHead & { readonly kind: AddedKind; readonly contested: string; readonly amount: Money },
  account: DeclarationAccount,
): Journal {
  const minor = positive(given.amount, account)
  const postings = [
    posting(`revenue/${given.kind}`, minor, account.currency),
    ...settlement(account, { ...account, chargedTotal: account.chargedTotal - minor }),
  ]
  return {
    id: `${given.mrn}/${given.kind}-taken-back/${given.contested}`,
    kind: given.kind,
    ...headOf(given),
    postings: significant(postings),
  }
}
