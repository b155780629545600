import type { Day } from '@lintas/customs/kernel'
import type { Confidence } from '@lintas/customs/reference'
import type { DutyRate, ReadSchedule, ScheduleProblem, TariffHeading, TariffLine } from '@lintas/customs/tariff'
import type { Reader, Writer } from '../platform/node.ts'

/** A version as the tables hold it. */
export interface VersionRow {
  readonly id: string
  readonly valid_from: Day
  readonly source: string
  readonly confidence: Confidence
  readonly sample: boolean
  readonly sha256: string
  readonly columns: readonly string[]
  readonly rows: number
  readonly lines: number
  readonly headings: number
  readonly problems: number
  readonly base: string | null
  readonly added: number
  readonly removed: number
  readonly changed: number
  readonly unchanged: number
  readonly loaded_by: string
  readonly loaded_at: Date
  readonly listed: string
  readonly decision: 'approved' | 'rejected' | null
  readonly reason: string | null
  readonly decided_by: string | null
  readonly decided_at: Date | null
}

/** What a caller gives of a new version; the rest the database fills in. */
export type NewVersion = Omit<VersionRow, 'loaded_at' | 'listed' | 'decision' | 'reason' | 'decided_by' | 'decided_at'>

const VERSION = `
  SELECT v.id, v.valid_from, v.source, v.confidence, v.sample, encode(v.file_sha256, 'hex') AS sha256, v.columns, v.rows, v.lines,
         v.headings, v.problems, v.base, v.added, v.removed, v.changed, v.unchanged, v.loaded_by, v.loaded_at, v.listed,
         d.decision, d.reason, d.decided_by, d.decided_at
    FROM tariff_version v LEFT JOIN tariff_decision d ON d.version = v.id`

export async function findVersion(db: Reader, id: string): Promise<VersionRow | undefined> {
  const [row] = await db.query<VersionRow>(`${VERSION} WHERE v.id = $1`, [id])
  return row
}

/** A version the caller knows to be there. */
export async function getVersion(db: Reader, id: string): Promise<VersionRow> {
  const row = await findVersion(db, id)
  if (row === undefined) throw new Error(`given tariff version ${id}, needs one that was loaded`)
  return row
}

/** The newest first, from before the row numbered `before`. */
export async function listVersions(db: Reader, before: string | undefined, limit: number): Promise<readonly VersionRow[]> {
  return await db.query<VersionRow>(`${VERSION} WHERE $1::bigint IS NULL OR v.listed < $1 ORDER BY v.listed DESC LIMIT $2`, [
    before ?? null,
    limit,
  ])
}

/** What has been approved, as the choice of the version in force on a day needs it: the one that wins over others stands first. */
export interface ApprovedVersion {
  readonly id: string
  readonly valid_from: Day
  readonly source: string
  readonly confidence: Confidence
  readonly sample: boolean
}

export async function listApproved(db: Reader): Promise<readonly ApprovedVersion[]> {
  return await db.query<ApprovedVersion>(
    `SELECT v.id, v.valid_from, v.source, v.confidence, v.sample
       FROM tariff_version v JOIN tariff_decision d ON d.version = v.id AND d.decision = 'approved'
      ORDER BY v.sample, v.valid_from DESC, d.listed DESC`,
  )
}

/** Holds every other loading of this node back until the transaction ends, so that two never get one number. */
export async function lockVersions(tx: Writer): Promise<void> {
  await tx.query("SELECT pg_advisory_xact_lock(hashtext('tariff_version'))")
}

/** How many versions begin on this day, the sample aside. */
export async function countVersionsFrom(db: Reader, validFrom: Day): Promise<number> {
  const [row] = await db.query<{ count: string }>('SELECT count(*) FROM tariff_version WHERE valid_from = $1 AND NOT sample', [validFrom])
  return Number(row?.count ?? 0)
}

export async function hasSample(db: Reader): Promise<boolean> {
  return (await db.query('SELECT 1 FROM tariff_version WHERE sample')).length > 0
}

/** Writes a version and everything in it; readers see all of it or nothing. */
export async function insertVersion(tx: Writer, version: NewVersion, read: ReadSchedule): Promise<void> {
  await tx.query(
    `INSERT INTO tariff_version (id, valid_from, source, confidence, sample, file_sha256, columns, rows, lines, headings, problems,
                                 base, added, removed, changed, unchanged, loaded_by)
     VALUES ($1, $2, $3, $4, $5, decode($6, 'hex'), $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)`,
    [
      version.id,
      version.valid_from,
      version.source,
      version.confidence,
      version.sample,
      version.sha256,
      version.columns,
      version.rows,
      version.lines,
      version.headings,
      version.problems,
      version.base,
      version.added,
      version.removed,
      version.changed,
      version.unchanged,
      version.loaded_by,
    ],
  )
  await tx.copyIn('COPY tariff_line (version, code, row, unit, description, rates) FROM STDIN', linesOf(version.id, read.lines))
  await tx.copyIn('COPY tariff_heading (version, code, row, description) FROM STDIN', headingsOf(version.id, read.headings))
  await tx.copyIn(
    'COPY tariff_problem (version, number, row, "column", cell, code, commodity_code) FROM STDIN',
    problemsOf(version.id, read.problems),
  )
}

function* linesOf(version: string, lines: readonly TariffLine[]): Generator<string> {
  for (const { code, row, unit, description, rates } of lines) {
    yield copyRow(version, code, row, unit, JSON.stringify(description), JSON.stringify(rates))
  }
}

function* headingsOf(version: string, headings: readonly TariffHeading[]): Generator<string> {
  for (const { code, row, description } of headings) yield copyRow(version, code, row, JSON.stringify(description))
}

function* problemsOf(version: string, problems: readonly ScheduleProblem[]): Generator<string> {
  for (const [index, { row, column, cell, code, commodityCode }] of problems.entries()) {
    yield copyRow(version, index + 1, row, column, cell, code, commodityCode)
  }
}

/** One row in the text format of COPY: tabs between cells, `\N` for nothing. */
function copyRow(...cells: readonly (string | number | undefined)[]): string {
  return cells.map(cell => (cell === undefined ? '\\N' : escapeCopy(String(cell)))).join('\t')
}

const ESCAPES: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' }

function escapeCopy(text: string): string {
  return /[\\\t\n\r]/.test(text) ? text.replace(/[\\\t\n\r]/g, mark => ESCAPES[mark] ?? '') : text
}

/** Records who decided. Answers whether it did: a version is decided once, and not by the person who loaded it. */
export async function insertDecision(
  tx: Writer,
  decision: {
    readonly version: string
    readonly decision: 'approved' | 'rejected'
    readonly reason: string | undefined
    readonly by: string
  },
): Promise<boolean> {
  const rows = await tx.query(
    `INSERT INTO tariff_decision (version, decision, reason, decided_by)
     SELECT id, $2, $3, $4 FROM tariff_version WHERE id = $1 AND (sample OR loaded_by <> $4)
     ON CONFLICT DO NOTHING RETURNING version`,
    [decision.version, decision.decision, decision.reason ?? null, decision.by],
  )
  return rows.length > 0
}

/** Tells every process of this node, once the transaction commits, that another version may be in force. */
export async function notifyApproved(tx: Writer, version: string): Promise<void> {
  await tx.query("SELECT pg_notify('tariff', $1)", [version])
}

interface LineRow {
  readonly code: TariffLine['code']
  readonly row: number
  readonly unit: string | null
  readonly description: Readonly<Record<string, string>>
  readonly rates: Readonly<Record<string, DutyRate>>
}

/** All lines and headings of a version, in order of code. */
export async function readLines(
  db: Reader,
  version: string,
): Promise<{ lines: readonly TariffLine[]; headings: readonly TariffHeading[] }> {
  const lines = await db.query<LineRow>(
    'SELECT code, row, unit, description, rates FROM tariff_line WHERE version = $1 ORDER BY code COLLATE "C"',
    [version],
  )
  const headings = await db.query<TariffHeading>(
    'SELECT code, row, description FROM tariff_heading WHERE version = $1 ORDER BY code COLLATE "C"',
    [version],
  )
  return { lines: lines.map(({ unit, ...line }) => (unit === null ? line : { ...line, unit })), headings }
}

export interface ProblemRow {
  readonly number: number
  readonly row: number
  readonly column: string
  readonly cell: string
  readonly code: string
  readonly commodity_code: string | null
}

export async function listProblems(db: Reader, version: string, after: number, limit: number): Promise<readonly ProblemRow[]> {
  return await db.query<ProblemRow>(
    `SELECT number, row, "column", cell, code, commodity_code FROM tariff_problem
      WHERE version = $1 AND number > $2 ORDER BY number LIMIT $3`,
    [version, after, limit],
  )
}
