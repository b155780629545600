import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, expect, test } from 'vitest'
import { isReachable, openAgent, parseDestination } from './destination.ts'
import { post } from './post.ts'

test.each([
  ['https://trader.example/hooks', 'https://trader.example/hooks'],
  ['https://trader.example:8443/a?b=c', 'https://trader.example:8443/a?b=c'],
  ['https://203.0.114.7/', 'https://203.0.114.7/'],
  ['https://[2606:4700::1111]/', 'https://[2606:4700::1111]/'],
])('%s may be told', (text, href) => {
  expect(parseDestination(text, 'public')).toEqual({ ok: true, value: href })
})

test.each([
  ['not a url', 'webhooks.url-malformed'],
  ['ftp://trader.example/', 'webhooks.url-malformed'],
  ['https://user:secret@trader.example/', 'webhooks.url-malformed'],
  ['https://trader.example/#part', 'webhooks.url-malformed'],
  ['http://trader.example/', 'webhooks.url-not-https'],
  ['http://127.0.0.1/', 'webhooks.url-not-https'],
  ['https://localhost/', 'webhooks.address-not-public'],
  ['https://127.0.0.1/', 'webhooks.address-not-public'],
  ['https://0x7f.1/', 'webhooks.address-not-public'],
  ['https://2130706433/', 'webhooks.address-not-public'],
  ['https://10.1.2.3/', 'webhooks.address-not-public'],
  ['https://172.16.0.1/', 'webhooks.address-not-public'],
  ['https://192.168.1.1/', 'webhooks.address-not-public'],
  ['https://169.254.169.254/latest/meta-data', 'webhooks.address-not-public'],
  ['https://100.64.0.1/', 'webhooks.address-not-public'],
  ['https://0.0.0.0/', 'webhooks.address-not-public'],
  ['https://[::1]/', 'webhooks.address-not-public'],
  ['https://[::ffff:10.0.0.1]/', 'webhooks.address-not-public'],
  ['https://[fe80::1]/', 'webhooks.address-not-public'],
  ['https://[fd00::1]/', 'webhooks.address-not-public'],
  ['https://[64:ff9b::a00:1]/', 'webhooks.address-not-public'],
  ['https://[::10.0.0.1]/', 'webhooks.address-not-public'],
  ['https://[2002:a00:1::]/', 'webhooks.address-not-public'],
  ['https://[fec0::1]/', 'webhooks.address-not-public'],
  ['https://[4000::1]/', 'webhooks.address-not-public'],
])('%s is refused: %s', (text, code) => {
  expect(parseDestination(text, 'public')).toMatchObject({ ok: false, issues: [{ code }] })
})

test('a sandbox also calls its own machine, over http, and nothing else that is not public', () => {
  expect(parseDestination('http://127.0.0.1:4000/', 'public-and-loopback')).toMatchObject({ ok: true })
  expect(parseDestination('http://localhost:4000/', 'public-and-loopback')).toMatchObject({ ok: true })
  expect(parseDestination('https://10.0.0.1/', 'public-and-loopback')).toMatchObject({ ok: false })
  expect(parseDestination('http://trader.example/', 'public-and-loopback')).toMatchObject({ ok: false })
  expect(isReachable('10.0.0.1', 'public-and-loopback')).toBe(false)
})

let calls = 0
const receiver = createServer((request, response) => {
  calls++
  if (request.url === '/moved') response.writeHead(302, { location: '/elsewhere' }).end('moved')
  else if (request.url === '/endless') {
    response.writeHead(200)
    const more = setInterval(() => response.write('x'.repeat(1024)), 1)
    response.on('close', () => clearInterval(more))
  } else response.end('a\0b\u001b[31m')
})
await new Promise<void>(resolve => receiver.listen(0, '127.0.0.1', resolve))
afterAll(() => {
  receiver.closeAllConnections()
  receiver.close()
})
const { port } = receiver.address() as AddressInfo
const never = new AbortController().signal

test('a name that leads inwards, and an address that is inwards, are not connected to', async () => {
  const agent = openAgent('public')
  calls = 0
  for (const host of ['localhost', '127.0.0.1', '[::1]'])
    expect(await post(agent, `http://${host}:${port}/`, {}, '{}', never)).toMatchObject({ answer: null, failure: 'address-refused' })
  expect(calls).toBe(0)
  await agent.destroy()
})

test('a redirection is an answer and not followed; an answer without end is read at its beginning; its text is made plain', async () => {
  const agent = openAgent('public-and-loopback')
  calls = 0
  const url = `http://localhost:${port}`
  expect(await post(agent, `${url}/moved`, {}, '{}', never)).toMatchObject({ answer: 302, excerpt: 'moved' })
  expect(calls).toBe(1)
  const endless = await post(agent, `${url}/endless`, {}, '{}', never)
  expect([endless.answer, endless.excerpt.length]).toEqual([200, 500])
  expect(await post(agent, `${url}/`, {}, '{}', never)).toMatchObject({ answer: 200, excerpt: 'a b [31m' })
  await agent.destroy()
})
