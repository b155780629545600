import type { WatchAlert } from '@lintas/contract'
import type { Day } from '@lintas/customs/kernel'
import type { Reader, Writer } from '../platform/node.ts'

export interface ListRow {
  readonly id: string
  readonly name: string
  readonly codes: readonly string[]
  readonly createdAt: Date
}

const LIST = 'id, name, codes, created_at AS "createdAt"'

/** Whose list it is: an account's, and the organisation's that is told by webhook, where it acts for one. */
export interface Watcher {
  readonly accountId: string
  readonly traderId: string | undefined
}

export async function insertList(
  tx: Writer,
  { accountId, traderId }: Watcher,
  name: string,
  codes: readonly string[],
  at: Date,
): Promise<ListRow> {
  const [row] = await tx.query<ListRow>(
    `INSERT INTO watch_list (account_id, trader_id, name, codes, created_at) VALUES ($1, $2, $3, $4, $5) RETURNING ${LIST}`,
    [accountId, traderId ?? null, name, codes, at],
    'watch.add',
  )
  if (row === undefined) throw new Error('given a list of codes, needs the row that was written')
  return row
}

export async function listLists(reader: Reader, accountId: string, after: string | undefined, limit: number): Promise<readonly ListRow[]> {
  return await reader.query<ListRow>(
    `SELECT ${LIST} FROM watch_list WHERE account_id = $1 AND ended_at IS NULL AND ($2::uuid IS NULL OR id > $2) ORDER BY id LIMIT $3`,
    [accountId, after ?? null, limit],
    'watch.lists',
  )
}

export async function endList(tx: Writer, accountId: string, id: string, at: Date): Promise<ListRow | undefined> {
  const [row] = await tx.query<ListRow>(
    `UPDATE watch_list SET ended_at = $3 WHERE id = $2 AND account_id = $1 AND ended_at IS NULL RETURNING ${LIST}`,
    [accountId, id, at],
    'watch.end',
  )
  return row
}

export interface AlertRow {
  readonly id: string
  readonly list: string
  readonly name: string
  readonly at: Date
  readonly subject: WatchAlert['subject']
  readonly about: string
  readonly what: string
  readonly codes: readonly string[]
  readonly successors: readonly string[] | null
}

export async function listAlerts(
  reader: Reader,
  accountId: string,
  before: string | undefined,
  limit: number,
): Promise<readonly AlertRow[]> {
  return await reader.query<AlertRow>(
    `SELECT watch_alert.id::text, list, name, at, subject, about, what, watch_alert.codes, successors FROM watch_alert JOIN watch_list ON watch_list.id = list
     WHERE account_id = $1 AND ($2::bigint IS NULL OR watch_alert.id < $2) ORDER BY watch_alert.id DESC LIMIT $3`,
    [accountId, before ?? null, limit],
    'watch.alerts',
  )
}

/** How far the log was read, held until the transaction ends; undefined where another process holds it. */
export async function holdCursor(tx: Writer): Promise<number | undefined> {
  const [row] = await tx.query<{ position: string }>('SELECT position FROM watch_cursor FOR UPDATE SKIP LOCKED', [], 'watch.cursor')
  return row === undefined ? undefined : Number(row.position)
}

export async function moveCursor(tx: Writer, position: number): Promise<void> {
  await tx.query('UPDATE watch_cursor SET position = $1', [position], 'watch.move-cursor')
}

export async function countPlaced(reader: Reader): Promise<number> {
  const [row] = await reader.query<{ placed: string }>(
    'SELECT coalesce(max(position) + 1, 0) AS placed FROM event_order',
    [],
    'watch.placed',
  )
  return Number(row?.placed ?? 0)
}

export interface ChangeEvent {
  readonly id: string
  readonly at: Date
  readonly subject: 'law' | 'tariff' | 'quota' | 'correlation' | 'classification'
  readonly subjectId: string
  readonly act: string
  readonly facts: Readonly<Record<string, unknown>>
}

/** What changed law, schedule, quotas, codes or rulings between two places of the log, and which law began or ended. */
export async function listChanges(reader: Reader, from: number, to: number): Promise<readonly ChangeEvent[]> {
  return await reader.query<ChangeEvent>(
    `SELECT event.id::text, at, subject, subject_id AS "subjectId", act, facts FROM event_order JOIN event ON event.id = event_id
     WHERE position >= $1 AND position < $2
       AND ((subject IN ('law', 'tariff') AND act = 'approve') OR (subject = 'law' AND act IN ('begin', 'end'))
         OR (subject = 'correlation' AND act = 'activate') OR (subject = 'quota' AND act IN ('critical', 'exhausted', 'reopened'))
         OR (subject = 'classification' AND act IN ('teach', 'decide-code')))
     ORDER BY position`,
    [from, to],
    'watch.changes',
  )
}

export async function listWatching(reader: Reader): Promise<readonly ListRow[]> {
  return await reader.query<ListRow>(`SELECT ${LIST} FROM watch_list WHERE ended_at IS NULL`, [], 'watch.watching')
}

/** The same, held until the transaction ends: their codes change. */
export async function holdWatching(tx: Writer): Promise<readonly ListRow[]> {
  return await tx.query<ListRow>(
    `SELECT ${LIST} FROM watch_list WHERE ended_at IS NULL ORDER BY id FOR NO KEY UPDATE`,
    [],
    'watch.hold-watching',
  )
}

/** One of an account's lists, held until the transaction ends. */
export async function holdList(tx: Writer, accountId: string, id: string): Promise<ListRow | undefined> {
  const [row] = await tx.query<ListRow>(
    `SELECT ${LIST} FROM watch_list WHERE id = $2 AND account_id = $1 AND ended_at IS NULL FOR NO KEY UPDATE`,
    [accountId, id],
    'watch.hold',
  )
  return row
}

export async function replaceCodes(tx: Writer, list: string, codes: readonly string[]): Promise<void> {
  await tx.query('UPDATE watch_list SET codes = $2 WHERE id = $1', [list, codes], 'watch.replace-codes')
}

export interface NewAlert {
  readonly list: string
  readonly event: string
  readonly subject: WatchAlert['subject']
  readonly about: string
  readonly what: string
  readonly codes: readonly string[]
  /** What took the place of a code, where that is what changed. */
  readonly successors?: readonly string[]
  readonly at: Date
}

/** Writes an alert, once; answers its number, or undefined where it was there. */
export async function insertAlert(
  tx: Writer,
  { list, event, subject, about, what, codes, successors, at }: NewAlert,
): Promise<string | undefined> {
  const [row] = await tx.query<{ id: string }>(
    `INSERT INTO watch_alert (list, event_id, subject, about, what, codes, successors, at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
     ON CONFLICT DO NOTHING RETURNING id::text`,
    [list, event, subject, about, what, codes, successors ?? null, at],
    'watch.alert',
  )
  return row?.id
}

/** The last day whose law was looked at, held until the transaction ends; the given one where none was. Undefined where another process holds it. */
export async function holdDay(tx: Writer, today: Day): Promise<Day | undefined> {
  await tx.query('INSERT INTO watch_day (day) VALUES ($1) ON CONFLICT DO NOTHING', [today], 'watch.open-day')
  const [row] = await tx.query<{ day: Day }>('SELECT day FROM watch_day FOR UPDATE SKIP LOCKED', [], 'watch.day')
  return row?.day
}

export async function moveDay(tx: Writer, day: Day): Promise<void> {
  await tx.query('UPDATE watch_day SET day = $1', [day], 'watch.move-day')
}
