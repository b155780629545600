import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'

const LINTAS = resolve(import.meta.dirname, '../../lintas')

test('Ctrl-C while the region starts leaves no database server behind', { timeout: 120_000 }, async () => {
  const home = mkdtempSync(join(tmpdir(), 'lintas-start-'))
  const region = spawn(LINTAS, ['start'], { env: { ...process.env, LINTAS_HOME: home, LINTAS_PORT: '0' }, stdio: 'ignore' })
  const pidfile = join(home, 'postgres', 'data', 'postmaster.pid')
  await expect.poll(() => existsSync(pidfile), { timeout: 90_000, interval: 5 }).toBe(true)
  const ended = once(region, 'exit')
  region.kill('SIGINT')
  expect(await ended).toEqual([130, null])
  expect([existsSync(pidfile), existsSync(join(home, 'region.json'))]).toEqual([false, false])
  rmSync(home, { recursive: true })
})
