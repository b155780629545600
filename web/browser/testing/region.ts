import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { findFreePort } from '../../../server/src/platform/free-port.ts'

export const CLONE = resolve(import.meta.dirname, '../../..')

interface Account {
  readonly state: string
  readonly role: string
  readonly email: string
  readonly password: string
}

/** A whole region on an empty home, as a newcomer starts it, on a port of its own. */
export interface RunningRegion {
  readonly url: string
  account(state: string, role: string): Account
  run(...args: string[]): Promise<number | null>
  /** Takes a file as far as it goes, inspections answered; its MRN. */
  clear(file: string): Promise<string>
  stop(): Promise<void>
}

export async function startRegion(): Promise<RunningRegion> {
  const home = mkdtempSync(join(tmpdir(), 'lintas-browser-'))
  const port = await findFreePort('127.0.0.1')
  const env = { ...process.env, LINTAS_HOME: home, LINTAS_PORT: String(port), LINTAS_LOG_LEVEL: 'warn' }
  const lintas = (...args: string[]) => spawn(join(CLONE, 'lintas'), args, { env, stdio: ['ignore', 'ignore', 'inherit'] })
  const region = lintas('start')
  await untilServed(`http://127.0.0.1:${port}/`, region)
  const accounts: readonly Account[] = JSON.parse(readFileSync(join(home, 'accounts.json'), 'utf8'))
  return {
    url: `http://localhost:${port}`,
    account(state, role) {
      const found = accounts.find(each => each.state === state && each.role === role)
      if (found === undefined) throw new Error(`the demonstration accounts hold no ${role} of ${state}`)
      return found
    },
    run: (...args) => ended(lintas(...args)),
    async clear(file) {
      const child = spawn(join(CLONE, 'lintas'), ['clear', join(CLONE, file), '--inspect', 'clean', '--json'], { env })
      const chunks: Buffer[] = []
      child.stdout.on('data', chunk => chunks.push(chunk))
      await ended(child)
      return JSON.parse(Buffer.concat(chunks).toString()).mrn
    },
    async stop() {
      region.kill('SIGTERM')
      await ended(region)
      rmSync(home, { recursive: true, force: true })
    },
  }
}

async function untilServed(url: string, region: ChildProcess): Promise<void> {
  for (let attempt = 0; attempt < 400; attempt += 1) {
    const page = await fetch(url).then(
      answer => answer.text(),
      () => '',
    )
    if (page.includes('id="root"')) return
    if (region.exitCode !== null) throw new Error(`lintas start ended with ${region.exitCode}`)
    await new Promise(wait => setTimeout(wait, 300))
  }
  throw new Error(`${url} served no screens within two minutes`)
}

function ended(child: ChildProcess): Promise<number | null> {
  return child.exitCode === null ? new Promise(done => child.once('exit', done)) : Promise.resolve(child.exitCode)
}
