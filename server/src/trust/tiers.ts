import type { Day } from '@lintas/customs/kernel'
import type { Tier, TierLevel } from '@lintas/customs/trust'
import type { Node, Reader, Writer } from '../platform/node.ts'

/** Said whenever a tier is given or ended; whoever keeps them reads them anew. */
const CHANNEL = 'operator-tiers'

/** How far operators are trusted, kept in memory until that changes. */
export interface Tiers {
  /** The tiers of any of these operators, whatever their days. Whoever is in a transaction lends its connection, and waits for no other. */
  on(traderIds: readonly string[], reader?: Reader): Promise<readonly Tier[]>
  refresh(): void
}

export async function openTiers({ db }: Pick<Node, 'db'>): Promise<Tiers> {
  let kept: Promise<ReadonlyMap<string, readonly Tier[]>> | undefined
  const refresh = () => {
    kept = undefined
  }
  await db.listen(CHANNEL, refresh)

  function read(reader: Reader): Promise<ReadonlyMap<string, readonly Tier[]>> {
    if (kept !== undefined) return kept
    const reading = listStanding(reader).then(rows => Map.groupBy(rows.map(tierIn), each => each.traderId))
    kept = reading
    reading.catch(() => {
      if (kept === reading) kept = undefined
    })
    return reading
  }

  return {
    refresh,
    async on(traderIds, reader = db) {
      const byTrader = await read(reader)
      return traderIds.flatMap(traderId => byTrader.get(traderId) ?? [])
    },
  }
}

function tierIn({ traderId, tier, validFrom, validTo }: TierRow): Tier {
  return { traderId, tier, validFrom, ...(validTo === null ? {} : { validTo }) }
}

export interface TierRow {
  readonly id: string
  readonly traderId: string
  readonly tier: TierLevel
  readonly validFrom: Day
  readonly validTo: Day | null
  readonly reason: string
  readonly endedAt: Date | null
}

const COLUMNS = 'id, trader_id AS "traderId", tier, valid_from AS "validFrom", valid_to AS "validTo", reason, ended_at AS "endedAt"'

/** Every tier that was not ended, whatever its days. */
async function listStanding(reader: Reader): Promise<readonly TierRow[]> {
  return await reader.query<TierRow>(`SELECT ${COLUMNS} FROM operator_tier WHERE ended_at IS NULL ORDER BY id`)
}

export async function listTiersOf(reader: Reader, traderId: string): Promise<readonly TierRow[]> {
  return await reader.query<TierRow>(`SELECT ${COLUMNS} FROM operator_tier WHERE trader_id = $1 ORDER BY id DESC`, [traderId])
}

export async function insertTier(
  tx: Writer,
  given: Omit<TierRow, 'id' | 'endedAt'> & { readonly by: string; readonly at: Date },
): Promise<TierRow> {
  const [row] = await tx.query<TierRow>(
    `INSERT INTO operator_tier (trader_id, tier, valid_from, valid_to, reason, given_by, given_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING ${COLUMNS}`,
    [given.traderId, given.tier, given.validFrom, given.validTo, given.reason, given.by, given.at],
  )
  if (row === undefined) throw new Error('a tier was inserted and not returned')
  await tellChange(tx)
  return row
}

/** Ends a tier; undefined where there is none of this number on this operator, or it was ended before. */
export async function endTier(tx: Writer, traderId: string, id: string, by: string, at: Date): Promise<TierRow | undefined> {
  const [row] = await tx.query<TierRow>(
    `UPDATE operator_tier SET ended_by = $3, ended_at = $4
     WHERE id = $2 AND trader_id = $1 AND ended_at IS NULL RETURNING ${COLUMNS}`,
    [traderId, id, by, at],
  )
  if (row !== undefined) await tellChange(tx)
  return row
}

async function tellChange(tx: Writer): Promise<void> {
  await tx.query("SELECT pg_notify($1, '')", [CHANNEL])
}
