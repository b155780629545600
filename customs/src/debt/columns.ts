import { type Journal, listImbalances } from './posting.ts'

/** Postings as a store takes them: one array a column, all of the same length. */
export interface PostingColumns {
  readonly journal: readonly string[]
  readonly line: readonly number[]
  readonly kind: readonly string[]
  readonly mrn: readonly (string | null)[]
  readonly debtor: readonly (string | null)[]
  readonly postedOn: readonly string[]
  readonly account: readonly string[]
  readonly currency: readonly string[]
  /** Signed minor units: a debit is positive. */
  readonly minor: readonly string[]
}

/** Lays journals out in columns. One that does not balance is the caller's mistake and goes nowhere. */
export function postingColumns(journals: readonly Journal[]): PostingColumns {
  for (const journal of journals) {
    const [imbalance] = listImbalances(journal)
    if (imbalance === undefined) continue
    throw new Error(
      `given journal ${journal.id}, out of balance by ${imbalance.minor} ${imbalance.currency}, needs debits equal to credits`,
    )
  }
  const rows = journals.flatMap(journal => journal.postings.map((posting, index) => ({ journal, posting, line: index + 1 })))
  return {
    journal: rows.map(({ journal }) => journal.id),
    line: rows.map(({ line }) => line),
    kind: rows.map(({ journal }) => journal.kind),
    mrn: rows.map(({ journal }) => journal.mrn ?? null),
    debtor: rows.map(({ journal }) => journal.debtor ?? null),
    postedOn: rows.map(({ journal }) => journal.postedOn),
    account: rows.map(({ posting }) => posting.account),
    currency: rows.map(({ posting }) => posting.amount.currency),
    minor: rows.map(({ posting }) => String(posting.amount.minor)),
  }
}
