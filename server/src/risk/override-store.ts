import type { Control, ControlRecord, Lane, Override, OverrideKind, OverrideReason } from '@lintas/customs/risk'
import type { Reader, Writer } from '../platform/node.ts'

export interface OverrideRow {
  readonly id: string
  readonly mrn: string
  readonly documentVersion: number
  readonly body: Override
  readonly effect: {
    readonly waived: readonly string[]
    readonly asked: readonly Control[]
    readonly consignment?: string
    readonly from: Lane
    readonly to: Lane
  }
  readonly office: string
  readonly requestedBy: string
  readonly requestedAt: Date
  readonly needsSecond: boolean
  readonly decidedBy: string | null
  readonly decidedAt: Date | null
  readonly decision: 'approved' | 'refused' | null
  readonly refusal: string | null
  readonly listed: string
}

export interface OverrideFilter {
  readonly officer?: string | undefined
  /** Undefined for every office. */
  readonly office?: string | undefined
  readonly mrn?: string | undefined
  readonly kind?: OverrideKind | undefined
  readonly reason?: OverrideReason | undefined
  readonly status?: 'waiting' | 'done' | 'refused' | undefined
  readonly from?: string | undefined
  readonly to?: string | undefined
  /** The state's time zone, in which days are counted. */
  readonly timeZone: string
}

const COLUMNS = `id, mrn, document_version AS "documentVersion", body, effect, office, requested_by AS "requestedBy",
  requested_at AS "requestedAt", needs_second AS "needsSecond", decided_by AS "decidedBy", decided_at AS "decidedAt", decision, refusal, listed`

const FILTER = `($1::text IS NULL OR requested_by = $1) AND ($2::text IS NULL OR office = $2) AND ($3::text IS NULL OR mrn = $3)
  AND ($4::text IS NULL OR kind = $4) AND ($5::text IS NULL OR reason = $5)
  AND ($6::text IS NULL OR $6 = CASE decision WHEN 'approved' THEN 'done' WHEN 'refused' THEN 'refused' ELSE 'waiting' END)
  AND ($7::date IS NULL OR requested_at >= $7::date::timestamp AT TIME ZONE $9) AND ($8::date IS NULL OR requested_at < $8::date::timestamp AT TIME ZONE $9)`

function valuesOf({ officer, office, mrn, kind, reason, status, from, to, timeZone }: OverrideFilter): readonly unknown[] {
  return [...[officer, office, mrn, kind, reason, status, from, to].map(value => value ?? null), timeZone]
}

export async function insertOverride(tx: Writer, given: Omit<OverrideRow, 'id' | 'listed' | 'refusal'>): Promise<OverrideRow> {
  const { mrn, documentVersion, body, effect, office, requestedBy, requestedAt, needsSecond, decidedBy, decidedAt, decision } = given
  const [row] = await tx.query<OverrideRow>(
    `INSERT INTO risk_override (mrn, document_version, kind, reason, body, effect, office, requested_by, requested_at, needs_second,
       decided_by, decided_at, decision)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) RETURNING ${COLUMNS}`,
    [
      mrn,
      documentVersion,
      body.kind,
      body.reason,
      JSON.stringify(body),
      JSON.stringify(effect),
      office,
      requestedBy,
      requestedAt,
      needsSecond,
      decidedBy,
      decidedAt,
      decision,
    ],
  )
  if (row === undefined) throw new Error('an override was inserted and not returned')
  return row
}

/** Reads an override and holds it until the transaction ends. */
export async function holdOverride(tx: Writer, id: string): Promise<OverrideRow | undefined> {
  const [row] = await tx.query<OverrideRow>(`SELECT ${COLUMNS} FROM risk_override WHERE id = $1 FOR NO KEY UPDATE`, [id])
  return row
}

export async function findOverride(reader: Reader, id: string): Promise<OverrideRow | undefined> {
  const [row] = await reader.query<OverrideRow>(`SELECT ${COLUMNS} FROM risk_override WHERE id = $1`, [id])
  return row
}

export async function settleOverride(
  tx: Writer,
  id: string,
  { decidedBy, decidedAt, decision, refusal, effect }: Pick<OverrideRow, 'decidedBy' | 'decidedAt' | 'decision' | 'refusal' | 'effect'>,
): Promise<OverrideRow> {
  const [row] = await tx.query<OverrideRow>(
    `UPDATE risk_override SET decided_by = $2, decided_at = $3, decision = $4, refusal = $5, effect = $6 WHERE id = $1 RETURNING ${COLUMNS}`,
    [id, decidedBy, decidedAt, decision, refusal, JSON.stringify(effect)],
  )
  if (row === undefined) throw new Error(`given ${id}, needs an override that was kept`)
  return row
}

export async function insertWaivers(tx: Writer, mrn: string, override: string, ids: readonly string[]): Promise<void> {
  await tx.query('INSERT INTO risk_waiver (mrn, id, override) SELECT $1, id, $2 FROM unnest($3::text[]) AS given (id)', [
    mrn,
    override,
    ids,
  ])
}

export async function insertControls(tx: Writer, mrn: string, controls: readonly ControlRecord[], at: Date): Promise<void> {
  for (const { id, control, documentVersion, hits, consignment } of controls) {
    await tx.query(
      'INSERT INTO risk_control (mrn, document_version, asked_at, id, control, hits, consignment) VALUES ($1, $2, $3, $4, $5, $6, $7)',
      [mrn, documentVersion, at, id, control, JSON.stringify(hits), consignment ?? null],
    )
  }
}

/** Overrides, the newest first, below a place in the list. */
export async function listOverrides(
  reader: Reader,
  filter: OverrideFilter,
  before: string | undefined,
  limit: number,
): Promise<readonly OverrideRow[]> {
  return await reader.query<OverrideRow>(
    `SELECT ${COLUMNS} FROM risk_override WHERE ${FILTER} AND ($10::bigint IS NULL OR listed < $10) ORDER BY listed DESC LIMIT $11`,
    [...valuesOf(filter), before ?? null, limit],
  )
}

export interface CountRow {
  readonly officer: string
  readonly office: string
  readonly kind: OverrideKind
  readonly reason: OverrideReason
  readonly lowers: boolean
  readonly decision: OverrideRow['decision']
  readonly count: number
}

export async function countOverrides(reader: Reader, filter: OverrideFilter): Promise<readonly CountRow[]> {
  return await reader.query<CountRow>(
    `SELECT requested_by AS officer, office, kind, reason, json_array_length(effect->'waived') > 0 AS lowers, decision, count(*)::integer AS count
     FROM risk_override WHERE ${FILTER} GROUP BY 1, 2, 3, 4, 5, 6 ORDER BY 1, 2, 3, 4`,
    valuesOf(filter),
  )
}
