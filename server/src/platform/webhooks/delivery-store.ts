import type { Reader } from '../node.ts'
import type { Attempt } from './line-store.ts'

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
    `WITH given_up AS (
       SELECT id FROM webhook_endpoint WHERE status = 'disabled' AND disabled_at < now() - interval '${KEPT_DAYS} days' FOR NO KEY UPDATE
     ), emptied AS (DELETE FROM webhook_line USING given_up WHERE endpoint = given_up.id)
     DELETE FROM webhook_delivery USING given_up WHERE endpoint = given_up.id`,
  )
  await db.query('DELETE FROM webhook_line WHERE pending = 0 AND lease IS NULL')
  await db.query('DELETE FROM webhook_secret WHERE valid_until < now()')
}
