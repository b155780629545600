import type { Reader } from '../node.ts'

/** An event as a screen or a letter shows it. */
export interface RecordedEvent {
  readonly id: string
  readonly at: Date
  readonly subject: string
  readonly subjectId: string
  readonly act: string
  readonly by: string
  readonly facts: Readonly<Record<string, unknown>>
  /** Null where there was none, and where it was erased. */
  readonly payload: Readonly<Record<string, unknown>> | null
}

const COLUMNS = 'event.id, at, subject, subject_id AS "subjectId", act, by, facts, payload'

/** What happened to one thing, from the first: the timeline of a declaration. */
export async function listEventsAbout(db: Reader, subject: string, subjectId: string): Promise<readonly RecordedEvent[]> {
  return await db.query<RecordedEvent>(
    `SELECT ${COLUMNS} FROM event LEFT JOIN event_payload ON event_id = event.id WHERE subject = $1 AND subject_id = $2 ORDER BY event.id`,
    [subject, subjectId],
    'events.about',
  )
}

/**
 * What happened, in the order of the log, from a place on: for whoever hands events further and remembers how far they came.
 *
 * Only events that have their place are read, a few seconds after they were recorded: a serial id may still become visible behind a later one.
 */
export async function listEventsFrom(
  db: Reader,
  position: number,
  limit: number,
): Promise<readonly (RecordedEvent & { readonly position: number })[]> {
  const rows = await db.query<RecordedEvent & { position: string }>(
    `SELECT position, ${COLUMNS} FROM event_order JOIN event ON event.id = event_order.event_id LEFT JOIN event_payload ON event_payload.event_id = event.id
     WHERE position >= $1 ORDER BY position LIMIT $2`,
    [position, limit],
    'events.from',
  )
  return rows.map(row => ({ ...row, position: Number(row.position) }))
}
