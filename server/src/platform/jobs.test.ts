import { afterAll, expect, test } from 'vitest'
import { type JobRunner, jobRunner } from './jobs.ts'
import { SILENT, testDatabase } from './testing/database.ts'

const { db, ownerDb } = await testDatabase()
const runners: JobRunner[] = []

afterAll(async () => {
  await Promise.all(runners.map(runner => runner.stop()))
})

function newRunner(): JobRunner {
  const runner = jobRunner(db, SILENT, 'Asia/Bangkok', 0.5)
  runners.push(runner)
  return runner
}

test('a job sent in a transaction is done when that commits, and never when it does not', async () => {
  const done: unknown[] = []
  const runner = newRunner()
  runner.work('receipt', async data => void done.push(data))
  await runner.start({ works: true })

  const undone = db.transaction(async tx => {
    await runner.send('receipt', { number: 1 }, { tx })
    throw new Error('not paid after all')
  })
  await expect(undone).rejects.toThrow()
  await db.transaction(tx => runner.send('receipt', { number: 2 }, { tx }))
  await expect.poll(() => done, { timeout: 10_000 }).toEqual([{ number: 2 }])
})

test('a job that fails is tried again', async () => {
  let attempts = 0
  const runner = newRunner()
  runner.work('reluctant', async () => {
    attempts += 1
    if (attempts === 1) throw new Error('not today')
  })
  await runner.start({ works: true })
  await runner.send('reluctant', {})
  await expect.poll(() => attempts, { timeout: 25_000 }).toBe(2)
})

test('a node that only serves sends jobs and does none', async () => {
  const done: unknown[] = []
  const serving = newRunner()
  serving.work('later', async data => void done.push(data))
  await serving.start({ works: false })
  await serving.send('later', {})
  expect(await ownerDb.query("SELECT state FROM pgboss.job WHERE name = 'later'")).toEqual([{ state: 'created' }])
  expect(done).toEqual([])
})

test('what is repeated every few seconds goes on after a failure, in one process at a time', async () => {
  let [turns, running, together] = [0, 0, 0]
  const turn = async () => {
    turns += 1
    running += 1
    together = Math.max(together, running)
    await db.query('SELECT pg_sleep(0.02)')
    running -= 1
    if (turns === 1) throw new Error('the first always fails')
  }
  for (const runner of [newRunner(), newRunner()]) {
    runner.every('sweep', { seconds: 0.01 }, turn)
    await runner.start({ works: true })
  }
  await expect.poll(() => turns, { timeout: 10_000 }).toBeGreaterThan(4)
  expect(together).toBe(1)
})

test('a node whose jobs were not started can send them', async () => {
  await jobRunner(db, SILENT, 'Asia/Bangkok').send('unstarted', { number: 3 })
  expect(await ownerDb.query("SELECT data FROM pgboss.job WHERE name = 'unstarted'")).toEqual([{ data: { number: 3 } }])
})

test('what an earlier version did by cron, and this one does not, is not done any more', async () => {
  const earlier = newRunner()
  earlier.every('abolished', '0 4 * * *', async () => undefined)
  await earlier.start({ works: true })
  await newRunner().start({ works: true })
  expect(await ownerDb.query("SELECT name FROM pgboss.schedule WHERE name = 'abolished'")).toEqual([])
})

test('cron is kept in the time zone of the state', async () => {
  const runner = newRunner()
  runner.every('nightly', '0 3 * * *', async () => undefined)
  await runner.start({ works: true })
  expect(await ownerDb.query("SELECT cron, timezone FROM pgboss.schedule WHERE name = 'nightly'")).toEqual([
    { cron: '0 3 * * *', timezone: 'Asia/Bangkok' },
  ])
})
