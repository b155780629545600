import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { findFreePort } from '../../../server/src/platform/free-port.ts'
import { CLONE, ended } from './region.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the region is that all browser tests of this run share, and its home. */
    region: { readonly port: number; readonly home: string }
  }
}

/** One region for the whole run on an empty home, as a newcomer starts it, on a port of its own. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const home = mkdtempSync(join(tmpdir(), 'lintas-browser-'))
  const port = await findFreePort('127.0.0.1')
  project.provide('region', { port, home })
  if (!existsSync(process.env.LINTAS_CHROMIUM ?? '/usr/bin/chromium')) return async () => rmSync(home, { recursive: true })

  const env = { ...process.env, LINTAS_HOME: home, LINTAS_PORT: String(port), LINTAS_LOG_LEVEL: 'warn' }
  const region = spawn(join(CLONE, 'lintas'), ['start'], { env, stdio: ['ignore', 'ignore', 'inherit'] })
  await untilServed(`http://127.0.0.1:${port}/`, region)
  return async () => {
    region.kill('SIGTERM')
    await ended(region)
    rmSync(home, { recursive: true, force: true })
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
