import type { Day } from '@lintas/customs/kernel'
import type { InspectionFigures } from '@lintas/customs/risk'
import type { Reader, Writer } from '../platform/node.ts'

export interface CapacityRow {
  readonly office: string
  readonly validFrom: Day
  readonly inspections: number
  readonly exploration: string
  /** From 0, by how likely something is found, to 1, by the revenue expected. */
  readonly revenueWeight: string
  readonly setBy: string
  readonly setAt: Date
  readonly listed: string
}

const COLUMNS = `office, valid_from AS "validFrom", inspections, exploration, revenue_weight AS "revenueWeight", set_by AS "setBy",
  set_at AS "setAt", listed`

/** Adds what an office can do from a day on; said again for the same day, the last word counts. */
export async function addCapacity(
  tx: Writer,
  { office, validFrom, inspections, exploration, revenueWeight, setBy, setAt }: Omit<CapacityRow, 'listed'>,
): Promise<CapacityRow> {
  const [row] = await tx.query<CapacityRow>(
    `INSERT INTO office_capacity (office, valid_from, inspections, exploration, revenue_weight, set_by, set_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING ${COLUMNS}`,
    [office, validFrom, inspections, exploration, revenueWeight, setBy, setAt],
  )
  if (row === undefined) throw new Error('the capacity of an office was written and not returned')
  return row
}

/** What was said of an office, the newest first. */
export async function listCapacities(
  reader: Reader,
  office: string,
  before: string | undefined,
  limit: number,
): Promise<readonly CapacityRow[]> {
  return await reader.query<CapacityRow>(
    `SELECT ${COLUMNS} FROM office_capacity WHERE office = $1 AND ($2::bigint IS NULL OR listed < $2) ORDER BY listed DESC LIMIT $3`,
    [office, before ?? null, limit],
  )
}

/** What an office can do on a day; nothing where nobody said so. */
export async function findCapacity(reader: Reader, office: string, day: Day): Promise<CapacityRow | undefined> {
  const [row] = await reader.query<CapacityRow>(
    `SELECT ${COLUMNS} FROM office_capacity WHERE office = $1 AND valid_from <= $2 ORDER BY valid_from DESC, listed DESC LIMIT 1`,
    [office, day],
    'risk-capacity',
  )
  return row
}

export interface WaitingRow {
  readonly mrn: string
  readonly rank: number
  readonly since: string
  readonly trader: string
  readonly goods: string
  /** The profiles, and the lot, that asked for what nobody answered yet. */
  readonly hits: readonly string[]
  /** What a model gave it when it was last decided on; nothing where none was in use. */
  readonly score: number | null
  /** What stands or falls with it, in the state's currency. */
  readonly charges: string
}

/** Cases of an office with an inspection of the goods that nobody answered, at most so many, highest rank first. */
export async function listWaiting(reader: Reader, office: string, limit: number): Promise<readonly WaitingRow[]> {
  return await reader.query<WaitingRow>(
    `SELECT k.mrn, k.rank, to_char(k.opened_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS since, k.summary->>'trader' AS trader,
       k.summary->>'goods' AS goods, w.hits,
       (n.body->'screening'->'score'->>'probability')::double precision AS score, n.body->'assessment'->>'total' AS charges
     FROM risk_case k JOIN declaration d USING (mrn) JOIN decision n ON n.mrn = d.mrn AND n.number = d.decision CROSS JOIN LATERAL (
       SELECT array_agg(DISTINCT hit) AS hits FROM risk_control c LEFT JOIN risk_control_report r USING (mrn, id) LEFT JOIN risk_waiver v USING (mrn, id),
         json_array_elements_text(c.hits) AS hit
       WHERE c.mrn = k.mrn AND c.document_version = d.version AND c.control IN ('scan', 'sample', 'examination') AND r.mrn IS NULL AND v.override IS NULL
     ) AS w
     WHERE k.closed_at IS NULL AND k.office = $1 AND w.hits IS NOT NULL ORDER BY k.rank DESC, k.opened_at, k.mrn LIMIT $2`,
    [office, limit],
    'risk-waiting',
  )
}

/** What inspections found where each profile had picked, and in all. */
export async function listProfileFigures(
  reader: Reader,
): Promise<{ readonly all: InspectionFigures; readonly of: ReadonlyMap<string, InspectionFigures> }> {
  const rows = await reader.query<{ profile: string | null } & InspectionFigures>(
    `SELECT profile, count(*)::integer AS inspected, count(*) FILTER (WHERE outcome = 'discrepancy')::integer AS found
     FROM (SELECT DISTINCT i.mrn, i.outcome, h.profile FROM risk_inspection i JOIN risk_hit h USING (mrn) WHERE h.source = 'profile'
           UNION ALL SELECT mrn, outcome, NULL FROM risk_inspection) AS picked
     GROUP BY profile`,
    [],
    'risk-profile-figures',
  )
  const all = rows.find(row => row.profile === null) ?? { inspected: 0, found: 0 }
  return { all, of: new Map(rows.flatMap(row => (row.profile === null ? [] : [[row.profile, row] as const]))) }
}

/** Features whose shares are compared, and where a declaration has each. */
const FEATURES = {
  office: 'd.office',
  lane: 'd.lane',
  'export-country': "v.document->>'exportCountry'",
  mode: "v.document->'borderTransport'->>'mode'",
  chapter: "left(v.document->'goodsItems'->0->>'commodityCode', 2)",
  origin: "v.document->'goodsItems'->0->>'originCountry'",
} as const
export type DriftFeature = keyof typeof FEATURES
export const DRIFT_FEATURES = Object.keys(FEATURES) as readonly DriftFeature[]

/** How often each value of a feature was declared in some days. */
export async function countValues(reader: Reader, feature: DriftFeature, from: Day, to: Day): Promise<ReadonlyMap<string, number>> {
  const rows = await reader.query<{ value: string; count: number }>(
    `SELECT coalesce(${FEATURES[feature]}, '') AS value, count(*)::integer AS count
     FROM declaration d JOIN declaration_version v ON v.mrn = d.mrn AND v.version = 1
     WHERE d.registered_on >= $1 AND d.registered_on < $2 GROUP BY value`,
    [from, to],
  )
  return new Map(rows.map(row => [row.value, row.count]))
}

/** How often the scores of a model fell into each tenth, among what was lodged in some days. */
export async function countScores(reader: Reader, model: number, from: Day, to: Day): Promise<ReadonlyMap<string, number>> {
  const rows = await reader.query<{ tenth: string; count: number }>(
    `SELECT least(9, floor(probability * 10))::text AS tenth, count(*)::integer AS count FROM risk_candidate
     WHERE model = $1 AND on_day >= $2 AND on_day < $3 GROUP BY tenth`,
    [model, from, to],
  )
  return new Map(rows.map(row => [row.tenth, row.count]))
}

export interface DriftRow {
  readonly computedOn: Day
  readonly feature: string
  readonly psi: string
  readonly recent: number
  readonly before: number
}

export async function replaceDrift(tx: Writer, day: Day, rows: readonly Omit<DriftRow, 'computedOn'>[]): Promise<void> {
  await tx.query('DELETE FROM risk_drift WHERE computed_on = $1', [day])
  await tx.query(
    'INSERT INTO risk_drift (computed_on, feature, psi, recent, before) SELECT $1, * FROM unnest($2::text[], $3::numeric[], $4::integer[], $5::integer[])',
    [day, rows.map(each => each.feature), rows.map(each => each.psi), rows.map(each => each.recent), rows.map(each => each.before)],
  )
}

/** Drift as it was last found. */
export async function listDrift(reader: Reader): Promise<readonly DriftRow[]> {
  return await reader.query<DriftRow>(
    `SELECT computed_on AS "computedOn", feature, psi, recent, before FROM risk_drift
     WHERE computed_on = (SELECT max(computed_on) FROM risk_drift) ORDER BY psi DESC, feature`,
    [],
    'risk-drift',
  )
}
