import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import type { Config } from './config.ts'
import { markInService, whyNoDemonstration } from './home-kind.ts'

const home = mkdtempSync(join(tmpdir(), 'lintas-kind-'))
afterAll(() => rmSync(home, { recursive: true, force: true }))
const configOf = (more: Partial<Config> = {}): Config => ({ home, host: '127.0.0.1', port: 0, databaseUrls: {}, ...more }) as Config

test('a home of its own may be shown as a demonstration', () => {
  expect(whyNoDemonstration(configOf())).toBeUndefined()
})

test.each([
  ['one server for all states', { databaseUrl: 'postgres://customs/' }],
  ['a database of one state', { databaseUrls: { SG: 'postgres://customs/sg' } }],
])("an operator's own database is never made a demonstration of: %s", (_, more) => {
  expect(whyNoDemonstration(configOf(more))).toMatch('your own')
  expect(whyNoDemonstration(configOf({ ...more, sandbox: true }))).toBeUndefined()
})

test('nor is a home where a node was in service, or one that says it is no sandbox', async () => {
  expect(whyNoDemonstration(configOf({ sandbox: false }))).toMatch('no sandbox')
  await markInService(home)
  expect(whyNoDemonstration(configOf())).toMatch('for real')
  expect(whyNoDemonstration(configOf({ sandbox: true }))).toBeUndefined()
})
