import { pino } from 'pino'
import { expect, test } from 'vitest'
import { createApp } from './app.ts'
import { type Limits, limitRequests } from './limits.ts'
import { PUBLIC } from './routes.ts'

async function open(limits: Limits) {
  const app = createApp({ log: pino({ level: 'silent' }), trustProxy: ['127.0.0.1'] })
  await limitRequests(app, limits)
  await app.register(
    async corner => {
      corner.identify = request => {
        const account = request.headers['x-account']
        return typeof account === 'string' ? { accountId: account, role: 'trader', traderIds: [] } : PUBLIC
      }
      corner.get('/api/v1/thing', { config: { who: ['public', 'trader'] } }, async () => ({}))
      corner.get('/health', { config: { who: ['public'] } }, async () => ({}))
    },
    { prefix: '/vn' },
  )
  const ask = (headers: Record<string, string> = {}, url = '/vn/api/v1/thing') => app.inject({ url, headers })
  return { ask, close: () => app.close() }
}

test('who asks too often is told so, with a code and when to come back; others are not held up', async () => {
  const { ask, close } = await open({ account: 3, address: 2 })
  const own = { 'x-account': 'one' }
  const answers = [await ask(own), await ask(own), await ask(own)]
  expect(answers.map(each => [each.statusCode, each.headers['ratelimit-limit'], each.headers['ratelimit-remaining']])).toEqual([
    [200, '3', '2'],
    [200, '3', '1'],
    [200, '3', '0'],
  ])
  const refused = await ask(own)
  expect(refused.statusCode).toBe(429)
  expect(refused.headers['content-type']).toContain('application/problem+json')
  expect(refused.json()).toMatchObject({ code: 'request.too-many', issues: [{ params: { seconds: expect.any(Number) } }] })
  expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0)
  expect((await ask({ 'x-account': 'two' })).statusCode).toBe(200)
  await close()
})

test('who is nobody’s account is counted by address, behind a proxy by the address it names', async () => {
  const { ask, close } = await open({ account: 100, address: 2 })
  const from = (address: string) => ask({ 'x-forwarded-for': address })
  const seen = [await from('198.51.100.1'), await from('198.51.100.1'), await from('198.51.100.1'), await from('198.51.100.2')]
  expect(seen.map(each => each.statusCode)).toEqual([200, 200, 429, 200])
  await close()
})

test('health is not counted, and without limits nothing is', async () => {
  const { ask, close } = await open({ address: 1 })
  for (let each = 0; each < 5; each++) expect((await ask({}, '/vn/health')).statusCode).toBe(200)
  for (let each = 0; each < 5; each++) expect((await ask({ 'x-account': 'one' })).statusCode).toBe(200)
  await close()
  const unlimited = await open({})
  for (let each = 0; each < 5; each++) expect((await unlimited.ask()).headers).not.toHaveProperty('ratelimit-limit')
  await unlimited.close()
})
