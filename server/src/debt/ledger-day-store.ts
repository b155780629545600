import type { AccountMoved, Posting } from '@lintas/customs/debt'
import type { Currency, Day } from '@lintas/customs/kernel'
import type { Reader, Writer } from '../platform/node.ts'

/** A day of the ledger as it was closed: the text its hash is of. */
export interface LedgerDayRow {
  readonly day: Day
  readonly sha256: string
  readonly text: string
  readonly closedBy: string
  readonly closedAt: Date
}

/** Keeps everybody else from posting and from closing until the transaction ends; waits for those who do. */
export async function lockLedgerDays(tx: Writer): Promise<void> {
  await tx.query("SELECT pg_advisory_xact_lock(hashtext('lintas.ledger-day'), 0)", [], 'ledger-days-lock')
}

const DAYS = `SELECT day::text AS day, encode(sha256, 'hex') AS sha256, body::text AS text, closed_by AS "closedBy", closed_at AS "closedAt" FROM ledger_day`

export async function findDay(reader: Reader, day: Day): Promise<LedgerDayRow | undefined> {
  const [row] = await reader.query<LedgerDayRow>(`${DAYS} WHERE day = $1`, [day], 'ledger-day')
  return row
}

/** Days that are closed, the newest first. */
export async function listDays(reader: Reader, before: Day | undefined, limit: number): Promise<readonly LedgerDayRow[]> {
  return await reader.query<LedgerDayRow>(
    `${DAYS} WHERE $1::date IS NULL OR day < $1 ORDER BY day DESC LIMIT $2`,
    [before ?? null, limit],
    'ledger-days',
  )
}

/** The same, the oldest first. */
export async function listDaysFrom(reader: Reader, after: Day | undefined, limit: number): Promise<readonly LedgerDayRow[]> {
  return await reader.query<LedgerDayRow>(
    `${DAYS} WHERE $1::date IS NULL OR day > $1 ORDER BY day LIMIT $2`,
    [after ?? null, limit],
    'ledger-days-on',
  )
}

/** The day of the first posting. */
export async function findFirstPosted(reader: Reader): Promise<Day | undefined> {
  const [row] = await reader.query<{ day: Day | null }>('SELECT min(posted_on)::text AS day FROM ledger_posting', [], 'ledger-first-posted')
  return row?.day ?? undefined
}

/** What was posted on a day, account by account, and how much it was. */
export async function readMoved(
  reader: Reader,
  day: Day,
): Promise<{ readonly moved: readonly AccountMoved[]; readonly journals: number; readonly postings: number }> {
  const rows = await reader.query<{ account: Posting['account']; currency: Currency; debit: string; credit: string; postings: string }>(
    `SELECT account, currency, coalesce(sum(minor) FILTER (WHERE minor > 0), 0) AS debit, coalesce(sum(minor) FILTER (WHERE minor < 0), 0) AS credit,
       count(*) AS postings
     FROM ledger_posting WHERE posted_on = $1 GROUP BY account, currency ORDER BY account, currency`,
    [day],
    'ledger-day-moved',
  )
  const [count] = await reader.query<{ journals: string }>(
    'SELECT count(DISTINCT journal) AS journals FROM ledger_posting WHERE posted_on = $1',
    [day],
    'ledger-day-journals',
  )
  return {
    moved: rows.map(({ account, currency, debit, credit }) => ({ account, currency, debit: BigInt(debit), credit: BigInt(credit) })),
    journals: Number(count?.journals ?? 0),
    postings: rows.reduce((sum, row) => sum + Number(row.postings), 0),
  }
}

export async function insertDay(
  tx: Writer,
  { day, sha256, text, closedBy, closedAt }: Omit<LedgerDayRow, 'sha256'> & { readonly sha256: Buffer },
): Promise<void> {
  await tx.query(
    'INSERT INTO ledger_day (day, sha256, body, closed_by, closed_at) VALUES ($1, $2, $3, $4, $5)',
    [day, sha256, text, closedBy, closedAt],
    'ledger-day-insert',
  )
}

/** Debtors' accounts on which stands another amount than their postings sum to: none. */
export async function listDrifted(reader: Reader): Promise<readonly string[]> {
  const rows = await reader.query<{ number: string }>(
    `SELECT a.number FROM debtor_account a
     LEFT JOIN (SELECT split_part(account, '/', 2)::uuid AS id, sum(minor) AS minor FROM ledger_posting
       WHERE account LIKE 'deferred/%' OR account LIKE 'pledged/%' GROUP BY 1) p USING (id)
     WHERE a.used_minor <> coalesce(p.minor, 0) ORDER BY a.number`,
  )
  return rows.map(row => row.number)
}
