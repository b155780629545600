import type { StoragePlace, StoragePlaceBody } from '@lintas/customs/cargo'
import type { Day } from '@lintas/customs/kernel'
import type { Reader, Writer } from '../platform/node.ts'

/** One wording of a storage place: proposed, decided, and current as long as no other takes its place. */
export interface PlaceRow extends StoragePlace {
  readonly id: string
  readonly reason: string
  readonly proposedBy: string
  readonly proposedAt: Date
  readonly decision: 'approved' | 'refused' | null
  readonly decidedBy: string | null
  readonly refusal: string | null
  readonly suspendedAt: Date | null
  readonly suspension: string | null
}

interface Read extends Omit<PlaceRow, keyof StoragePlace> {
  readonly body: StoragePlaceBody & Pick<StoragePlace, 'validFrom' | 'validTo'>
  readonly suspendedOn: Day | null
}

const PLACES = `SELECT id, body, reason, proposed_by AS "proposedBy", proposed_at AS "proposedAt", decision, decided_by AS "decidedBy", refusal,
  suspended_on AS "suspendedOn", suspended_at AS "suspendedAt", suspension FROM storage_place`

/** Whether a place is in the register at all. */
export async function hasPlaces(reader: Reader): Promise<boolean> {
  const [row] = await reader.query<{ any: boolean }>(
    'SELECT EXISTS (SELECT FROM storage_place WHERE is_current) AS "any"',
    [],
    'cargo.has-places',
  )
  return row?.any === true
}

export async function findPlaces(reader: Reader, codes: readonly string[]): Promise<readonly PlaceRow[]> {
  const rows = await reader.query<Read>(`${PLACES} WHERE is_current AND code = ANY ($1) ORDER BY code`, [codes], 'cargo.find-places')
  return rows.map(rowOf)
}

/** Keeps a place as it is until the transaction ends: nobody else stores there, suspends it or words it anew. */
export async function holdPlace(tx: Writer, code: string): Promise<PlaceRow | undefined> {
  await tx.query("SELECT pg_advisory_xact_lock(hashtextextended('storage place ' || $1, 0))", [code], 'cargo.hold-place')
  return (await findPlaces(tx, [code]))[0]
}

/** Places on the register by their codes, above one. */
export async function listPlaces(
  reader: Reader,
  { use, office }: { readonly use?: string | undefined; readonly office?: string | undefined },
  after: string | undefined,
  limit: number,
): Promise<readonly PlaceRow[]> {
  const rows = await reader.query<Read>(
    `${PLACES} WHERE is_current AND ($1::text IS NULL OR body->>'office' = $1) AND ($2::text IS NULL OR body::jsonb->'uses' ? $2)
       AND ($3::text IS NULL OR code > $3) ORDER BY code LIMIT $4`,
    [office ?? null, use ?? null, after ?? null, limit],
    'cargo.list-places',
  )
  return rows.map(rowOf)
}

/** Every wording that was proposed, the newest first, below one. */
export async function listProposals(
  reader: Reader,
  status: string | undefined,
  before: string | undefined,
  limit: number,
): Promise<readonly PlaceRow[]> {
  const rows = await reader.query<Read>(
    `${PLACES} WHERE ($1::text IS NULL OR coalesce(decision, 'proposed') = $1) AND ($2::bigint IS NULL OR id < $2) ORDER BY id DESC LIMIT $3`,
    [status ?? null, before ?? null, limit],
    'cargo.list-place-proposals',
  )
  return rows.map(rowOf)
}

export async function holdProposal(tx: Writer, id: string): Promise<PlaceRow | undefined> {
  const [row] = await tx.query<Read>(`${PLACES} WHERE id = $1 FOR NO KEY UPDATE`, [id], 'cargo.hold-place-proposal')
  return row === undefined ? undefined : rowOf(row)
}

/** Keeps a proposal; undefined where another one about the place waits to be decided. */
export async function insertProposal(
  tx: Writer,
  body: Read['body'],
  { reason, by, at }: { readonly reason: string; readonly by: string; readonly at: Date },
): Promise<PlaceRow | undefined> {
  const [row] = await tx.query<{ id: string }>(
    `INSERT INTO storage_place (code, body, reason, proposed_by, proposed_at) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (code) WHERE decision IS NULL DO NOTHING RETURNING id`,
    [body.code, JSON.stringify(body), reason, by, at],
    'cargo.propose-place',
  )
  return row === undefined ? undefined : await holdProposal(tx, row.id)
}

/** Decides on a proposal that is held; approved, it takes the place of the wording before. */
export async function decideProposal(
  tx: Writer,
  { id, code }: Pick<PlaceRow, 'id' | 'code'>,
  by: string,
  at: Date,
  refusal: string | undefined,
): Promise<void> {
  if (refusal === undefined) await tx.query('UPDATE storage_place SET is_current = false WHERE code = $1 AND is_current', [code])
  await tx.query(
    'UPDATE storage_place SET decided_by = $2, decided_at = $3, decision = $4, refusal = $5, is_current = $6 WHERE id = $1',
    [id, by, at, refusal === undefined ? 'approved' : 'refused', refusal ?? null, refusal === undefined],
    'cargo.decide-place',
  )
}

export async function suspendPlace(tx: Writer, id: string, on: Day, by: string, at: Date, reason: string): Promise<void> {
  await tx.query(
    'UPDATE storage_place SET suspended_on = $2, suspended_by = $3, suspended_at = $4, suspension = $5 WHERE id = $1',
    [id, on, by, at, reason],
    'cargo.suspend-place',
  )
}

/** What lies at a place, but for some documents. */
export interface Held {
  readonly documents: number
  readonly packages: number
  readonly grossMassKg: string
}

export async function sumHeld(reader: Reader, code: string, but: readonly string[] = []): Promise<Held> {
  const [row] = await reader.query<{ documents: string; packages: string; mass: string }>(
    `SELECT count(*) AS documents, coalesce(sum(left_packages), 0)::text AS packages, trim_scale(coalesce(sum(left_kg), 0))::text AS mass
     FROM transport_document WHERE location = $1 AND (left_packages > 0 OR left_kg > 0) AND id <> ALL ($2::bigint[])`,
    [code, but],
    'cargo.sum-held',
  )
  return { documents: Number(row?.documents ?? 0), packages: Number(row?.packages ?? 0), grossMassKg: row?.mass ?? '0' }
}

function rowOf({ body, suspendedOn, ...row }: Read): PlaceRow {
  return { ...row, ...body, ...(suspendedOn === null ? {} : { suspendedOn }) }
}
