import type { CaseMessage, ReadUpTo, Side } from '@lintas/contract'
import type { Reader, Writer } from '../platform/node.ts'

export interface MessageRow {
  readonly number: number
  readonly side: Side
  readonly by: string
  readonly office: string | null
  readonly role: string
  readonly traderId: string | null
  readonly sentAt: Date
  /** Null once it was erased. */
  readonly text: string | null
  readonly documents: CaseMessage['documents']
}

const MESSAGES = `SELECT m.number, m.side, m.sent_by AS by, m.office, m.role, m.trader_id AS "traderId", m.sent_at AS "sentAt",
    (SELECT payload->>'text' FROM event_payload WHERE event_payload.event_id = m.event_id) AS text,
    coalesce((
      SELECT json_agg(json_build_object('id', d.id, 'name', d.name, 'mediaType', d.media_type, 'size', c.size) ORDER BY d.listed)
      FROM case_message_document a JOIN supporting_document d ON d.id = a.document JOIN document_content c USING (sha256)
      WHERE a.mrn = m.mrn AND a.message = m.number
    ), '[]') AS documents
  FROM case_message m`

/** The thread of a declaration, the newest first, below a place in it. */
export async function listMessages(reader: Reader, mrn: string, before: number | undefined, limit: number): Promise<readonly MessageRow[]> {
  return await reader.query<MessageRow>(
    `${MESSAGES} WHERE m.mrn = $1 AND ($2::integer IS NULL OR m.number < $2) ORDER BY m.number DESC LIMIT $3`,
    [mrn, before ?? null, limit],
    'messages.list',
  )
}

/** The number of the last message; 0 where there is none. */
export async function lastNumber(reader: Reader, mrn: string): Promise<number> {
  const [row] = await reader.query<{ last: number }>(
    'SELECT coalesce(max(number), 0) AS last FROM case_message WHERE mrn = $1',
    [mrn],
    'messages.last',
  )
  return row?.last ?? 0
}

/** How many messages an account has sent since. */
export async function countSent(reader: Reader, accountId: string, since: Date): Promise<number> {
  const [row] = await reader.query<{ sent: number }>(
    'SELECT count(*)::integer AS sent FROM case_message WHERE sent_by = $1 AND sent_at > $2',
    [accountId, since],
    'messages.sent',
  )
  return row?.sent ?? 0
}

export interface NewMessage {
  readonly mrn: string
  readonly number: number
  readonly eventId: string
  readonly side: Side
  readonly by: string
  readonly office: string | undefined
  readonly role: string
  readonly traderId: string | undefined
  readonly at: Date
  readonly documents: readonly string[]
}

export async function insertMessage(tx: Writer, given: NewMessage): Promise<void> {
  const { mrn, number, eventId, side, by, office, role, traderId, at, documents } = given
  await tx.query(
    `INSERT INTO case_message (mrn, number, event_id, side, sent_by, office, role, trader_id, sent_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [mrn, number, eventId, side, by, office ?? null, role, traderId ?? null, at],
    'messages.insert',
  )
  if (documents.length === 0) return
  await tx.query('INSERT INTO case_message_document (mrn, message, document) SELECT $1, $2, unnest($3::uuid[])', [mrn, number, documents])
}

export async function readUpTo(reader: Reader, mrn: string): Promise<ReadUpTo> {
  const rows = await reader.query<{ side: Side; upTo: number }>(
    'SELECT side, up_to AS "upTo" FROM case_message_read WHERE mrn = $1',
    [mrn],
    'messages.read-up-to',
  )
  const of = (side: Side) => rows.find(row => row.side === side)?.upTo ?? 0
  return { declarant: of('declarant'), customs: of('customs') }
}

/** Moves the marker of a side on; it never goes back. */
export async function markRead(tx: Writer, mrn: string, side: Side, upTo: number, at: Date): Promise<void> {
  await tx.query(
    `INSERT INTO case_message_read (mrn, side, up_to, read_at) VALUES ($1, $2, $3, $4)
     ON CONFLICT (mrn, side) DO UPDATE SET up_to = excluded.up_to, read_at = excluded.read_at WHERE case_message_read.up_to < excluded.up_to`,
    [mrn, side, upTo, at],
    'messages.mark-read',
  )
}

/** How many messages of the other side a side has not read. */
export async function countUnread(reader: Reader, mrn: string, side: Side, upTo: number): Promise<number> {
  const [row] = await reader.query<{ unread: number }>(
    'SELECT count(*)::integer AS unread FROM case_message WHERE mrn = $1 AND side <> $2 AND number > $3',
    [mrn, side, upTo],
    'messages.unread',
  )
  return row?.unread ?? 0
}
