import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Verification } from '@lintas/contract'
import { STATES, type State } from '@lintas/customs/reference'
import { afterAll, expect, test } from 'vitest'
import { restoreFrom } from './main.ts'
import type { DemonstrationAccount } from './platform/access/index.ts'
import { CLONE, type Config, readConfig } from './platform/config.ts'
import { openLog } from './platform/telemetry.ts'
import { type Region, startRegion } from './region.ts'

const FOLDER = join(CLONE, 'vectors/upgrade')
const homes = readdirSync(FOLDER).filter(file => file.endsWith('.backup'))
const scratch = mkdtempSync(join(tmpdir(), 'lintas-upgrade-'))
afterAll(() => rmSync(scratch, { recursive: true }))

async function open(config: Config): Promise<Region> {
  return await startRegion({ config, log: openLog('silent'), states: STATES, serves: false, works: false, sandbox: true })
}

/** Asks a node as the demonstration's supervisor, whose key the home holds. */
async function asSupervisor(config: Config, region: Region, state: State) {
  const accounts = JSON.parse(await readFile(join(config.home, 'accounts.json'), 'utf8')) as readonly DemonstrationAccount[]
  const key = accounts.find(account => account.state === state && account.role === 'supervisor')?.apiKey ?? ''
  const prefix = `/${state.toLowerCase()}/api/v1`
  return async <Body>(method: 'GET' | 'POST', path: string): Promise<Body> => {
    const answer = await region.node(state).http.inject({ method, url: prefix + path, headers: { 'x-api-key': key } })
    expect({ path, status: answer.statusCode }).toEqual({ path, status: 200 })
    return answer.json()
  }
}

async function eachMrn(region: Region, state: State): Promise<readonly string[]> {
  const rows = await region.node(state).db.query<{ mrn: string }>('SELECT mrn FROM declaration ORDER BY mrn')
  return rows.map(row => row.mrn)
}

test('there is a home of an earlier version to carry over', () => expect(homes).not.toEqual([]))

test.each(homes)(
  '%s is carried over: every row is there, every log verifies, every decision is taken again byte for byte',
  async file => {
    const config = { ...readConfig({ LINTAS_HOME: join(scratch, file), LINTAS_LOG_LEVEL: 'silent' }), port: 0 }
    const counts = await restoreFrom(config, join(FOLDER, file))
    expect(counts.map(count => count.state).sort()).toEqual([...STATES].sort())

    const region = await open(config)
    try {
      let decisions = 0
      for (const state of STATES) {
        const ask = await asSupervisor(config, region, state)
        expect(await ask<Verification>('POST', '/log/verification')).toMatchObject({ state, ok: true })
        for (const mrn of await eachMrn(region, state)) {
          const shown = await ask<{ readonly status: string }>('GET', `/declarations/${mrn}`)
          expect(shown.status).toBe('released')
          const replayed = await ask<{ readonly identical: boolean }>('POST', `/declarations/${mrn}/replay`)
          expect({ mrn, identical: replayed.identical }).toEqual({ mrn, identical: true })
          decisions += 1
        }
      }
      expect(decisions).toBeGreaterThan(10)
    } finally {
      await region.stop()
    }
  },
  120_000,
)
