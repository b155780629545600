import type { Case, CaseSummary } from '@lintas/contract'
import { LANES, type Lane } from '@lintas/customs/risk'
import type { Reader, Writer } from '../platform/node.ts'

export interface QueueFilter {
  /** Undefined for every office. */
  readonly office: string | undefined
  readonly lane: Lane | undefined
  readonly isOpen: boolean
  /** Only those nobody has taken, or only this account's. */
  readonly assignedTo: string | 'nobody' | undefined
  /** Words in the number, the trader or the goods. */
  readonly search?: string | undefined
}

/** The place in the queue after which a page begins: rank, waiting since, number. */
export type QueuePlace = readonly [rank: number, since: string, mrn: string]

interface Row {
  mrn: string
  office: string
  lane: Lane
  rank: number
  summary: CaseSummary
  since: string
  opened_at: Date
  closed_at: Date | null
  assigned_to: string | null
}

export interface QueuedCase {
  readonly case: Case
  readonly place: QueuePlace
}

const CASES = `SELECT mrn, office, lane, rank, summary, to_char(opened_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS since,
  opened_at, closed_at, assigned_to FROM risk_case`

/** Highest rank first, then longest waiting. */
export async function listCases(
  reader: Reader,
  { office, lane, isOpen, assignedTo, search }: QueueFilter,
  after: QueuePlace | undefined,
  limit: number,
): Promise<readonly QueuedCase[]> {
  const rows = await reader.query<Row>(
    `${CASES}
     WHERE (closed_at IS NULL) = $1 AND ($2::text IS NULL OR office = $2) AND ($3::text IS NULL OR lane = $3)
       AND ($4::text IS NULL OR CASE WHEN $4 = 'nobody' THEN assigned_to IS NULL ELSE assigned_to = $4 END)
       AND ($9::text IS NULL OR strpos(lower(concat_ws(' ', mrn, summary->>'trader', summary->>'traderId', summary->>'goods')), lower($9)) > 0)
       AND ($5::integer IS NULL OR (-rank, opened_at, mrn) > (-$5::integer, $6::timestamptz, $7::text))
     ORDER BY rank DESC, opened_at, mrn LIMIT $8`,
    [
      isOpen,
      office ?? null,
      lane ?? null,
      assignedTo ?? null,
      after?.[0] ?? null,
      after?.[1] ?? null,
      after?.[2] ?? null,
      limit,
      search ?? null,
    ],
  )
  return rows.map(row => ({ case: caseOf(row), place: [row.rank, row.since, row.mrn] }))
}

/** How many open cases an office has (every office where it is undefined), by lane and by whether this account, or nobody, has taken them. */
export async function countCases(reader: Reader, office: string | undefined, accountId: string): Promise<readonly CaseCount[]> {
  const rows = await reader.query<{ lane: Lane; open: string; mine: string; nobody: string }>(
    `SELECT lane, count(*) AS open, count(*) FILTER (WHERE assigned_to = $2) AS mine, count(*) FILTER (WHERE assigned_to IS NULL) AS nobody
     FROM risk_case WHERE closed_at IS NULL AND ($1::text IS NULL OR office = $1) GROUP BY lane`,
    [office ?? null, accountId],
  )
  return rows.map(({ lane, open, mine, nobody }) => ({ lane, open: Number(open), mine: Number(mine), nobody: Number(nobody) }))
}

export interface CaseCount {
  readonly lane: Lane
  readonly open: number
  readonly mine: number
  readonly nobody: number
}

export async function findCase(reader: Reader, mrn: string): Promise<Case | undefined> {
  const [row] = await reader.query<Row>(`${CASES} WHERE mrn = $1`, [mrn], 'risk-case')
  return row === undefined ? undefined : caseOf(row)
}

/** Reads a case and holds it until the transaction ends. */
export async function holdCase(tx: Writer, mrn: string): Promise<Case | undefined> {
  const [row] = await tx.query<Row>(`${CASES} WHERE mrn = $1 FOR NO KEY UPDATE`, [mrn], 'risk-case-hold')
  return row === undefined ? undefined : caseOf(row)
}

export async function assign(tx: Writer, mrn: string, to: string | null, at: Date): Promise<void> {
  await tx.query(
    'UPDATE risk_case SET assigned_to = $2::text, assigned_at = CASE WHEN $2::text IS NULL THEN NULL ELSE $3::timestamptz END WHERE mrn = $1',
    [mrn, to, at],
  )
}

/** Opens the case of a declaration that no screening asked anything of; one that was closed comes back for the new reason, one that waits keeps its place. */
export async function openCase(
  tx: Writer,
  {
    mrn,
    office,
    lane,
    first,
    summary,
    at,
  }: Pick<Case, 'mrn' | 'office' | 'lane' | 'summary'> & {
    /** What it has before others in the queue. */
    readonly first: number
    readonly at: Date
  },
): Promise<void> {
  await tx.query(
    `INSERT INTO risk_case (mrn, office, lane, rank, summary, opened_at) VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT (mrn) DO UPDATE SET closed_at = NULL,
       summary = CASE WHEN risk_case.closed_at IS NULL THEN risk_case.summary
         ELSE (risk_case.summary::jsonb || jsonb_build_object('reason', excluded.summary->>'reason'))::json END,
       opened_at = CASE WHEN risk_case.closed_at IS NULL THEN risk_case.opened_at ELSE excluded.opened_at END`,
    [mrn, office, lane, LANES.indexOf(lane) * 100 + first, JSON.stringify(summary), at],
    'risk-case-open',
  )
}

/** Puts a case, where there is one, into another lane, open or closed since a moment. */
export async function changeLane(tx: Writer, mrn: string, lane: Lane, closedAt: Date | null): Promise<void> {
  await tx.query(
    'UPDATE risk_case SET lane = $2, rank = $3 + rank / 1000 * 1000 + rank % 100, closed_at = CASE WHEN $4::timestamptz IS NULL THEN NULL ELSE coalesce(closed_at, $4) END WHERE mrn = $1',
    [mrn, lane, LANES.indexOf(lane) * 100, closedAt],
  )
}

export async function close(tx: Writer, mrn: string, at: Date): Promise<void> {
  await tx.query('UPDATE risk_case SET closed_at = $2 WHERE mrn = $1 AND closed_at IS NULL', [mrn, at], 'risk-case-close')
}

export interface NewReport {
  readonly mrn: string
  readonly id: string
  readonly outcome: string
  readonly body: unknown
  readonly by: string
  readonly office: string
  readonly at: Date
}

export async function insertReport(tx: Writer, { mrn, id, outcome, body, by, office, at }: NewReport): Promise<void> {
  await tx.query(
    'INSERT INTO risk_control_report (mrn, id, outcome, body, reported_by, office, reported_at) VALUES ($1, $2, $3, $4, $5, $6, $7)',
    [mrn, id, outcome, JSON.stringify(body), by, office, at],
    'risk-report-insert',
  )
}

function caseOf(row: Row): Case {
  return {
    mrn: row.mrn,
    office: row.office,
    lane: row.lane,
    rank: row.rank,
    openedAt: row.opened_at.toISOString(),
    ...(row.closed_at === null ? {} : { closedAt: row.closed_at.toISOString() }),
    ...(row.assigned_to === null ? {} : { assignedTo: row.assigned_to }),
    summary: row.summary,
  }
}
