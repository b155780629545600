import { randomBytes } from 'node:crypto'
import type { State } from '@lintas/customs/reference'
import canonicalize from 'canonicalize'
import { findOnBehalf } from '../acting.ts'
import type { Clock, Events, NewEvent, PreparedEvents, Writer } from '../node.ts'
import { eventText, saltedHash } from './event-text.ts'

const SALT_BYTES = 16

/** The log of one state, to add to. */
export function openEvents(state: State, clock: Clock): Events {
  return {
    prepare: events => prepareEvents(state, clock.now(), events),
    async append(tx: Writer, events) {
      if (events.length === 0) return []
      const rows = await tx.query<{ id: string }>(APPEND, prepareEvents(state, clock.now(), events), 'events.append')
      await noteDelegated(tx, clock.now(), rows, events)
      return rows.map(row => row.id)
    },
  }
}

/** Lists what is done on somebody's behalf beside its events, for whoever answers for it. */
async function noteDelegated(tx: Writer, at: Date, rows: readonly { readonly id: string }[], events: readonly NewEvent[]): Promise<void> {
  const delegation = findOnBehalf()
  if (delegation === undefined) return
  await tx.query(
    `INSERT INTO delegated_act (event, delegation, by_account, on_behalf_of, subject, subject_id, act, at)
     SELECT event, $1, by_account, $2, subject, subject_id, act, $3
     FROM unnest($4::bigint[], $5::text[], $6::text[], $7::text[], $8::text[]) AS given (event, by_account, subject, subject_id, act)`,
    [
      delegation.id,
      delegation.from,
      at,
      rows.map(row => row.id),
      events.map(event => event.by),
      events.map(event => event.subject),
      events.map(event => event.subjectId),
      events.map(event => event.act),
    ],
    'events.delegated',
  )
}

/** Hashes and salts events, and lays them out as the columns `insertEvents` takes. */
function prepareEvents(state: State, now: Date, events: readonly NewEvent[]): PreparedEvents {
  const at = `${now.toISOString().slice(0, -1)}000Z`
  const salts = randomBytes(2 * SALT_BYTES * events.length)
  const onBehalf = findOnBehalf()
  const rows = events.map((given, index) => {
    const event = onBehalf === undefined ? given : { ...given, facts: { ...given.facts, onBehalfOf: onBehalf.from } }
    refuseIllFormed(event)
    const salt = salts.subarray(2 * index * SALT_BYTES, (2 * index + 1) * SALT_BYTES)
    const payloadSalt = salts.subarray((2 * index + 1) * SALT_BYTES, (2 * index + 2) * SALT_BYTES)
    const payload = event.payload === undefined ? null : canonical(event.payload)
    const facts = canonical(event.facts)
    const payloadDigest = payload === null ? null : saltedHash(payloadSalt, payload)
    const leaf = saltedHash(salt, eventText(state, { ...event, at, facts, payloadDigest }))
    return { event, facts, payload, payloadSalt: payload === null ? null : payloadSalt, payloadDigest, salt, leaf }
  })
  return [
    at,
    rows.map(row => row.event.subject),
    rows.map(row => row.event.subjectId),
    rows.map(row => row.event.act),
    rows.map(row => row.event.by),
    rows.map(row => row.facts),
    rows.map(row => row.payloadDigest),
    rows.map(row => row.salt),
    rows.map(row => row.leaf),
    rows.map(row => row.payloadSalt),
    rows.map(row => row.payload),
  ]
}

/** How many parameters `insertEvents` takes. */
export const EVENT_PARAMETERS = 11

/**
 * The part of a WITH that adds prepared events, so that a subject's one statement writes its own rows and its events together:
 *
 * ```ts
 * const LODGE = `WITH lodged AS (INSERT INTO declaration … VALUES ($1, $2) RETURNING mrn), ${insertEvents(3, 'EXISTS (SELECT FROM lodged)')}
 *   SELECT mrn FROM lodged`
 * await db.query(LODGE, [mrn, document, ...node.events.prepare(events)], 'declaration.lodge')
 * ```
 *
 * `new_event` has their ids, in order.
 *
 * @param first number of the first of the eleven parameters
 * @param when a condition of the statement under which they are added
 */
export function insertEvents(first: number, when = 'true'): string {
  const p = (offset: number) => `$${first + offset}`
  return `new_event AS (
    SELECT nextval('event_id_seq') AS id, given.*
    FROM unnest(${p(1)}::text[], ${p(2)}::text[], ${p(3)}::text[], ${p(4)}::text[], ${p(5)}::text[],
                ${p(6)}::bytea[], ${p(7)}::bytea[], ${p(8)}::bytea[], ${p(9)}::bytea[], ${p(10)}::text[])
      AS given (subject, subject_id, act, by, facts, payload_digest, salt, leaf, payload_salt, payload)
    WHERE ${when}
  ), new_event_row AS (
    INSERT INTO event (id, at, subject, subject_id, act, by, facts, payload_digest, salt, leaf)
    SELECT id, ${p(0)}::timestamptz, subject, subject_id, act, by, facts::json, payload_digest, salt, leaf FROM new_event
  ), new_event_pending AS (
    INSERT INTO event_pending (event_id) SELECT id FROM new_event
  ), new_event_payload AS (
    INSERT INTO event_payload (event_id, salt, payload) SELECT id, payload_salt, payload::json FROM new_event WHERE payload IS NOT NULL
  )`
}

const APPEND = `WITH ${insertEvents(1)} SELECT id FROM new_event ORDER BY id`

/** PostgreSQL would store another text than the one that was hashed. Whoever lets strangers name things refuses such names at the door. */
function refuseIllFormed({ subject, subjectId, act, by }: NewEvent): void {
  for (const text of [subject, subjectId, act, by]) {
    if (!text.isWellFormed() || text.includes('\0')) throw new Error(`given ${JSON.stringify(text)} in an event, needs well-formed Unicode`)
  }
}

function canonical(value: Readonly<Record<string, unknown>>): string {
  const text = canonicalize(value)
  if (text === undefined) throw new Error('given a value that JSON cannot say, needs an object')
  return text
}
