import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { findFreePort } from '../server/src/platform/free-port.ts'

const CLONE = resolve(import.meta.dirname, '..')

/** One member state's node in processes of its own, on an empty home: it serves and it works, as in production. */
export interface NodeUnderTest {
  readonly url: string
  /** The trader's key. */
  readonly apiKey: string
  /** The key of the account of a role. */
  keyOf(role: string): string
  readonly databaseUrl: string
  /** Where the server's process can be inspected; 0 where it was not asked for. */
  readonly inspectorPort: number
  stop(): Promise<void>
}

export async function startNode(state: string, { inspected = false } = {}): Promise<NodeUnderTest> {
  const home = mkdtempSync(join(tmpdir(), 'lintas-bench-'))
  const port = await findFreePort('127.0.0.1')
  const env = { ...process.env, LINTAS_HOME: home, LINTAS_PORT: String(port), LINTAS_SANDBOX: '1', LINTAS_LOG_LEVEL: 'warn' }
  const run = (args: readonly string[], more: NodeJS.ProcessEnv = {}) =>
    spawn(join(CLONE, 'lintas'), args, { env: { ...env, ...more }, stdio: ['ignore', 'pipe', inspected ? 'ignore' : 'inherit'] })
  const inspectorPort = inspected ? await findFreePort('127.0.0.1') : 0
  const url = `http://127.0.0.1:${port}/${state.toLowerCase()}`

  const serving = run(['serve', '--state', state], inspected ? { NODE_OPTIONS: `--inspect=127.0.0.1:${inspectorPort}` } : {})
  await untilReady(`${url}/ready`, serving)
  const working = run(['work', '--state', state])
  const accounts: readonly { state: string; role: string; apiKey: string }[] = JSON.parse(readFileSync(join(home, 'accounts.json'), 'utf8'))
  const keyOf = (role: string) => {
    const account = accounts.find(each => each.state === state && each.role === role)
    if (account === undefined) throw new Error(`the demonstration accounts hold no ${role} of ${state}`)
    return account.apiKey
  }
  return {
    url,
    apiKey: keyOf('trader'),
    keyOf,
    inspectorPort,
    databaseUrl: await outputOf(run(['database-url', '--state', state])),
    async stop() {
      await Promise.all([ended(working, 'SIGTERM'), ended(serving, 'SIGTERM')])
      rmSync(home, { recursive: true, force: true })
    },
  }
}

async function untilReady(url: string, serving: ChildProcess): Promise<void> {
  for (let attempt = 0; attempt < 240; attempt += 1) {
    const answer = await fetch(url).catch(() => undefined)
    if (answer?.ok) return
    if (serving.exitCode !== null) throw new Error(`lintas serve ended with ${serving.exitCode}`)
    await new Promise(wait => setTimeout(wait, 250))
  }
  throw new Error(`${url} was not ready after a minute`)
}

async function outputOf(child: ChildProcess): Promise<string> {
  let text = ''
  child.stdout?.on('data', chunk => {
    text += chunk
  })
  await ended(child)
  return text.trim()
}

function ended(child: ChildProcess, signal?: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null) return Promise.resolve()
  return new Promise(done => {
    child.once('close', () => done())
    if (signal !== undefined) child.kill(signal)
  })
}
