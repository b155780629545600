import type { SecurityReason } from '@lintas/customs/debt'
import { type Currency, type Day, type Money, money } from '@lintas/customs/kernel'
import type { Reader, Writer } from '../platform/node.ts'

/** A guarantor asked to pay by a day, and what came of it. */
export interface CallRow {
  readonly id: string
  readonly mrn: string
  readonly account: string
  readonly number: string
  readonly guarantor: string
  readonly reason: SecurityReason
  readonly amount: Money
  readonly payBy: Day
  readonly status: 'demanded' | 'paid' | 'drawn' | 'withdrawn'
  readonly drawn: Money | undefined
  readonly demandedAt: Date
}

interface Row extends Omit<CallRow, 'amount' | 'drawn'> {
  currency: Currency
  minor: string
  drawn: string | null
}

const CALLS = `SELECT c.id, c.mrn, c.account, a.number, a.guarantor, c.reason, c.currency, c.minor, c.pay_by::text AS "payBy", c.status, c.drawn_minor AS drawn,
  c.demanded_at AS "demandedAt" FROM guarantee_call c JOIN debtor_account a ON a.id = c.account`

export async function findCall(reader: Reader, id: string): Promise<CallRow | undefined> {
  const [row] = await reader.query<Row>(`${CALLS} WHERE c.id = $1`, [id], 'debt-call')
  return row === undefined ? undefined : callOf(row)
}

/** Calls for one declaration, the first first. Its declaration is held by whoever changes one. */
export async function listCallsOf(reader: Reader, mrn: string): Promise<readonly CallRow[]> {
  const rows = await reader.query<Row>(`${CALLS} WHERE c.mrn = $1 ORDER BY c.listed`, [mrn], 'debt-calls-of')
  return rows.map(callOf)
}

export async function listDemanded(reader: Reader, limit: number): Promise<readonly CallRow[]> {
  const rows = await reader.query<Row>(`${CALLS} WHERE c.status = 'demanded' ORDER BY c.listed LIMIT $1`, [limit], 'debt-calls-demanded')
  return rows.map(callOf)
}

export type NewCall = Pick<CallRow, 'mrn' | 'account' | 'reason' | 'amount' | 'payBy'> & { readonly by: string; readonly at: Date }

/** Keeps a call; undefined where one is open already. */
export async function insertCall(tx: Writer, { mrn, account, reason, amount, payBy, by, at }: NewCall): Promise<string | undefined> {
  const [row] = await tx.query<{ id: string }>(
    `INSERT INTO guarantee_call (mrn, account, reason, currency, minor, pay_by, demanded_by, demanded_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
     ON CONFLICT (mrn, account) WHERE status = 'demanded' DO NOTHING RETURNING id`,
    [mrn, account, reason, amount.currency, String(amount.minor), payBy, by, at],
    'debt-call-insert',
  )
  return row?.id
}

export async function endCall(
  tx: Writer,
  id: string,
  { status, drawn, at }: { readonly status: 'paid' | 'drawn' | 'withdrawn'; readonly drawn?: Money; readonly at: Date },
): Promise<void> {
  await tx.query(
    'UPDATE guarantee_call SET status = $2, drawn_minor = $3, ended_at = $4 WHERE id = $1',
    [id, status, drawn === undefined ? null : String(drawn.minor), at],
    'debt-call-end',
  )
}

function callOf({ currency, minor, drawn, ...row }: Row): CallRow {
  return { ...row, amount: money(BigInt(minor), currency), drawn: drawn === null ? undefined : money(BigInt(drawn), currency) }
}
