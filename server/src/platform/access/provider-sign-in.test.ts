import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { OAuth2Server } from 'oauth2-mock-server'
import { afterAll, expect, test } from 'vitest'
import { testNode } from '../testing/node.ts'
import { type DemonstrationAccount, ensureDemonstration } from './index.ts'

const provider = new OAuth2Server()
await provider.issuer.keys.generate('RS256')
await provider.start(0, 'localhost')
const issuer = provider.issuer.url ?? ''

/** What the provider says of whoever comes. */
let claims: Readonly<Record<string, unknown>> = {}
provider.service.on('beforeTokenSigning', token => {
  Object.assign(token.payload, claims)
})

const { node, home, inject, db } = await testNode('SG', true, { issuer, clientId: 'lintas', clientSecret: 'secret', name: 'SG Pass' })
await ensureDemonstration(home, [node])
const accounts = JSON.parse(await readFile(join(home, 'accounts.json'), 'utf8')) as readonly DemonstrationAccount[]
const supervisor = accounts.find(each => each.role === 'supervisor')
afterAll(() => provider.stop())

/** A browser that goes to the provider, is known there, and comes back. */
async function comeBack(change: (callback: URL) => void = () => undefined) {
  const begun = await inject({
    method: 'POST',
    url: '/sg/api/auth/sign-in/provider',
    headers: { host: 'localhost', origin: 'http://localhost' },
  })
  expect(begun.statusCode).toBe(200)
  const sent = await fetch(begun.json().url, { redirect: 'manual' })
  const callback = new URL(sent.headers.get('location') ?? '')
  change(callback)
  const cookie = begun.cookies.map(({ name, value }) => `${name}=${encodeURIComponent(value)}`).join('; ')
  const back = await inject({ method: 'GET', url: callback.pathname + callback.search, headers: { host: 'localhost', cookie } })
  const session = back.cookies.map(({ name, value }) => `${name}=${encodeURIComponent(value)}`).join('; ')
  const me = await inject({ method: 'GET', url: '/sg/api/v1/me', headers: { host: 'localhost', cookie: session } })
  return { location: back.headers.location, me }
}

test('the sign-in page is told the name of the provider', async () => {
  const ways = await inject({ method: 'GET', url: '/sg/api/auth/sign-in-ways' })
  expect(ways.json()).toEqual({ provider: { name: 'SG Pass' } })
})

test('who is known by an address the provider verified comes in as what the account is; no token of the provider is kept', async () => {
  claims = { sub: 'person-1', email: supervisor?.email, email_verified: true }
  for (const _ of ['the first time', 'and again']) {
    const { location, me } = await comeBack()
    expect([location, me.statusCode, me.json().role]).toEqual(['/sg', 200, 'supervisor'])
  }
  const kept = await db.query(`SELECT "accountId" AS subject, "accessToken" AS access, "refreshToken" AS refresh, "idToken" AS id
    FROM auth.account WHERE "providerId" = 'provider'`)
  expect(kept).toEqual([{ subject: 'person-1', access: null, refresh: null, id: null }])
})

test.each([
  ['an address nobody has here', { sub: 'person-2', email: 'stranger@elsewhere.example', email_verified: true }],
  [
    'an address the provider has not verified',
    { sub: 'person-3', email: accounts.find(each => each.role === 'administrator')?.email, email_verified: false },
  ],
])('%s is not let in, and gets no account', async (_, said) => {
  claims = said
  const [before] = await db.query('SELECT count(*) FROM auth."user"')
  const { location, me } = await comeBack()
  expect([location, me.statusCode]).toEqual(['/sg/sign-in?failed=provider', 401])
  expect(await db.query('SELECT count(*) FROM auth."user"')).toEqual([before])
})

test('an answer to somebody else’s question is not taken', async () => {
  claims = { sub: 'person-1', email: supervisor?.email, email_verified: true }
  const { location, me } = await comeBack(callback => callback.searchParams.set('state', 'of-another-visit'))
  expect([location, me.statusCode]).toEqual(['/sg/sign-in?failed=provider', 401])
})

test('a suspended account is not let in by the provider either', async () => {
  const broker = accounts.find(each => each.role === 'broker')
  claims = { sub: 'person-4', email: broker?.email, email_verified: true }
  await db.query('UPDATE assignment SET suspended_at = now() WHERE account_id = (SELECT id FROM auth."user" WHERE email = $1)', [
    broker?.email,
  ])
  const { me } = await comeBack()
  expect(me.statusCode).toBe(401)
})
