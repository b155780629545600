import { expect, test } from 'vitest'
import { createApp } from '../http/index.ts'
import type { Caller, Role } from '../node.ts'
import { SILENT } from '../testing/database.ts'
import { testNode } from '../testing/node.ts'
import { listEventsAbout, register, verifyProof } from './index.ts'
import { openKeys, readSigned } from './keys.ts'

const { node, ownerDb } = await testNode('VN')
const app = createApp({ log: SILENT })
await app.register(corner => register({ ...node, http: corner }), { prefix: '/vn' })
await app.ready()

const as = (role: Role) => {
  const caller: Caller = { accountId: `${role}-1`, role, traderIds: [] }
  app.identify = () => caller
}

test('before anything was sealed there is no checkpoint to show', async () => {
  const answer = await app.inject({ url: '/vn/api/v1/log/checkpoint' })
  expect(answer.statusCode).toBe(404)
  expect(answer.json().code).toBe('log.nothing-sealed')
})

test('what a supervisor verifies, an officer proves and the public keeps agree, with nothing but the published keys', async () => {
  await node.db.transaction(tx =>
    node.events.append(tx, [{ subject: 'declaration', subjectId: 'MRN-1', act: 'lodge', by: 'account-1', facts: { lane: 'green' } }]),
  )
  as('supervisor')
  const verification = await app.inject({ method: 'POST', url: '/vn/api/v1/log/verification' })
  const { events, ...rest } = verification.json()
  expect(events).toBeGreaterThan(0)
  expect(rest).toEqual({ state: 'VN', sealed: events, ok: true, firstBad: null })

  const [event] = await listEventsAbout(node.db, 'declaration', 'MRN-1')
  as('officer')
  const proof = await app.inject({ url: `/vn/api/v1/log/proof/${event?.id}` })
  as('public')
  const checkpoint = await app.inject({ url: '/vn/api/v1/log/checkpoint' })
  const keys = await app.inject({ url: '/vn/.well-known/jwks.json' })
  expect(keys.headers['content-type']).toContain('application/jwk-set+json')
  expect(JSON.stringify(keys.json())).not.toContain('"d"')
  expect(proof.json().checkpoint).toBe(checkpoint.json().signature)
  expect(await verifyProof(proof.json(), keys.json())).toEqual(checkpoint.json().checkpoint)
})

test('a new key signs from then on, in every process; what the former one signed still verifies', async () => {
  const before = await openKeys(node.secrets)
  const elsewhere = await openKeys(node.secrets)
  const old = await before.sign('test', { said: 'before' })
  as('officer')
  expect((await app.inject({ method: 'POST', url: '/vn/api/v1/log/keys' })).statusCode).toBe(403)
  as('administrator')
  const rotated = await app.inject({ method: 'POST', url: '/vn/api/v1/log/keys' })
  expect([rotated.statusCode, rotated.json().keys]).toEqual([201, 2])

  const published = (await app.inject({ url: '/vn/.well-known/jwks.json' })).json()
  expect(published.keys.map((key: { kid: string }) => key.kid)[0]).toBe(rotated.json().kid)
  expect(JSON.stringify(published)).not.toContain('"d"')
  const fresh = await elsewhere.sign('test', { said: 'after' })
  expect(JSON.parse(Buffer.from(fresh.split('.')[0] ?? '', 'base64url').toString()).kid).toBe(rotated.json().kid)
  expect([await readSigned(published, 'test', old), await readSigned(published, 'test', fresh)]).toEqual([
    { said: 'before' },
    { said: 'after' },
  ])

  as('supervisor')
  const verification = await app.inject({ method: 'POST', url: '/vn/api/v1/log/verification' })
  expect(verification.json()).toMatchObject({ ok: true, firstBad: null })
  expect(await listEventsAbout(node.db, 'node', 'log-key')).toMatchObject([{ act: 'rotate', facts: { kid: rotated.json().kid, keys: 2 } }])
})

test('a key whose event could not be written is never there', async () => {
  const keys = async () => (await app.inject({ url: '/vn/.well-known/jwks.json' })).json()
  const before = await keys()
  await ownerDb.query(`CREATE FUNCTION fail() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'no commit'; END $$`)
  await ownerDb.query(
    'CREATE CONSTRAINT TRIGGER no_commit AFTER INSERT ON event DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION fail()',
  )
  as('administrator')
  try {
    expect((await app.inject({ method: 'POST', url: '/vn/api/v1/log/keys' })).statusCode).toBe(500)
  } finally {
    await ownerDb.query('DROP TRIGGER no_commit ON event')
  }
  expect(await keys()).toEqual(before)
  expect((await app.inject({ method: 'POST', url: '/vn/api/v1/log/keys' })).statusCode).toBe(201)
  expect((await keys()).keys).toHaveLength(before.keys.length + 1)
})

test('an event that is not there has no proof', async () => {
  as('officer')
  const answer = await app.inject({ url: '/vn/api/v1/log/proof/4711' })
  expect(answer.statusCode).toBe(404)
  expect(answer.json().code).toBe('log.event-not-sealed')
  expect((await app.inject({ url: '/vn/api/v1/log/proof/0' })).statusCode).toBe(400)
})

test('proofs are for officers, verification for who supervises', async () => {
  as('trader')
  expect((await app.inject({ url: '/vn/api/v1/log/proof/1' })).statusCode).toBe(403)
  expect((await app.inject({ method: 'POST', url: '/vn/api/v1/log/verification' })).statusCode).toBe(403)
  as('officer')
  expect((await app.inject({ method: 'POST', url: '/vn/api/v1/log/verification' })).statusCode).toBe(403)
})

test('the first bad event is named to whoever asks for the verification', async () => {
  await ownerDb.query("UPDATE event SET act = 'lodgf'")
  as('administrator')
  const answer = await app.inject({ method: 'POST', url: '/vn/api/v1/log/verification' })
  expect(answer.json()).toMatchObject({ ok: false, firstBad: { reason: 'event-changed' } })
})
