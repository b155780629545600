import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'

export const CLONE = join(import.meta.dirname, '../../..')

/** What a command said, and how it ended. */
export interface Outcome {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
  /** The lines of the answer. */
  readonly lines: readonly string[]
  /** The answer of a command that was asked for `--json`: an object a line. */
  objects<Each>(): readonly Each[]
}

/** The command line as its users have it, with a region's home that goes when the tests of the file have ended. */
export interface CommandLine {
  readonly scratch: string
  lintas(...args: readonly string[]): Promise<Outcome>
  /** Starts a region that all commands are guests of, until the tests have ended; without it each command starts one of its own. */
  startRegion(): Promise<void>
}

export function openCommandLine(name: string): CommandLine {
  const scratch = mkdtempSync(join(tmpdir(), `lintas-${name}-`))
  const env = { ...process.env, LINTAS_HOME: join(scratch, 'home'), LINTAS_PORT: '0' }
  let region: ChildProcess | undefined
  afterAll(async () => {
    region?.kill('SIGTERM')
    if (region?.exitCode === null) await once(region, 'close')
    rmSync(scratch, { recursive: true, force: true })
  })
  return {
    scratch,
    async lintas(...args) {
      const child = spawn(join(CLONE, 'lintas'), args, { cwd: CLONE, env })
      const out = { stdout: '', stderr: '' }
      child.stdout.on('data', data => (out.stdout += data))
      child.stderr.on('data', data => (out.stderr += data))
      const [code]: (number | null)[] = await once(child, 'close')
      const lines = out.stdout.split('\n').filter(line => line !== '')
      return { code: code ?? null, ...out, lines, objects: <Each>() => lines.map((line): Each => JSON.parse(line)) }
    },
    async startRegion() {
      const child = spawn(join(CLONE, 'lintas'), ['start'], { cwd: CLONE, env, stdio: ['ignore', 'ignore', 'pipe'] })
      region = child
      await new Promise<void>((ready, failed) => {
        child.once('exit', code => failed(new Error(`the region ended with ${code}`)))
        child.stderr?.on('data', data => String(data).includes('Lintas is running') && ready())
      })
    },
  }
}
