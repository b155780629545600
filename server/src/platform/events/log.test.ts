import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, expect, test } from 'vitest'
import { clockOf } from '../clock.ts'
import type { Database, NewEvent } from '../node.ts'
import { secretsIn } from '../secrets.ts'
import { testDatabase } from '../testing/database.ts'
import {
  EVENT_PARAMETERS,
  erasePayloads,
  insertEvents,
  type Log,
  listEventsAbout,
  listEventsFrom,
  openEvents,
  openLog,
  proveEvent,
  sealEvents,
  verifyLog,
  verifyProof,
} from './index.ts'
import { sealSettled, untilSettled } from './testing/settled.ts'

/** One log of a fresh database, and the same as its owner, who may do what nobody should. */
async function freshLog(): Promise<{
  log: Log
  db: Database
  ownerDb: Database
  add: (events: readonly NewEvent[]) => Promise<readonly string[]>
}> {
  const { db, ownerDb } = await testDatabase()
  const home = await mkdtemp(join(tmpdir(), 'lintas-log-'))
  afterAll(() => rm(home, { recursive: true, force: true }))
  const clock = clockOf('VN')
  const log = await openLog({ state: 'VN', db, clock, secrets: secretsIn(home) })
  return { log, db, ownerDb, add: events => db.transaction(tx => openEvents('VN', clock).append(tx, events)) }
}

/** Looks at events that are settled, whatever other tests do on the same database server. */
const verify = async (log: Log) => await untilSettled(log.db).then(() => verifyLog(log))

const events = openEvents('VN', clockOf('VN'))
const lodge = (id: string, payload?: NewEvent['payload']): NewEvent => ({
  subject: 'declaration',
  subjectId: id,
  act: 'lodge',
  by: 'account-1',
  facts: { lane: 'green', total: '1500000', items: 2 },
  ...(payload === undefined ? {} : { payload }),
})
const lodges = (count: number) =>
  Array.from({ length: count }, (_, n) => lodge(`MRN-${n}`, n % 3 === 0 ? { importer: `Công ty ${n}` } : undefined))

test('an empty log verifies', async () => {
  const { log } = await freshLog()
  expect(await verify(log)).toEqual({ state: 'VN', events: 0, sealed: 0, ok: true, firstBad: null })
})

test('events are kept in the order they were appended, sealed by as many sealers as there are, and verify', async () => {
  const { log, db, add } = await freshLog()
  const first = await add(lodges(3))
  const second = await add(lodges(300))
  await Promise.all([sealEvents(log), sealEvents(log), add(lodges(5))])
  expect(await verify(log)).toEqual({ state: 'VN', events: 308, sealed: 308, ok: true, firstBad: null })
  const placed = await listEventsFrom(db, 0, 303)
  expect(placed.map(event => event.id)).toEqual([...first, ...second])
  expect(placed.map(event => event.position)).toEqual(placed.map((_, position) => position))
})

test('what happened to one declaration is told from the first act', async () => {
  const { db, add } = await freshLog()
  await add([lodge('MRN-1', { importer: 'Công ty Thử' }), lodge('MRN-2'), { ...lodge('MRN-1'), act: 'release' }])
  const told = await listEventsAbout(db, 'declaration', 'MRN-1')
  expect(told.map(({ act, facts, payload }) => ({ act, facts, payload }))).toEqual([
    { act: 'lodge', facts: { lane: 'green', total: '1500000', items: 2 }, payload: { importer: 'Công ty Thử' } },
    { act: 'release', facts: { lane: 'green', total: '1500000', items: 2 }, payload: null },
  ])
})

test('a subject writes its rows and its events in one statement, or neither', async () => {
  const { log, db, ownerDb } = await freshLog()
  await ownerDb.query('CREATE TABLE thing (id text PRIMARY KEY)')
  await ownerDb.query('GRANT SELECT, INSERT ON thing TO lintas_app')
  const add = `WITH added AS (INSERT INTO thing VALUES ($1) ON CONFLICT DO NOTHING RETURNING id),
    ${insertEvents(2, 'EXISTS (SELECT FROM added)')} SELECT id FROM new_event ORDER BY id`
  const prepared = events.prepare([lodge('thing-1', { name: 'A' }), { ...lodge('thing-1'), act: 'assess' }])
  expect(prepared).toHaveLength(EVENT_PARAMETERS)
  expect(await db.query(add, ['thing-1', ...prepared])).toHaveLength(2)
  expect(await db.query(add, ['thing-1', ...prepared])).toHaveLength(0)
  expect(await verify(log)).toMatchObject({ events: 2, sealed: 2, ok: true })
})

test('an event is in the log exactly when the act it records is', async () => {
  const { log, db, ownerDb } = await freshLog()
  const failed = db.transaction(async tx => {
    await events.append(tx, [lodge('MRN-1')])
    throw new Error('refused after all')
  })
  await expect(failed).rejects.toThrow('refused after all')
  const killed = db.transaction(async tx => {
    await events.append(tx, lodges(10))
    const [own] = await tx.query<{ pid: number }>('SELECT pg_backend_pid() AS pid')
    await ownerDb.query('SELECT pg_terminate_backend($1)', [own?.pid])
    await tx.query('SELECT 1')
  })
  await expect(killed).rejects.toThrow()
  expect(await verify(log)).toMatchObject({ events: 0, sealed: 0, ok: true })
})

test('an event waits for its place until every older transaction has ended', async () => {
  const { log, db, add } = await freshLog()
  await db.transaction(async slow => {
    const [early] = await events.append(slow, [lodge('MRN-slow')])
    const [late] = await add([lodge('MRN-quick')])
    expect(Number(late)).toBeGreaterThan(Number(early))
    expect(await verifyLog(log)).toEqual({ state: 'VN', events: 1, sealed: 0, ok: true, firstBad: null })
  })
  expect(await verify(log)).toMatchObject({ events: 2, sealed: 2, ok: true })
  expect((await listEventsFrom(db, 0, 2)).map(event => event.subjectId)).toEqual(['MRN-slow', 'MRN-quick'])
})

test('events of a database that comes from another server are sealed too', async () => {
  const { log, ownerDb, add } = await freshLog()
  await add(lodges(2))
  await ownerDb.query("UPDATE event_pending SET xid = '888888888888'")
  expect(await verify(log)).toMatchObject({ events: 2, sealed: 2, ok: true })
})

test('the running node can add to the log and read it, and nothing else', async () => {
  const { log, db, add } = await freshLog()
  await add([lodge('MRN-1', { importer: 'A' })])
  await sealSettled(log)
  for (const statement of [
    "UPDATE event SET act = 'x'",
    'DELETE FROM event',
    'DELETE FROM event_payload',
    'UPDATE event_payload SET payload = null',
    'UPDATE event_order SET position = 7',
    'DELETE FROM event_order',
    'DELETE FROM seal',
    "UPDATE seal SET signature = 'x'",
    'DELETE FROM event_tree',
    'TRUNCATE event',
  ])
    await expect(db.query(statement)).rejects.toThrow('permission denied')
})

test('an event whose words PostgreSQL would store otherwise is the mistake of whoever appends it', async () => {
  for (const subjectId of ['\ud800', 'a\0b']) {
    expect(() => events.prepare([lodge(subjectId)])).toThrow('needs well-formed Unicode')
  }
})

test('a payload can be erased by an act on record, and the log still verifies', async () => {
  const { log, db, ownerDb, add } = await freshLog()
  const ids = await add([lodge('MRN-1', { importer: 'A' }), lodge('MRN-2', { importer: 'B' }), lodge('MRN-3')])
  await sealSettled(log)
  const erased = await db.transaction(tx => erasePayloads({ events }, tx, ids, { by: 'account-9', reason: 'retention ended' }))
  expect(erased).toEqual(ids.slice(0, 2))
  expect(await verify(log)).toMatchObject({ events: 5, ok: true })
  expect((await listEventsAbout(db, 'declaration', 'MRN-1'))[0]?.payload).toBeNull()

  const [kept] = await add([lodge('MRN-4', { importer: 'C' })])
  await ownerDb.query('DELETE FROM event_payload WHERE event_id = $1', [kept])
  expect(await verify(log)).toMatchObject({ ok: false, firstBad: { id: kept, reason: 'payload-missing' } })
})

test('the proof of an event holds without the node, for that event alone', async () => {
  const { log, db, add } = await freshLog()
  for (const count of [1, 255, 1, 299, 145]) {
    await add(lodges(count))
    await sealSettled(log)
  }
  const placed = await listEventsFrom(db, 0, 1_000)
  expect(placed).toHaveLength(701)
  const published = structuredClone(await log.keys.published())
  for (const position of [0, 1, 2, 254, 255, 256, 257, 511, 512, 640, 700]) {
    const proof = await proveEvent(db, 'VN', placed[position]?.id ?? '')
    if (proof === undefined) throw new Error(`event at ${position} has no proof`)
    expect(await verifyProof(proof, published)).toMatchObject({ state: 'VN', size: 701 })
    expect(JSON.parse(proof.event.text)).toMatchObject({ act: 'lodge', state: 'VN' })
    const text = proof.event.text.replace('green', 'greem')
    expect(await verifyProof({ ...proof, event: { ...proof.event, text } }, published)).toBeUndefined()
    expect(await verifyProof({ ...proof, event: { ...proof.event, id: '999' } }, published)).toBeUndefined()
    expect(await verifyProof({ ...proof, position: position + 1 }, published)).toBeUndefined()
    expect(await verifyProof({ ...proof, path: proof.path.slice(1) }, published)).toBeUndefined()
  }
  const other = await freshLog()
  const proof = await proveEvent(db, 'VN', placed[3]?.id ?? '')
  expect(proof && (await verifyProof(proof, await other.log.keys.published()))).toBeUndefined()
  expect(await proveEvent(db, 'VN', '999999')).toBeUndefined()
})

test('a subtree that was changed is noticed', async () => {
  const { log, ownerDb, add } = await freshLog()
  await add(lodges(600))
  await sealSettled(log)
  expect(await verify(log)).toMatchObject({ sealed: 600, ok: true })
  await ownerDb.query('UPDATE event_tree SET hash = set_byte(hash, 7, get_byte(hash, 7) # 1) WHERE index = 1')
  expect(await verify(log)).toMatchObject({ ok: false, firstBad: { reason: 'tree-changed' } })
})

test('nothing is sealed on top of a checkpoint that does not hold', async () => {
  const { log, ownerDb, add } = await freshLog()
  await add(lodges(2))
  await sealSettled(log)
  await ownerDb.query('UPDATE seal SET root = set_byte(root, 0, get_byte(root, 0) # 1)')
  await add(lodges(1))
  await expect(sealSettled(log)).rejects.toThrow('the checkpoint at 2 does not hold: checkpoint-changed')
  expect(await verify(log)).toMatchObject({ events: 3, sealed: 2, ok: false, firstBad: { reason: 'checkpoint-changed' } })
})

test('an end that was cut off down to events without a place is noticed', async () => {
  const { log, ownerDb, add } = await freshLog()
  await add(lodges(2))
  await sealSettled(log)
  const [third] = await add(lodges(1))
  await sealSettled(log)
  await ownerDb.query('DELETE FROM seal WHERE size = 3')
  expect(await verify(log)).toMatchObject({ sealed: 2, ok: false, firstBad: { id: third, reason: 'place-not-sealed' } })
  await ownerDb.query('DELETE FROM event_order WHERE position = 2')
  expect(await verify(log)).toMatchObject({ sealed: 2, ok: false, firstBad: { id: third, reason: 'event-without-place' } })
})

/** One way to change one event: what the owner's URL lets one do, and how the first bad id is told. */
type Change = (ownerDb: Database, id: string, dice: number) => Promise<void>

const flipBit =
  (table: string, key: string, column: string): Change =>
  async (ownerDb, id, dice) => {
    const [row] = await ownerDb.query<{ value: Buffer }>(`SELECT ${column} AS value FROM ${table} WHERE ${key} = $1`, [id])
    const value = Buffer.from(row?.value ?? Buffer.alloc(1))
    value.writeUInt8(value.readUInt8(dice % value.length) ^ (1 << (dice % 8)), dice % value.length)
    await ownerDb.query(`UPDATE ${table} SET ${column} = $2 WHERE ${key} = $1`, [id, value])
  }

const changeLetter =
  (column: string): Change =>
  async (ownerDb, id, dice) => {
    const [row] = await ownerDb.query<{ value: string }>(`SELECT ${column} AS value FROM event WHERE id = $1`, [id])
    const value = row?.value ?? ''
    const at = dice % value.length
    await ownerDb.query(`UPDATE event SET ${column} = $2 WHERE id = $1`, [
      id,
      `${value.slice(0, at)}${value[at] === 'x' ? 'y' : 'x'}${value.slice(at + 1)}`,
    ])
  }

const changeJson =
  (table: string, key: string, column: string): Change =>
  async (ownerDb, id, dice) => {
    const [row] = await ownerDb.query<{ value: string }>(`SELECT ${column}::text AS value FROM ${table} WHERE ${key} = $1`, [id])
    const value = row?.value ?? ''
    const spaced = value.replace('{', '{ ')
    const letters = [...value.matchAll(/[a-z0-9]/g)].map(match => match.index)
    const at = letters[dice % letters.length] ?? 0
    const other = `${value.slice(0, at)}${value[at] === '1' ? '2' : '1'}${value.slice(at + 1)}`
    await ownerDb.query(`UPDATE ${table} SET ${column} = $2 WHERE ${key} = $1`, [id, dice % 2 === 0 ? spaced : other])
  }

const statement =
  (sql: string): Change =>
  async (ownerDb, id) => {
    await ownerDb.query(sql, [id])
  }

const CHANGES = {
  subject: changeLetter('subject'),
  'subject id': changeLetter('subject_id'),
  act: changeLetter('act'),
  by: changeLetter('by'),
  facts: changeJson('event', 'id', 'facts'),
  'instant, by a microsecond': statement("UPDATE event SET at = at + interval '1 microsecond' WHERE id = $1"),
  'payload digest': flipBit('event', 'id', 'payload_digest'),
  salt: flipBit('event', 'id', 'salt'),
  leaf: flipBit('event', 'id', 'leaf'),
  id: statement('UPDATE event SET id = id + 100000 WHERE id = $1'),
  'whole row': statement('DELETE FROM event WHERE id = $1'),
  payload: changeJson('event_payload', 'event_id', 'payload'),
  'payload salt': flipBit('event_payload', 'event_id', 'salt'),
  'payload, deleted without a record': statement('DELETE FROM event_payload WHERE event_id = $1'),
  place: statement('UPDATE event_order SET position = position + 100000 WHERE event_id = $1'),
} satisfies Record<string, Change>

const word = fc.string({ unit: fc.constantFrom(...'abcdefghij'), minLength: 1, maxLength: 12 })
const anyEvent = fc.record({
  subject: word,
  subjectId: word,
  act: word,
  by: word,
  facts: fc.record({ value: word }),
  payload: fc.record({ name: word }),
})
const batches = fc.array(fc.array(anyEvent, { minLength: 1, maxLength: 6 }), { minLength: 1, maxLength: 4 })
const LOG_TABLES = ['event', 'event_payload', 'event_pending', 'event_order', 'event_tree', 'seal']

test.each(Object.entries(CHANGES))(
  'one change of the %s of any event, sealed or not, and the log fails and names that event',
  async (_, change) => {
    const { log, ownerDb, add } = await freshLog()
    await fc.assert(
      fc.asyncProperty(batches, fc.boolean(), fc.nat(), async (given, isSealed, dice) => {
        await ownerDb.query(`TRUNCATE ${LOG_TABLES.join(', ')}`)
        const ids: string[] = []
        for (const batch of given) {
          ids.push(...(await add(batch)))
          if (isSealed || change === CHANGES.place) await sealSettled(log)
        }
        const id = ids[dice % ids.length] ?? ''
        await change(ownerDb, id, dice)
        expect(await verify(log)).toMatchObject({ ok: false, firstBad: { id } })
      }),
      { numRuns: 8 },
    )
  },
)

test.each(['size', 'previous_size', 'root', 'previous_root', 'frontier', 'at', 'signature'])(
  'a checkpoint whose %s was changed does not hold',
  async column => {
    const { log, ownerDb, add } = await freshLog()
    for (const count of [3, 2, 4]) {
      await add(lodges(count))
      await sealSettled(log)
    }
    const changed: Readonly<Record<string, string>> = {
      size: '4',
      previous_size: '2',
      root: 'set_byte(root, 31, get_byte(root, 31) # 1)',
      previous_root: 'set_byte(previous_root, 0, get_byte(previous_root, 0) # 1)',
      frontier: 'array_prepend(frontier[1], frontier[2:])',
      at: "at + interval '1 microsecond'",
      signature: "overlay(signature placing 'A' from 12)",
    }
    if (column === 'frontier') await ownerDb.query('UPDATE seal SET frontier = array_append(frontier, root) WHERE size = 5')
    else await ownerDb.query(`UPDATE seal SET ${column} = ${changed[column]} WHERE size = 5`)
    expect(await verify(log)).toMatchObject({ ok: false })
  },
)
