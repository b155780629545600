import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { STATES } from '@lintas/customs/reference'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { holdRegion, ownerUrlOf, restoreFrom, saveTo } from './main.ts'
import { type Config, readConfig } from './platform/config.ts'
import { withClient } from './platform/databases.ts'
import { readPidfile } from './platform/postgres/pidfile.ts'
import type { Region } from './region.ts'

const scratch = mkdtempSync(join(tmpdir(), 'lintas-region-'))
const config = configOf('home')
let region: Region

beforeAll(async () => {
  region = await start(config)
})

afterAll(async () => {
  await region.stop()
  rmSync(scratch, { recursive: true })
})

function configOf(home: string): Config {
  return { ...readConfig({ LINTAS_HOME: join(scratch, home), LINTAS_LOG_LEVEL: 'silent' }), port: 0 }
}

async function start(config: Config): Promise<Region> {
  const region = await holdRegion(config, { waitsForGuests: false })
  if ('heldBy' in region) throw new Error(`held by ${region.heldBy}`)
  return region
}

async function ask(path: string): Promise<{ status: number; body: unknown }> {
  const response = await fetch(`${region.url}${path}`)
  return { status: response.status, body: await response.json() }
}

test.each(STATES)('the node of %s is alive and ready', async state => {
  expect(await ask(`/${state.toLowerCase()}/health`)).toEqual({ status: 200, body: { status: 'alive' } })
  expect(await ask(`/${state.toLowerCase()}/ready`)).toEqual({ status: 200, body: { status: 'ready' } })
})

test('a home has one region at a time', async () => {
  expect(await holdRegion(config, { waitsForGuests: false })).toEqual({ heldBy: process.pid })
})

test('a lost database makes a node not ready and ends nothing; when the database is back the node is ready again', async () => {
  const server = readPidfile(join(config.home, 'postgres/data'))
  process.kill(server?.pid ?? 0, 'SIGKILL')
  await expect.poll(() => ask('/vn/ready')).toMatchObject({ status: 503, body: { code: 'node.database-unreachable' } })
  expect((await ask('/vn/health')).status).toBe(200)
  await expect.poll(async () => (await ask('/vn/ready')).status, { timeout: 25_000 }).toBe(200)
})

test('a backup restored into an empty home holds the same rows, keys and accounts; a home that is not empty is refused', async () => {
  const file = join(scratch, 'all.backup')
  const owner = await ownerUrlOf(config, 'VN')
  await withClient(owner, client => client.query(MADE_WHILE_RUNNING))
  const saved = await saveTo(config, file)
  const other = configOf('other')
  expect(await restoreFrom(other, file)).toEqual(saved)
  await expect(restoreFrom(other, file)).rejects.toThrow(/other is not empty/)

  const restored = await start(other)
  try {
    for (const state of ['SG', 'VN'] as const) {
      const count = 'SELECT count(*) AS events FROM event'
      expect(await restored.node(state).db.query(count)).toEqual(await region.node(state).db.query(count))
    }
    const [stats] = await restored.node('VN').db.query("SELECT count(*) AS rows FROM pgboss.queue_stats WHERE name = 'kept'")
    expect(stats).toEqual({ rows: '1' })
    const [jobs] = await restored
      .node('VN')
      .db.query("SELECT count(*) AS rows FROM pgboss.job WHERE id = '00000000-0000-4000-8000-000000000001'")
    expect(jobs).toEqual({ rows: '1' })
    const [next] = await restored.node('VN').db.query<{ id: string }>("SELECT nextval('event_id_seq') AS id")
    const [last] = await region.node('VN').db.query<{ id: string }>('SELECT max(id) AS id FROM event')
    expect(Number(next?.id)).toBeGreaterThan(Number(last?.id))
    expect(existsSync(join(other.home, 'accounts.json'))).toBe(true)
  } finally {
    await restored.stop()
  }
})

const MADE_WHILE_RUNNING = `
  CREATE TABLE pgboss.queue_stats_20300101 PARTITION OF pgboss.queue_stats FOR VALUES FROM ('2030-01-01') TO ('2030-01-02');
  INSERT INTO pgboss.queue_stats (name, captured_on) VALUES ('kept', '2030-01-01 12:00+00');
  INSERT INTO pgboss.job (id, name, start_after) SELECT '00000000-0000-4000-8000-000000000001', name, '2999-01-01' FROM pgboss.queue LIMIT 1`

test('no region is left when the process is told to stop', async () => {
  const home = join(scratch, 'told')
  const cli = join(import.meta.dirname, '../../cli/src/main.ts')
  const child = spawn(process.execPath, [cli, 'start'], { env: { ...process.env, LINTAS_HOME: home, LINTAS_PORT: '0' }, stdio: 'ignore' })
  const note = join(home, 'region.json')
  await expect.poll(() => existsSync(note), { timeout: 60_000 }).toBe(true)
  child.kill('SIGTERM')
  const code = await new Promise(resolve => child.once('exit', resolve))
  expect([code, existsSync(note), readPidfile(join(home, 'postgres/data'))]).toEqual([0, false, undefined])
})
