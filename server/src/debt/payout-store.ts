import { type Currency, type Money, money } from '@lintas/customs/kernel'
import type { Reader, Writer } from '../platform/node.ts'
import type { BankAccount } from './bank/store.ts'

/** Money on its way out: back to a debtor, or, `sending-back`, to an account it came from and nobody knows what for. */
export interface Payout {
  readonly id: string
  readonly purpose: 'refund' | 'security' | 'sending-back'
  /** Of whose debt for which declaration; neither, where it is sent back. */
  readonly mrn: string | undefined
  readonly debtor: string | undefined
  readonly amount: Money
  readonly status: 'ordered' | 'paid' | 'failed' | 'returned'
  readonly reference: string | undefined
  /** How much came back of one that was returned. */
  readonly returned: Money | undefined
  readonly orderedAt: Date
  readonly listed: string
}

interface Row {
  id: string
  purpose: Payout['purpose']
  mrn: string | null
  debtor: string | null
  currency: Currency
  minor: string
  status: Payout['status']
  reference: string | null
  returned_minor: string | null
  ordered_at: Date
  listed: string
}

const PAYOUTS = 'SELECT id, purpose, mrn, debtor, currency, minor, status, reference, returned_minor, ordered_at, listed FROM payout'

export async function findPayout(reader: Reader, id: string): Promise<Payout | undefined> {
  const [row] = await reader.query<Row>(`${PAYOUTS} WHERE id = $1`, [id], 'debt-payout')
  return row === undefined ? undefined : payoutOf(row)
}

/** The same, held until the transaction ends. */
export async function holdPayout(tx: Writer, id: string): Promise<Payout | undefined> {
  const [row] = await holdPayouts(tx, [id])
  return row
}

/** Payouts held until the transaction ends, in the order of their ids, so that of two who hold several neither waits for the other. */
export async function holdPayouts(tx: Writer, ids: readonly string[]): Promise<readonly Payout[]> {
  const rows = await tx.query<Row>(`${PAYOUTS} WHERE id = ANY ($1) ORDER BY id FOR NO KEY UPDATE`, [ids], 'debt-payouts-hold')
  return rows.map(payoutOf)
}

/** Payouts for one declaration, the newest first. */
export async function listPayouts(reader: Reader, mrn: string): Promise<readonly Payout[]> {
  const rows = await reader.query<Row>(`${PAYOUTS} WHERE mrn = $1 ORDER BY listed DESC`, [mrn], 'debt-payouts')
  return rows.map(payoutOf)
}

/** A payout to a debtor, on the account he says, or to an account it names itself. */
export type PayoutWish =
  | {
      readonly purpose: 'refund' | 'security'
      readonly mrn: string
      readonly debtor: string
      readonly amount: Money
      /** The payout that failed, or came back, before this one. */
      readonly againOf?: string
    }
  | { readonly purpose: 'sending-back'; readonly payee: BankAccount; readonly amount: Money }

export async function insertPayout(tx: Writer, wish: PayoutWish, by: string, at: Date): Promise<string> {
  const { purpose, amount } = wish
  const [to, payee] = wish.purpose === 'sending-back' ? [undefined, wish.payee] : [wish, undefined]
  const [row] = await tx.query<{ id: string }>(
    `INSERT INTO payout (purpose, mrn, debtor, currency, minor, ordered_by, ordered_at, again_of, payee_holder, payee_account, payee_bic)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) RETURNING id`,
    [
      purpose,
      to?.mrn ?? null,
      to?.debtor ?? null,
      amount.currency,
      String(amount.minor),
      by,
      at,
      to?.againOf ?? null,
      payee?.holder ?? null,
      payee?.account ?? null,
      payee?.bic ?? null,
    ],
    'debt-payout-insert',
  )
  if (row === undefined) throw new Error('the payout was not inserted')
  return row.id
}

/** What became of a payout: it was made or failed, or it was made and came back. */
export interface PayoutEnd {
  readonly id: string
  readonly status: Exclude<Payout['status'], 'ordered'>
  readonly reference: string
  readonly returned: Money | undefined
}

export async function endPayouts(tx: Writer, ends: readonly PayoutEnd[], at: Date): Promise<void> {
  await tx.query(
    `UPDATE payout SET status = given.status, reference = given.reference, returned_minor = given.returned, ended_at = $5
     FROM unnest($1::uuid[], $2::text[], $3::text[], $4::numeric[]) AS given (id, status, reference, returned) WHERE payout.id = given.id`,
    [
      ends.map(each => each.id),
      ends.map(each => each.status),
      ends.map(each => each.reference),
      ends.map(({ returned }) => (returned === undefined ? null : String(returned.minor))),
      at,
    ],
    'debt-payouts-end',
  )
}

function payoutOf({ currency, minor, mrn, debtor, reference, returned_minor: returned, ordered_at: orderedAt, ...row }: Row): Payout {
  return {
    ...row,
    mrn: mrn ?? undefined,
    debtor: debtor ?? undefined,
    amount: money(BigInt(minor), currency),
    reference: reference ?? undefined,
    returned: returned === null ? undefined : money(BigInt(returned), currency),
    orderedAt,
  }
}

/** Whether a payout was ordered again. */
export async function isRepeated(reader: Reader, id: string): Promise<boolean> {
  return (await reader.query('SELECT FROM payout WHERE again_of = $1', [id], 'debt-payout-repeated')).length > 0
}
