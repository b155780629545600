import type { Day } from '@lintas/customs/kernel'
import type { Trust } from '@lintas/customs/trust'
import type { Reader, Writer } from '../platform/node.ts'
import { tellChange } from './store.ts'

export interface TrustRow {
  readonly id: string
  readonly traderId: string
  readonly validFrom: Day
  readonly validTo: Day
  readonly reason: string
  readonly proposedBy: string
  readonly decision: 'approved' | 'refused' | null
  readonly decidedBy: string | null
  readonly refusal: string | null
  readonly suspendedAt: Date | null
  readonly suspendedBy: string | null
  readonly suspension: string | null
}

const COLUMNS = `id, trader_id AS "traderId", valid_from AS "validFrom", valid_to AS "validTo", reason, proposed_by AS "proposedBy", decision,
  decided_by AS "decidedBy", refusal, suspended_at AS "suspendedAt", suspended_by AS "suspendedBy", suspension`

/** Trust that was approved and is not suspended, whatever its days. */
export async function listTrusted(reader: Reader): Promise<readonly Trust[]> {
  return await reader.query<Trust>(
    `SELECT trader_id AS "traderId", valid_from AS "validFrom", valid_to AS "validTo" FROM operator_trust
     WHERE decision = 'approved' AND suspended_at IS NULL ORDER BY id`,
  )
}

export async function listTrustOf(reader: Reader, traderId: string): Promise<readonly TrustRow[]> {
  return await reader.query<TrustRow>(`SELECT ${COLUMNS} FROM operator_trust WHERE trader_id = $1 ORDER BY id DESC`, [traderId])
}

export async function insertTrust(
  tx: Writer,
  given: Pick<TrustRow, 'traderId' | 'validFrom' | 'validTo' | 'reason'> & { readonly by: string; readonly at: Date },
): Promise<TrustRow> {
  const { traderId, validFrom, validTo, reason, by, at } = given
  const [row] = await tx.query<TrustRow>(
    `INSERT INTO operator_trust (trader_id, valid_from, valid_to, reason, proposed_by, proposed_at) VALUES ($1, $2, $3, $4, $5, $6) RETURNING ${COLUMNS}`,
    [traderId, validFrom, validTo, reason, by, at],
  )
  return written(row)
}

export async function holdTrust(tx: Writer, traderId: string, id: string): Promise<TrustRow | undefined> {
  const [row] = await tx.query<TrustRow>(`SELECT ${COLUMNS} FROM operator_trust WHERE trader_id = $1 AND id = $2 FOR NO KEY UPDATE`, [
    traderId,
    id,
  ])
  return row
}

export async function decideTrust(tx: Writer, id: string, by: string, at: Date, refusal: string | undefined): Promise<TrustRow> {
  const [row] = await tx.query<TrustRow>(
    `UPDATE operator_trust SET decided_by = $2, decided_at = $3, decision = $4, refusal = $5 WHERE id = $1 RETURNING ${COLUMNS}`,
    [id, by, at, refusal === undefined ? 'approved' : 'refused', refusal ?? null],
  )
  await tellChange(tx)
  return written(row)
}

export async function suspendTrust(tx: Writer, id: string, by: string, at: Date, reason: string): Promise<TrustRow> {
  const [row] = await tx.query<TrustRow>(
    `UPDATE operator_trust SET suspended_by = $2, suspended_at = $3, suspension = $4 WHERE id = $1 RETURNING ${COLUMNS}`,
    [id, by, at, reason],
  )
  await tellChange(tx)
  return written(row)
}

function written(row: TrustRow | undefined): TrustRow {
  if (row === undefined) throw new Error('trust was written and not returned')
  return row
}
