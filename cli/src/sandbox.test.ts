import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'

const root = join(import.meta.dirname, '../..')
const home = mkdtempSync(join(tmpdir(), 'lintas-sandbox-'))
afterAll(() => rmSync(home, { recursive: true }))

async function lintas(...args: readonly string[]): Promise<{ code: number | null; answer: Record<string, unknown> }> {
  const child = spawn(join(root, 'lintas'), args, { cwd: root, env: { ...process.env, LINTAS_HOME: home, LINTAS_PORT: '0' } })
  let stdout = ''
  child.stdout.on('data', data => (stdout += data))
  const code = await new Promise<number | null>(resolve => child.once('close', resolve))
  return { code, answer: stdout.startsWith('{') ? JSON.parse(stdout) : {} }
}

test('a clock that was set is kept from one command to the next, for one state alone', async () => {
  const set = await lintas('sandbox', 'clock', '--state', 'VN', '--set', '2027-03-01T00:00:00Z', '--json')
  expect(set).toMatchObject({ code: 0, answer: { state: 'VN', today: '2027-03-01', moved: true } })
  expect(set.answer.started).toContain('risk-day-secrets')
  const read = await lintas('sandbox', 'clock', '--state', 'VN', '--json')
  expect(read.answer).toMatchObject({ today: '2027-03-01', moved: true })
  expect((await lintas('sandbox', 'clock', '--state', 'SG', '--json')).answer).toMatchObject({ moved: false })
  expect((await lintas('sandbox', 'clock', '--state', 'VN', '--real', '--json')).answer).toMatchObject({ moved: false })
}, 90_000)

test('an instant that is none is wrong use', async () => {
  expect((await lintas('sandbox', 'clock', '--state', 'VN', '--set', 'soon')).code).toBe(2)
})
