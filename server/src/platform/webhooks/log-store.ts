import type { Reader, Writer } from '../node.ts'

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

/** An alert of a list of codes, and whose list it is. */
export interface AlertEvent {
  readonly position: string
  readonly id: string
  readonly at: Date
  readonly list: string
  readonly name: string
  readonly traderId: string
  readonly alert: string
  readonly subject: string
  readonly about: string
  readonly what: string
  readonly codes: readonly string[]
  readonly successors: readonly string[] | null
}

/** Alerts of lists of codes that these organisations' accounts watch, at places from `from` up to, not including, `to`, in their order. */
export async function listAlertEvents(db: Reader, traderIds: readonly string[], from: number, to: number): Promise<readonly AlertEvent[]> {
  return await db.query<AlertEvent>(
    `SELECT o.position, e.id, e.at, w.id AS list, w.name, w.trader_id AS "traderId", a.id::text AS alert, a.subject, a.about, a.what, a.codes, a.successors
     FROM event_order o JOIN event e ON e.id = o.event_id JOIN watch_alert a ON a.id = (e.facts ->> 'alert')::bigint JOIN watch_list w ON w.id = a.list
     WHERE o.position >= $1 AND o.position < $2 AND e.subject = 'watch-list' AND e.act = 'alert' AND w.trader_id = ANY ($3)
     ORDER BY o.position`,
    [from, to, traderIds],
    'webhooks.alerts',
  )
}

/** What one side did to a supplier's declaration, for the other. */
export interface SupplyEvent {
  readonly position: string
  readonly id: string
  readonly at: Date
  readonly number: string
  readonly act: string
  readonly status: string
  readonly traderId: string
}

/** Acts on suppliers' declarations that these organisations are the other side of, at places from `from` up to, not including, `to`, in their order. */
export async function listSupplyEvents(
  db: Reader,
  traderIds: readonly string[],
  from: number,
  to: number,
): Promise<readonly SupplyEvent[]> {
  return await db.query<SupplyEvent>(
    `SELECT * FROM (
       SELECT o.position, e.id, e.at, d.number, e.act, e.facts ->> 'status' AS status,
         CASE e.facts ->> 'side' WHEN 'supplier' THEN d.producer ELSE d.supplier_trader END AS "traderId"
       FROM event_order o JOIN event e ON e.id = o.event_id JOIN supplier_declaration d ON d.number = e.subject_id
       WHERE o.position >= $1 AND o.position < $2 AND e.subject = 'supplier-declaration' AND d.made_by = 'supplier') AS told
     WHERE "traderId" = ANY ($3) ORDER BY position`,
    [from, to, traderIds],
    'webhooks.supplies',
  )
}

/** A cost statement one of whose records shows nothing any more, or holds again. */
export interface StatementEvent {
  readonly position: string
  readonly id: string
  readonly at: Date
  readonly statement: string
  readonly name: string
  readonly traderId: string
  readonly act: string
  readonly record: string
  readonly because: string | null
}

/** What became of what these organisations' cost statements rest on, at places from `from` up to, not including, `to`, in their order. */
export async function listStatementEvents(
  db: Reader,
  traderIds: readonly string[],
  from: number,
  to: number,
): Promise<readonly StatementEvent[]> {
  return await db.query<StatementEvent>(
    `SELECT o.position, e.id, e.at, s.id AS statement, s.name, s.trader AS "traderId", e.act, e.facts ->> 'record' AS record, e.facts ->> 'because' AS because
     FROM event_order o JOIN event e ON e.id = o.event_id JOIN origin_statement s ON s.id::text = e.subject_id
     WHERE o.position >= $1 AND o.position < $2 AND e.subject = 'origin-statement' AND e.act IN ('fall', 'stand-again') AND s.trader = ANY ($3)
     ORDER BY o.position`,
    [from, to, traderIds],
    'webhooks.statements',
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
