import { type ChildProcess, spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { inject } from 'vitest'

export const CLONE = resolve(import.meta.dirname, '../../..')

interface Account {
  readonly state: string
  readonly role: string
  readonly email: string
  readonly password: string
  readonly apiKey: string
}

/** The region the browser tests of this run share. */
export interface RunningRegion {
  readonly url: string
  account(state: string, role: string): Account
  /** Runs a command of `./lintas` on it; the exit code. */
  run(...args: string[]): Promise<number | null>
  /** Takes a file as far as it goes, inspections answered unless they are to be left open; its MRN. */
  clear(file: string, choice?: { readonly inspected: boolean }): Promise<string>
}

export function openRegion(): RunningRegion {
  const { port, home } = inject('region')
  const env = { ...process.env, LINTAS_HOME: home, LINTAS_PORT: String(port), LINTAS_LOG_LEVEL: 'warn' }
  const accounts: readonly Account[] = JSON.parse(readFileSync(join(home, 'accounts.json'), 'utf8'))
  return {
    url: `http://localhost:${port}`,
    account(state, role) {
      const found = accounts.find(each => each.state === state && each.role === role)
      if (found === undefined) throw new Error(`the demonstration accounts hold no ${role} of ${state}`)
      return found
    },
    run: (...args) => ended(spawn(join(CLONE, 'lintas'), args, { env, stdio: ['ignore', 'ignore', 'inherit'] })),
    async clear(file, { inspected } = { inspected: true }) {
      const inspect = inspected ? ['--inspect', 'clean'] : []
      const child = spawn(join(CLONE, 'lintas'), ['clear', resolve(CLONE, file), ...inspect, '--json'], { env })
      const chunks: Buffer[] = []
      child.stdout.on('data', chunk => chunks.push(chunk))
      await ended(child)
      return JSON.parse(Buffer.concat(chunks).toString()).mrn
    },
  }
}

/** The exit code of a process, once it has ended. */
export function ended(child: ChildProcess): Promise<number | null> {
  return child.exitCode === null ? new Promise(done => child.once('exit', done)) : Promise.resolve(child.exitCode)
}
