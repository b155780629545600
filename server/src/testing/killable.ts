import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { State } from '@lintas/customs/reference'
import { findFreePort } from '../platform/free-port.ts'

/** How long a server may take until it is ready: after a kill the database recovers first, on a machine that may have a lot else to do. */
const READY_WITHIN_MS = 240_000

const root = resolve(import.meta.dirname, '../../..')

/** A server and a worker in processes of their own, as an operator runs them. */
export interface Running {
  readonly server: ChildProcess
  readonly worker: ChildProcess
}

export interface Call {
  readonly key: string
  readonly path: string
  readonly body?: unknown
  readonly apiKey: string
  /** Which state's node is asked; Viet Nam's where absent. */
  readonly state?: State
  readonly headers?: Readonly<Record<string, string>>
}

/** A home with one state's node in processes of its own that a test may kill without a warning. */
export interface Killable {
  /** Where the node answers: `http://127.0.0.1:…/vn`. */
  readonly node: string
  run(kept?: ChildProcess): Promise<Running>
  /** The nodes of some states in one process, each serving and working: what one tells another is handed over in it. */
  runTogether(states: readonly State[]): Promise<ChildProcess>
  /** What a command of the line says on standard output. */
  ask(...args: readonly string[]): Promise<string>
  /** Asks until it is answered, with the same key: what a client does that wants its act done once, whatever dies meanwhile. */
  insist<Body>(call: Call): Promise<Body>
  /** What a node answers, asked until it does; undefined where it has no such thing. */
  read<Body>(call: Pick<Call, 'path' | 'apiKey' | 'state'>): Promise<Body | undefined>
  apiKeyOf(role: string, state?: State): string
  findPostmaster(): number | undefined
  /** Kills whatever runs and removes the home. */
  close(): void
}

export async function openKillable(name: string): Promise<Killable> {
  const home = mkdtempSync(join(tmpdir(), `lintas-${name}-`))
  const port = await findFreePort('127.0.0.1')
  const nodeOf = (state: State) => `http://127.0.0.1:${port}/${state.toLowerCase()}`
  const node = nodeOf('VN')
  const env = { ...process.env, LINTAS_HOME: home, LINTAS_PORT: String(port), LINTAS_SANDBOX: '1', LINTAS_LOG_LEVEL: 'fatal' }
  const children = new Set<ChildProcess>()

  const start = (...args: readonly string[]) => launch(join(root, 'lintas'), args)

  function launch(command: string, args: readonly string[]): ChildProcess {
    const child = spawn(command, args, { env, stdio: ['ignore', 'ignore', 'inherit'] }) // why it ended is said there
    children.add(child)
    child.once('exit', () => children.delete(child))
    return child
  }

  async function untilReady(server: ChildProcess, states: readonly State[]): Promise<void> {
    for (const giveUpAt = Date.now() + READY_WITHIN_MS; Date.now() < giveUpAt; ) {
      const answers = await Promise.all(states.map(state => fetch(`${nodeOf(state)}/ready`).catch(() => undefined)))
      if (answers.every(each => each?.ok === true)) return
      if (server.exitCode !== null) throw new Error(`what was to serve ended with ${server.exitCode}`)
      await sleep(100)
    }
    throw new Error('the server was not ready after four minutes')
  }

  function findPostmaster(): number | undefined {
    const file = join(home, 'postgres/data/postmaster.pid')
    return existsSync(file) ? Number(readFileSync(file, 'utf8').split('\n')[0]) : undefined
  }

  return {
    node,
    findPostmaster,

    async run(kept) {
      const server = start('serve', '--state', 'VN')
      await untilReady(server, ['VN'])
      return { server, worker: kept ?? start('work', '--state', 'VN') }
    },

    async runTogether(states) {
      const both = launch(process.execPath, [join(import.meta.dirname, 'run-nodes.ts'), ...states])
      await untilReady(both, states)
      return both
    },

    ask(...args) {
      return new Promise((done, failed) => {
        const child = spawn(join(root, 'lintas'), args, { env, stdio: ['ignore', 'pipe', 'inherit'] })
        let text = ''
        child.stdout.on('data', chunk => {
          text += chunk
        })
        child.once('error', failed).once('close', () => done(text.trim()))
      })
    },

    async insist<Body>({ key, path, body, apiKey, state = 'VN', headers = { 'content-type': 'application/json' } }: Call): Promise<Body> {
      for (;;) {
        const answer = await fetch(`${nodeOf(state)}/api/v1${path}`, {
          method: 'POST',
          headers: { 'x-api-key': apiKey, 'idempotency-key': key, 'if-match': '*', ...headers },
          body: typeof body === 'string' ? body : JSON.stringify(body ?? {}),
          signal: AbortSignal.timeout(20_000),
        })
          .then(async given => ({ status: given.status, ok: given.ok, text: await given.text() }))
          .catch(() => undefined)
        if (answer?.ok === true) return JSON.parse(answer.text) as Body
        if (answer !== undefined && answer.status < 500 && answer.status !== 429)
          throw new Error(`${path} was answered ${answer.status}: ${answer.text}`)
        await sleep(50)
      }
    },

    async read<Body>({ path, apiKey, state = 'VN' }: Pick<Call, 'path' | 'apiKey' | 'state'>): Promise<Body | undefined> {
      for (;;) {
        const asked = { headers: { 'x-api-key': apiKey }, signal: AbortSignal.timeout(20_000) }
        const answer = await fetch(`${nodeOf(state)}/api/v1${path}`, asked)
          .then(async given => ({ status: given.status, text: await given.text() }))
          .catch(() => undefined)
        if (answer?.status === 200) return JSON.parse(answer.text) as Body
        if (answer?.status === 404) return undefined
        await sleep(50)
      }
    },

    apiKeyOf(role, state = 'VN') {
      const accounts: readonly { state: string; role: string; apiKey: string }[] = JSON.parse(
        readFileSync(join(home, 'accounts.json'), 'utf8'),
      )
      return accounts.find(each => each.state === state && each.role === role)?.apiKey ?? ''
    },

    close() {
      for (const child of children) child.kill('SIGKILL')
      const postmaster = findPostmaster()
      if (postmaster !== undefined && isAlive(postmaster)) process.kill(postmaster, 'SIGQUIT')
      rmSync(home, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 })
    },
  }
}

export async function ended(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  child.kill(signal)
  while (child.exitCode === null && child.signalCode === null) await sleep(20)
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

/** Numbers from 0 to 1 that come again for the same seed (mulberry32). */
export function lotsOf(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}
