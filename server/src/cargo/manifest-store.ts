import type { ManifestAnswer, ManifestSummary } from '@lintas/contract'
import type { Manifest } from '@lintas/customs/cargo'
import type { Day } from '@lintas/customs/kernel'
import type { Reader, Writer } from '../platform/node.ts'

/** A manifest as its one moving row has it. */
export interface ManifestRow {
  readonly number: string
  readonly carrier: string
  readonly reference: string
  readonly office: string
  readonly mode: string
  readonly meansKey: string
  readonly journeyKey: string | null
  readonly meansId: string
  readonly meansName: string | null
  readonly journey: string | null
  readonly loadingPlace: string | null
  readonly unloadingPlace: string
  readonly expectedOn: Day
  readonly arrivedOn: Day | null
  readonly dischargedOn: Day | null
  readonly status: ManifestSummary['status']
  readonly containers: number
  readonly version: number
  readonly revision: number
  readonly filedAt: Date
  readonly listed: string
}

const COLUMNS = `number, carrier, reference, office, mode, means_key AS "meansKey", journey_key AS "journeyKey", means_id AS "meansId",
  means_name AS "meansName", journey, loading_place AS "loadingPlace", unloading_place AS "unloadingPlace", expected_on AS "expectedOn",
  arrived_on AS "arrivedOn", discharged_on AS "dischargedOn", status, containers, version, revision, filed_at AS "filedAt", listed`

export async function findManifest(reader: Reader, number: string): Promise<ManifestRow | undefined> {
  const [row] = await reader.query<ManifestRow>(`SELECT ${COLUMNS} FROM manifest WHERE number = $1`, [number], 'cargo.manifest')
  return row
}

/** Reads a manifest and holds it until the transaction ends: of two reports about it the later waits. */
export async function holdManifest(tx: Writer, number: string): Promise<ManifestRow | undefined> {
  const [row] = await tx.query<ManifestRow>(
    `SELECT ${COLUMNS} FROM manifest WHERE number = $1 FOR NO KEY UPDATE`,
    [number],
    'cargo.hold-manifest',
  )
  return row
}

export async function findByReference(reader: Reader, carrier: string, reference: string): Promise<ManifestRow | undefined> {
  const [row] = await reader.query<ManifestRow>(`SELECT ${COLUMNS} FROM manifest WHERE carrier = $1 AND reference = $2`, [
    carrier,
    reference,
  ])
  return row
}

/** What the tanks of a manifest that come back uncleaned still hold. */
export async function listResidues(reader: Reader, number: string, version: number): Promise<ManifestAnswer['residues']> {
  return await reader.query<ManifestAnswer['residues'][number]>(
    `SELECT each->>'id' AS container, each->'residue'->>'massKg' AS "massKg", each->'residue'->>'description' AS description,
       each->'residue'->'dangerousGoods' AS "dangerousGoods"
     FROM manifest_version, json_array_elements(document->'containers') AS each
     WHERE manifest = $1 AND version = $2 AND each->'residue' IS NOT NULL`,
    [number, version],
    'cargo.residues',
  )
}

/** Whose manifests a list is of: a carrier's own, those of an office, or every one. */
export type Whose = { readonly carrier: string } | { readonly office: string | undefined }

export interface ManifestFilter {
  readonly status?: string | undefined
  readonly differences?: string | undefined
}

/** A manifest in the list, with the kinds of its goods that cannot wait and are not cleared yet. */
export interface ListedManifest extends ManifestRow {
  readonly urgent: readonly string[] | null
}

/** Where a page of the list begins: among the manifests with goods that cannot wait, or after them, below a place. */
export type ListPlace = readonly [part: 'first' | 'rest', listed: string]

/** Goods that cannot wait and that somebody still waits for. */
const WAITING = "time_sensitive IS NOT NULL AND status IN ('announced', 'arrived', 'discharged', 'stored')"

/** Manifests, those with goods that cannot wait first, then the newest first. What cannot wait is found by its own index, so that the list of all others is read in its order. */
export async function listManifests(
  reader: Reader,
  whose: Whose,
  { status, differences }: ManifestFilter,
  before: ListPlace | undefined,
  limit: number,
): Promise<readonly ListedManifest[]> {
  const own = 'carrier' in whose ? 'carrier = $1' : '($1::text IS NULL OR office = $1)'
  const wanted = `${own} AND ($2::text IS NULL OR status = $2)
    AND (NOT $3::boolean OR EXISTS (SELECT FROM transport_document d WHERE d.manifest = manifest.number AND d.is_difference))`
  return await reader.query<ListedManifest>(
    `WITH urgent AS (SELECT manifest, array_agg(DISTINCT time_sensitive) AS kinds FROM transport_document WHERE ${WAITING} GROUP BY manifest),
     first AS (SELECT ${COLUMNS}, kinds AS urgent FROM manifest JOIN urgent ON manifest = number
       WHERE ${wanted} AND ($4::boolean IS NULL OR ($4 AND listed < $5)) ORDER BY listed DESC LIMIT $6),
     rest AS (SELECT ${COLUMNS}, NULL::text[] AS urgent FROM manifest
       WHERE ${wanted} AND number NOT IN (SELECT manifest FROM urgent) AND ($4::boolean IS NULL OR $4 OR listed < $5) ORDER BY listed DESC LIMIT $6)
     SELECT * FROM (SELECT * FROM first UNION ALL SELECT * FROM rest) AS listing ORDER BY urgent IS NULL, listed DESC LIMIT $6`,
    [
      'carrier' in whose ? whose.carrier : (whose.office ?? null),
      status ?? null,
      differences !== undefined,
      before === undefined ? null : before[0] === 'first',
      before?.[1] ?? null,
      limit,
    ],
    `cargo.list-manifests-of-${'carrier' in whose ? 'carrier' : 'office'}`,
  )
}

export async function takeManifestSerial(tx: Writer): Promise<string> {
  const [row] = await tx.query<{ serial: string }>("SELECT nextval('manifest_serial') AS serial")
  if (row === undefined) throw new Error('the manifest serial gave no number')
  return row.serial
}

/** What of a manifest is written into its row. */
export interface FiledManifest {
  readonly number: string
  readonly carrier: string
  readonly document: Manifest
  readonly meansKey: string
  readonly journeyKey: string | undefined
  readonly by: string
  readonly at: Date
}

/** Registers it; answers nothing where the carrier has filed another one under its reference. */
export async function insertManifest(tx: Writer, filed: FiledManifest): Promise<ManifestRow | undefined> {
  const [row] = await tx.query<ManifestRow>(
    `INSERT INTO manifest (number, carrier, ${HEAD.join(', ')}, status, version, revision, filed_by, filed_at)
     VALUES ($1, $2, ${HEAD.map((_, index) => `$${index + 5}`).join(', ')}, 'registered', 1, 1, $3, $4)
     ON CONFLICT (carrier, reference) DO NOTHING RETURNING ${COLUMNS}`,
    [filed.number, filed.carrier, filed.by, filed.at, ...headOf(filed)],
  )
  return row
}

/** Puts another version in its place; it is matched anew. */
export async function updateManifest(tx: Writer, filed: FiledManifest): Promise<void> {
  await tx.query(
    `UPDATE manifest SET ${HEAD.map((column, index) => `${column} = $${index + 2}`).join(', ')}, version = version + 1, revision = revision + 1,
       changed_in = pg_current_xact_id(), is_matched = false WHERE number = $1`,
    [filed.number, ...headOf(filed)],
  )
}

const HEAD = [
  'reference',
  'office',
  'mode',
  'means_key',
  'journey_key',
  'means_id',
  'means_name',
  'journey',
  'loading_place',
  'unloading_place',
  'expected_on',
  'containers',
] as const

function headOf({ document, meansKey, journeyKey }: FiledManifest): readonly unknown[] {
  const { reference, office, mode, means, journey, loadingPlace, unloadingPlace, arrivalOn, containers } = document
  return [
    reference,
    office,
    mode,
    meansKey,
    journeyKey ?? null,
    means.id,
    means.name ?? null,
    journey ?? null,
    loadingPlace ?? null,
    unloadingPlace,
    arrivalOn,
    containers.length,
  ]
}

export async function insertManifestVersion(
  tx: Writer,
  { number, by, at }: Pick<FiledManifest, 'number' | 'by' | 'at'>,
  version: number,
  text: string,
  sha256: Buffer,
): Promise<void> {
  await tx.query('INSERT INTO manifest_version (manifest, version, document, sha256, filed_by, filed_at) VALUES ($1, $2, $3, $4, $5, $6)', [
    number,
    version,
    text,
    sha256,
    by,
    at,
  ])
}

export async function getManifestVersion(
  reader: Reader,
  number: string,
  version: number,
): Promise<{ readonly document: Manifest; readonly sha256: string }> {
  const [row] = await reader.query<{ document: Manifest; sha256: string }>(
    `SELECT document, encode(sha256, 'hex') AS sha256 FROM manifest_version WHERE manifest = $1 AND version = $2`,
    [number, version],
  )
  if (row === undefined) throw new Error(`given version ${version} of manifest ${number}, needs one that was kept`)
  return row
}

export async function markArrived(tx: Writer, number: string, on: Day): Promise<void> {
  await tx.query("UPDATE manifest SET arrived_on = $2, status = 'arrived', revision = revision + 1 WHERE number = $1", [number, on])
}

export async function markDischarged(tx: Writer, number: string, on: Day): Promise<void> {
  await tx.query("UPDATE manifest SET discharged_on = $2, status = 'discharged', revision = revision + 1 WHERE number = $1", [number, on])
}

/** Says that something else was reported about it. */
export async function touchManifest(tx: Writer, number: string): Promise<void> {
  await tx.query('UPDATE manifest SET revision = revision + 1 WHERE number = $1', [number])
}

/** Manifests whose earlier declarations may not all have been found yet, and whether everything that began before them has ended. */
export async function listUnmatched(reader: Reader): Promise<readonly { readonly number: string; readonly isSettled: boolean }[]> {
  return await reader.query(
    `SELECT number, changed_in < pg_snapshot_xmin(pg_current_snapshot()) AS "isSettled" FROM manifest WHERE NOT is_matched ORDER BY number LIMIT 100`,
  )
}

export async function markMatched(tx: Writer, number: string): Promise<void> {
  await tx.query('UPDATE manifest SET is_matched = true WHERE number = $1', [number])
}

/** Manifests of a means of transport, with what tells their journeys apart. */
export async function listOfMeans(
  reader: Reader,
  meansKey: string,
): Promise<readonly Pick<ManifestRow, 'number' | 'journeyKey' | 'expectedOn' | 'arrivedOn'>[]> {
  return await reader.query(
    `SELECT number, journey_key AS "journeyKey", expected_on AS "expectedOn", arrived_on AS "arrivedOn" FROM manifest
     WHERE means_key = $1 ORDER BY listed DESC LIMIT 100`,
    [meansKey],
    'cargo.of-means',
  )
}
