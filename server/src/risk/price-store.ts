import type { Day } from '@lintas/customs/kernel'
import type { Reader, Writer } from '../platform/node.ts'

/** How many cleared goods items a spread is taken from at least. */
const SPREAD_COUNT_MIN = 30

/** Finds the spreads anew, from what was cleared in the three months before a day, of codes of eight digits and of their six. */
export async function computeSpreads(tx: Writer, day: Day): Promise<void> {
  await tx.query('DELETE FROM price_spread')
  await tx.query(
    `WITH recent AS (
       SELECT code, origin, unit, ln(price)::double precision AS price FROM cleared_price
       WHERE cleared_on >= $1::date - interval '3 months' AND cleared_on < $1::date AND price > 0
     ), priced AS (
       SELECT * FROM recent UNION ALL SELECT left(code, 6), origin, unit, price FROM recent WHERE length(code) > 6
     ), middle AS (
       SELECT code, origin, unit, percentile_cont(0.5) WITHIN GROUP (ORDER BY price) AS median, count(*)::integer AS count
       FROM priced GROUP BY code, origin, unit HAVING count(*) >= ${SPREAD_COUNT_MIN}
     )
     INSERT INTO price_spread (code, origin, unit, median, mad, count, computed_on)
     SELECT code, origin, unit, round(median::numeric, 12), round((percentile_cont(0.5) WITHIN GROUP (ORDER BY abs(price - median)))::numeric, 12), count, $1::date
     FROM middle JOIN priced USING (code, origin, unit) GROUP BY code, origin, unit, median, count`,
    [day],
  )
}

export interface SpreadRow {
  readonly code: string
  readonly origin: string
  readonly unit: string
  readonly median: string
  readonly mad: string
  readonly count: number
}

export async function listSpreads(reader: Reader): Promise<readonly SpreadRow[]> {
  return await reader.query<SpreadRow>('SELECT code, origin, unit, median, mad, count FROM price_spread')
}

/** What the hint of a price far out says. */
export interface AlarmFacts {
  readonly z: string
  readonly price: string
  readonly middle: string
  readonly unit: string
  readonly count: number
  readonly digits: number
  readonly currency: string
}

/** Keeps the alarms of declarations in place of those of their earlier versions. */
export async function replaceAlarms(
  tx: Writer,
  mrns: readonly string[],
  alarms: readonly { readonly mrn: string; readonly item: number; readonly facts: AlarmFacts; readonly on: Day }[],
): Promise<void> {
  if (mrns.length === 0) return
  await tx.query('DELETE FROM price_alarm WHERE mrn = ANY ($1)', [mrns], 'risk-alarms-delete')
  if (alarms.length === 0) return
  await tx.query(
    `INSERT INTO price_alarm (mrn, item, facts, raised_on) SELECT * FROM unnest($1::text[], $2::integer[], $3::json[], $4::date[])`,
    [
      alarms.map(each => each.mrn),
      alarms.map(each => each.item),
      alarms.map(each => JSON.stringify(each.facts)),
      alarms.map(each => each.on),
    ],
    'risk-alarms-insert',
  )
}

export interface AlarmRow {
  readonly mrn: string
  readonly item: number
  readonly facts: AlarmFacts
  readonly raisedOn: Day
  readonly office: string | null
  readonly trader: string
  readonly status: string
  readonly listed: string
}

/** Alarms of declarations, the newest first. */
export async function listAlarms(
  reader: Reader,
  office: string | undefined,
  before: string | undefined,
  limit: number,
): Promise<readonly AlarmRow[]> {
  return await reader.query<AlarmRow>(
    `SELECT a.mrn, a.item, a.facts, a.raised_on AS "raisedOn", d.office, d.principal AS trader, d.status, a.listed
     FROM price_alarm a JOIN declaration d USING (mrn)
     WHERE ($1::text IS NULL OR d.office = $1) AND ($2::bigint IS NULL OR a.listed < $2) ORDER BY a.listed DESC LIMIT $3`,
    [office ?? null, before ?? null, limit],
    'risk-alarms',
  )
}

export interface SizeRow {
  readonly size: 'small' | 'medium' | 'large'
  readonly declarations: number
  readonly picked: number
  readonly alarmed: number
}

/** The size of a trader: small below 12 releases on file, medium below 120. The bounds are ours. */
const SIZE = `CASE WHEN coalesce(r.released, 0) < 12 THEN 'small' WHEN r.released < 120 THEN 'medium' ELSE 'large' END AS size`
const COUNTS = `count(*)::integer AS declarations,
       count(*) FILTER (WHERE EXISTS (SELECT FROM risk_hit h WHERE h.mrn = d.mrn AND h.source = 'profile'))::integer AS picked,
       count(*) FILTER (WHERE EXISTS (SELECT FROM price_alarm a WHERE a.mrn = d.mrn))::integer AS alarmed`

/** How often declarations of some days were picked by a profile, and how often a price of theirs raised an alarm, by the size of the trader. */
export async function countBySize(reader: Reader, from: Day, to: Day): Promise<readonly SizeRow[]> {
  return await reader.query<SizeRow>(
    `SELECT ${SIZE}, ${COUNTS} FROM declaration d LEFT JOIN importer_record r ON r.trader_id = d.principal
     WHERE d.registered_on >= $1 AND d.registered_on < $2 GROUP BY size ORDER BY size DESC`,
    [from, to],
    'risk-sizes',
  )
}

/** The same of imports, by the origin of their first goods item too. */
export async function countBySizeAndOrigin(
  reader: Reader,
  from: Day,
  to: Day,
): Promise<readonly (SizeRow & { readonly origin: string })[]> {
  return await reader.query<SizeRow & { readonly origin: string }>(
    `SELECT ${SIZE}, p.item->>'origin' AS origin, ${COUNTS}
     FROM declaration d JOIN risk_past p ON p.id = d.mrn || '/1' LEFT JOIN importer_record r ON r.trader_id = d.principal
     WHERE d.registered_on >= $1 AND d.registered_on < $2 GROUP BY size, origin ORDER BY size DESC, origin`,
    [from, to],
    'risk-sizes-origins',
  )
}
