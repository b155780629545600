import type { StatementOfAccount } from '@lintas/contract'
import type { AccountMovement, JournalKind, OwedOnAccount } from '@lintas/customs/debt'
import { type Currency, type Day, type Money, money } from '@lintas/customs/kernel'
import type { Reader, Writer } from '../platform/node.ts'

/** A condition that the planner needs said to use the index of what stands on accounts. */
const ON_ACCOUNT = "account = 'deferred/' || $1::text AND account LIKE 'deferred/%'"

interface MovementRow {
  posted_on: Day
  journal: string
  kind: JournalKind
  mrn: string | null
  minor: string
}

/** What moved the debt on an account from a day to a day, both included, in order. */
export async function listMovements(
  reader: Reader,
  account: string,
  currency: Currency,
  from: Day,
  to: Day,
): Promise<readonly AccountMovement[]> {
  const rows = await reader.query<MovementRow>(
    `SELECT posted_on, journal, kind, mrn, sum(minor) AS minor FROM ledger_posting WHERE ${ON_ACCOUNT} AND posted_on BETWEEN $2 AND $3
     GROUP BY posted_on, journal, kind, mrn ORDER BY posted_on, min(listed)`,
    [account, from, to],
    'debt-account-movements',
  )
  return rows.map(({ posted_on: postedOn, journal, kind, mrn, minor }) => ({
    postedOn,
    journal,
    kind,
    mrn: mrn ?? undefined,
    amount: money(BigInt(minor), currency),
  }))
}

/** What was owed on an account before a day. */
export async function balanceBefore(reader: Reader, account: string, currency: Currency, before: Day): Promise<Money> {
  const [row] = await reader.query<{ minor: string }>(
    `SELECT coalesce(sum(minor), 0) AS minor FROM ledger_posting WHERE ${ON_ACCOUNT} AND posted_on < $2`,
    [account, before],
    'debt-account-balance',
  )
  return money(BigInt(row?.minor ?? '0'), currency)
}

/** What each declaration owes on an account, and what interest on it, the oldest debt first. */
export async function listOwed(reader: Reader, account: string): Promise<readonly OwedOnAccount[]> {
  const rows = await reader.query<{ mrn: string | null; debtor: string; minor: string }>(
    `SELECT mrn, debtor, sum(minor) AS minor FROM ledger_posting WHERE ${ON_ACCOUNT}
     GROUP BY mrn, debtor HAVING sum(minor) > 0 ORDER BY min(listed)`,
    [account],
    'debt-account-owed',
  )
  return rows.map(({ mrn, debtor, minor }) => ({ mrn: mrn ?? undefined, debtor, minor: BigInt(minor) }))
}

/** The declaration that last moved an account. */
export async function findLastMover(
  reader: Reader,
  account: string,
): Promise<{ readonly mrn: string; readonly debtor: string } | undefined> {
  const [row] = await reader.query<{ mrn: string; debtor: string }>(
    `SELECT mrn, debtor FROM ledger_posting WHERE ${ON_ACCOUNT} AND mrn IS NOT NULL ORDER BY listed DESC LIMIT 1`,
    [account],
  )
  return row
}

export interface IssuedStatement {
  readonly month: string
  readonly endsOn: Day
  readonly dueOn: Day
  readonly closing: Money
  /** What was paid or taken off since its period ended. */
  readonly takenOff: Money
  readonly body: StatementOfAccount
}

interface IssuedRow {
  month: string
  ends_on: Day
  due_on: Day
  closing_minor: string
  taken_off: string
  body: StatementOfAccount
}

/** The statements of an account, the newest first. */
export async function listIssued(reader: Reader, account: string, currency: Currency, limit: number): Promise<readonly IssuedStatement[]> {
  const rows = await reader.query<IssuedRow>(
    `SELECT s.month, s.ends_on, s.due_on, s.closing_minor, s.body,
       coalesce((SELECT -sum(minor) FROM ledger_posting WHERE ${ON_ACCOUNT} AND minor < 0 AND posted_on > s.ends_on), 0) AS taken_off
     FROM account_statement s WHERE s.account = $1::uuid ORDER BY s.month DESC LIMIT $2`,
    [account, limit],
    'debt-statements-issued',
  )
  return rows.map(row => ({
    month: row.month,
    endsOn: row.ends_on,
    dueOn: row.due_on,
    closing: money(BigInt(row.closing_minor), currency),
    takenOff: money(BigInt(row.taken_off), currency),
    body: row.body,
  }))
}

/** Whether a statement of an account is past its day and something of it is still to be paid. */
export async function isOverdue(reader: Reader, account: string, today: Day): Promise<boolean> {
  const rows = await reader.query(
    `SELECT FROM account_statement s WHERE s.account = $1::uuid AND s.due_on < $2 AND s.closing_minor >
       coalesce((SELECT -sum(minor) FROM ledger_posting WHERE ${ON_ACCOUNT} AND minor < 0 AND posted_on > s.ends_on), 0) LIMIT 1`,
    [account, today],
    'debt-account-overdue',
  )
  return rows.length > 0
}

/** Keeps a statement; answers whether it was the first of its month. */
export async function insertStatement(
  tx: Writer,
  account: string,
  statement: {
    readonly month: string
    readonly endsOn: Day
    readonly dueOn: Day
    readonly closing: Money
    readonly body: StatementOfAccount
    readonly at: Date
  },
): Promise<boolean> {
  const { month, endsOn, dueOn, closing, body, at } = statement
  const rows = await tx.query(
    `INSERT INTO account_statement (account, month, ends_on, closing_minor, due_on, body, issued_at) VALUES ($1, $2, $3, $4, $5, $6, $7)
     ON CONFLICT DO NOTHING RETURNING month`,
    [account, month, endsOn, String(closing.minor), dueOn, JSON.stringify(body), at],
    'debt-statement-insert',
  )
  return rows.length > 0
}
