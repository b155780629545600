import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { createApp } from './http/index.ts'
import { SILENT } from './testing/database.ts'
import { serveWeb } from './web.ts'

const home = mkdtempSync(join(tmpdir(), 'lintas-web-'))
const built = join(home, 'web')
mkdirSync(join(built, 'assets'), { recursive: true })
writeFileSync(join(built, 'index.html'), '<title>Lintas</title>')
writeFileSync(join(built, 'assets/index-1a2b.js'), 'start()')
writeFileSync(join(built, '.made-of'), 'sources')
writeFileSync(join(home, 'accounts.json'), 'secrets')

const app = createApp({ log: SILENT })
await serveWeb(app, built)
const unbuilt = createApp({ log: SILENT })
await serveWeb(unbuilt, join(home, 'nothing'))
afterAll(async () => {
  await Promise.all([app.close(), unbuilt.close()])
  rmSync(home, { recursive: true })
})

test.each(['/', '/vn', '/vn/declarations/26VN0000000000001X', '/sg/sign-in?from=/sg'])('%s is a screen', async url => {
  const answer = await app.inject(url)
  expect([answer.statusCode, answer.body, answer.headers['cache-control']]).toEqual([200, '<title>Lintas</title>', 'no-cache'])
})

test('a file named after its content is kept for good', async () => {
  const answer = await app.inject('/assets/index-1a2b.js')
  expect([answer.statusCode, answer.body, answer.headers['cache-control']]).toEqual([200, 'start()', 'public, max-age=31536000, immutable'])
})

test.each([
  '/vn/api/v1/nothing',
  '/vn/health/nothing',
  '/assets/gone.js',
  '/.made-of',
  '/../accounts.json',
  '/%2e%2e/accounts.json',
  '/..%2faccounts.json',
  '/assets/..%5c..%5c..%5caccounts.json',
])('%s is not there', async url => {
  const answer = await app.inject(url)
  expect([answer.statusCode, answer.headers['content-type']]).toEqual([404, 'application/problem+json; charset=utf-8'])
  expect(answer.body).not.toContain('secrets')
})

test('before the screens are built the root says so', async () => {
  expect((await unbuilt.inject('/')).body).toMatch(/^Lintas is running/)
})
