import type { AccountKind, SecurityReason } from '@lintas/customs/debt'
import { type Currency, type Money, money } from '@lintas/customs/kernel'
import type { Reader, Writer } from '../platform/node.ts'

/** Security given for a declaration: money, or a reservation on a debtor's account. */
export interface Security {
  readonly id: string
  readonly mrn: string
  readonly reason: SecurityReason
  readonly debtor: string
  /** The payment request that brought the money. */
  readonly request: string | undefined
  /** The debtor's account it is reserved on, by id and by number. */
  readonly account: string | undefined
  readonly accountNumber: string | undefined
  readonly accountKind: AccountKind | undefined
  readonly amount: Money
  /** What is neither given back nor drawn. */
  readonly open: Money
  readonly turns: number
  readonly givenAt: Date
  readonly listed: string
}

interface Row {
  id: string
  mrn: string
  reason: SecurityReason
  debtor: string
  request: string | null
  account: string | null
  number: string | null
  kind: AccountKind | null
  currency: Currency
  minor: string
  open_minor: string
  turns: number
  given_at: Date
  listed: string
}

const SECURITIES = `SELECT s.id, s.mrn, s.reason, s.debtor, s.request, s.account, a.number, a.kind, s.currency, s.minor, s.open_minor, s.turns, s.given_at, s.listed
  FROM security s LEFT JOIN debtor_account a ON a.id = s.account`

export async function findSecurity(reader: Reader, id: string): Promise<Security | undefined> {
  const [row] = await reader.query<Row>(`${SECURITIES} WHERE s.id = $1`, [id], 'debt-security')
  return row === undefined ? undefined : securityOf(row)
}

/** Security given for a declaration, the first first. Its declaration is held by whoever changes it. */
export async function listSecurities(reader: Reader, mrn: string): Promise<readonly Security[]> {
  const rows = await reader.query<Row>(`${SECURITIES} WHERE s.mrn = $1 ORDER BY s.listed`, [mrn], 'debt-securities')
  return rows.map(securityOf)
}

/** Security of a debtor that is neither given back nor drawn, the first first. */
export async function listHeld(reader: Reader, debtor: string, limit: number): Promise<readonly Security[]> {
  const rows = await reader.query<Row>(
    `${SECURITIES} WHERE s.debtor = $1 AND s.open_minor > 0 ORDER BY s.listed LIMIT $2`,
    [debtor, limit],
    'debt-securities-held',
  )
  return rows.map(securityOf)
}

/** Who stands in for a declaration's debts by a guarantee, and for how much is open of it, the first first. */
export async function listGuarantors(
  reader: Reader,
  mrn: string,
  currency: Currency,
): Promise<readonly { readonly name: string; readonly account: string; readonly amount: Money }[]> {
  const rows = await reader.query<{ name: string; account: string; minor: string }>(
    `SELECT a.guarantor AS name, a.number AS account, sum(s.open_minor) AS minor FROM security s JOIN debtor_account a ON a.id = s.account
     WHERE s.mrn = $1 AND a.guarantor IS NOT NULL AND s.open_minor > 0 GROUP BY a.guarantor, a.number ORDER BY min(s.listed)`,
    [mrn],
    'debt-guarantors',
  )
  return rows.map(({ name, account, minor }) => ({ name, account, amount: money(BigInt(minor), currency) }))
}

export interface NewSecurity {
  readonly mrn: string
  readonly reason: SecurityReason
  readonly debtor: string
  readonly request?: string
  readonly account?: string
  readonly amount: Money
  readonly by: string
  readonly at: Date
}

export async function insertSecurity(tx: Writer, given: NewSecurity): Promise<string> {
  const { mrn, reason, debtor, request, account, amount, by, at } = given
  const [row] = await tx.query<{ id: string }>(
    `INSERT INTO security (mrn, reason, debtor, request, account, currency, minor, open_minor, given_by, given_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $7, $8, $9) RETURNING id`,
    [mrn, reason, debtor, request ?? null, account ?? null, amount.currency, String(amount.minor), by, at],
    'debt-security-insert',
  )
  if (row === undefined) throw new Error('the security was not inserted')
  return row.id
}

/** What several declarations reserved on debtors' accounts for one reason and is open, the first first. They are held by whoever changes it. */
export async function listReserved(reader: Reader, mrns: readonly string[], reason: SecurityReason): Promise<readonly Security[]> {
  const rows = await reader.query<Row>(
    `${SECURITIES} WHERE s.mrn = ANY ($1) AND s.reason = $2 AND s.account IS NOT NULL AND s.open_minor > 0 ORDER BY s.listed`,
    [mrns, reason],
    'debt-securities-reserved',
  )
  return rows.map(securityOf)
}

/** Takes all that is open of several; answers which turn that is of each. */
export async function takeAll(tx: Writer, ids: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const rows = await tx.query<{ id: string; turns: number }>(
    'UPDATE security SET open_minor = 0, turns = turns + 1 WHERE id = ANY ($1) RETURNING id, turns',
    [ids],
    'debt-security-take-all',
  )
  return new Map(rows.map(({ id, turns }) => [id, turns]))
}

/** Takes from what is open of a security; answers which turn this is. */
export async function takeFrom(tx: Writer, id: string, minor: bigint): Promise<number> {
  const [row] = await tx.query<{ turns: number }>(
    'UPDATE security SET open_minor = open_minor - $2, turns = turns + 1 WHERE id = $1 RETURNING turns',
    [id, String(minor)],
    'debt-security-take',
  )
  if (row === undefined) throw new Error(`given security ${id}, needs one that is there`)
  return row.turns
}

function securityOf(row: Row): Security {
  return {
    id: row.id,
    mrn: row.mrn,
    reason: row.reason,
    debtor: row.debtor,
    request: row.request ?? undefined,
    account: row.account ?? undefined,
    accountNumber: row.number ?? undefined,
    accountKind: row.kind ?? undefined,
    amount: money(BigInt(row.minor), row.currency),
    open: money(BigInt(row.open_minor), row.currency),
    turns: row.turns,
    givenAt: row.given_at,
    listed: row.listed,
  }
}
