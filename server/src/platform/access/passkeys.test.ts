import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Role } from '@lintas/contract'
import { expect, test } from 'vitest'
import { testNode } from '../testing/node.ts'
import { type DemonstrationAccount, ensureDemonstration } from './index.ts'
import { type Asked, type Authenticator, newAuthenticator } from './testing/authenticator.ts'

const { node, home, inject, jobs, db, ownerDb } = await testNode('SG')
await ensureDemonstration(home, [node])
const accounts = JSON.parse(await readFile(join(home, 'accounts.json'), 'utf8')) as readonly DemonstrationAccount[]
const ORIGIN = 'http://localhost'

interface Visitor {
  readonly cookies: Map<string, string>
}

const somebody = (): Visitor => ({ cookies: new Map() })

/** Asks as a browser would: with the cookies it was given, from the node's own page. */
async function ask(visitor: Visitor, method: 'GET' | 'POST' | 'DELETE', path: string, payload?: object, origin = ORIGIN) {
  const cookie = [...visitor.cookies].map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('; ')
  const answer = await inject({
    method,
    url: `/sg/api/auth${path}`,
    headers: { host: 'localhost', origin, ...(cookie === '' ? {} : { cookie }) },
    ...(payload === undefined ? {} : { payload }),
  })
  for (const { name, value } of answer.cookies) visitor.cookies.set(name, value)
  return { status: answer.statusCode, body: answer.body === '' ? undefined : answer.json(), visitor }
}

async function signedIn(role: Role): Promise<Visitor> {
  const account = accounts.find(each => each.role === role)
  const visitor = somebody()
  const answer = await ask(visitor, 'POST', '/sign-in/email', { email: account?.email, password: account?.password })
  expect(answer.status).toBe(200)
  return visitor
}

async function addPasskey(visitor: Visitor, name: string) {
  const authenticator = newAuthenticator()
  const options = await ask(visitor, 'GET', '/passkeys/registration')
  const added = await ask(visitor, 'POST', '/passkeys', { name, response: authenticator.make(options.body, ORIGIN) })
  expect(added.status).toBe(201)
  return { authenticator, id: added.body.id as string }
}

test('a passkey is added by who is signed in, signs in alone from then on, and is removed at once', async () => {
  const officer = await signedIn('officer')
  const { authenticator, id } = await addPasskey(officer, 'the laptop')
  expect((await ask(officer, 'GET', '/passkeys')).body.items).toMatchObject([{ id, name: 'the laptop' }])

  const visitor = somebody()
  const options = await ask(visitor, 'GET', '/sign-in/passkey')
  const shown = await ask(visitor, 'POST', '/sign-in/passkey', { response: authenticator.show(options.body, ORIGIN) })
  expect([shown.status, shown.body.role]).toEqual([200, 'officer'])
  expect((await ask(visitor, 'GET', '/passkeys')).status).toBe(200)

  expect((await ask(visitor, 'DELETE', `/passkeys/${id}`)).status).toBe(204)
  const late = somebody()
  const again = await ask(late, 'GET', '/sign-in/passkey')
  expect((await ask(late, 'POST', '/sign-in/passkey', { response: authenticator.show(again.body, ORIGIN) })).body.code).toBe(
    'access.sign-in-failed',
  )

  const events = await db.query<{ act: string }>("SELECT act FROM event WHERE subject = 'account' AND act LIKE '%passkey' ORDER BY id")
  expect(events.map(({ act }) => act)).toEqual(['add-passkey', 'remove-passkey'])
})

test('what a process that died left unsaid of a passkey is said by the next that looks, once', async () => {
  const [account] = await ownerDb.query<{ id: string }>('SELECT id FROM auth."user" WHERE email = $1', [
    accounts.find(each => each.role === 'checker')?.email,
  ])
  const events = () =>
    ownerDb.query("SELECT act, by, facts FROM event WHERE subject = 'account' AND subject_id = $1 AND act LIKE '%passkey' ORDER BY id", [
      account?.id,
    ])
  const [made] = await ownerDb.query<{ id: string }>(
    `INSERT INTO auth.passkey ("publicKey", "userId", "credentialID", counter, "deviceType", "backedUp")
     VALUES ('k', $1, 'left', 0, 'singleDevice', false) RETURNING id`,
    [account?.id],
  )
  const added = { act: 'add-passkey', by: account?.id, facts: { passkey: made?.id } }
  await Promise.all([jobs.run('access-note-passkeys'), jobs.run('access-note-passkeys')])
  expect(await events()).toEqual([added])
  await ownerDb.query('DELETE FROM auth.passkey WHERE id = $1', [made?.id])
  await jobs.run('access-note-passkeys')
  await jobs.run('access-note-passkeys')
  expect(await events()).toEqual([added, { ...added, act: 'remove-passkey' }])
})

test.each([
  ['from the page of another site', (authenticator, options) => authenticator.show(options, 'https://elsewhere.example')],
  ['of another authenticator', (_, options) => newAuthenticator().show(options, ORIGIN)],
  ['to another question', (authenticator, options) => authenticator.show({ ...options, challenge: 'AAAAAAAAAAAAAAAAAAAAAA' }, ORIGIN)],
] as readonly (readonly [string, (authenticator: Authenticator, options: Asked) => object])[])(
  'an answer %s is refused like a wrong password',
  async (_, answerOf) => {
    const { authenticator } = await addPasskey(await signedIn('trader'), 'a phone')
    const visitor = somebody()
    const options = await ask(visitor, 'GET', '/sign-in/passkey')
    const refused = await ask(visitor, 'POST', '/sign-in/passkey', { response: answerOf(authenticator, options.body) })
    expect([refused.status, refused.body.code]).toEqual([401, 'access.sign-in-failed'])
  },
)

test('a suspended account is not let in by its passkey either', async () => {
  const { authenticator } = await addPasskey(await signedIn('broker'), 'a key')
  const broker = accounts.find(each => each.role === 'broker')
  await db.query('UPDATE assignment SET suspended_at = now() WHERE account_id = (SELECT id FROM auth."user" WHERE email = $1)', [
    broker?.email,
  ])
  const visitor = somebody()
  const options = await ask(visitor, 'GET', '/sign-in/passkey')
  const refused = await ask(visitor, 'POST', '/sign-in/passkey', { response: authenticator.show(options.body, ORIGIN) })
  expect([refused.status, refused.body.code]).toEqual([401, 'access.sign-in-failed'])
})

test('an API key adds no passkey, and nobody removes another’s', async () => {
  const supervisor = accounts.find(each => each.role === 'supervisor')
  const byKey = await inject({
    method: 'GET',
    url: '/sg/api/auth/passkeys/registration',
    headers: { 'x-api-key': supervisor?.apiKey ?? '' },
  })
  expect([byKey.statusCode, byKey.json().code]).toEqual([401, 'access.session-missing'])
  const { id } = await addPasskey(await signedIn('supervisor'), 'mine')
  const refused = await ask(await signedIn('officer'), 'DELETE', `/passkeys/${id}`)
  expect([refused.status, refused.body.code]).toEqual([404, 'access.passkey-unknown'])
  expect((await ask(somebody(), 'GET', '/passkeys')).status).toBe(401)
})
