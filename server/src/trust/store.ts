import type { Day } from '@lintas/customs/kernel'
import type { Restriction } from '@lintas/customs/trust'
import type { Reader, Writer } from '../platform/node.ts'

/** Said whenever a restriction or a tier changes; whoever keeps them reads them anew. */
export const CHANNEL = 'operators'

export interface RestrictionRow {
  readonly id: string
  readonly traderId: string
  readonly restriction: Restriction['restriction']
  readonly validFrom: Day
  readonly validTo: Day | null
  readonly reason: string
  readonly liftedAt: Date | null
}

const COLUMNS =
  'id, trader_id AS "traderId", restriction, valid_from AS "validFrom", valid_to AS "validTo", reason, lifted_at AS "liftedAt"'

/** Every restriction that is not lifted, whatever its days. */
export async function listStanding(reader: Reader): Promise<readonly RestrictionRow[]> {
  return await reader.query<RestrictionRow>(`SELECT ${COLUMNS} FROM operator_restriction WHERE lifted_at IS NULL ORDER BY id`)
}

export async function listOf(reader: Reader, traderId: string): Promise<readonly RestrictionRow[]> {
  return await reader.query<RestrictionRow>(`SELECT ${COLUMNS} FROM operator_restriction WHERE trader_id = $1 ORDER BY id DESC`, [traderId])
}

export async function insertRestriction(
  tx: Writer,
  given: Omit<RestrictionRow, 'id' | 'liftedAt'> & { readonly by: string; readonly at: Date },
): Promise<RestrictionRow> {
  const [row] = await tx.query<RestrictionRow>(
    `INSERT INTO operator_restriction (trader_id, restriction, valid_from, valid_to, reason, imposed_by, imposed_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING ${COLUMNS}`,
    [given.traderId, given.restriction, given.validFrom, given.validTo, given.reason, given.by, given.at],
  )
  if (row === undefined) throw new Error('a restriction was inserted and not returned')
  await tellChange(tx)
  return row
}

/** Ends a restriction; undefined where there is none of this number on this operator, or it was lifted before. */
export async function liftRestriction(tx: Writer, traderId: string, id: string, by: string, at: Date): Promise<RestrictionRow | undefined> {
  const [row] = await tx.query<RestrictionRow>(
    `UPDATE operator_restriction SET lifted_by = $3, lifted_at = $4
     WHERE id = $2 AND trader_id = $1 AND lifted_at IS NULL RETURNING ${COLUMNS}`,
    [traderId, id, by, at],
  )
  if (row !== undefined) await tellChange(tx)
  return row
}

/** Says that restrictions or tiers changed. */
export async function tellChange(tx: Writer): Promise<void> {
  await tx.query("SELECT pg_notify($1, '')", [CHANNEL])
}
