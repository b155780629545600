import { type Currency, type Day, type Money, money } from '@lintas/customs/kernel'
import type { Reader, Writer } from '../../platform/node.ts'
import type { OrderKind, Transfer } from './transfer-order.ts'

/** A file of orders to the bank, as it was written. */
export interface BankOrder {
  readonly id: string
  readonly kind: OrderKind
  readonly messageId: string
  readonly day: Day
  readonly count: number
  readonly amount: Money
  readonly createdAt: Date
  readonly listed: string
}

interface Row extends Omit<BankOrder, 'amount'> {
  currency: Currency
  minor: string
}

const ORDERS = `SELECT id, kind, message_id AS "messageId", day::text AS day, count, currency, minor, created_at AS "createdAt", listed FROM bank_order`

export async function findOrder(reader: Reader, id: string): Promise<BankOrder | undefined> {
  const [row] = await reader.query<Row>(`${ORDERS} WHERE id = $1`, [id], 'bank-order')
  return row === undefined ? undefined : orderOf(row)
}

export async function readOrderXml(
  reader: Reader,
  id: string,
): Promise<{ readonly kind: OrderKind; readonly messageId: string; readonly xml: string } | undefined> {
  const [row] = await reader.query<{ kind: OrderKind; messageId: string; xml: string }>(
    'SELECT kind, message_id AS "messageId", xml FROM bank_order WHERE id = $1',
    [id],
    'bank-order-xml',
  )
  return row
}

/** Orders, the newest first: of a day, or all. */
export async function listOrders(
  reader: Reader,
  day: Day | undefined,
  before: string | undefined,
  limit: number,
): Promise<readonly BankOrder[]> {
  const rows = await reader.query<Row>(
    `${ORDERS} WHERE ($1::date IS NULL OR day = $1) AND ($2::bigint IS NULL OR listed < $2) ORDER BY listed DESC LIMIT $3`,
    [day ?? null, before ?? null, limit],
    'bank-orders',
  )
  return rows.map(orderOf)
}

/** A payout that is in no order yet; without a payee where its debtor never said where to pay. One that is sent back is of no declaration and no debtor. */
export interface PayoutToOrder extends Omit<Transfer, 'payee' | 'words'> {
  readonly mrn: string | undefined
  readonly debtor: string | undefined
  readonly payee: Transfer['payee'] | undefined
}

/**
 * Holds payouts that are in no order yet until the transaction ends: of two who write an order the later finds none of them. Those that can go come first,
 * so that however many wait for a payee, or in the clearing for the payee's bank, none stands in the way.
 */
export async function holdPayoutsToOrder(
  tx: Writer,
  { onlySentBack, needsBic }: { readonly onlySentBack: boolean; readonly needsBic: boolean },
  limit: number,
): Promise<readonly PayoutToOrder[]> {
  const rows = await tx.query<{
    payout: string
    mrn: string | null
    debtor: string | null
    currency: Currency
    minor: string
    holder: string | null
    account: string | null
    bic: string | null
  }>(
    `SELECT p.id AS payout, p.mrn, p.debtor, p.currency, p.minor, coalesce(p.payee_holder, a.holder) AS holder,
       coalesce(p.payee_account, a.account) AS account, CASE WHEN p.payee_account IS NULL THEN a.bic ELSE p.payee_bic END AS bic
     FROM payout p LEFT JOIN payee_account a ON a.trader = p.debtor
     WHERE p.status = 'ordered' AND p.bank_order IS NULL AND (p.purpose = 'sending-back' OR NOT $2)
     ORDER BY coalesce(p.payee_account, a.account) IS NULL OR ($3 AND CASE WHEN p.payee_account IS NULL THEN a.bic ELSE p.payee_bic END IS NULL), p.listed
     LIMIT $1 FOR NO KEY UPDATE OF p`,
    [limit, onlySentBack, needsBic],
    'bank-payouts-hold',
  )
  return rows.map(({ payout, mrn, debtor, currency, minor, holder, account, bic }) => ({
    payout,
    mrn: mrn ?? undefined,
    debtor: debtor ?? undefined,
    amount: money(BigInt(minor), currency),
    payee: holder === null || account === null ? undefined : { holder, account, bic: bic ?? undefined },
  }))
}

/** The payouts in an order, by the number of its message. */
export async function listOrdered(reader: Reader, messageId: string): Promise<readonly string[]> {
  const rows = await reader.query<{ id: string }>(
    'SELECT p.id FROM payout p JOIN bank_order o ON o.id = p.bank_order WHERE o.message_id = $1 ORDER BY p.listed',
    [messageId],
    'bank-order-payouts-of',
  )
  return rows.map(row => row.id)
}

export interface NewOrder {
  readonly kind: OrderKind
  readonly messageId: string
  readonly day: Day
  readonly amount: Money
  readonly xml: string
  readonly payouts: readonly string[]
  readonly by: string
  readonly at: Date
}

export async function insertOrder(tx: Writer, { kind, messageId, day, amount, xml, payouts, by, at }: NewOrder): Promise<string> {
  const [row] = await tx.query<{ id: string }>(
    `INSERT INTO bank_order (message_id, day, count, currency, minor, xml, created_by, created_at, kind)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) RETURNING id`,
    [messageId, day, payouts.length, amount.currency, String(amount.minor), xml, by, at, kind],
    'bank-order-insert',
  )
  if (row === undefined) throw new Error('the order was not inserted')
  await tx.query('UPDATE payout SET bank_order = $1 WHERE id = ANY ($2)', [row.id, payouts], 'bank-order-payouts')
  return row.id
}

function orderOf({ currency, minor, ...row }: Row): BankOrder {
  return { ...row, amount: money(BigInt(minor), currency) }
}
