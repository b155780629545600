import { type Currency, type Money, money } from '@lintas/customs/kernel'
import type { Reader, Writer } from '../platform/node.ts'

export type RefundStatus = 'claimed' | 'approved-once' | 'approved' | 'refused'

/** A reason of a decision, and the law it rests on. */
export interface RefundReason {
  readonly text: string
  readonly legalBasis: string
}

/** A claim for what was overpaid for a declaration, or customs' own proposal. */
export interface Refund {
  readonly id: string
  readonly mrn: string
  readonly debtor: string
  readonly amount: Money
  readonly reason: string
  readonly status: RefundStatus
  readonly claimedBy: string
  readonly claimedAt: Date
  readonly setOff: Money
  readonly payout: string | undefined
  readonly decisions: readonly {
    readonly decision: 'approved' | 'refused'
    readonly reasons: readonly RefundReason[]
    readonly decidedAt: string
  }[]
  readonly revision: number
  readonly listed: string
}

interface Row {
  id: string
  mrn: string
  debtor: string
  currency: Currency
  minor: string
  reason: string
  status: RefundStatus
  claimed_by: string
  claimed_at: Date
  set_off_minor: string
  payout: string | null
  decisions: Refund['decisions'] | null
  revision: number
  listed: string
}

const REFUNDS = `SELECT id, mrn, debtor, currency, minor, reason, status, claimed_by, claimed_at, set_off_minor, payout, revision, listed,
  (SELECT json_agg(json_build_object('decision', decision, 'reasons', reasons, 'decidedAt', decided_at) ORDER BY decided_at)
   FROM refund_decision WHERE refund = refund.id) AS decisions FROM refund`

export async function findRefund(reader: Reader, id: string): Promise<Refund | undefined> {
  const [row] = await reader.query<Row>(`${REFUNDS} WHERE id = $1`, [id], 'debt-refund')
  return row === undefined ? undefined : refundOf(row)
}

/** Refunds, the newest first: a trader's or everybody's, in one status or any. */
export async function listRefunds(
  reader: Reader,
  { trader, status }: { readonly trader: string | undefined; readonly status: string | undefined },
  before: string | undefined,
  limit: number,
): Promise<readonly Refund[]> {
  const rows = await reader.query<Row>(
    `${REFUNDS} WHERE ($1::text IS NULL OR debtor = $1) AND ($2::text IS NULL OR status = $2) AND ($3::bigint IS NULL OR listed < $3)
     ORDER BY listed DESC LIMIT $4`,
    [trader ?? null, status ?? null, before ?? null, limit],
    'debt-refunds',
  )
  return rows.map(refundOf)
}

export interface NewRefund {
  readonly mrn: string
  readonly debtor: string
  readonly amount: Money
  readonly reason: string
  readonly by: string
  readonly at: Date
}

/** Keeps a claim; undefined where one is open for the declaration already. */
export async function insertRefund(tx: Writer, { mrn, debtor, amount, reason, by, at }: NewRefund): Promise<string | undefined> {
  const [row] = await tx.query<{ id: string }>(
    `INSERT INTO refund (mrn, debtor, currency, minor, reason, claimed_by, claimed_at) VALUES ($1, $2, $3, $4, $5, $6, $7)
     ON CONFLICT (mrn) WHERE status IN ('claimed', 'approved-once') DO NOTHING RETURNING id`,
    [mrn, debtor, amount.currency, String(amount.minor), reason, by, at],
    'debt-refund-insert',
  )
  return row?.id
}

/** Keeps an officer's decision; answers whether it was the officer's first on this refund. */
/** Who decided on a refund, by account. */
export async function listDeciders(reader: Reader, refund: string): Promise<readonly string[]> {
  const rows = await reader.query<{ by: string }>(
    'SELECT by_account AS by FROM refund_decision WHERE refund = $1',
    [refund],
    'debt-refund-deciders',
  )
  return rows.map(({ by }) => by)
}

export async function insertDecision(
  tx: Writer,
  refund: string,
  {
    by,
    decision,
    reasons,
    at,
  }: { readonly by: string; readonly decision: 'approved' | 'refused'; readonly reasons: readonly RefundReason[]; readonly at: Date },
): Promise<boolean> {
  const rows = await tx.query(
    `INSERT INTO refund_decision (refund, by_account, decision, reasons, decided_at) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT DO NOTHING RETURNING refund`,
    [refund, by, decision, JSON.stringify(reasons), at],
    'debt-refund-decide',
  )
  return rows.length > 0
}

export async function moveRefund(
  tx: Writer,
  id: string,
  { status, setOff, payout }: { readonly status: RefundStatus; readonly setOff?: Money; readonly payout?: string },
): Promise<void> {
  await tx.query(
    'UPDATE refund SET status = $2, set_off_minor = coalesce($3, set_off_minor), payout = coalesce($4, payout), revision = revision + 1 WHERE id = $1',
    [id, status, setOff === undefined ? null : String(setOff.minor), payout ?? null],
    'debt-refund-move',
  )
}

/** Declarations of a debtor, beside one, with something due now. */
export async function listDue(reader: Reader, debtor: string, beside: string): Promise<readonly string[]> {
  const rows = await reader.query<{ mrn: string }>(
    `SELECT mrn FROM ledger_posting WHERE debtor = $1 AND account = 'receivable' AND mrn <> $2 GROUP BY mrn HAVING sum(minor) > 0 ORDER BY min(listed)`,
    [debtor, beside],
    'debt-due-of-debtor',
  )
  return rows.map(row => row.mrn)
}

/** Declarations for which more was paid than is charged, and of which no claim is open nor was this amount refused. */
export async function listUnclaimed(reader: Reader, limit: number): Promise<readonly string[]> {
  const rows = await reader.query<{ mrn: string }>(
    `SELECT mrn FROM ledger_posting p WHERE account = 'refunds-payable'
     GROUP BY mrn HAVING sum(minor) < 0 AND NOT EXISTS (
       SELECT FROM refund r WHERE r.mrn = p.mrn AND (r.status IN ('claimed', 'approved-once') OR (r.status = 'refused' AND r.minor = -sum(p.minor))))
     ORDER BY mrn LIMIT $1`,
    [limit],
    'debt-refunds-unclaimed',
  )
  return rows.map(row => row.mrn)
}

function refundOf(row: Row): Refund {
  return {
    id: row.id,
    mrn: row.mrn,
    debtor: row.debtor,
    amount: money(BigInt(row.minor), row.currency),
    reason: row.reason,
    status: row.status,
    claimedBy: row.claimed_by,
    claimedAt: row.claimed_at,
    setOff: money(BigInt(row.set_off_minor), row.currency),
    payout: row.payout ?? undefined,
    decisions: row.decisions ?? [],
    revision: row.revision,
    listed: row.listed,
  }
}
