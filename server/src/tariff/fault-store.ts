import type { Day } from '@lintas/customs/kernel'
import { type FaultField, type FaultStanding, fieldOfProblem } from '@lintas/customs/tariff'
import type { Reader, Writer } from '../platform/node.ts'

export interface FaultRow {
  readonly number: string
  readonly found_by: 'report' | 'file'
  readonly standing: FaultStanding
  readonly commodity_code: string | null
  readonly field: FaultField
  readonly column: string | null
  readonly version: string | null
  readonly report: string | null
  readonly problem: string | null
  readonly cell: string | null
  readonly said: string | null
  readonly known_since: Day
  readonly decided_at: Date | null
  readonly mended_on: Day | null
  readonly mended_in: string | null
}

const FAULT = `number, found_by, standing, commodity_code, field, "column", version, report, problem, cell, said, known_since, decided_at, mended_on,
  mended_in`

export interface NewReport {
  readonly commodityCode: string | undefined
  readonly field: FaultField
  readonly column: string | undefined
  readonly version: string | undefined
  readonly report: string
  readonly sha256: Buffer
  readonly on: Day
  readonly at: Date
}

/** Keeps a report; where the same was told before, what was kept then. */
export async function insertReport(tx: Writer, told: NewReport): Promise<{ readonly row: FaultRow; readonly isNew: boolean }> {
  const { commodityCode = null, field, column = null, version = null, report, sha256, on, at } = told
  const [row] = await tx.query<FaultRow>(
    `INSERT INTO tariff_fault (found_by, standing, commodity_code, field, "column", version, report, report_sha256, known_since, reported_at)
     VALUES ('report', 'reported', $1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (report_sha256) DO NOTHING RETURNING ${FAULT}`,
    [commodityCode, field, column, version, report, sha256, on, at],
    'tariff.report-fault',
  )
  if (row !== undefined) return { row, isNew: true }
  const [known] = await tx.query<FaultRow>(`SELECT ${FAULT} FROM tariff_fault WHERE report_sha256 = $1`, [sha256], 'tariff.known-report')
  if (known === undefined) throw new Error('given a report that was told before, needs what was kept of it')
  return { row: known, isNew: false }
}

/** How many reports wait for somebody to look. */
export async function countReported(reader: Reader): Promise<number> {
  const [row] = await reader.query<{ count: string }>(
    "SELECT count(*) FROM tariff_fault WHERE standing = 'reported'",
    [],
    'tariff.count-reported',
  )
  return Number(row?.count ?? 0)
}

export interface AskedFaults {
  readonly standing?: FaultStanding | undefined
  readonly code?: string | undefined
}

/** The newest first, from before the one numbered `before`. */
export async function listFaults(
  reader: Reader,
  { standing, code }: AskedFaults,
  before: string | undefined,
  limit: number,
): Promise<readonly FaultRow[]> {
  return await reader.query<FaultRow>(
    `SELECT ${FAULT} FROM tariff_fault
      WHERE ($1::text IS NULL OR standing = $1) AND ($2::text IS NULL OR commodity_code LIKE $2 || '%') AND ($3::bigint IS NULL OR number < $3)
      ORDER BY number DESC LIMIT $4`,
    [standing ?? null, code ?? null, before ?? null, limit],
    'tariff.faults',
  )
}

export async function holdFault(tx: Writer, number: string): Promise<FaultRow | undefined> {
  const [row] = await tx.query<FaultRow>(`SELECT ${FAULT} FROM tariff_fault WHERE number = $1 FOR UPDATE`, [number], 'tariff.hold-fault')
  return row
}

export interface FaultDecision {
  readonly number: string
  readonly standing: FaultStanding
  readonly said: string
  readonly by: string
  readonly at: Date
  readonly mendedOn?: Day
  readonly mendedIn?: string
}

export async function decideFault(tx: Writer, { number, standing, said, by, at, mendedOn, mendedIn }: FaultDecision): Promise<FaultRow> {
  const [row] = await tx.query<FaultRow>(
    `UPDATE tariff_fault SET standing = $2, said = $3, decided_by = $4, decided_at = $5, mended_on = $6, mended_in = $7 WHERE number = $1
     RETURNING ${FAULT}`,
    [number, standing, said, by, at, mendedOn ?? null, mendedIn ?? null],
    'tariff.decide-fault',
  )
  if (row === undefined) throw new Error(`given fault ${number}, needs one that is held`)
  return row
}

/**
 * Brings the list in line with a version that was approved, unless a later one was: what its file does not have any more is mended by it, what it has is known.
 */
export async function followVersion(tx: Writer, version: string, on: Day, at: Date): Promise<void> {
  const [newest] = await tx.query(
    `SELECT 1 FROM tariff_version v WHERE v.id = $1 AND NOT EXISTS (
       SELECT 1 FROM tariff_version o JOIN tariff_decision d ON d.version = o.id AND d.decision = 'approved'
        WHERE NOT o.sample AND o.id <> v.id AND o.valid_from > v.valid_from)`,
    [version],
    'tariff.is-newest',
  )
  if (newest === undefined) return
  await tx.query(
    `UPDATE tariff_fault f SET standing = 'mended', mended_on = $2, mended_in = $1, decided_at = $3
      WHERE f.found_by = 'file' AND f.standing = 'confirmed' AND NOT EXISTS (
        SELECT 1 FROM tariff_problem p WHERE p.version = $1 AND p."column" = f."column" AND p.code = f.problem
           AND coalesce(p.commodity_code, '') = coalesce(f.commodity_code, '') AND p.cell = f.cell)`,
    [version, on, at],
    'tariff.mend-faults',
  )
  const problems = await tx.query<{ column: string; code: string; commodity_code: string | null; cell: string }>(
    'SELECT DISTINCT "column", code, commodity_code, cell FROM tariff_problem WHERE version = $1',
    [version],
    'tariff.problems-of',
  )
  await tx.query(
    `INSERT INTO tariff_fault (found_by, standing, commodity_code, field, "column", version, problem, cell, known_since, reported_at, decided_by, decided_at)
     SELECT 'file', 'confirmed', commodity_code, field, "column", $1, problem, cell, $2, $3, 'system', $3
     FROM unnest($4::text[], $5::text[], $6::text[], $7::text[], $8::text[]) AS given (commodity_code, field, "column", problem, cell)
     ON CONFLICT DO NOTHING`,
    [
      version,
      on,
      at,
      problems.map(each => (/^\d{2,12}$/.test(each.commodity_code ?? '') ? each.commodity_code : null)),
      problems.map(each => fieldOfProblem(each.column, each.code)),
      problems.map(each => each.column),
      problems.map(each => each.code),
      problems.map(each => each.cell),
    ],
    'tariff.know-faults',
  )
}
