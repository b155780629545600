import { mkdtempSync, rmSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { createServer, request, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import type { DemonstrationAccount } from './platform/access/index.ts'
import { readConfig } from './platform/config.ts'
import { SILENT } from './platform/testing/database.ts'
import { startRegion } from './region.ts'

const OUTSIDE = 'http://localhost:8443'
const home = mkdtempSync(join(tmpdir(), 'lintas-proxy-'))
const config = { ...readConfig({ LINTAS_HOME: home, LINTAS_BASE_URL: OUTSIDE, LINTAS_TRUST_PROXY: '127.0.0.1' }), port: 0 }
const region = await startRegion({ config, log: SILENT, states: ['SG'], serves: true, works: false, sandbox: true })
const proxy = await openProxy(Number(new URL(region.url).port))
const accounts = JSON.parse(await readFile(join(home, 'accounts.json'), 'utf8')) as readonly DemonstrationAccount[]
afterAll(async () => {
  proxy.server.close()
  await region.stop()
  rmSync(home, { recursive: true })
})

/** A reverse proxy as operators run them: it adds the visitor it speaks for to those named before, and keeps the host to itself. */
async function openProxy(port: number): Promise<{ readonly server: Server; readonly url: string }> {
  const server = createServer((incoming, answer) => {
    const visitors = [incoming.headers['x-forwarded-for'], incoming.headers['x-visitor']].filter(each => each !== undefined).join(', ')
    const headers = { ...incoming.headers, host: `127.0.0.1:${port}`, 'x-forwarded-for': visitors, 'x-forwarded-proto': 'http' }
    const passed = request({ host: '127.0.0.1', port, method: incoming.method, path: incoming.url, headers }, back => {
      answer.writeHead(back.statusCode ?? 502, back.headers)
      back.pipe(answer)
    })
    incoming.pipe(passed)
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` }
}

/** Every request pretends to come from somewhere else. */
let pretended = 1

function signIn(password: string, visitor: string, base = proxy.url, email = accounts.find(each => each.role === 'trader')?.email) {
  return fetch(`${base}/sg/api/auth/sign-in/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: OUTSIDE, 'x-visitor': visitor, 'x-forwarded-for': `198.51.100.${pretended++}` },
    body: JSON.stringify({ email, password }),
  })
}

test('somebody signs in through the proxy and changes things with the cookie, from the pages of the address outside', async () => {
  const account = accounts.find(each => each.role === 'trader')
  const answer = await signIn(account?.password ?? '', '203.0.113.1')
  expect(answer.status).toBe(200)
  const cookie = answer.headers
    .getSetCookie()
    .map(each => each.split(';')[0])
    .join('; ')
  const mandate = { agentTraderId: 'BROKER-SG', scopes: ['import'], validFrom: '2026-01-01' }
  const give = (origin: string) =>
    fetch(`${proxy.url}/sg/api/v1/mandates`, {
      method: 'POST',
      headers: { cookie, origin, 'content-type': 'application/json' },
      body: JSON.stringify(mandate),
    })
  expect((await give(OUTSIDE)).status).toBe(201)
  expect((await give('https://elsewhere.example')).status).toBe(403)
})

test('links lead to the address outside', async () => {
  const description = (await (await fetch(`${proxy.url}/sg/api/v1/openapi.json`)).json()) as { servers: readonly { url: string }[] }
  expect(JSON.stringify(description)).not.toContain(new URL(region.url).host)
  expect(region.baseUrl).toBe(OUTSIDE)
})

test('failures are counted for the visitor the proxy names, and a visitor who names another is not believed', async () => {
  const fail = (visitor: string, base: string) =>
    signIn('not the password', visitor, base, 'nobody@sg.lintas.example').then(({ status }) => status)
  for (let tried = 0; tried < 10; tried++) expect(await fail('203.0.113.2', proxy.url)).toBe(401)
  expect(await fail('203.0.113.2', proxy.url)).toBe(429)
  expect(await fail('203.0.113.3', proxy.url)).toBe(401)
})
