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
  /** Asks the API of a state, below `/api/v1`, as a demonstration account; throws what was refused. */
  ask<Answer>(state: string, role: string, method: string, path: string, body?: unknown, revision?: number): Promise<Answer>
  /** Runs a command of `./lintas` on it; the exit code. */
  run(...args: string[]): Promise<number | null>
  /** Takes a file as far as it goes, inspections answered unless they are to be left open; its MRN. */
  clear(file: string, choice?: { readonly inspected: boolean }): Promise<string>
}

export function openRegion(): RunningRegion {
  const { port, home } = inject('region')
  const env = { ...process.env, LINTAS_HOME: home, LINTAS_PORT: String(port), LINTAS_LOG_LEVEL: 'warn' }
  const accounts: readonly Account[] = JSON.parse(readFileSync(join(home, 'accounts.json'), 'utf8'))
  const url = `http://localhost:${port}`
  const account = (state: string, role: string) => {
    const found = accounts.find(each => each.state === state && each.role === role)
    if (found === undefined) throw new Error(`the demonstration accounts hold no ${role} of ${state}`)
    return found
  }
  return {
    url,
    account,
    async ask(state, role, method, path, body, revision) {
      const answer = await fetch(`${url}/${state.toLowerCase()}/api/v1${path}`, {
        method,
        headers: {
          'x-api-key': account(state, role).apiKey,
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...(revision === undefined ? {} : { 'if-match': `"${revision}"` }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      })
      if (!answer.ok) throw new Error(`${method} ${path} was answered ${answer.status}: ${await answer.text()}`)
      return await answer.json()
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
