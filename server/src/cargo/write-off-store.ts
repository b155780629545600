import { type CargoAmount, type CargoStanding, documentKey, type ManifestDocument } from '@lintas/customs/cargo'
import type { Day } from '@lintas/customs/kernel'
import type { Reader, Writer } from '../platform/node.ts'

/** A document that a declaration may mean, held, with what the declaration took of it before. */
export interface CandidateRow {
  readonly id: string
  readonly manifest: string
  readonly carrier: string
  readonly meansKey: string
  readonly number: string
  readonly hasHouses: boolean
  readonly body: ManifestDocument
  readonly standing: CargoStanding
  readonly lastOn: Day | null
  readonly takenPackages: string | null
  readonly takenMass: string | null
}

/** The documents with these numbers in any manifest, and those the declaration took of before, held until the transaction ends in the order of their ids. */
export async function holdCandidates(tx: Writer, numbers: readonly string[], mrn: string): Promise<readonly CandidateRow[]> {
  return await tx.query<CandidateRow>(
    `SELECT d.id, d.manifest, m.carrier, m.means_key AS "meansKey", d.number, d.has_houses AS "hasHouses", d.body, d.standing, d.last_on AS "lastOn",
       w.packages::text AS "takenPackages", trim_scale(w.mass_kg)::text AS "takenMass"
     FROM transport_document d JOIN manifest m ON m.number = d.manifest LEFT JOIN cargo_write_off w ON w.document = d.id AND w.mrn = $2
     WHERE (d.number_key = ANY ($1) AND d.status <> 'void') OR d.id IN (SELECT document FROM cargo_write_off WHERE mrn = $2)
     ORDER BY d.id FOR NO KEY UPDATE OF d`,
    [numbers.map(documentKey), mrn],
    'cargo.candidates',
  )
}

export interface WriteOffRow {
  readonly document: string
  readonly mrn: string
  readonly packages: string
  readonly mass: string
  readonly on: Day
}

const WRITE_OFFS = 'SELECT document, mrn, packages::text, trim_scale(mass_kg)::text AS mass, written_off_on AS on FROM cargo_write_off'

export async function listTaken(reader: Reader, mrn: string): Promise<readonly WriteOffRow[]> {
  return await reader.query<WriteOffRow>(`${WRITE_OFFS} WHERE mrn = $1 ORDER BY document`, [mrn], 'cargo.taken')
}

/** What declarations took of a document, with how each stands now. */
export async function listTakers(reader: Reader, id: string): Promise<readonly (WriteOffRow & { readonly status: string })[]> {
  return await reader.query(
    `SELECT taken.*, status FROM (${WRITE_OFFS} WHERE document = $1) AS taken JOIN declaration USING (mrn) ORDER BY mrn`,
    [id],
  )
}

/** Declarations that took of documents of a manifest which customs holds. */
export async function listHeldTakers(reader: Reader, manifest: string): Promise<readonly string[]> {
  const rows = await reader.query<{ mrn: string }>(
    `SELECT DISTINCT mrn FROM transport_document d JOIN cargo_write_off w ON w.document = d.id
     WHERE d.manifest = $1 AND d.standing->>'isHeld' = 'true' ORDER BY mrn`,
    [manifest],
  )
  return rows.map(row => row.mrn)
}

export async function insertWriteOffs(
  tx: Writer,
  mrn: string,
  taken: readonly { readonly document: string; readonly amount: CargoAmount }[],
  on: Day,
): Promise<void> {
  await tx.query(
    'INSERT INTO cargo_write_off (document, mrn, packages, mass_kg, written_off_on) SELECT document, $1, packages, mass, $5 FROM unnest($2::bigint[], $3::bigint[], $4::numeric[]) AS given (document, packages, mass)',
    [mrn, taken.map(each => each.document), taken.map(each => each.amount.packages), taken.map(each => each.amount.grossMassKg), on],
    'cargo.insert-write-offs',
  )
}

export async function deleteWriteOffs(tx: Writer, mrn: string): Promise<void> {
  await tx.query('DELETE FROM cargo_write_off WHERE mrn = $1', [mrn], 'cargo.delete-write-offs')
}

/** Says anew which transport documents a declaration names. */
export async function replaceDeclared(tx: Writer, mrn: string, numbers: readonly string[]): Promise<void> {
  await tx.query('DELETE FROM declared_transport WHERE mrn = $1 AND number_key <> ALL ($2)', [mrn, numbers])
  await tx.query('INSERT INTO declared_transport (number_key, mrn) SELECT unnest($2::text[]), $1 ON CONFLICT DO NOTHING', [mrn, numbers])
}

/**
 * The part of a lodging's own statement that keeps which documents it names. The parameters are named by the caller: the number of the declaration,
 * and the keys, none where it brings no goods in.
 */
export function noteDeclared(mrn: string, keys: string): string {
  return `INSERT INTO declared_transport (number_key, mrn) SELECT unnest(${keys}::text[]), ${mrn}`
}

/** The condition under which a declaration that nobody compared with manifests may be written: none is registered that it could be about. */
export function isUnmanifested(keys: string, meansKey: string): string {
  return `NOT EXISTS (SELECT FROM transport_document WHERE number_key = ANY (${keys}::text[]))
    AND NOT EXISTS (SELECT FROM manifest WHERE means_key = ${meansKey}::text)`
}

/** Declarations that name documents of a manifest and have taken nothing of them: lodged before it was filed, or while it was. */
export async function listEarlier(reader: Reader, manifest: string): Promise<readonly string[]> {
  const rows = await reader.query<{ mrn: string }>(
    `SELECT DISTINCT mrn FROM transport_document d JOIN declared_transport t USING (number_key) JOIN declaration USING (mrn)
     WHERE d.manifest = $1 AND d.status <> 'void' AND NOT d.has_houses AND declaration.status <> 'cancelled'
       AND NOT EXISTS (SELECT FROM cargo_write_off w WHERE w.document = d.id AND w.mrn = t.mrn) ORDER BY mrn`,
    [manifest],
  )
  return rows.map(row => row.mrn)
}

/** Declarations of goods that arrived, lodged before they did, which were not told: some at a time, with the documents that arrived. */
export async function listToArrive(
  reader: Reader,
  after: string,
  limit: number,
): Promise<readonly { readonly mrn: string; readonly documents: readonly string[] }[]> {
  return await reader.query(
    `SELECT mrn, array_agg(d.number ORDER BY d.id) AS documents
     FROM declaration JOIN cargo_write_off USING (mrn) JOIN transport_document d ON d.id = document JOIN manifest m ON m.number = d.manifest
     WHERE declaration.mode = 'PRE_ARRIVAL' AND declaration.arrived_on IS NULL AND m.arrived_on IS NOT NULL AND mrn > $1
       AND declaration.status NOT IN ('cancelled', 'release-refused', 'released')
     GROUP BY mrn ORDER BY mrn LIMIT $2`,
    [after, limit],
  )
}
