import {
  type CargoStanding,
  type CargoStatus,
  documentKey,
  goneOf,
  isDifference,
  type ManifestDocument,
  statusOf,
  totalOf,
} from '@lintas/customs/cargo'
import type { Day } from '@lintas/customs/kernel'
import type { Reader, Writer } from '../platform/node.ts'

/** A transport document as its one moving row has it. */
export interface DocumentRow {
  readonly id: string
  readonly manifest: string
  /** Its place in the manifest. */
  readonly place: number
  readonly number: string
  readonly origin: 'manifest' | 'found' | 'split' | 'joined'
  readonly hasHouses: boolean
  readonly body: ManifestDocument
  readonly standing: CargoStanding
  readonly lastOn: Day | null
  readonly isWarned: boolean
  readonly revision: number
}

const COLUMNS = ['id', 'manifest', 'place', 'number', 'origin', 'body', 'standing', 'revision']
  .map(column => `d.${column}`)
  .concat('d.has_houses AS "hasHouses"', 'd.last_on AS "lastOn"', 'd.is_warned AS "isWarned"')
  .join(', ')

export type NewDocument = Omit<DocumentRow, 'id' | 'revision' | 'isWarned'>

/** Writes documents, however many, in one statement; answers them with their ids, in the order of their places. */
export async function insertDocuments(tx: Writer, documents: readonly NewDocument[]): Promise<readonly DocumentRow[]> {
  const rows = documents.map(each => ({
    ...movingOf(each),
    manifest: each.manifest,
    place: each.place,
    number: each.number,
    number_key: documentKey(each.number),
    origin: each.origin,
    has_houses: each.hasHouses,
    body: each.body,
    time_sensitive: each.body.timeSensitive?.kind ?? null,
  }))
  return await tx.query<DocumentRow>(
    `INSERT INTO transport_document AS d (manifest, place, number, number_key, origin, has_houses, body, time_sensitive, ${MOVING.join(', ')})
     SELECT manifest, place, number, number_key, origin, has_houses, body, time_sensitive, ${MOVING.join(', ')} FROM json_to_recordset($1::json) AS given (
       manifest text, place integer, number text, number_key text, origin text, has_houses boolean, body json, time_sensitive text, ${MOVING_TYPES}) ORDER BY place
     RETURNING ${COLUMNS}`,
    [JSON.stringify(rows)],
  )
}

/** Writes where documents stand now, however many, in one statement. */
export async function saveDocuments(tx: Writer, documents: readonly Pick<DocumentRow, 'id' | 'standing' | 'lastOn'>[]): Promise<void> {
  if (documents.length === 0) return
  await tx.query(
    `UPDATE transport_document d SET ${MOVING.map(column => `${column} = given.${column}`).join(', ')}, revision = d.revision + 1
     FROM json_to_recordset($1::json) AS given (id bigint, ${MOVING_TYPES}) WHERE d.id = given.id`,
    [JSON.stringify(documents.map(each => ({ id: each.id, ...movingOf(each) })))],
    'cargo.save-documents',
  )
}

/** What a document says, where an amendment of its manifest changed it. */
export async function saveBodies(
  tx: Writer,
  documents: readonly Pick<DocumentRow, 'id' | 'place' | 'hasHouses' | 'body'>[],
): Promise<void> {
  if (documents.length === 0) return
  await tx.query(
    `UPDATE transport_document d SET body = given.body, place = given.place, has_houses = given.has_houses, time_sensitive = given.body->'timeSensitive'->>'kind'
     FROM json_to_recordset($1::json) AS given (id bigint, place integer, has_houses boolean, body json) WHERE d.id = given.id`,
    [JSON.stringify(documents.map(({ id, place, hasHouses, body }) => ({ id, place, has_houses: hasHouses, body })))],
  )
}

/** The columns that follow from a standing. */
const TYPES = {
  standing: 'json',
  status: 'text',
  total_packages: 'bigint',
  total_kg: 'numeric',
  declared_packages: 'bigint',
  declared_kg: 'numeric',
  passed_packages: 'bigint',
  passed_kg: 'numeric',
  left_packages: 'bigint',
  left_kg: 'numeric',
  excess_packages: 'bigint',
  excess_kg: 'numeric',
  gone_packages: 'bigint',
  gone_kg: 'numeric',
  location: 'text',
  last_on: 'date',
  abandoned_on: 'date',
  is_difference: 'boolean',
} as const
const MOVING = Object.keys(TYPES)
const MOVING_TYPES = Object.entries(TYPES)
  .map(([column, type]) => `${column} ${type}`)
  .join(', ')

function movingOf({ standing, lastOn }: Pick<DocumentRow, 'standing' | 'lastOn'>): Record<keyof typeof TYPES, unknown> {
  const [total, gone] = [totalOf(standing), goneOf(standing)]
  const { declared, passedOn, left, excess, landing, location } = standing
  return {
    standing,
    status: statusOf(standing),
    total_packages: total.packages,
    total_kg: total.grossMassKg,
    declared_packages: declared.packages,
    declared_kg: declared.grossMassKg,
    passed_packages: passedOn.packages,
    passed_kg: passedOn.grossMassKg,
    left_packages: left.packages,
    left_kg: left.grossMassKg,
    excess_packages: excess.packages,
    excess_kg: excess.grossMassKg,
    gone_packages: gone.packages,
    gone_kg: gone.grossMassKg,
    location: location ?? null,
    last_on: lastOn,
    abandoned_on: standing.abandonedOn ?? null,
    is_difference: (landing !== undefined && isDifference(landing)) || excess.packages > 0,
  }
}

export async function findDocument(reader: Reader, id: string): Promise<DocumentRow | undefined> {
  const [row] = await reader.query<DocumentRow>(`SELECT ${COLUMNS} FROM transport_document d WHERE id = $1`, [id])
  return row
}

/** Documents of a manifest, held until the transaction ends in the order of their ids, as everybody holds them; all, or those with these numbers. */
export async function holdDocuments(tx: Writer, manifest: string, numbers?: readonly string[]): Promise<readonly DocumentRow[]> {
  return await tx.query<DocumentRow>(
    `SELECT ${COLUMNS} FROM transport_document d WHERE manifest = $1 AND ($2::text[] IS NULL OR number_key = ANY ($2)) ORDER BY id FOR NO KEY UPDATE`,
    [manifest, numbers?.map(documentKey) ?? null],
  )
}

export async function holdDocumentsById(tx: Writer, ids: readonly string[]): Promise<readonly DocumentRow[]> {
  return await tx.query<DocumentRow>(
    `SELECT ${COLUMNS} FROM transport_document d WHERE id = ANY ($1::bigint[]) ORDER BY id FOR NO KEY UPDATE`,
    [ids],
    'cargo.hold-by-id',
  )
}

/** Unclaimed goods under a number on any manifest, held. */
export async function holdUnclaimed(tx: Writer, key: string): Promise<readonly DocumentRow[]> {
  return await tx.query<DocumentRow>(
    `SELECT ${COLUMNS} FROM transport_document d WHERE number_key = $1 AND status = 'unclaimed' ORDER BY id FOR NO KEY UPDATE`,
    [key],
    'cargo.hold-unclaimed',
  )
}

export interface DocumentFilter {
  readonly status?: CargoStatus | undefined
  readonly differences?: string | undefined
  readonly find?: string | undefined
}

/** Documents of a manifest in its order, above a place. */
export async function listDocuments(
  reader: Reader,
  manifest: string,
  { status, differences, find }: DocumentFilter,
  after: number | undefined,
  limit: number,
): Promise<readonly DocumentRow[]> {
  return await reader.query<DocumentRow>(
    `SELECT ${COLUMNS} FROM transport_document d WHERE manifest = $1 AND ($2::text IS NULL OR status = $2) AND (NOT $3::boolean OR is_difference)
       AND ($4::text IS NULL OR starts_with(number_key, $4)) AND ($5::integer IS NULL OR place > $5) ORDER BY place LIMIT $6`,
    [manifest, status ?? null, differences !== undefined, find === undefined ? null : documentKey(find), after ?? null, limit],
  )
}

/** Goods that nobody declared in time, and those that wait until some day; of an office or a carrier, or of everybody. */
export async function listWaiting(
  reader: Reader,
  whose: { readonly office?: string | undefined; readonly carrier?: string | undefined },
  until: Day | undefined,
  after: string | undefined,
  limit: number,
  onlyAbandoned = false,
): Promise<readonly DocumentRow[]> {
  return await reader.query<DocumentRow>(
    `SELECT ${COLUMNS} FROM transport_document d JOIN manifest m ON m.number = d.manifest
     WHERE (d.status = 'unclaimed' OR (d.status IN ('arrived', 'discharged', 'stored') AND d.last_on <= $1::date))
       AND ($2::text IS NULL OR m.office = $2) AND ($3::text IS NULL OR m.carrier = $3) AND ($4::bigint IS NULL OR d.id > $4)
       AND (NOT $6::boolean OR (d.status = 'unclaimed' AND d.abandoned_on IS NOT NULL)) ORDER BY d.id LIMIT $5`,
    [until ?? null, whose.office ?? null, whose.carrier ?? null, after ?? null, limit, onlyAbandoned],
  )
}

/** Documents whose goods have waited beyond their last day, or will within few days and nobody was told: some at a time, held. */
export async function holdOverdue(tx: Writer, today: Day, limit: number): Promise<readonly DocumentRow[]> {
  return await tx.query<DocumentRow>(
    `SELECT ${COLUMNS} FROM transport_document d WHERE status IN ('arrived', 'discharged', 'stored') AND NOT has_houses AND last_on < $1
     ORDER BY id LIMIT $2 FOR NO KEY UPDATE`,
    [today, limit],
  )
}

/** Unclaimed goods that have not passed to disposal, above one: some at a time, held. */
export async function holdUnpassed(tx: Writer, after: string, limit: number): Promise<readonly DocumentRow[]> {
  return await tx.query<DocumentRow>(
    `SELECT ${COLUMNS} FROM transport_document d WHERE status = 'unclaimed' AND abandoned_on IS NULL AND id > $1 ORDER BY id LIMIT $2 FOR NO KEY UPDATE`,
    [after, limit],
    'cargo.hold-unpassed',
  )
}

export async function holdToWarn(tx: Writer, until: Day, limit: number): Promise<readonly DocumentRow[]> {
  return await tx.query<DocumentRow>(
    `SELECT ${COLUMNS} FROM transport_document d WHERE status IN ('arrived', 'discharged', 'stored') AND NOT has_houses AND NOT is_warned
       AND last_on <= $1 ORDER BY id LIMIT $2 FOR NO KEY UPDATE`,
    [until, limit],
  )
}

export async function markWarned(tx: Writer, ids: readonly string[]): Promise<void> {
  await tx.query('UPDATE transport_document SET is_warned = true WHERE id = ANY ($1::bigint[])', [ids])
}

export interface Passage {
  readonly source: string
  readonly target: string
  readonly packages: number
  readonly grossMassKg: string
}

export async function insertPassages(tx: Writer, passages: readonly Passage[], on: Day): Promise<void> {
  await tx.query(
    `INSERT INTO transport_document_passage (source, target, packages, mass_kg, passed_on)
     SELECT source, target, packages, "grossMassKg", $2 FROM json_to_recordset($1::json) AS given (source bigint, target bigint, packages bigint, "grossMassKg" numeric)`,
    [JSON.stringify(passages), on],
  )
}

/** What went into a document and out of it. */
export async function listPassages(reader: Reader, id: string) {
  return await reader.query<{ direction: 'from' | 'to'; id: string; number: string; packages: string; mass: string; on: Day }>(
    `SELECT CASE WHEN p.target = $1 THEN 'from' ELSE 'to' END AS direction, d.id, d.number, p.packages::text, trim_scale(p.mass_kg)::text AS mass, p.passed_on AS on
     FROM transport_document_passage p JOIN transport_document d ON d.id = CASE WHEN p.target = $1 THEN p.source ELSE p.target END
     WHERE p.target = $1 OR p.source = $1 ORDER BY d.id`,
    [id],
  )
}
