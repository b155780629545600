import { connect } from 'node:net'
import { problemSchema } from '@lintas/contract'
import { error } from '@lintas/customs/kernel'
import { pino } from 'pino'
import { afterEach, expect, test } from 'vitest'
import { z } from 'zod'
import type { Caller } from '../node.ts'
import { Unavailable } from '../unavailable.ts'
import { createApp } from './app.ts'
import { Problem, refuse } from './problem.ts'
import { type App, listRoutes, routes } from './routes.ts'

const consignment = z.strictObject({
  reference: z.string().max(5),
  items: z.array(z.strictObject({ code: z.string().regex(/^\d+$/, 'digits only'), count: z.number().int().min(1).optional() })).default([]),
})

const opened: App[] = []
afterEach(async () => {
  for (const app of opened.splice(0)) await app.close()
})

async function node(define: (api: App) => void, log = pino({ level: 'silent' })): Promise<App> {
  const app = createApp({ log })
  opened.push(app)
  await app.register(async corner => routes(corner, 'test', define), { prefix: '/vn' })
  await app.ready()
  return app
}

const echo = (api: App) =>
  api.post('/echo', { config: { who: ['public'] }, schema: { body: consignment } }, async request => ({ got: request.body }))

function problem(answer: { json(): unknown; headers: Record<string, unknown> }) {
  expect(answer.headers['content-type']).toBe('application/problem+json; charset=utf-8')
  return problemSchema.parse(answer.json())
}

test('every field that is wrong is named at once, by its path', async () => {
  const app = await node(echo)
  const answer = await app.inject({
    method: 'POST',
    url: '/vn/api/v1/echo',
    payload: { reference: 'too long', items: [{ code: '12' }, { code: 'x', count: 0, weight: 1 }, {}], extra: 1 },
  })
  expect(answer.statusCode).toBe(400)
  const { issues, code } = problem(answer)
  expect(code).toBe('request.field-size')
  expect(issues.map(issue => [issue.path, issue.code])).toEqual([
    ['reference', 'request.field-size'],
    ['items[1].code', 'request.field-format'],
    ['items[1].count', 'request.field-size'],
    ['items[1].weight', 'request.field-unknown'],
    ['items[2].code', 'request.field-missing'],
    ['extra', 'request.field-unknown'],
  ])
  expect(issues[1]?.message).toBe('Not in the form it needs: digits only.')
})

test.each([
  ['a body that is not JSON', '{"reference":', 'request.json-malformed'],
  ['a body that reaches for a prototype', '{"__proto__":{"admin":true}}', 'request.json-malformed'],
  ['a body that reaches for a constructor', '{"constructor":{"prototype":{"admin":true}}}', 'request.json-malformed'],
  ['a body nested too deep', `${'['.repeat(70)}${']'.repeat(70)}`, 'request.json-too-deep'],
  ['no body', '', 'request.body-missing'],
  ['a NUL in a text', '{"reference":"a\\u0000"}', 'request.text-malformed'],
  ['half a surrogate pair', '{"reference":"\\ud800"}', 'request.text-malformed'],
  ['bytes that are not UTF-8', Buffer.from([0x22, 0xff, 0x22]), 'request.text-malformed'],
])('%s is refused with 400', async (_, payload, code) => {
  const app = await node(echo)
  const answer = await app.inject({ method: 'POST', url: '/vn/api/v1/echo', payload, headers: { 'content-type': 'application/json' } })
  expect(answer.statusCode).toBe(400)
  expect(problem(answer).code).toBe(code)
})

test('brackets and escaped quotes inside a text do not count as nesting', async () => {
  const app = await node(api => api.post('/any', { config: { who: ['public'] } }, async request => ({ got: request.body })))
  const given = { text: `${'['.repeat(100)}\\"${'{'.repeat(100)}`, emoji: '😀', escaped: '\u001f' }
  const answer = await app.inject({ method: 'POST', url: '/vn/api/v1/any', payload: given })
  expect(answer.json()).toEqual({ got: given })
})

test('a body over the limit is refused with 413, an unknown kind with 415, another method with 405 and what is allowed', async () => {
  const app = await node(echo)
  const url = '/vn/api/v1/echo'
  const large = await app.inject({ method: 'POST', url, payload: { reference: 'x'.repeat(1024 * 1024) } })
  expect([large.statusCode, problem(large).code]).toEqual([413, 'request.too-large'])
  const strange = await app.inject({
    method: 'POST',
    url,
    payload: 'a=b',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
  })
  expect([strange.statusCode, problem(strange).code]).toEqual([415, 'request.media-type-unsupported'])
  const wrong = await app.inject({ method: 'DELETE', url })
  expect([wrong.statusCode, problem(wrong).code, wrong.headers.allow]).toEqual([405, 'request.method-not-allowed', 'POST'])
})

test.each([
  ['/vn/api/v1/nothing', 404, 'request.not-found'],
  ['/vn/api/v1/%', 400, 'request.malformed'],
  ['/vn/api/v1/a%00b', 400, 'request.text-malformed'],
])('%s is answered %i', async (url, status, code) => {
  const app = await node(echo)
  const answer = await app.inject({ url })
  expect([answer.statusCode, problem(answer).code]).toEqual([status, code])
})

test('a failure of ours is answered with a number to ask about, and nothing else of it', async () => {
  const lines: string[] = []
  const log = pino({ level: 'error' }, { write: line => void lines.push(line) })
  const fail = async () => {
    throw new Error('password is hunter2')
  }
  const app = await node(api => api.get('/fail', { config: { who: ['public'] } }, fail), log)
  const answer = await app.inject({ url: '/vn/api/v1/fail' })
  expect(answer.statusCode).toBe(500)
  expect(answer.body).not.toContain('hunter2')
  expect(problem(answer).issues[0]?.params?.id).toBe(answer.headers['x-request-id'])
  expect(lines.join('')).toContain(String(answer.headers['x-request-id']))
})

test('issues of the domain become a problem with their sentences, and end the handler', async () => {
  const app = await node(api => {
    api.get(
      '/refused',
      { config: { who: ['public'] }, schema: { response: { 200: z.object({ fine: z.boolean() }) } } },
      async (_, reply) => {
        const found: { ok: boolean } = { ok: false }
        if (!found.ok) return reply.problem(422, [error('request.json-too-deep', 'goodsItems[2].quantity', { max: 64 })])
        return { fine: true }
      },
    )
    api.get('/gone', { config: { who: ['public'] } }, async () => {
      throw refuse(404, 'request.not-found')
    })
  })
  const answer = await app.inject({ url: '/vn/api/v1/refused' })
  expect(answer.statusCode).toBe(422)
  expect(problem(answer)).toMatchObject({
    title: 'Unprocessable content',
    detail: 'The JSON is nested more than 64 levels deep.',
    issues: [{ path: 'goodsItems[2].quantity', severity: 'error', params: { max: 64 } }],
  })
  expect((await app.inject({ url: '/vn/api/v1/gone' })).statusCode).toBe(404)
})

test('CSV and XML reach the handler as bytes, up to the limit of their route', async () => {
  const app = await node(api => {
    api.post('/table', { config: { who: ['public'] }, bodyLimit: 2 * 1024 * 1024 }, async request => {
      const body = request.body
      return { bytes: Buffer.isBuffer(body) ? body.length : 0 }
    })
  })
  for (const kind of ['text/csv', 'application/xml', 'text/xml; charset=utf-8', 'text/plain']) {
    const payload = 'x'.repeat(1.5 * 1024 * 1024)
    const answer = await app.inject({ method: 'POST', url: '/vn/api/v1/table', payload, headers: { 'content-type': kind } })
    expect(answer.json()).toEqual({ bytes: payload.length })
  }
})

test('answers tell a browser to keep its hands off', async () => {
  const app = await node(echo)
  const { headers } = await app.inject({ url: '/vn/api/v1/nothing' })
  expect(headers['content-security-policy']).toBe("default-src 'none'; frame-ancestors 'none'")
  expect(headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' })
})

test('a route that does not say who may call it stops the start', async () => {
  const app = createApp({ log: pino({ level: 'silent' }) })
  opened.push(app)
  expect(() => app.get('/open', async () => 'hello')).toThrow('needs the roles that may call it')
  expect(() => app.get('/odd', { config: { who: ['king' as 'trader'] } }, async () => 'hello')).toThrow("for role 'king'")
  expect(() => app.post('/vast', { config: { who: ['public'] }, bodyLimit: 2 ** 30 }, async () => 'hello')).toThrow('needs chunks')
})

const officer: Caller = { accountId: 'o1', role: 'officer', office: 'VNSGN', traderIds: [] }

test.each([
  ['nobody', undefined, 401],
  ['a trader', { accountId: 't1', role: 'trader', traderIds: ['T1'] } satisfies Caller, 403],
  ['an officer', officer, 200],
])('a route for officers answers %s with the right status', async (_, caller, status) => {
  const app = await node(api => {
    api.get('/queue', { config: { who: ['officer', 'supervisor'] } }, async request => ({ account: request.caller.accountId }))
  })
  app.identify = () => caller ?? { accountId: 'public', role: 'public', traderIds: [] }
  const answer = await app.inject({ url: '/vn/api/v1/queue' })
  expect(answer.statusCode).toBe(status)
  if (status === 401) expect(answer.headers['www-authenticate']).toBe('Bearer')
  if (status === 200) expect(answer.json()).toEqual({ account: 'o1' })
})

test('where nobody can say who calls, a guarded route answers nothing', async () => {
  const app = await node(api => api.get('/queue', { config: { who: ['officer'] } }, async () => 'secret'))
  expect((await app.inject({ url: '/vn/api/v1/queue' })).statusCode).toBe(500)
})

test('the table of routes names every method, path and role', async () => {
  const app = await node(echo)
  expect(listRoutes(app)).toEqual([{ method: 'POST', path: '/vn/api/v1/echo', who: ['public'] }])
})

test('sentences come in a language we have, whatever the caller wishes', async () => {
  const app = await node(echo)
  const answer = await app.inject({ url: '/vn/nothing', headers: { 'accept-language': 'xx;q=1, en-GB;q=0.5, *;q=abc' } })
  expect(answer.headers['content-language']).toBe('en')
})

test('what is not HTTP is refused as a problem, and the connection is closed', async () => {
  const app = await node(echo)
  await app.listen({ port: 0, host: '127.0.0.1' })
  const address = app.server.address()
  if (address === null || typeof address === 'string') throw new Error('given no port, needs one')
  const answered = (text: string) =>
    new Promise<string>((resolve, reject) => {
      const socket = connect(address.port, '127.0.0.1', () => socket.write(text))
      const chunks: Buffer[] = []
      socket.on('data', chunk => chunks.push(chunk))
      socket.on('close', () => resolve(Buffer.concat(chunks).toString()))
      socket.on('error', reject)
    })
  expect(await answered('rubbish\r\n\r\n')).toMatch(/^HTTP\/1.1 400 [\s\S]*request\.malformed/)
  expect(await answered(`GET / HTTP/1.1\r\nHost: x\r\nX-Long: ${'x'.repeat(20_000)}\r\n\r\n`)).toMatch(
    /^HTTP\/1.1 431 [\s\S]*header-too-large/,
  )
})

test('what could not be begun is answered as such, with when to come again', async () => {
  const app = await node(api =>
    api.get('/busy', { config: { who: ['public'] } }, async () => {
      throw new Unavailable('nothing is free')
    }),
  )
  const answer = await app.inject({ url: '/vn/api/v1/busy' })
  expect([answer.statusCode, problem(answer).code]).toEqual([503, 'request.unavailable'])
  expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0)
})

test('a refusal carries its status, its issues and its headers', () => {
  const refusal = new Problem(429, [error('request.too-many', '', { seconds: 60 })], { 'retry-after': '60' })
  expect([refusal.status, refusal.message, refusal.headers['retry-after']]).toEqual([429, 'request.too-many', '60'])
})
