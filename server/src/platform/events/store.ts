import type { Reader, Writer } from '../node.ts'
import type { EventFields } from './event-text.ts'
import type { Frontier } from './merkle.ts'

/** A checkpoint as its row has it. */
export interface SealRow {
  readonly size: number
  readonly previousSize: number
  readonly root: Uint8Array
  readonly previousRoot: Uint8Array
  readonly frontier: readonly Uint8Array[]
  readonly at: string
  readonly signature: string
}

/** A whole subtree whose hash is kept. */
export interface TreeNode {
  readonly level: number
  readonly index: number
  readonly hash: Uint8Array
}

/** An event with all that is checked about it. What is null was deleted; an event without a payload never had one, or it was erased. */
export interface LoggedEvent {
  /** Its place in the order; null while it waits for one. */
  readonly position: number | null
  readonly id: string
  readonly fields: EventFields | null
  readonly salt: Uint8Array
  readonly leaf: Uint8Array
  readonly payloadSalt: Uint8Array | null
  readonly payload: string | null
}

const utc = (column: string) => `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`

const SEAL_COLUMNS = `size, previous_size AS "previousSize", root, previous_root AS "previousRoot", frontier, ${utc('at')} AS at, signature`

type RawSeal = Omit<SealRow, 'size' | 'previousSize'> & { size: string; previousSize: string }

export async function findLastSeal(db: Reader): Promise<SealRow | undefined> {
  const [row] = await db.query<RawSeal>(`SELECT ${SEAL_COLUMNS} FROM seal ORDER BY size DESC LIMIT 1`)
  return row === undefined ? undefined : sealRow(row)
}

/** Checkpoints of a size over `above`, up to `to`, the smallest first. */
export async function listSeals(db: Reader, above: number, to: number): Promise<readonly SealRow[]> {
  const rows = await db.query<RawSeal>(`SELECT ${SEAL_COLUMNS} FROM seal WHERE size > $1 AND size <= $2 ORDER BY size`, [above, to])
  return rows.map(sealRow)
}

function sealRow(row: RawSeal): SealRow {
  return { ...row, size: Number(row.size), previousSize: Number(row.previousSize) }
}

/** Keeps others from sealing until this transaction ends. */
export async function lockSealing(tx: Writer): Promise<void> {
  await tx.query("SELECT pg_advisory_xact_lock(hashtext('lintas.seal'))")
}

/**
 * Events that wait for a place and whose transaction is older than every running one: no event of theirs can still appear.
 *
 * A transaction newer than the newest is of another server, from which this database was restored.
 */
export async function listSettled(tx: Reader, limit: number): Promise<readonly { id: string; leaf: Uint8Array }[]> {
  return await tx.query(
    `SELECT event.id, event.leaf FROM event_pending JOIN event ON event.id = event_id
     WHERE xid < pg_snapshot_xmin(pg_current_snapshot()) OR xid >= pg_snapshot_xmax(pg_current_snapshot())
     ORDER BY event.id LIMIT $1`,
    [limit],
  )
}

/** How many events have their place. */
export async function countPlaced(db: Reader): Promise<number> {
  const [row] = await db.query<{ placed: string }>('SELECT coalesce(max(position) + 1, 0) AS placed FROM event_order')
  return Number(row?.placed ?? 0)
}

/** Gives events their places after the last seal, and seals them. */
export async function insertSeal(tx: Writer, seal: SealRow, eventIds: readonly string[], nodes: readonly TreeNode[]): Promise<void> {
  await tx.query(
    `WITH placed AS (
       INSERT INTO event_order (position, event_id)
       SELECT $2 + nth - 1, event_id FROM unnest($8::bigint[]) WITH ORDINALITY AS given (event_id, nth)
     ), no_longer_pending AS (
       DELETE FROM event_pending WHERE event_id = ANY ($8)
     ), grown AS (
       INSERT INTO event_tree (level, index, hash) SELECT * FROM unnest($9::smallint[], $10::bigint[], $11::bytea[])
     )
     INSERT INTO seal (size, previous_size, root, previous_root, frontier, at, signature)
     VALUES ($1::bigint, $2::bigint, $3, $4, $5::bytea[], $6::timestamptz, $7)`,
    [
      seal.size,
      seal.previousSize,
      seal.root,
      seal.previousRoot,
      [...seal.frontier],
      seal.at,
      seal.signature,
      [...eventIds],
      nodes.map(node => node.level),
      nodes.map(node => node.index),
      nodes.map(node => node.hash),
    ],
  )
}

const LOGGED_COLUMNS = `
  ${utc('event.at')} AS at, event.subject, event.subject_id AS "subjectId", event.act, event.by, event.facts::text AS facts,
  event.payload_digest AS "payloadDigest", event.salt, event.leaf, event_payload.salt AS "payloadSalt", event_payload.payload::text AS payload`

interface RawEvent extends EventFields {
  readonly position: string | null
  readonly id: string
  /** Null where the event is gone. */
  readonly leaf: Uint8Array | null
  readonly salt: Uint8Array
  readonly payloadSalt: Uint8Array | null
  readonly payload: string | null
}

/** Events by their places from `from` up to, not including, `to`. */
export async function listPlaced(db: Reader, from: number, to: number): Promise<readonly LoggedEvent[]> {
  const rows = await db.query<RawEvent>(
    `SELECT position, event_id AS id, ${LOGGED_COLUMNS} FROM event_order LEFT JOIN event ON event.id = event_id LEFT JOIN event_payload USING (event_id)
     WHERE position >= $1 AND position < $2 ORDER BY position`,
    [from, to],
  )
  return rows.map(loggedEvent)
}

/** Events that wait for their place, by id, after one. */
export async function listPending(db: Reader, afterId: string, limit: number): Promise<readonly LoggedEvent[]> {
  const rows = await db.query<RawEvent>(
    `SELECT NULL AS position, event_id AS id, ${LOGGED_COLUMNS} FROM event_pending LEFT JOIN event ON event.id = event_id LEFT JOIN event_payload USING (event_id)
     WHERE event_id > $1 ORDER BY event_id LIMIT $2`,
    [afterId, limit],
  )
  return rows.map(loggedEvent)
}

function loggedEvent(row: RawEvent): LoggedEvent {
  const { position, id, leaf, salt, payloadSalt, payload, ...fields } = row
  const place = position === null ? null : Number(position)
  return { position: place, id, fields: leaf === null ? null : fields, salt, leaf: leaf ?? Buffer.alloc(0), payloadSalt, payload }
}

/** Which of these events had their payload erased by an act on record. */
export async function listErased(db: Reader, eventIds: readonly string[]): Promise<ReadonlySet<string>> {
  if (eventIds.length === 0) return new Set()
  const rows = await db.query<{ id: string }>(
    "SELECT subject_id AS id FROM event WHERE subject = 'event' AND act = 'erase-payload' AND subject_id = ANY ($1::text[])",
    [eventIds],
  )
  return new Set(rows.map(row => row.id))
}

export async function listTreeNodes(db: Reader, level: number, from: number, to: number): Promise<readonly TreeNode[]> {
  const rows = await db.query<{ index: string; hash: Uint8Array }>(
    'SELECT index, hash FROM event_tree WHERE level = $1 AND index >= $2 AND index < $3 ORDER BY index',
    [level, from, to],
  )
  return rows.map(row => ({ level, index: Number(row.index), hash: row.hash }))
}

export async function countEvents(db: Reader): Promise<number> {
  const [row] = await db.query<{ events: string }>('SELECT count(*) AS events FROM event')
  return Number(row?.events ?? 0)
}

/** Rows that belong nowhere: what is left when somebody deletes or adds rows by hand. Each the first of its kind. */
export async function findStray(db: Reader): Promise<{ unplaced: string | null; unsealed: string | null; payload: string | null }> {
  const [row] = await db.query<{ unplaced: string | null; unsealed: string | null; payload: string | null }>(
    `SELECT
       (SELECT min(id) FROM event WHERE NOT EXISTS (SELECT FROM event_order WHERE event_id = id)
          AND NOT EXISTS (SELECT FROM event_pending WHERE event_id = id)) AS unplaced,
       (SELECT event_id FROM event_order WHERE position >= (SELECT coalesce(max(size), 0) FROM seal) ORDER BY position LIMIT 1) AS unsealed,
       (SELECT min(event_id) FROM event_payload WHERE NOT EXISTS (SELECT FROM event WHERE id = event_id)) AS payload`,
  )
  return row ?? { unplaced: null, unsealed: null, payload: null }
}

/** Where an event stands in the order, and what its leaf is made of. */
export async function findPlaced(db: Reader, eventId: string): Promise<LoggedEvent | undefined> {
  const [row] = await db.query<RawEvent>(
    `SELECT position, event_id AS id, ${LOGGED_COLUMNS} FROM event_order JOIN event ON event.id = event_id LEFT JOIN event_payload USING (event_id)
     WHERE event_id = $1`,
    [eventId],
  )
  return row === undefined ? undefined : loggedEvent(row)
}

/** The ids and leaves of the events at places from `from` up to, not including, `to`. */
export async function listLeaves(db: Reader, from: number, to: number): Promise<readonly { id: string; leaf: Uint8Array }[]> {
  return await db.query(
    'SELECT event.id, event.leaf FROM event_order JOIN event ON event.id = event_id WHERE position >= $1 AND position < $2 ORDER BY position',
    [from, to],
  )
}

export function frontierOf(seal: SealRow): Frontier {
  return { size: seal.size, peaks: seal.frontier }
}
