import type { Day } from '@lintas/customs/kernel'
import type { Tier, TierLevel } from '@lintas/customs/trust'
import type { Reader, Writer } from '../platform/node.ts'
import { tellChange } from './store.ts'

export interface TierRow {
  readonly id: string
  readonly traderId: string
  readonly tier: TierLevel
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

const COLUMNS = `id, trader_id AS "traderId", tier, valid_from AS "validFrom", valid_to AS "validTo", reason, proposed_by AS "proposedBy", decision,
  decided_by AS "decidedBy", refusal, suspended_at AS "suspendedAt", suspended_by AS "suspendedBy", suspension`

/** Tiers that were approved and are not suspended, whatever their days. */
export async function listGiven(reader: Reader): Promise<readonly Tier[]> {
  return await reader.query<Tier>(
    `SELECT trader_id AS "traderId", tier, valid_from AS "validFrom", valid_to AS "validTo" FROM operator_tier
     WHERE decision = 'approved' AND suspended_at IS NULL ORDER BY id`,
  )
}

export async function listTiersOf(reader: Reader, traderId: string): Promise<readonly TierRow[]> {
  return await reader.query<TierRow>(`SELECT ${COLUMNS} FROM operator_tier WHERE trader_id = $1 ORDER BY id DESC`, [traderId])
}

export async function insertTier(
  tx: Writer,
  given: Pick<TierRow, 'traderId' | 'tier' | 'validFrom' | 'validTo' | 'reason'> & { readonly by: string; readonly at: Date },
): Promise<TierRow> {
  const { traderId, tier, validFrom, validTo, reason, by, at } = given
  const [row] = await tx.query<TierRow>(
    `INSERT INTO operator_tier (trader_id, tier, valid_from, valid_to, reason, proposed_by, proposed_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING ${COLUMNS}`,
    [traderId, tier, validFrom, validTo, reason, by, at],
  )
  return written(row)
}

export async function holdTier(tx: Writer, traderId: string, id: string): Promise<TierRow | undefined> {
  const [row] = await tx.query<TierRow>(`SELECT ${COLUMNS} FROM operator_tier WHERE trader_id = $1 AND id = $2 FOR NO KEY UPDATE`, [
    traderId,
    id,
  ])
  return row
}

export async function decideTier(tx: Writer, id: string, by: string, at: Date, refusal: string | undefined): Promise<TierRow> {
  const [row] = await tx.query<TierRow>(
    `UPDATE operator_tier SET decided_by = $2, decided_at = $3, decision = $4, refusal = $5 WHERE id = $1 RETURNING ${COLUMNS}`,
    [id, by, at, refusal === undefined ? 'approved' : 'refused', refusal ?? null],
  )
  await tellChange(tx)
  return written(row)
}

export async function suspendTier(tx: Writer, id: string, by: string, at: Date, reason: string): Promise<TierRow> {
  const [row] = await tx.query<TierRow>(
    `UPDATE operator_tier SET suspended_by = $2, suspended_at = $3, suspension = $4 WHERE id = $1 RETURNING ${COLUMNS}`,
    [id, by, at, reason],
  )
  await tellChange(tx)
  return written(row)
}

function written(row: TierRow | undefined): TierRow {
  if (row === undefined) throw new Error('a tier was written and not returned')
  return row
}
