import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { afterAll, expect, test } from 'vitest'
import { shirts } from './declaration/testing/shirts.ts'
import { findFreePort } from './platform/free-port.ts'

const root = resolve(import.meta.dirname, '../..')
const home = mkdtempSync(join(tmpdir(), 'lintas-chaos-'))
const port = await findFreePort('127.0.0.1')
const node = `http://127.0.0.1:${port}/vn`
const env = { ...process.env, LINTAS_HOME: home, LINTAS_PORT: String(port), LINTAS_SANDBOX: '1', LINTAS_LOG_LEVEL: 'fatal' }
const children = new Set<ChildProcess>()

afterAll(async () => {
  for (const child of children) child.kill('SIGKILL')
  const postmaster = findPostmaster()
  if (postmaster !== undefined && isAlive(postmaster)) process.kill(postmaster, 'SIGQUIT')
  rmSync(home, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 })
})

/** A server in a process of its own, as an operator runs it. */
async function serve(): Promise<ChildProcess> {
  const child = spawn(join(root, 'lintas'), ['serve', '--state', 'VN'], { env, stdio: 'ignore' })
  children.add(child)
  child.once('exit', () => children.delete(child))
  for (let attempt = 0; attempt < 300; attempt++) {
    if ((await fetch(`${node}/ready`).catch(() => undefined))?.ok === true) return child
    if (child.exitCode !== null) throw new Error(`lintas serve ended with ${child.exitCode}`)
    await sleep(100)
  }
  throw new Error('the server was not ready after half a minute')
}

function run(...args: readonly string[]): Promise<string> {
  return new Promise((done, failed) => {
    const child = spawn(join(root, 'lintas'), args, { env, stdio: ['ignore', 'pipe', 'inherit'] })
    let text = ''
    child.stdout.on('data', chunk => {
      text += chunk
    })
    child.once('error', failed).once('close', () => done(text.trim()))
  })
}

function findPostmaster(): number | undefined {
  const file = join(home, 'postgres/data/postmaster.pid')
  return existsSync(file) ? Number(readFileSync(file, 'utf8').split('\n')[0]) : undefined
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

/** Lodges without pause until told to stop, and keeps what was acknowledged: reference and number. */
function lodgeOn(apiKey: string, clients: number, run: string) {
  const acknowledged = new Map<string, string>()
  let isStopped = false
  const client = async (name: number) => {
    for (let number = 0; !isStopped; number++) {
      const reference = `${run}-${name}-${number}`
      const mrn = await lodge(apiKey, reference).catch(() => undefined)
      if (mrn !== undefined) acknowledged.set(reference, mrn)
      else await sleep(5)
    }
  }
  const working = Promise.all(Array.from({ length: clients }, (_, name) => client(name)))
  return {
    acknowledged,
    stop() {
      isStopped = true
      return working
    },
  }
}

/** The number of a declaration, once the node has acknowledged it. */
async function lodge(apiKey: string, reference: string): Promise<string | undefined> {
  const today = new Date().toISOString().slice(0, 10)
  const document = shirts(reference, { importer: { id: 'TRADER-VN' }, declarant: { id: 'TRADER-VN' }, arrivalOn: today })
  const answer = await fetch(`${node}/api/v1/declarations`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-api-key': apiKey },
    body: JSON.stringify(document),
  })
  const { mrn } = (await answer.json()) as { readonly mrn?: string }
  return answer.ok ? mrn : undefined
}

test('whatever is killed while declarations come in, each one acknowledged is there once and whole, and none twice', {
  timeout: 180_000,
}, async () => {
  let server = await serve()
  const accounts: readonly { role: string; apiKey: string }[] = JSON.parse(readFileSync(join(home, 'accounts.json'), 'utf8'))
  const apiKey = accounts.find(each => each.role === 'trader')?.apiKey ?? ''
  const acknowledged = new Map<string, string>()

  const victims = [() => server.pid, findPostmaster, () => server.pid]
  for (const [round, victim] of victims.entries()) {
    const lodging = lodgeOn(apiKey, 8, `round-${round}`)
    while (lodging.acknowledged.size < 25) await sleep(10)
    const pid = victim()
    if (pid === undefined) throw new Error('nobody to kill')
    process.kill(pid, 'SIGKILL')
    await sleep(50)
    await lodging.stop()
    for (const [reference, mrn] of lodging.acknowledged) acknowledged.set(reference, mrn)
    if (pid === server.pid) await exited(server)
    else await ended(server)
    server = await serve()
  }

  for (const [reference, mrn] of acknowledged) expect(await lodge(apiKey, reference)).toBe(mrn)

  const owner = new pg.Client(await run('database-url', '--state', 'VN'))
  await owner.connect()
  const { rows } = await owner.query<{
    local_reference: string
    mrn: string
    versions: string
    decisions: string
    events: string
    sum: string
  }>(
    `SELECT local_reference, mrn, revision,
       (SELECT count(*) FROM declaration_version v WHERE v.mrn = d.mrn) AS versions, (SELECT count(*) FROM decision c WHERE c.mrn = d.mrn) AS decisions,
       (SELECT count(*) FROM event e WHERE e.subject_id = d.mrn) AS events, (SELECT sum(minor) FROM ledger_posting p WHERE p.mrn = d.mrn) AS sum
     FROM declaration d`,
  )
  await owner.end()
  const kept = new Map(rows.map(row => [row.local_reference, row.mrn]))
  expect(kept.size).toBe(rows.length)
  expect([...acknowledged].filter(([reference, mrn]) => kept.get(reference) !== mrn)).toEqual([])
  expect(rows.filter(row => row.versions !== '1' || row.decisions !== '1' || row.events !== '3' || row.sum !== '0')).toEqual([])
  expect(JSON.parse(await run('verify', '--state', 'VN', '--json'))).toMatchObject({ ok: true })
  await ended(server)
})

async function ended(child: ChildProcess): Promise<void> {
  child.kill('SIGTERM')
  await exited(child)
}

async function exited(child: ChildProcess): Promise<void> {
  while (child.exitCode === null && child.signalCode === null) await sleep(20)
}
