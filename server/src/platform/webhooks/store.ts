import type { Reader, Writer } from '../node.ts'

export interface EndpointRow {
  readonly id: string
  readonly traderId: string
  readonly url: string
  readonly description: string
  readonly types: readonly string[]
  readonly principals: readonly string[]
  readonly status: 'active' | 'paused' | 'disabled'
  readonly disabledBecause: 'gone' | 'failing' | null
  readonly disabledAt: Date | null
  readonly failingSince: Date | null
  readonly createdAt: Date
  readonly pending: number
  readonly formerSecretUntil: Date | null
}

const ENDPOINTS = `SELECT id, trader_id AS "traderId", url, description, types, principals, status, disabled_because AS "disabledBecause",
    disabled_at AS "disabledAt", failing_since AS "failingSince", created_at AS "createdAt",
    (SELECT coalesce(sum(pending), 0)::int FROM webhook_line WHERE endpoint = e.id) AS pending,
    (SELECT max(valid_until) FROM webhook_secret WHERE endpoint = e.id AND valid_until > now()) AS "formerSecretUntil"
  FROM webhook_endpoint e`

export async function listEndpoints(db: Reader, traderId: string): Promise<readonly EndpointRow[]> {
  return await db.query<EndpointRow>(`${ENDPOINTS} WHERE trader_id = $1 ORDER BY created_at, id`, [traderId])
}

export async function findEndpoint(db: Reader, traderId: string, id: string): Promise<EndpointRow | undefined> {
  const [row] = await db.query<EndpointRow>(`${ENDPOINTS} WHERE trader_id = $1 AND id = $2`, [traderId, id])
  return row
}

export type EndpointWish = Pick<EndpointRow, 'url' | 'description' | 'types' | 'principals'>

export async function insertEndpoint(tx: Writer, traderId: string, wish: EndpointWish, by: string): Promise<string> {
  const [row] = await tx.query<{ id: string }>(
    'INSERT INTO webhook_endpoint (trader_id, url, description, types, principals, created_by) VALUES ($1, $2, $3, $4, $5, $6) RETURNING id',
    [traderId, wish.url, wish.description, wish.types, wish.principals, by],
  )
  if (row === undefined) throw new Error('the endpoint was not inserted')
  return row.id
}

/** Letting an endpoint go on forgets what failed before: it is tried as a new one is. */
export async function updateEndpoint(tx: Writer, id: string, wish: EndpointWish & Pick<EndpointRow, 'status'>): Promise<void> {
  await tx.query(
    `UPDATE webhook_endpoint SET url = $2, description = $3, types = $4, principals = $5, status = $6,
       disabled_because = CASE WHEN $6 = 'disabled' THEN disabled_because END, disabled_at = CASE WHEN $6 = 'disabled' THEN disabled_at END,
       failures = CASE WHEN $6 = status AND $2 = url THEN failures ELSE 0 END,
       failing_since = CASE WHEN $6 = status AND $2 = url THEN failing_since END
     WHERE id = $1`,
    [id, wish.url, wish.description, wish.types, wish.principals, wish.status],
  )
}

export async function deleteEndpoint(tx: Writer, id: string): Promise<void> {
  await tx.query('DELETE FROM webhook_endpoint WHERE id = $1', [id])
}

/** Adds a secret; the one before stays valid until an instant, older ones do not. Two that rotate at once wait for one another. */
export async function addSecret(tx: Writer, endpoint: string, sealed: Buffer, graceHours: number): Promise<Date | null> {
  await tx.query('SELECT FROM webhook_endpoint WHERE id = $1 FOR NO KEY UPDATE', [endpoint])
  await tx.query('DELETE FROM webhook_secret WHERE endpoint = $1 AND valid_until IS NOT NULL', [endpoint])
  const [former] = await tx.query<{ until: Date }>(
    `UPDATE webhook_secret SET valid_until = now() + make_interval(hours => $2) WHERE endpoint = $1 RETURNING valid_until AS until`,
    [endpoint, graceHours],
  )
  await tx.query(
    `INSERT INTO webhook_secret (endpoint, number, sealed)
     SELECT $1, coalesce(max(number), 0) + 1, $2 FROM webhook_secret WHERE endpoint = $1`,
    [endpoint, sealed],
  )
  return former?.until ?? null
}

/** An event of a declaration, and whom it concerns. */
export interface DeclarationEvent {
  readonly position: string
  readonly id: string
  readonly at: Date
  readonly mrn: string
  readonly act: string
  readonly facts: Readonly<Record<string, unknown>>
  readonly localReference: string
  readonly declarant: string
  readonly filer: string
  readonly principal: string
}

/** Events of these organisations' declarations at places from `from` up to, not including, `to`, in their order. */
export async function listDeclarationEvents(
  db: Reader,
  traderIds: readonly string[],
  from: number,
  to: number,
): Promise<readonly DeclarationEvent[]> {
  return await db.query<DeclarationEvent>(
    `SELECT o.position, e.id, e.at, e.subject_id AS mrn, e.act, e.facts, d.local_reference AS "localReference", d.declarant, d.filer, d.principal
     FROM event_order o JOIN event e ON e.id = o.event_id JOIN declaration d ON d.mrn = e.subject_id
     WHERE o.position >= $1 AND o.position < $2 AND e.subject = 'declaration'
       AND (d.filer = ANY ($3) OR d.principal = ANY ($3) OR d.declarant = ANY ($3))
     ORDER BY o.position`,
    [from, to, traderIds],
    'webhooks.events',
  )
}

/** How many events have their place. */
export async function countPlaced(db: Reader): Promise<number> {
  const [row] = await db.query<{ placed: string }>(
    'SELECT coalesce(max(position) + 1, 0) AS placed FROM event_order',
    [],
    'webhooks.placed',
  )
  return Number(row?.placed ?? 0)
}

/** A place before which nothing happened at this instant or later. */
export async function findPlaceAt(db: Reader, at: Date): Promise<number> {
  const [row] = await db.query<{ size: string }>('SELECT coalesce(max(size), 0) AS size FROM seal WHERE at < $1', [at])
  return Number(row?.size ?? 0)
}

/** How far the log was handed out; held until the transaction ends. Undefined while another process hands out. */
export async function holdCursor(tx: Writer): Promise<number | undefined> {
  const [row] = await tx.query<{ position: string }>(
    'SELECT position FROM webhook_cursor FOR UPDATE SKIP LOCKED',
    [],
    'webhooks.hold-cursor',
  )
  return row === undefined ? undefined : Number(row.position)
}

export async function moveCursor(tx: Writer, position: number): Promise<void> {
  await tx.query('UPDATE webhook_cursor SET position = $1', [position], 'webhooks.move-cursor')
}

export type Listener = Pick<EndpointRow, 'id' | 'traderId' | 'types' | 'principals'>

/** Endpoints that notifications are put in line for; none of them is removed until the transaction ends. */
export async function holdListeners(tx: Writer): Promise<readonly Listener[]> {
  return await tx.query<Listener>(
    `SELECT id, trader_id AS "traderId", types, principals FROM webhook_endpoint WHERE status <> 'disabled' FOR KEY SHARE`,
    [],
    'webhooks.hold-listeners',
  )
}

export interface NewDelivery {
  readonly endpoint: string
  readonly messageId: string
  readonly type: string
  readonly line: string
  readonly position: number
  readonly body: string
}

/** Puts deliveries in line; those that were settled before are sent again, those that wait go on waiting. */
export async function putInLine(tx: Writer, deliveries: readonly NewDelivery[]): Promise<void> {
  if (deliveries.length === 0) return
  await tx.query(
    `WITH put AS (
       INSERT INTO webhook_delivery AS d (endpoint, message_id, type, line, position, body)
       SELECT * FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::bigint[], $6::text[])
       ON CONFLICT (endpoint, message_id) DO UPDATE SET status = 'pending', tries = 0, settled_at = NULL WHERE d.status <> 'pending'
       RETURNING d.endpoint, d.line
     ) ${LENGTHEN}`,
    [
      deliveries.map(each => each.endpoint),
      deliveries.map(each => each.messageId),
      deliveries.map(each => each.type),
      deliveries.map(each => each.line),
      deliveries.map(each => each.position),
      deliveries.map(each => each.body),
    ],
    'webhooks.put-in-line',
  )
}

/** Which settled deliveries are to be sent again. */
export interface Again {
  readonly endpoint: string
  readonly delivery?: string
  readonly status?: 'dead'
  readonly since?: Date
  readonly until?: Date
}

/** Puts settled deliveries in line again; answers how many. */
export async function putInLineAgain(tx: Writer, { endpoint, delivery, status, since, until }: Again): Promise<number> {
  const [row] = await tx.query<{ replayed: number }>(
    `WITH put AS (
       UPDATE webhook_delivery d SET status = 'pending', tries = 0, settled_at = NULL
       WHERE endpoint = $1 AND status <> 'pending' AND ($2::bigint IS NULL OR id = $2) AND ($3::text IS NULL OR status = $3)
         AND ($4::timestamptz IS NULL OR created_at >= $4) AND ($5::timestamptz IS NULL OR created_at < $5)
       RETURNING d.endpoint, d.line
     ), lengthened AS (${LENGTHEN}) SELECT count(*)::int AS replayed FROM put`,
    [endpoint, delivery ?? null, status ?? null, since ?? null, until ?? null],
  )
  return row?.replayed ?? 0
}

/** A line that was empty falls due at once; one that waits for its head goes on waiting. */
const LENGTHEN = `INSERT INTO webhook_line AS l (endpoint, line, pending, due_at) SELECT endpoint, line, count(*), now() FROM put GROUP BY 1, 2
  ON CONFLICT (endpoint, line) DO UPDATE SET pending = l.pending + excluded.pending,
    due_at = CASE WHEN l.pending = 0 AND l.lease IS NULL THEN excluded.due_at ELSE l.due_at END`

/** The head of a line, held for as long as the lease lasts. */
export interface Head {
  readonly endpoint: string
  readonly line: string
  readonly lease: string
  readonly url: string
  /** The endpoint's secrets as they are kept, the newest first. */
  readonly secrets: readonly Uint8Array[]
  readonly delivery: string
  readonly messageId: string
  readonly type: string
  readonly body: string
  readonly tries: number
}

/** How many at once. */
export interface Share {
  /** Lines of endpoints that fail, or of those that do not: what fails must not take the others' places. */
  readonly failing: boolean
  readonly limit: number
  readonly perEndpoint: number
}

/** Failures in a row after which an endpoint counts as failing. */
const FAILING_FROM = 5
/** Seconds after which another may take a line whose holder has not come back; more than an attempt can last. */
const LEASE_S = 60

/** Takes lines that are due. The heads are read after the lines were taken, so that none is read that another has just settled. */
export async function takeHeads(db: Reader, { failing, limit, perEndpoint }: Share): Promise<readonly Head[]> {
  const taken = await db.query<{ endpoint: string; line: string; lease: string }>(
    `WITH room AS (
       SELECT e.id, $4 - (SELECT count(*) FROM webhook_line WHERE endpoint = e.id AND lease IS NOT NULL AND due_at > now()) AS places
       FROM webhook_endpoint e WHERE e.status = 'active' AND (e.failures >= $1) = $2 ORDER BY random()
     ), due AS (
       SELECT due.endpoint, due.line FROM room, LATERAL (
         SELECT endpoint, line FROM webhook_line WHERE endpoint = room.id AND pending > 0 AND due_at <= now()
         ORDER BY due_at LIMIT greatest(room.places, 0) FOR UPDATE SKIP LOCKED
       ) AS due LIMIT $3
     )
     UPDATE webhook_line l SET lease = gen_random_uuid(), due_at = now() + make_interval(secs => ${LEASE_S})
     FROM due WHERE l.endpoint = due.endpoint AND l.line = due.line RETURNING l.endpoint, l.line, l.lease`,
    [FAILING_FROM, failing, limit, perEndpoint],
    'webhooks.take-lines',
  )
  if (taken.length === 0) return []
  return await db.query<Head>(
    `SELECT t.endpoint, t.line, t.lease, e.url, head.*,
       ARRAY(SELECT sealed FROM webhook_secret s WHERE s.endpoint = e.id AND (valid_until IS NULL OR valid_until > now()) ORDER BY number DESC) AS secrets
     FROM unnest($1::uuid[], $2::text[], $3::uuid[]) AS t (endpoint, line, lease) JOIN webhook_endpoint e ON e.id = t.endpoint, LATERAL (
       SELECT id AS delivery, message_id AS "messageId", type, body, tries FROM webhook_delivery d
       WHERE d.endpoint = t.endpoint AND d.line = t.line AND status = 'pending' ORDER BY position, id LIMIT 1
     ) AS head`,
    [taken.map(each => each.endpoint), taken.map(each => each.line), taken.map(each => each.lease)],
    'webhooks.heads',
  )
}

export interface Attempt {
  readonly at: Date
  readonly answer: number | null
  readonly failure: string | null
  readonly durationMs: number
  readonly excerpt: string
}

/** What becomes of a delivery after an attempt: settled, or tried again after a while. */
export type Outcome = { readonly status: 'delivered' | 'dead' } | { readonly status: 'pending'; readonly waitMs: number }

/**
 * Writes down an attempt and what came of it, and lets go of the line. Whoever has lost the lease writes nothing: another has taken it.
 */
export async function settle(db: Reader, head: Head, attempt: Attempt, outcome: Outcome): Promise<void> {
  await db.query(
    `WITH tried AS (
       UPDATE webhook_delivery SET status = $5, attempts = attempts + 1, tries = tries + 1,
         settled_at = CASE WHEN $5 = 'pending' THEN NULL ELSE now() END
       WHERE id = $4 AND status = 'pending'
         AND EXISTS (SELECT FROM webhook_line WHERE endpoint = $1 AND line = $2 AND lease = $3 FOR UPDATE)
       RETURNING id, attempts
     ), let_go AS (
       UPDATE webhook_line SET lease = NULL, pending = pending - CASE WHEN $5 = 'pending' THEN 0 ELSE (SELECT count(*)::int FROM tried) END,
         due_at = now() + make_interval(secs => $6)
       WHERE endpoint = $1 AND line = $2 AND lease = $3
     ), health AS (
       UPDATE webhook_endpoint SET failures = CASE WHEN $12 THEN 0 ELSE failures + 1 END,
         failing_since = CASE WHEN $12 THEN NULL ELSE coalesce(failing_since, now()) END
       WHERE id = $1 AND (failures > 0 OR NOT $12)
     )
     INSERT INTO webhook_attempt (delivery, number, at, answer, failure, duration_ms, excerpt)
     SELECT id, attempts, $7::timestamptz, $8::int, $9::text, $10::int, $11::text FROM tried`,
    [
      head.endpoint,
      head.line,
      head.lease,
      head.delivery,
      outcome.status,
      outcome.status === 'pending' ? outcome.waitMs / 1000 : 0,
      attempt.at,
      attempt.answer,
      attempt.failure,
      attempt.durationMs,
      attempt.excerpt,
      outcome.status === 'delivered',
    ],
    'webhooks.settle',
  )
}

/** Lets go of a line without an attempt: its head is due at once, for whoever comes next. */
export async function letGo(db: Reader, { endpoint, line, lease }: Head): Promise<void> {
  await db.query('UPDATE webhook_line SET lease = NULL, due_at = now() WHERE endpoint = $1 AND line = $2 AND lease = $3', [
    endpoint,
    line,
    lease,
  ])
}

/** Disables an endpoint that is active; answers whose it was, where it was. With a day, only one at which nothing has arrived since before. */
export async function disable(
  tx: Writer,
  id: string,
  because: 'gone' | 'failing',
  failingBefore?: Date,
): Promise<{ readonly traderId: string; readonly url: string } | undefined> {
  const [row] = await tx.query<{ traderId: string; url: string }>(
    `UPDATE webhook_endpoint SET status = 'disabled', disabled_because = $2, disabled_at = now()
     WHERE id = $1 AND status = 'active' AND ($3::timestamptz IS NULL OR failing_since < $3) RETURNING trader_id AS "traderId", url`,
    [id, because, failingBefore ?? null],
  )
  return row
}

export interface DeliveryRow {
  readonly id: string
  readonly messageId: string
  readonly type: string
  readonly line: string
  readonly status: 'pending' | 'delivered' | 'dead'
  readonly attempts: number
  readonly createdAt: Date
  readonly settledAt: Date | null
  readonly dueAt: Date | null
  readonly lastAnswer: string | null
  readonly body: string
}

const DELIVERIES = `SELECT d.id, message_id AS "messageId", type, d.line, status, attempts, created_at AS "createdAt", settled_at AS "settledAt", body,
    CASE WHEN status = 'pending' THEN l.due_at END AS "dueAt",
    (SELECT coalesce(answer::text, failure) FROM webhook_attempt WHERE delivery = d.id AND number = d.attempts) AS "lastAnswer"
  FROM webhook_delivery d LEFT JOIN webhook_line l ON l.endpoint = d.endpoint AND l.line = d.line`

export interface DeliveryFilter {
  readonly status?: string | undefined
  readonly about?: string | undefined
}

/** Deliveries to an endpoint, the newest first, below a number. */
export async function listDeliveries(
  db: Reader,
  endpoint: string,
  { status, about }: DeliveryFilter,
  before: string | undefined,
  limit: number,
): Promise<readonly DeliveryRow[]> {
  return await db.query<DeliveryRow>(
    `${DELIVERIES} WHERE d.endpoint = $1 AND ($2::bigint IS NULL OR d.id < $2) AND ($3::text IS NULL OR status = $3)
       AND ($4::text IS NULL OR d.line = $4) ORDER BY d.id DESC LIMIT $5`,
    [endpoint, before ?? null, status ?? null, about ?? null, limit],
  )
}

export async function findDelivery(db: Reader, endpoint: string, id: string): Promise<DeliveryRow | undefined> {
  const [row] = await db.query<DeliveryRow>(`${DELIVERIES} WHERE d.endpoint = $1 AND d.id = $2`, [endpoint, id])
  return row
}

export async function listAttempts(db: Reader, delivery: string): Promise<readonly (Attempt & { readonly number: number })[]> {
  return await db.query<Attempt & { number: number }>(
    `SELECT number, at, answer, failure, duration_ms AS "durationMs", excerpt FROM webhook_attempt WHERE delivery = $1 ORDER BY number`,
    [delivery],
  )
}

/** Days for which what was delivered, and what is dead, can be looked at and sent again. */
const KEPT_DAYS = 30

/** Deletes what is older than that, and lines in which nothing waits. What waits at an endpoint that was disabled that long ago is dead. */
export async function forgetOld(db: Reader): Promise<void> {
  await db.query(`DELETE FROM webhook_delivery WHERE settled_at < now() - interval '${KEPT_DAYS} days'`)
  await db.query(
    `DELETE FROM webhook_delivery d USING webhook_endpoint e
     WHERE e.id = d.endpoint AND e.status = 'disabled' AND e.disabled_at < now() - interval '${KEPT_DAYS} days'`,
  )
  await db.query('DELETE FROM webhook_line WHERE pending = 0 AND lease IS NULL')
  await db.query('DELETE FROM webhook_secret WHERE valid_until < now()')
}
