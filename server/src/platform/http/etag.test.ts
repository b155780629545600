import { pino } from 'pino'
import { afterAll, expect, test } from 'vitest'
import { createApp } from './app.ts'
import { isKnown, requireMatch } from './etag.ts'

const app = createApp({ log: pino({ level: 'silent' }) })
afterAll(() => app.close())
app.get('/thing', { config: { who: ['public'] } }, async (request, reply) => (isKnown(request, reply, 7) ? undefined : { version: 7 }))
app.put('/thing', { config: { who: ['public'] } }, async request => {
  requireMatch(request, 7)
  return { version: 8 }
})

test.each([
  ['nothing', {}, 200, '{"version":7}'],
  ['an older version', { 'if-none-match': '"6"' }, 200, '{"version":7}'],
  ['this version', { 'if-none-match': '"7"' }, 304, ''],
  ['this version among others, weakly', { 'if-none-match': '"5", W/"7"' }, 304, ''],
  ['any version', { 'if-none-match': '*' }, 304, ''],
])('whoever has %s is answered %j with %i', async (_, headers, status, body) => {
  const answer = await app.inject({ url: '/thing', headers: headers as Record<string, string> })
  expect([answer.statusCode, answer.body, answer.headers.etag]).toEqual([status, body, '"7"'])
})

test.each([
  ['no version in view', {}, 428, 'request.match-missing'],
  ['an older version in view', { 'if-match': '"6"' }, 412, 'request.match-failed'],
  ['a weak tag, which guards nothing', { 'if-match': 'W/"7"' }, 412, 'request.match-failed'],
  ['this version in view', { 'if-match': '"6", "7"' }, 200, undefined],
])('a change with %s is answered %j with %i', async (_, headers, status, code) => {
  const answer = await app.inject({ method: 'PUT', url: '/thing', headers: headers as Record<string, string> })
  expect([answer.statusCode, answer.json().code]).toEqual([status, code])
})
