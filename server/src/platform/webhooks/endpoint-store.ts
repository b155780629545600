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

/** Reads an endpoint and holds it until the transaction ends, so that of two changes none undoes the other. */
export async function holdEndpoint(tx: Writer, traderId: string, id: string): Promise<EndpointRow | undefined> {
  const [row] = await tx.query<EndpointRow>(`${ENDPOINTS} WHERE trader_id = $1 AND id = $2 FOR NO KEY UPDATE OF e`, [traderId, id])
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

export type Listener = Pick<EndpointRow, 'id' | 'traderId' | 'types' | 'principals'>

/** Endpoints that notifications are put in line for; none of them is removed until the transaction ends. */
export async function holdListeners(tx: Writer): Promise<readonly Listener[]> {
  return await tx.query<Listener>(
    `SELECT id, trader_id AS "traderId", types, principals FROM webhook_endpoint WHERE status <> 'disabled' FOR KEY SHARE`,
    [],
    'webhooks.hold-listeners',
  )
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
