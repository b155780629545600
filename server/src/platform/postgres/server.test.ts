import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterEach, expect, onTestFinished, test } from 'vitest'
import { isRunning, markOf } from '../processes.ts'
import { SILENT } from '../testing/database.ts'
import { binariesIn } from './binaries.ts'
import { holdPostgres, type PostgresServer } from './server.ts'

const held: PostgresServer[] = []
const folders: string[] = []

afterEach(async () => {
  for (const server of held.splice(0)) await server.release()
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
})

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'lintas-pg-'))
  folders.push(folder)
  return join(folder, 'postgres')
}

async function hold(folder: string): Promise<PostgresServer> {
  const server = await holdPostgres({ folder, log: SILENT, settings: { shared_buffers: '16MB' } })
  held.push(server)
  return server
}

async function ask(server: PostgresServer, sql: string): Promise<unknown> {
  const client = new pg.Client({ connectionString: server.urlOf('postgres') })
  await client.connect()
  try {
    const { rows } = await client.query({ text: sql, rowMode: 'array' })
    return rows[0]?.[0]
  } finally {
    await client.end()
  }
}

test('a server starts in a folder that only its owner may enter, on this machine alone, durable, behind a password nobody else can read', async () => {
  const folder = newFolder()
  chmodSync(join(folder, '..'), 0o700)
  const server = await hold(folder)
  expect(await ask(server, 'SHOW listen_addresses')).toBe('127.0.0.1')
  expect(await ask(server, 'SHOW unix_socket_directories')).toBe('')
  expect(await ask(server, 'SHOW server_encoding')).toBe('UTF8')
  for (const setting of ['fsync', 'synchronous_commit', 'full_page_writes', 'data_checksums']) {
    expect(`${setting} ${await ask(server, `SHOW ${setting}`)}`).toBe(`${setting} on`)
  }
  expect(statSync(join(folder, 'password')).mode & 0o777).toBe(0o600)
  const stranger = new pg.Client({ connectionString: `postgres://postgres:guess@127.0.0.1:${server.port}/postgres` })
  await expect(stranger.connect()).rejects.toThrow('password authentication failed')
})

test('a server that runs already is adopted, and stopped by the last who lets go of it', async () => {
  const folder = newFolder()
  const other = await startElsewhere(folder)
  const server = await hold(folder)
  expect(server.pid()).toBe(other.pid)
  await server.release()
  expect(markOf(other.pid)).toBeDefined()
  await other.end('SIGTERM')
  expect(markOf(other.pid)).toBeUndefined()
})

test('a server whose lintas was killed is adopted by the next one', async () => {
  const folder = newFolder()
  const other = await startElsewhere(folder)
  await other.end('SIGKILL')
  expect(markOf(other.pid)).toBeDefined()
  const server = await hold(folder)
  expect(server.pid()).toBe(other.pid)
  await server.release()
  expect(markOf(other.pid)).toBeUndefined()
})

test('a server that is killed with its backends at work is started again, at the same port, with everything that was committed', async () => {
  const folder = newFolder()
  const first = await hold(folder)
  await ask(first, 'CREATE TABLE crate AS SELECT 7 AS mass')
  const busy = new pg.Client({ connectionString: first.urlOf('postgres') })
  busy.on('error', () => undefined)
  await busy.connect()
  const sleeping = busy.query('SELECT pg_sleep(1)').catch(() => undefined)
  const killed = first.pid()
  process.kill(killed, 'SIGKILL')
  await expect.poll(() => first.pid(), { timeout: 20_000 }).not.toBe(killed)
  expect(await ask(first, 'SELECT mass FROM crate')).toBe(7)
  await sleeping
})

test('a pidfile that names a process of somebody else entirely is stale', async () => {
  const folder = newFolder()
  await (await hold(folder)).release()
  held.pop()
  const bystander = spawn('sleep', ['60'])
  onTestFinished(() => void bystander.kill())
  writeFileSync(
    join(folder, 'data/postmaster.pid'),
    [bystander.pid, join(folder, 'data'), 1, 5432, '', '127.0.0.1', '', 'ready', ''].join('\n'),
  )
  const server = await hold(folder)
  expect(await ask(server, 'SELECT 1')).toBe(1)
  expect(bystander.exitCode).toBeNull()
})

test('an initialisation that was cut off is done again from the start', async () => {
  const folder = newFolder()
  const server = await hold(folder)
  await server.release()
  held.pop()
  const unfinished = join(folder, 'data.unfinished')
  rmSync(join(folder, 'data'), { recursive: true })
  mkdirSync(unfinished)
  writeFileSync(join(unfinished, 'PG_VERSION'), '18')
  expect(await ask(await hold(folder), 'SELECT 1')).toBe(1)
  expect(existsSync(unfinished)).toBe(false)
})

test('of two processes that lose their server one starts it again and the other goes on with that', async () => {
  const folder = newFolder()
  const [one, other] = await Promise.all([hold(folder), startElsewhere(folder)])
  process.kill(other.pid, 'SIGKILL')
  await expect.poll(() => one.pid(), { timeout: 20_000 }).not.toBe(other.pid)
  expect(await ask(one, 'SELECT 1')).toBe(1)
  await other.end('SIGTERM')
  expect(markOf(one.pid())).toBeDefined()
})

test('two that start at the same time share one server', async () => {
  const folder = newFolder()
  const [one, other] = await Promise.all([hold(folder), startElsewhere(folder)])
  expect(other.pid).toBe(one.pid())
  await other.end('SIGTERM')
})

test('a folder made by another PostgreSQL is refused, with the way to go on', async () => {
  const folder = newFolder()
  await (await hold(folder)).release()
  held.pop()
  writeFileSync(join(folder, 'data/PG_VERSION'), '12\n')
  await expect(hold(folder)).rejects.toThrow(/made by PostgreSQL 12 .* take a backup/)
})

const DEBIAN = ['17', '16', '15'].map(version => `/usr/lib/postgresql/${version}/bin`).find(folder => existsSync(join(folder, 'initdb')))

test.skipIf(DEBIAN === undefined)("the system's own PostgreSQL is run the same way (skipped where none is installed)", async () => {
  const server = await holdPostgres({ folder: newFolder(), log: SILENT, binaries: binariesIn(DEBIAN ?? '') })
  held.push(server)
  expect(await ask(server, 'SELECT 1')).toBe(1)
})

test('no value and no statement reaches the log of the server', async () => {
  const folder = newFolder()
  const server = await hold(folder)
  await ask(server, "SELECT 'Nguyen Thi Hoa'::int").catch(() => undefined)
  await server.release()
  held.pop()
  expect(readFileSync(join(folder, 'server.log'), 'utf8')).not.toMatch(/SELECT|Nguyen/)
  expect(readdirSync(folder).sort()).toEqual(['data', 'holders', 'password', 'server.log'])
})

/** Another process that holds the server of this folder until it is ended. */
async function startElsewhere(folder: string): Promise<{ readonly pid: number; end(signal: NodeJS.Signals): Promise<void> }> {
  const child = spawn(process.execPath, [join(import.meta.dirname, '../testing/hold-postgres.ts'), folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  const [line] = (await once(child.stdout, 'data')) as [Buffer]
  return { pid: Number(line.toString()), end: signal => end(child, signal) }
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  const mark = child.pid === undefined ? undefined : markOf(child.pid)
  child.kill(signal)
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
  expect(mark !== undefined && isRunning(mark)).toBe(false)
}
