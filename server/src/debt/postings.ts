import { type Journal, movesOf, type PostingColumns, postingColumns } from '@lintas/customs/debt'
import type { Writer } from '../platform/node.ts'
import { moveAccount } from './debtor-account-store.ts'

const COLUMNS = [
  ['journal', 'text'],
  ['line', 'smallint'],
  ['kind', 'text'],
  ['mrn', 'text'],
  ['debtor', 'text'],
  ['posted_on', 'date'],
  ['account', 'text'],
  ['currency', 'text'],
  ['minor', 'numeric'],
] as const

/** How many parameters `insertPostings` takes. */
export const POSTING_PARAMETERS = COLUMNS.length

/**
 * The statement that posts journals, its parameters numbered from `first`: for a subject that does its act in one statement, as
 * `WITH …, posted AS (${insertPostings(8)}) …` with `postingValues(journals)` behind its own. Posts nothing for no journals. What is
 * posted to a day that was closed meanwhile goes to the first that is open. What moves a debtor's account goes through `post`.
 */
export function insertPostings(first: number): string {
  const names = COLUMNS.map(([name]) => name).join(', ')
  const arrays = COLUMNS.map(([, type], index) => `$${first + index}::${type}[]`).join(', ')
  const values = COLUMNS.map(([name]) => (name === 'posted_on' ? 'greatest(posted_on, (SELECT ledger_open_day()))' : name)).join(', ')
  return `INSERT INTO ledger_posting (${names}) SELECT ${values} FROM unnest(${arrays}) AS given (${names})`
}

export function postingValues(journals: readonly Journal[]): readonly unknown[] {
  const { journal, line, kind, mrn, debtor, postedOn, account, currency, minor }: PostingColumns = postingColumns(journals)
  return [journal, line, kind, mrn, debtor, postedOn, account, currency, minor]
}

/** Posts journals, and moves the debtors' accounts they touch: in the order of their ids, so that no two wait for one another. */
export async function post(tx: Writer, journals: readonly Journal[]): Promise<void> {
  const moves = [...movesOf(journals)].sort(([one], [other]) => (one < other ? -1 : 1))
  const owed = movesOf(journals.filter(each => each.kind === 'interest'))
  for (const [id, minor] of moves) if (minor !== 0n) await moveAccount(tx, id, minor, owed.get(id) === minor)
  await tx.query(insertPostings(1), postingValues(journals), 'ledger-post')
}
