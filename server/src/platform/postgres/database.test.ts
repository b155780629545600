import { expect, test } from 'vitest'
import { roleUrl, withClient } from '../databases.ts'
import { whileAllAreTaken } from '../testing/all-taken.ts'
import { SILENT, testDatabase } from '../testing/database.ts'
import { Unavailable } from '../unavailable.ts'
import { connectionsOf, openDatabase } from './index.ts'

const { db, ownerDb, server, name } = await testDatabase()
await ownerDb.query('CREATE TABLE crates (id bigint PRIMARY KEY, mass numeric, packed_on date, marks text[])')
await ownerDb.query('GRANT SELECT, INSERT, DELETE ON crates TO lintas_app')

test('whole numbers, decimals and days come back as the text that was stored', async () => {
  const [row] = await db.query(
    "SELECT 9007199254740993::bigint AS id, 1.10::numeric AS mass, '2026-02-28'::date AS day, ARRAY[1.10, 2.20]::numeric[] AS many",
  )
  expect(row).toEqual({ id: '9007199254740993', mass: '1.10', day: '2026-02-28', many: ['1.10', '2.20'] })
})

test('several statements in one text answer all their rows, in order', async () => {
  expect(await db.query('SELECT 1 AS place; SELECT 2 AS place')).toEqual([{ place: 1 }, { place: 2 }])
})

test('a transaction that throws leaves nothing behind', async () => {
  const failed = db.transaction(async tx => {
    await tx.query('INSERT INTO crates (id) VALUES (1)')
    throw new Error('the crane broke')
  })
  await expect(failed).rejects.toThrow('the crane broke')
  expect(await db.query('SELECT id FROM crates')).toEqual([])
})

test('a transaction whose failed statement was swallowed is not said to be committed', async () => {
  const swallowed = db.transaction(async tx => {
    await tx.query('SELECT 1 / 0').catch(() => undefined)
  })
  await expect(swallowed).rejects.toThrow('swallowed')
})

test('a transaction refuses statements once it has ended', async () => {
  const tx = await db.transaction(async tx => tx)
  await expect(tx.query('SELECT 1')).rejects.toThrow('has ended')
})

test('whoever gets no connection in time is told so, and nothing of it was done', async () => {
  await whileAllAreTaken(db, async () => {
    await expect(db.query('INSERT INTO crates (id) VALUES (2)')).rejects.toBeInstanceOf(Unavailable)
    await expect(db.transaction(tx => tx.query('INSERT INTO crates (id) VALUES (3)'))).rejects.toBeInstanceOf(Unavailable)
  })
  expect(await db.query('SELECT id FROM crates')).toEqual([])
})

test('a single statement waits for no transaction where transactions have connections of their own', async () => {
  const apart = openDatabase({ url: roleUrl(server, name, 'lintas_app'), log: SILENT, connectionsMax: 1, transactionsMax: 1 })
  const { promise: over, resolve: release } = Promise.withResolvers<void>()
  const { promise: started, resolve: begin } = Promise.withResolvers<void>()
  const first = apart.transaction(async tx => {
    await tx.query('SELECT 1')
    begin()
    await over
  })
  await started
  const second = apart.transaction(async tx => (await tx.query<{ two: number }>('SELECT 2 AS two'))[0]?.two)
  expect(await apart.query('SELECT 3 AS three')).toEqual([{ three: 3 }])
  expect(connectionsOf(apart)).toEqual({ open: 2, idle: 1, wanted: 1 })
  release()
  expect([await first, await second]).toEqual([undefined, 2])
  await apart.end()
})

test('rows are copied in as lines', async () => {
  await db.transaction(tx => tx.copyIn('COPY crates (id, mass) FROM STDIN', ['10\t1.5', '11\t\\N\n']))
  expect(await db.query('SELECT id, mass FROM crates ORDER BY id')).toEqual([
    { id: '10', mass: '1.5' },
    { id: '11', mass: null },
  ])
  await db.query('DELETE FROM crates')
})

test('a listener hears what is said, and after a lost connection that it may have missed something', async () => {
  const heard: string[] = []
  await db.listen('crates', payload => heard.push(payload))
  await db.query("NOTIFY crates, 'first'")
  await expect.poll(() => heard).toEqual(['first'])

  await withClient(server.urlOf('postgres'), admin => admin.query(CUT_LISTENERS, [name]))
  await expect.poll(() => heard, { timeout: 10_000 }).toEqual(['first', ''])
  await db.query("NOTIFY crates, 'second'")
  await expect.poll(() => heard).toEqual(['first', '', 'second'])
})

test('who comes to listen at the same time asks the one connection after another', async () => {
  const warnings: string[] = []
  const warned = ({ message }: Error) => warnings.push(message)
  process.on('warning', warned)
  const heard: string[] = []
  await Promise.all(['ships', 'trains', 'planes'].map(channel => db.listen(channel, payload => heard.push(payload))))
  await db.query("NOTIFY planes, 'landed'")
  await expect.poll(() => heard).toEqual(['landed'])
  process.off('warning', warned)
  expect(warnings).toEqual([])
})

const CUT_LISTENERS = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1 AND query LIKE 'LISTEN%'"

test('the app may not change the schema, nor read what nobody granted it', async () => {
  await expect(db.query('CREATE TABLE mine (id int)')).rejects.toThrow('permission denied')
  await expect(db.query('SELECT * FROM platform_migrations')).rejects.toThrow('permission denied')
})
