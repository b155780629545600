import type { Reader, Writer } from '../platform/node.ts'

/** Tables that took effect and by which evidence was not looked at again, the oldest first. */
export async function listUnchecked(reader: Reader): Promise<readonly string[]> {
  const rows = await reader.query<{ correlation: string }>(
    `SELECT a.correlation FROM tariff_correlation_activation a JOIN tariff_correlation c ON c.id = a.correlation
      WHERE NOT EXISTS (SELECT 1 FROM classification_rechecked r WHERE r.correlation = a.correlation) ORDER BY c.valid_from, c.listed`,
    [],
    'classification.unchecked',
  )
  return rows.map(row => row.correlation)
}

/** Says that evidence is looked at again by a table; false where another process did. */
export async function noteRechecked(tx: Writer, correlation: string): Promise<boolean> {
  const rows = await tx.query(
    'INSERT INTO classification_rechecked (correlation) VALUES ($1) ON CONFLICT DO NOTHING RETURNING 1',
    [correlation],
    'classification.note-rechecked',
  )
  return rows.length > 0
}

export interface KeptCode {
  readonly id: string
  readonly code: string
}

/** Evidence that was there before a table took effect, each with the code it has today, after one piece. What is asked about already stays so. */
export async function listKeptCodes(reader: Reader, correlation: string, after: string, limit: number): Promise<readonly KeptCode[]> {
  return await reader.query<KeptCode>(
    `SELECT e.id, coalesce(r.code, e.code) AS code FROM classification_evidence e
       LEFT JOIN LATERAL (SELECT evidence, code FROM classification_recheck WHERE evidence = e.id ORDER BY listed DESC LIMIT 1) r ON true
      WHERE e.id > $2 AND e.added_at <= (SELECT activated_at FROM tariff_correlation_activation WHERE correlation = $1)
        AND (r.evidence IS NULL OR r.code IS NOT NULL)
      ORDER BY e.id LIMIT $3`,
    [correlation, after, limit],
    'classification.kept-codes',
  )
}

export interface NewRecheck {
  readonly evidence: string
  readonly was: string
  readonly successors: readonly string[]
  /** The one code that took its place; absent where somebody has to say. */
  readonly code?: string
}

export async function insertRechecks(tx: Writer, correlation: string, rechecks: readonly NewRecheck[], at: Date): Promise<void> {
  await tx.query(
    `INSERT INTO classification_recheck (evidence, correlation, was, successors, code, rechecked_at)
     SELECT evidence, $1, was, string_to_array(successors, ' '), code, $6
     FROM unnest($2::bigint[], $3::text[], $4::text[], $5::text[]) AS given (evidence, was, successors, code) ON CONFLICT DO NOTHING`,
    [
      correlation,
      rechecks.map(each => each.evidence),
      rechecks.map(each => each.was),
      rechecks.map(each => each.successors.join(' ')),
      rechecks.map(each => each.code ?? null),
      at,
    ],
    'classification.recheck',
  )
}

export interface AskedRow {
  readonly listed: string
  readonly evidence: string
  readonly kind: string
  readonly description: string
  readonly reference: string | null
  readonly correlation: string
  readonly was: string
  readonly successors: readonly string[]
}

const ASKED = `SELECT r.listed, r.evidence, e.kind, e.description, e.reference, r.correlation, r.was, r.successors
  FROM classification_recheck r JOIN classification_evidence e ON e.id = r.evidence`

/** Evidence whose code is asked about, the oldest first. */
export async function listAsked(reader: Reader, after: string | undefined, limit: number): Promise<readonly AskedRow[]> {
  return await reader.query<AskedRow>(
    `${ASKED} WHERE r.code IS NULL AND ($1::bigint IS NULL OR r.listed > $1) ORDER BY r.listed LIMIT $2`,
    [after ?? null, limit],
    'classification.asked',
  )
}

/** A piece whose code is asked about, held until the transaction ends. */
export async function holdAsked(tx: Writer, evidence: string): Promise<AskedRow | undefined> {
  const [row] = await tx.query<AskedRow>(
    `${ASKED} WHERE r.evidence = $1 AND r.code IS NULL ORDER BY r.listed DESC LIMIT 1 FOR UPDATE OF r`,
    [evidence],
    'classification.hold-asked',
  )
  return row
}

export async function decideAsked(tx: Writer, { evidence, correlation }: AskedRow, code: string, by: string, at: Date): Promise<void> {
  await tx.query(
    'UPDATE classification_recheck SET code = $3, decided_by = $4, decided_at = $5 WHERE evidence = $1 AND correlation = $2',
    [evidence, correlation, code, by, at],
    'classification.decide-asked',
  )
}
