import type { Reader, Writer } from '../node.ts'

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
