import type { Day } from '@lintas/customs/kernel'
import type { Confidence } from '@lintas/customs/reference'
import type { CodePair, DutyRate, PairKind } from '@lintas/customs/tariff'
import type { Reader, Writer } from '../platform/node.ts'

/** A correlation table as the tables hold it, without its pairs. */
export interface CorrelationRow {
  readonly id: string
  readonly valid_from: Day
  readonly source: string
  readonly confidence: Confidence
  readonly sha256: string
  readonly pairs: number
  readonly kinds: Readonly<Record<PairKind, number>>
  readonly not_in_schedule: number
  readonly loaded_by: string
  readonly loaded_at: Date
  readonly listed: string
  readonly decision: 'approved' | 'rejected' | null
  readonly reason: string | null
  readonly decided_by: string | null
  readonly decided_at: Date | null
  readonly activated_at: Date | null
}

export type NewCorrelation = Pick<
  CorrelationRow,
  'id' | 'valid_from' | 'source' | 'confidence' | 'sha256' | 'kinds' | 'not_in_schedule' | 'loaded_by' | 'loaded_at'
>

const CORRELATION = `
  SELECT c.id, c.valid_from, c.source, c.confidence, encode(c.file_sha256, 'hex') AS sha256, c.pairs, c.kinds, c.not_in_schedule, c.loaded_by,
         c.loaded_at, c.listed, d.decision, d.reason, d.decided_by, d.decided_at, a.activated_at
    FROM tariff_correlation c LEFT JOIN tariff_correlation_decision d ON d.correlation = c.id
    LEFT JOIN tariff_correlation_activation a ON a.correlation = c.id`

export async function findCorrelation(db: Reader, id: string): Promise<CorrelationRow | undefined> {
  const [row] = await db.query<CorrelationRow>(`${CORRELATION} WHERE c.id = $1`, [id], 'tariff.correlation')
  return row
}

/** A table the caller knows to be there. */
export async function getCorrelation(db: Reader, id: string): Promise<CorrelationRow> {
  const row = await findCorrelation(db, id)
  if (row === undefined) throw new Error(`given correlation ${id}, needs one that was loaded`)
  return row
}

/** The newest first, from before the row numbered `before`. */
export async function listCorrelations(db: Reader, before: string | undefined, limit: number): Promise<readonly CorrelationRow[]> {
  return await db.query<CorrelationRow>(
    `${CORRELATION} WHERE $1::bigint IS NULL OR c.listed < $1 ORDER BY c.listed DESC LIMIT $2`,
    [before ?? null, limit],
    'tariff.correlations',
  )
}

/** What was approved, the oldest first. */
export async function listApprovedCorrelations(db: Reader): Promise<readonly CorrelationRow[]> {
  return await db.query<CorrelationRow>(
    `${CORRELATION} WHERE d.decision = 'approved' ORDER BY c.valid_from, c.listed`,
    [],
    'tariff.correlated',
  )
}

/** Pairs in the order of their codes, after one of them. */
export async function listPairs(
  db: Reader,
  id: string,
  [afterFrom, afterTo]: readonly [string, string],
  limit: number,
): Promise<readonly CodePair[]> {
  return await db.query<CodePair>(
    `SELECT old_code AS "from", new_code AS "to" FROM tariff_correlation_pair
      WHERE correlation = $1 AND (old_code, new_code) > ($2, $3) ORDER BY old_code, new_code LIMIT $4`,
    [id, afterFrom, afterTo, limit],
    'tariff.pairs',
  )
}

/** How many tables begin on this day. */
export async function countCorrelationsFrom(db: Reader, validFrom: Day): Promise<number> {
  const [row] = await db.query<{ count: string }>('SELECT count(*) FROM tariff_correlation WHERE valid_from = $1', [validFrom])
  return Number(row?.count ?? 0)
}

/** Writes a table and its pairs; readers see all of it or nothing. */
export async function insertCorrelation(tx: Writer, table: NewCorrelation, pairs: readonly CodePair[]): Promise<void> {
  await tx.query(
    `INSERT INTO tariff_correlation (id, valid_from, source, confidence, file_sha256, pairs, kinds, not_in_schedule, loaded_by, loaded_at)
     VALUES ($1, $2, $3, $4, decode($5, 'hex'), $6, $7, $8, $9, $10)`,
    [
      table.id,
      table.valid_from,
      table.source,
      table.confidence,
      table.sha256,
      pairs.length,
      JSON.stringify(table.kinds),
      table.not_in_schedule,
      table.loaded_by,
      table.loaded_at,
    ],
    'tariff.correlate',
  )
  await tx.query(
    'INSERT INTO tariff_correlation_pair (correlation, old_code, new_code) SELECT $1, * FROM unnest($2::text[], $3::text[])',
    [table.id, pairs.map(pair => pair.from), pairs.map(pair => pair.to)],
    'tariff.correlate-pairs',
  )
}

/** Records who decided. Answers whether it did: a table is decided once, and not by the person who loaded it. */
export async function insertCorrelationDecision(
  tx: Writer,
  decision: {
    readonly correlation: string
    readonly decision: 'approved' | 'rejected'
    readonly reason: string | undefined
    readonly by: string
    readonly at: Date
  },
): Promise<boolean> {
  const rows = await tx.query(
    `INSERT INTO tariff_correlation_decision (correlation, decision, reason, decided_by, decided_at)
     SELECT id, $2, $3, $4, $5 FROM tariff_correlation WHERE id = $1 AND loaded_by <> $4
     ON CONFLICT DO NOTHING RETURNING correlation`,
    [decision.correlation, decision.decision, decision.reason ?? null, decision.by, decision.at],
    'tariff.decide-correlation',
  )
  return rows.length > 0
}

/** Records that approved tables whose day has come take effect; answers those that had not. */
export async function activateUntil(tx: Writer, today: Day, at: Date): Promise<readonly string[]> {
  const rows = await tx.query<{ correlation: string }>(
    `INSERT INTO tariff_correlation_activation (correlation, activated_at)
     SELECT id, $2 FROM tariff_correlation JOIN tariff_correlation_decision ON correlation = id
      WHERE decision = 'approved' AND valid_from <= $1 ORDER BY valid_from, listed
     ON CONFLICT DO NOTHING RETURNING correlation`,
    [today, at],
    'tariff.activate',
  )
  return rows.map(row => row.correlation)
}

export interface LineOfVersion {
  readonly id: string
  readonly valid_from: Day
  readonly source: string
  readonly confidence: Confidence
  readonly sample: boolean
  /** All absent where the version does not have the code. */
  readonly description: Readonly<Record<string, string>> | null
  readonly rates: Readonly<Record<string, DutyRate>> | null
}

/** A code in each approved version of the schedule: of two that begin together the one approved last; the sample where there is no other. */
export async function listLineOfVersions(db: Reader, code: string): Promise<readonly LineOfVersion[]> {
  return await db.query<LineOfVersion>(
    `SELECT DISTINCT ON (v.valid_from) v.id, v.valid_from, v.source, v.confidence, v.sample, l.description, l.rates
       FROM tariff_version v JOIN tariff_decision d ON d.version = v.id AND d.decision = 'approved'
       LEFT JOIN tariff_line l ON l.version = v.id AND l.code = $1
      WHERE NOT v.sample OR NOT EXISTS (
        SELECT 1 FROM tariff_version o JOIN tariff_decision p ON p.version = o.id AND p.decision = 'approved' WHERE NOT o.sample)
      ORDER BY v.valid_from, d.listed DESC`,
    [code],
    'tariff.code-history',
  )
}
