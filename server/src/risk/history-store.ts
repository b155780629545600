import type { DeclarationDocument } from '@lintas/customs/declaration'
import type { Decision } from '@lintas/customs/journey'
import type { Day } from '@lintas/customs/kernel'
import { counterOf, type KeptMark, type Mark, type ScreenedScore } from '@lintas/customs/risk'
import type { Reader, Writer } from '../platform/node.ts'
import { computeSpreads } from './price-store.ts'

/** Said when importers' records changed, and when the bands of prices were found anew. */
export const RECORDS_CHANGED = 'risk_records'
export const BANDS_CHANGED = 'risk_bands'

/** How far the log has been read; held until the transaction ends, so that nothing is counted twice. */
export async function holdCursor(tx: Writer): Promise<number> {
  const [row] = await tx.query<{ position: string }>('SELECT position FROM risk_history_cursor FOR UPDATE')
  return Number(row?.position ?? 0)
}

export async function moveCursor(tx: Writer, position: number): Promise<void> {
  await tx.query('UPDATE risk_history_cursor SET position = $1', [position])
}

export interface DeclaredAct {
  readonly mrn: string
  readonly act: 'lodge' | 'amend' | 'release'
}

/** What happened to declarations in a stretch of the log, and where the stretch ends. */
export async function listActs(
  tx: Reader,
  from: number,
  limit: number,
): Promise<{ readonly acts: readonly DeclaredAct[]; readonly to: number }> {
  const [placed] = await tx.query<{ placed: string }>('SELECT coalesce(max(position) + 1, 0) AS placed FROM event_order')
  const to = Math.min(Number(placed?.placed ?? 0), from + limit)
  if (to <= from) return { acts: [], to: from }
  const acts = await tx.query<DeclaredAct>(
    `SELECT subject_id AS mrn, act FROM event_order JOIN event ON event.id = event_order.event_id
     WHERE position >= $1 AND position < $2 AND subject = 'declaration' AND act IN ('lodge', 'amend', 'release') ORDER BY position`,
    [from, to],
    'risk-history-acts',
  )
  return { acts, to }
}

export interface DeclaredRow {
  readonly mrn: string
  readonly principal: string
  readonly registeredOn: Day
  readonly releasedOn: Day | null
  readonly document: DeclarationDocument
  readonly valuation: Decision['valuation']
  readonly issues: Decision['issues']
  readonly office: string | null
  readonly registeredAt: Date
  readonly score: ScreenedScore | null
  readonly charges: string
  readonly trusted: boolean | null
}

/** The newest version and decision of declarations. */
export async function listDeclared(tx: Reader, mrns: readonly string[]): Promise<readonly DeclaredRow[]> {
  return await tx.query<DeclaredRow>(
    `SELECT d.mrn, d.principal, d.registered_on AS "registeredOn", d.released_on AS "releasedOn", v.document, n.body->'valuation' AS valuation, n.body->'issues' AS issues,
       d.office, d.registered_at AS "registeredAt", n.body->'screening'->'score' AS score, n.body->'assessment'->>'total' AS charges,
       (n.inputs->>'trusted')::boolean AS trusted
     FROM declaration d JOIN declaration_version v ON v.mrn = d.mrn AND v.version = d.version
       JOIN decision n ON n.mrn = d.mrn AND n.number = d.decision
     WHERE d.mrn = ANY ($1)`,
    [mrns],
    'risk-history-declared',
  )
}

/** Counts declarations and releases of operators. */
export async function addToRecords(
  tx: Writer,
  records: readonly { readonly traderId: string; readonly lastDeclaredOn: Day; readonly released: number }[],
): Promise<void> {
  if (records.length === 0) return
  await tx.query(
    `INSERT INTO importer_record (trader_id, last_declared_on, released, changed)
     SELECT trader_id, on_day, released, nextval('importer_record_change') FROM unnest($1::text[], $2::date[], $3::integer[]) AS given (trader_id, on_day, released)
     ORDER BY trader_id
     ON CONFLICT (trader_id) DO UPDATE SET last_declared_on = greatest(importer_record.last_declared_on, excluded.last_declared_on),
       released = importer_record.released + excluded.released, changed = excluded.changed`,
    [records.map(each => each.traderId), records.map(each => each.lastDeclaredOn), records.map(each => each.released)],
    'risk-history-records',
  )
  await tx.query("SELECT pg_notify($1, '')", [RECORDS_CHANGED])
}

export interface RecordRow {
  readonly traderId: string
  readonly lastDeclaredOn: Day
  readonly released: number
  readonly changed: string
}

/** Records that changed after a change already seen. */
export async function listRecords(reader: Reader, after: string): Promise<readonly RecordRow[]> {
  return await reader.query<RecordRow>(
    'SELECT trader_id AS "traderId", last_declared_on AS "lastDeclaredOn", released, changed FROM importer_record WHERE changed > $1 ORDER BY changed',
    [after],
  )
}

/** Keeps the marks of declarations in place of those of their earlier versions. */
export async function replaceMarks(
  tx: Writer,
  declared: readonly { readonly mrn: string; readonly on: Day; readonly marks: readonly Mark[] }[],
): Promise<void> {
  if (declared.length === 0) return
  await tx.query('DELETE FROM declared_mark WHERE mrn = ANY ($1)', [declared.map(each => each.mrn)], 'risk-marks-delete')
  const rows = declared.flatMap(({ mrn, on, marks }) => marks.map(({ kind, mark, party }) => ({ mrn, on, kind, mark, party })))
  await tx.query(
    `INSERT INTO declared_mark (mrn, kind, mark, party, declared_on)
     SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::date[])`,
    [rows.map(row => row.mrn), rows.map(row => row.kind), rows.map(row => row.mark), rows.map(row => row.party), rows.map(row => row.on)],
    'risk-marks-insert',
  )
}

/** Marks of other declarations that may answer those of one, since a day, the newest first. */
export async function listSameMarks(reader: Reader, mrn: string, marks: readonly Mark[], since: Day): Promise<readonly KeptMark[]> {
  if (marks.length === 0) return []
  return await reader.query<KeptMark>(
    `SELECT m.mrn, m.kind, m.mark, m.party, m.declared_on AS "on", d.status IN ('released', 'release-refused', 'seized', 'forfeited', 'abandoned', 'disposed', 'cancelled') AS "isClosed"
     FROM unnest($2::text[], $3::text[]) AS given (kind, mark)
       CROSS JOIN LATERAL (SELECT * FROM declared_mark WHERE kind = given.kind AND mark = given.mark AND mrn <> $1 AND declared_on >= $4
                           ORDER BY declared_on DESC LIMIT 20) AS m
       JOIN declaration d ON d.mrn = m.mrn
     WHERE d.status <> 'cancelled' ORDER BY m.declared_on DESC, m.mrn`,
    [mrn, marks.map(each => counterOf(each.kind)), marks.map(each => each.mark), since],
    'risk-marks-same',
  )
}

export interface ClearedPrice {
  readonly mrn: string
  readonly item: number
  readonly code: string
  readonly origin: string
  readonly unit: string
  readonly price: string
  readonly clearedOn: Day
}

export async function insertPrices(tx: Writer, prices: readonly ClearedPrice[]): Promise<void> {
  if (prices.length === 0) return
  await tx.query(
    `INSERT INTO cleared_price (mrn, item, code, origin, unit, price, cleared_on)
     SELECT * FROM unnest($1::text[], $2::integer[], $3::text[], $4::text[], $5::text[], $6::numeric[], $7::date[]) ON CONFLICT DO NOTHING`,
    [
      prices.map(each => each.mrn),
      prices.map(each => each.item),
      prices.map(each => each.code),
      prices.map(each => each.origin),
      prices.map(each => each.unit),
      prices.map(each => each.price),
      prices.map(each => each.clearedOn),
    ],
    'risk-prices-insert',
  )
}

/** How many cleared goods items a band is taken from at least. @source domain notes §4.5, V35 */
const BAND_COUNT_MIN = 30

/** Finds the bands anew, from what was cleared in the twelve months before a day; forgets what is older. */
export async function computeBands(tx: Writer, day: Day): Promise<void> {
  await tx.query("DELETE FROM cleared_price WHERE cleared_on < $1::date - interval '24 months'", [day])
  await tx.query('DELETE FROM price_band')
  await tx.query(
    `INSERT INTO price_band (code, origin, unit, low, high, count, computed_on)
     SELECT code, origin, unit, percentile_disc(0.05) WITHIN GROUP (ORDER BY price), percentile_disc(0.95) WITHIN GROUP (ORDER BY price),
       count(*)::integer, $1::date
     FROM cleared_price WHERE cleared_on >= $1::date - interval '12 months' AND cleared_on < $1::date
     GROUP BY code, origin, unit HAVING count(*) >= ${BAND_COUNT_MIN}`,
    [day],
  )
  await computeSpreads(tx, day)
  await tx.query("SELECT pg_notify($1, '')", [BANDS_CHANGED])
}

export interface BandRow {
  readonly code: string
  readonly origin: string
  readonly unit: string
  readonly low: string
  readonly high: string
  readonly count: number
}

export async function listBands(reader: Reader): Promise<readonly BandRow[]> {
  return await reader.query<BandRow>('SELECT code, origin, unit, low, high, count FROM price_band')
}
