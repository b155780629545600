import { type Currency, type Money, money } from '@lintas/customs/kernel'
import type { Reader, Writer } from '../platform/node.ts'

/** Money on its way back to a debtor. */
export interface Payout {
  readonly id: string
  readonly purpose: 'refund' | 'security'
  readonly mrn: string
  readonly debtor: string
  readonly amount: Money
  readonly status: 'ordered' | 'paid' | 'failed'
  readonly reference: string | undefined
  readonly orderedAt: Date
  readonly listed: string
}

interface Row {
  id: string
  purpose: Payout['purpose']
  mrn: string
  debtor: string
  currency: Currency
  minor: string
  status: Payout['status']
  reference: string | null
  ordered_at: Date
  listed: string
}

const PAYOUTS = 'SELECT id, purpose, mrn, debtor, currency, minor, status, reference, ordered_at, listed FROM payout'

export async function findPayout(reader: Reader, id: string): Promise<Payout | undefined> {
  const [row] = await reader.query<Row>(`${PAYOUTS} WHERE id = $1`, [id], 'debt-payout')
  return row === undefined ? undefined : payoutOf(row)
}

/** The same, held until the transaction ends. */
export async function holdPayout(tx: Writer, id: string): Promise<Payout | undefined> {
  const [row] = await tx.query<Row>(`${PAYOUTS} WHERE id = $1 FOR NO KEY UPDATE`, [id], 'debt-payout-hold')
  return row === undefined ? undefined : payoutOf(row)
}

/** Payouts for one declaration, the newest first. */
export async function listPayouts(reader: Reader, mrn: string): Promise<readonly Payout[]> {
  const rows = await reader.query<Row>(`${PAYOUTS} WHERE mrn = $1 ORDER BY listed DESC`, [mrn], 'debt-payouts')
  return rows.map(payoutOf)
}

export type NewPayout = Pick<Payout, 'purpose' | 'mrn' | 'debtor' | 'amount'> & {
  readonly by: string
  readonly at: Date
  readonly againOf?: string
}

export async function insertPayout(tx: Writer, given: NewPayout): Promise<string> {
  const { purpose, mrn, debtor, amount, by, at, againOf } = given
  const [row] = await tx.query<{ id: string }>(
    `INSERT INTO payout (purpose, mrn, debtor, currency, minor, ordered_by, ordered_at, again_of)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8) RETURNING id`,
    [purpose, mrn, debtor, amount.currency, String(amount.minor), by, at, againOf ?? null],
    'debt-payout-insert',
  )
  if (row === undefined) throw new Error('the payout was not inserted')
  return row.id
}

export async function endPayout(tx: Writer, id: string, status: 'paid' | 'failed', reference: string, at: Date): Promise<void> {
  await tx.query(
    'UPDATE payout SET status = $2, reference = $3, ended_at = $4 WHERE id = $1',
    [id, status, reference, at],
    'debt-payout-end',
  )
}

function payoutOf(row: Row): Payout {
  return {
    id: row.id,
    purpose: row.purpose,
    mrn: row.mrn,
    debtor: row.debtor,
    amount: money(BigInt(row.minor), row.currency),
    status: row.status,
    reference: row.reference ?? undefined,
    orderedAt: row.ordered_at,
    listed: row.listed,
  }
}

/** Whether a payout was ordered again. */
export async function isRepeated(reader: Reader, id: string): Promise<boolean> {
  return (await reader.query('SELECT FROM payout WHERE again_of = $1', [id], 'debt-payout-repeated')).length > 0
}
