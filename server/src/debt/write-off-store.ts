import { type Currency, type Money, money } from '@lintas/customs/kernel'
import type { Reader, Writer } from '../platform/node.ts'

/** A proposal to give up what is due for lost. */
export interface WriteOff {
  readonly id: string
  readonly mrn: string
  readonly debtor: string
  readonly amount: Money
  readonly reason: string
  readonly legalBasis: string
  readonly status: 'proposed' | 'approved' | 'refused'
  readonly proposedBy: string
  readonly proposedAt: Date
  readonly decidedAt: Date | undefined
  readonly decisionReason: string | undefined
  readonly listed: string
}

interface Row extends Omit<WriteOff, 'amount' | 'decidedAt' | 'decisionReason'> {
  currency: Currency
  minor: string
  decidedAt: Date | null
  decisionReason: string | null
}

const WRITE_OFFS = `SELECT id, mrn, debtor, currency, minor, reason, legal_basis AS "legalBasis", status, proposed_by AS "proposedBy",
  proposed_at AS "proposedAt", decided_at AS "decidedAt", decision_reason AS "decisionReason", listed FROM write_off`

export async function findWriteOff(reader: Reader, id: string): Promise<WriteOff | undefined> {
  const [row] = await reader.query<Row>(`${WRITE_OFFS} WHERE id = $1`, [id], 'debt-write-off')
  return row === undefined ? undefined : writeOffOf(row)
}

/** Write-offs of one declaration, the first first. */
export async function listWriteOffsOf(reader: Reader, mrn: string): Promise<readonly WriteOff[]> {
  const rows = await reader.query<Row>(`${WRITE_OFFS} WHERE mrn = $1 ORDER BY listed`, [mrn], 'debt-write-offs-of')
  return rows.map(writeOffOf)
}

/** Write-offs, the newest first, in one status or any. */
export async function listWriteOffs(
  reader: Reader,
  status: WriteOff['status'] | undefined,
  before: string | undefined,
  limit: number,
): Promise<readonly WriteOff[]> {
  const rows = await reader.query<Row>(
    `${WRITE_OFFS} WHERE ($1::text IS NULL OR status = $1) AND ($2::bigint IS NULL OR listed < $2) ORDER BY listed DESC LIMIT $3`,
    [status ?? null, before ?? null, limit],
    'debt-write-offs',
  )
  return rows.map(writeOffOf)
}

export type NewWriteOff = Pick<WriteOff, 'mrn' | 'debtor' | 'amount' | 'reason' | 'legalBasis'> & { readonly by: string; readonly at: Date }

/** Keeps a proposal; undefined where one is open for the declaration already. */
export async function insertWriteOff(tx: Writer, given: NewWriteOff): Promise<string | undefined> {
  const { mrn, debtor, amount, reason, legalBasis, by, at } = given
  const [row] = await tx.query<{ id: string }>(
    `INSERT INTO write_off (mrn, debtor, currency, minor, reason, legal_basis, proposed_by, proposed_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
     ON CONFLICT (mrn) WHERE status = 'proposed' DO NOTHING RETURNING id`,
    [mrn, debtor, amount.currency, String(amount.minor), reason, legalBasis, by, at],
    'debt-write-off-insert',
  )
  return row?.id
}

export async function decideWriteOff(
  tx: Writer,
  id: string,
  {
    status,
    by,
    at,
    reason,
  }: { readonly status: 'approved' | 'refused'; readonly by: string; readonly at: Date; readonly reason: string | undefined },
): Promise<void> {
  await tx.query(
    'UPDATE write_off SET status = $2, decided_by = $3, decided_at = $4, decision_reason = $5 WHERE id = $1',
    [id, status, by, at, reason ?? null],
    'debt-write-off-decide',
  )
}

function writeOffOf({ currency, minor, decidedAt, decisionReason, ...row }: Row): WriteOff {
  return { ...row, amount: money(BigInt(minor), currency), decidedAt: decidedAt ?? undefined, decisionReason: decisionReason ?? undefined }
}
