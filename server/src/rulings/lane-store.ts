import type { LanePosition } from '@lintas/contract'
import { DECLARATION_TYPES } from '@lintas/customs/declaration'
import type { Day } from '@lintas/customs/kernel'
import type { MeasureDirection } from '@lintas/customs/permits'
import type { State } from '@lintas/customs/reference'
import { type HeldLanes, LANES_TOLD_MIN } from '@lintas/customs/rulings'
import { regimeOf } from '@lintas/customs/valuation'
import type { Reader, Writer } from '../platform/node.ts'

const EXPORTS = DECLARATION_TYPES.map(type => type.code).filter(code => regimeOf(code) === 'export')

interface PositionRow {
  readonly direction: MeasureDirection
  readonly code: string
  readonly green: number
  readonly blue: number
  readonly yellow: number
  readonly red: number
  readonly inspected: number | null
  readonly found: number | null
}

/**
 * What was decided in a month, by direction and code: declarations by the lane of their first decision, and inspections of the month by the worst they found.
 * Whatever too few declarations or traders stand behind is left out; so are all eight digits of a subheading where one of them is, for the subheading less the
 * others would tell of it. A declaration of several items of a code counts once.
 */
export async function countLanes(reader: Reader, month: Day): Promise<readonly LanePosition[]> {
  const rows = await reader.query<PositionRow>(
    `WITH goods AS (
       SELECT DISTINCT d.mrn, d.principal, d.registered_on, CASE WHEN d.type = ANY ($2) THEN 'export' ELSE 'import' END AS direction,
         left(written.code, depth.digits) AS code
       FROM declaration d JOIN declaration_version v ON v.mrn = d.mrn AND v.version = 1
         CROSS JOIN json_array_elements(v.document->'goodsItems') AS item
         CROSS JOIN LATERAL (SELECT regexp_replace(item->>'commodityCode', '[^0-9]', '', 'g') AS code) AS written
         CROSS JOIN (VALUES (6), (8)) AS depth (digits)
       WHERE length(written.code) >= depth.digits AND (
         (d.registered_on >= $1 AND d.registered_on < $1::date + interval '1 month')
         OR d.mrn IN (SELECT mrn FROM risk_inspection WHERE inspected_on >= $1 AND inspected_on < $1::date + interval '1 month'))
     ), decided AS (
       SELECT direction, code, count(*) FILTER (WHERE lane = 'green')::int AS green, count(*) FILTER (WHERE lane = 'blue')::int AS blue,
         count(*) FILTER (WHERE lane = 'yellow')::int AS yellow, count(*) FILTER (WHERE lane = 'red')::int AS red,
         count(*) >= $3 AND count(DISTINCT principal) >= $5 AS large
       FROM (SELECT goods.*, n.body->'screening'->>'lane' AS lane FROM goods JOIN decision n ON n.mrn = goods.mrn AND n.number = 1
         WHERE registered_on >= $1 AND registered_on < $1::date + interval '1 month') AS first
       WHERE lane IS NOT NULL GROUP BY direction, code
     ), inspected AS (
       SELECT direction, code, count(*)::int AS inspected, count(*) FILTER (WHERE outcome = 'discrepancy')::int AS found,
         count(*) >= $4 AND count(DISTINCT principal) >= $5 AS large
       FROM goods JOIN risk_inspection USING (mrn) WHERE inspected_on >= $1 AND inspected_on < $1::date + interval '1 month'
       GROUP BY direction, code
     ), told AS (
       SELECT *, bool_and(large) OVER (PARTITION BY direction, left(code, 6), length(code)) AS tellable FROM decided
     ), told_inspected AS (
       SELECT *, bool_and(large) OVER (PARTITION BY direction, left(code, 6), length(code)) AS tellable FROM inspected
     )
     SELECT direction, code, green, blue, yellow, red, i.inspected, i.found
     FROM told LEFT JOIN (SELECT direction, code, inspected, found FROM told_inspected WHERE tellable) AS i USING (direction, code)
     WHERE tellable ORDER BY direction, code`,
    [month, EXPORTS, LANES_TOLD_MIN.declarations, LANES_TOLD_MIN.inspected, LANES_TOLD_MIN.traders],
  )
  return rows.map(row => ({ direction: row.direction, ...countsOf(row) }))
}

/** Puts what a state decided in a month in the place of what it told before; nothing is done where something later was told. */
export async function replaceLanes(tx: Writer, state: State, month: Day, positions: readonly LanePosition[], on: Day): Promise<void> {
  await tx.query("SELECT pg_advisory_xact_lock(hashtext('lane_position'), hashtext($1))", [`${state} ${month}`], 'rulings.lock-lanes')
  const later = 'SELECT 1 FROM lane_position WHERE state = $1 AND month = $2 AND told_on > $3 LIMIT 1'
  if ((await tx.query(later, [state, month, on], 'rulings.later-lanes')).length > 0) return
  await tx.query('DELETE FROM lane_position WHERE state = $1 AND month = $2', [state, month], 'rulings.forget-lanes')
  await tx.query(
    `INSERT INTO lane_position (state, month, direction, code, green, blue, yellow, red, inspected, found, told_on)
     SELECT $1, $2, *, $3 FROM unnest($4::text[], $5::text[], $6::int[], $7::int[], $8::int[], $9::int[], $10::int[], $11::int[]) ON CONFLICT DO NOTHING`,
    [
      state,
      month,
      on,
      positions.map(each => each.direction),
      positions.map(each => each.code),
      positions.map(each => each.lanes.green),
      positions.map(each => each.lanes.blue),
      positions.map(each => each.lanes.yellow),
      positions.map(each => each.lanes.red),
      positions.map(each => each.inspections?.inspected ?? null),
      positions.map(each => each.inspections?.found ?? null),
    ],
    'rulings.hold-lanes',
  )
}

/** Forgets the months before one. */
export async function forgetLanes(tx: Writer, before: Day): Promise<void> {
  await tx.query('DELETE FROM lane_position WHERE month < $1', [before], 'rulings.forget-old-lanes')
}

/** What a state holds of a month, as it is told. */
export async function listTold(reader: Reader, state: State, month: Day): Promise<readonly LanePosition[]> {
  const rows = await reader.query<PositionRow>(
    `SELECT direction, code, green, blue, yellow, red, inspected, found FROM lane_position WHERE state = $1 AND month = $2 ORDER BY direction, code`,
    [state, month],
    'rulings.told-lanes',
  )
  return rows.map(row => ({ direction: row.direction, ...countsOf(row) }))
}

export interface LanesAsked {
  readonly direction: MeasureDirection
  readonly digits: number
  /** Months, by their first days, both inclusive. */
  readonly from: Day
  readonly to: Day
}

/** What all states decided in some months, a row a month. */
export async function listLanes(reader: Reader, { direction, digits, from, to }: LanesAsked): Promise<readonly HeldLanes[]> {
  const rows = await reader.query<PositionRow & { readonly state: State }>(
    `SELECT state, direction, code, green, blue, yellow, red, inspected, found FROM lane_position
     WHERE direction = $1 AND length(code) = $2 AND month >= $3 AND month <= $4 ORDER BY code, state, month`,
    [direction, digits, from, to],
    'rulings.lanes',
  )
  return rows.map(row => ({ state: row.state, ...countsOf(row) }))
}

/** Which states told of some months, and when last. */
export async function listTellers(
  reader: Reader,
  { from, to }: Pick<LanesAsked, 'from' | 'to'>,
): Promise<readonly { readonly state: State; readonly on: Day }[]> {
  return await reader.query(
    'SELECT state, max(told_on) AS "on" FROM lane_position WHERE month >= $1 AND month <= $2 GROUP BY state ORDER BY state',
    [from, to],
    'rulings.lane-tellers',
  )
}

function countsOf({ code, green, blue, yellow, red, inspected, found }: PositionRow) {
  return {
    code,
    lanes: { green, blue, yellow, red },
    ...(inspected === null || found === null ? {} : { inspections: { inspected, found } }),
  }
}
