import type { Delivery, Endpoint } from '@lintas/contract'
import fc from 'fast-check'
import { Webhook } from 'standardwebhooks'
import { afterAll, expect, test } from 'vitest'
import { broker, openLodgingDesk, trader } from '../../declaration/testing/lodging-desk.ts'
import { shirts } from '../../declaration/testing/shirts.ts'
import { openLog } from '../events/index.ts'
import { sealSettled } from '../events/testing/settled.ts'
import type { Caller } from '../node.ts'
import { forgetOld } from './delivery-store.ts'
import { openAgent } from './destination.ts'
import * as lines from './line-store.ts'
import { planDeliveries, replay } from './plan.ts'
import { openSecretBox } from './secrets.ts'
import { openSender } from './send.ts'
import { openReceiver } from './testing/receiver.ts'

const desk = await openLodgingDesk('VN')
const { node, ownerDb } = desk
const importer = trader('VN-0101')
const other = trader('VN-0202')
const log = await openLog(node)
const box = await openSecretBox(node.secrets)
const agent = openAgent('public-and-loopback')
const open = () => openSender({ ...node, agent, box })
const sender = open()
afterAll(async () => {
  await sender.stop()
  await agent.destroy()
})

type Made = Endpoint & { readonly secret: string }

async function register(caller: Caller, url: string, wish: object = {}): Promise<Made> {
  const { status, body, text } = await desk.call<Made>(caller, 'POST', '/webhooks', { url, ...wish })
  if (status !== 201) throw new Error(`registering was answered ${status}: ${text}`)
  return body
}

/** Gives what happened its place and puts it in line. */
async function plan(): Promise<void> {
  await sealSettled(log)
  while (await planDeliveries(node));
}

async function tell(): Promise<void> {
  await plan()
  await sender.drain()
}

/** As if everybody had waited long enough. */
async function wait(): Promise<void> {
  await ownerDb.query('UPDATE webhook_line SET due_at = now() WHERE pending > 0')
}

let count = 0
async function lodge(): Promise<string> {
  return (await desk.lodge(importer, shirts(`WH-${count++}`))).mrn
}

async function remove(...endpoints: readonly Made[]): Promise<void> {
  for (const { id } of endpoints) expect((await desk.call(importer, 'DELETE', `/webhooks/${id}`)).status).toBe(204)
}

async function listOf({ id }: Made, query = ''): Promise<readonly Delivery[]> {
  return (await desk.call<{ items: Delivery[] }>(importer, 'GET', `/webhooks/${id}/deliveries${query}`)).body.items
}

async function statusOf({ id }: Made): Promise<Endpoint> {
  return (await desk.call<Endpoint>(importer, 'GET', `/webhooks/${id}`)).body
}

test('an organisation is told of its declaration, signed, in the order in which it happened, and of nobody else’s', async () => {
  const [own, others] = [await openReceiver(), await openReceiver()]
  const endpoint = await register(importer, own.url)
  await register(other, others.url)
  const mrn = await lodge()
  await tell()

  expect(own.received.map(each => each.type)).toEqual(['declaration.registered', 'declaration.payment-due', 'declaration.decided'])
  for (const { headers, body } of own.received)
    expect(new Webhook(endpoint.secret).verify(body, headers as Record<string, string>)).toMatchObject({ data: { state: 'VN', mrn } })
  expect(JSON.parse(own.received[1]?.body ?? '')).toMatchObject({
    type: 'declaration.payment-due',
    timestamp: expect.stringMatching(/^2026-03-10T05:/),
    data: { mrn, localReference: 'WH-0', filer: 'VN-0101', principal: 'VN-0101', total: expect.any(String), currency: 'VND' },
  })
  expect(others.received).toEqual([])

  const [newest] = await listOf(endpoint)
  expect(newest).toMatchObject({ type: 'declaration.decided', about: mrn, status: 'delivered', attempts: 1, lastAnswer: '200' })
  const one = await desk.call(importer, 'GET', `/webhooks/${endpoint.id}/deliveries/${newest?.id}`)
  expect(one.body).toMatchObject({ log: [{ number: 1, answer: 200, excerpt: 'answered 200' }] })
  expect((await desk.call(other, 'GET', `/webhooks/${endpoint.id}`)).status).toBe(404)
  expect((await desk.call(other, 'GET', `/webhooks/${endpoint.id}/deliveries`)).status).toBe(404)
  expect((await desk.call(other, 'DELETE', `/webhooks/${endpoint.id}`)).status).toBe(404)
  expect((await desk.call(importer, 'GET', `/webhooks/${endpoint.id}/deliveries/999999`)).status).toBe(404)
  await remove(endpoint)
})

test('a secret is said once, and the database has it encrypted', async () => {
  const receiver = await openReceiver()
  const endpoint = await register(importer, receiver.url)
  expect(endpoint.secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/)
  expect((await desk.call(importer, 'GET', '/webhooks')).text).not.toContain(endpoint.secret)
  const [row] = await ownerDb.query<{ sealed: Buffer }>('SELECT sealed FROM webhook_secret WHERE endpoint = $1', [endpoint.id])
  expect(row?.sealed.toString('latin1')).not.toContain(endpoint.secret.slice(6))
  expect(box.open(endpoint.id, row?.sealed ?? Buffer.alloc(0))).toBe(endpoint.secret)
  expect(() => box.open('another', row?.sealed ?? Buffer.alloc(0))).toThrow()
  await remove(endpoint)
})

test('what fails for one declaration holds up neither another declaration nor another endpoint', async () => {
  const [shaky, steady] = [await openReceiver(), await openReceiver()]
  const endpoints = [await register(importer, shaky.url), await register(importer, steady.url)] as const
  const [bad, good] = [await lodge(), await lodge()]
  shaky.answer = ({ mrn }) => (mrn === bad ? 500 : 200)
  await tell()
  expect(shaky.received.filter(each => each.mrn === bad).map(each => each.type)).toEqual(['declaration.registered'])
  expect(shaky.received.filter(each => each.mrn === good)).toHaveLength(3)
  expect(steady.received).toHaveLength(6)
  expect(await listOf(endpoints[0], '?status=pending')).toHaveLength(3)

  shaky.answer = () => 200
  await wait()
  await sender.drain()
  expect(shaky.received.filter(each => each.mrn === bad && each.answered === 200).map(each => each.type)).toEqual([
    'declaration.registered',
    'declaration.payment-due',
    'declaration.decided',
  ])
  const ids = shaky.received
    .filter(each => each.type === 'declaration.registered' && each.mrn === bad)
    .map(each => each.headers['webhook-id'])
  expect(new Set(ids).size).toBe(1) // the same message, told twice
  expect(await statusOf(endpoints[0])).toMatchObject({ status: 'active', pending: 0 })
  await remove(...endpoints)
})

test('whatever an endpoint answers, what it has heard of a declaration it heard in order, and in the end it has heard everything', async () => {
  const receiver = await openReceiver()
  const endpoint = await register(importer, receiver.url)
  const mrns = [await lodge(), await lodge(), await lodge()]
  await plan()
  await fc.assert(
    fc.asyncProperty(fc.array(fc.constantFrom(200, 204, 302, 404, 500, 503), { maxLength: 12 }), async answers => {
      receiver.received.length = 0
      const left = [...answers]
      receiver.answer = () => left.shift() ?? 200
      const since = '2020-01-01T00:00:00Z'
      await replay(node, { endpoint: endpoint.id, traderId: 'VN-0101', since })
      for (let round = 0; round < 15; round++) {
        await wait()
        await sender.drain()
      }
      for (const mrn of mrns) {
        const heard = receiver.received.filter(each => each.mrn === mrn && each.answered < 300).map(each => each.type)
        expect(heard).toEqual(['declaration.registered', 'declaration.payment-due', 'declaration.decided'])
      }
      expect(await statusOf(endpoint)).toMatchObject({ pending: 0 })
    }),
    { numRuns: 12 },
  )
  await remove(endpoint)
}, 60_000)

test('a process that dies while it sends loses nothing: the line falls due again, and what it settles too late is not written', async () => {
  const receiver = await openReceiver()
  const endpoint = await register(importer, receiver.url)
  await lodge()
  await plan()
  const [lost] = await lines.takeHeads(node.db, { failing: false, limit: 10, perEndpoint: 10 })
  if (lost === undefined) throw new Error('nothing was due')
  await sender.drain()
  expect(receiver.received).toEqual([]) // it is held

  await wait()
  await sender.drain()
  expect(receiver.received).toHaveLength(3)
  const late = { at: new Date(), answer: 200, failure: null, durationMs: 1, excerpt: '' }
  await lines.settle(node.db, lost, late, { status: 'delivered' })
  expect(await statusOf(endpoint)).toMatchObject({ pending: 0 })
  expect((await listOf(endpoint)).map(each => [each.status, each.attempts])).toEqual([
    ['delivered', 1],
    ['delivered', 1],
    ['delivered', 1],
  ])
  await remove(endpoint)
})

test('several processes share the work, and keep the order', async () => {
  const receiver = await openReceiver()
  const endpoint = await register(importer, receiver.url)
  const mrns: string[] = []
  for (let each = 0; each < 12; each++) mrns.push(await lodge())
  await plan()
  const senders = [open(), open(), open()]
  await Promise.all(senders.map(each => each.drain()))
  await Promise.all(senders.map(each => each.drain()))
  expect(receiver.received).toHaveLength(36)
  for (const mrn of mrns)
    expect(receiver.received.filter(each => each.mrn === mrn).map(each => each.type)).toEqual([
      'declaration.registered',
      'declaration.payment-due',
      'declaration.decided',
    ])
  await Promise.all(senders.map(each => each.stop()))
  await remove(endpoint)
})

test('an endpoint that says it is gone is disabled at once, and the organisation hears of it elsewhere', async () => {
  const [gone, there] = [await openReceiver(), await openReceiver()]
  gone.answer = () => 410
  const endpoints = [await register(importer, gone.url), await register(importer, there.url)] as const
  await lodge()
  await tell()
  await sender.drain()
  expect(gone.received).toHaveLength(1)
  expect(await statusOf(endpoints[0])).toMatchObject({ status: 'disabled', disabledBecause: 'gone', pending: 3 })
  expect(there.received.map(each => each.type)).toContain('webhook.disabled')

  gone.answer = () => 200
  const back = await desk.call(importer, 'PATCH', `/webhooks/${endpoints[0].id}`, { status: 'active' })
  expect(back.body).toMatchObject({ status: 'active' })
  await wait()
  await sender.drain()
  expect(gone.received).toHaveLength(4)
  await remove(...endpoints)
})

test('an endpoint at which nothing has arrived for five days is disabled', async () => {
  const receiver = await openReceiver()
  receiver.answer = () => 500
  const endpoint = await register(importer, receiver.url)
  await lodge()
  await tell()
  expect(await statusOf(endpoint)).toMatchObject({ status: 'active', failingSince: expect.any(String) })
  await ownerDb.query("UPDATE webhook_endpoint SET failing_since = now() - interval '121 hours' WHERE id = $1", [endpoint.id])
  await wait()
  await sender.drain()
  expect(await statusOf(endpoint)).toMatchObject({ status: 'disabled', disabledBecause: 'failing' })
  await remove(endpoint)
})

test('a delivery is dead after its last attempt, the next of its declaration goes on, and the dead one can be sent again', async () => {
  const receiver = await openReceiver()
  const endpoint = await register(importer, receiver.url)
  const mrn = await lodge()
  receiver.answer = ({ type }) => (type === 'declaration.registered' ? 400 : 200)
  await plan()
  await ownerDb.query("UPDATE webhook_delivery SET tries = 11 WHERE endpoint = $1 AND type = 'declaration.registered'", [endpoint.id])
  await sender.drain()
  expect((await listOf(endpoint)).map(each => each.status)).toEqual(['delivered', 'delivered', 'dead'])
  receiver.answer = () => 200
  const [dead] = await listOf(endpoint, `?status=dead&about=${mrn}`)
  expect((await desk.call(importer, 'POST', `/webhooks/${endpoint.id}/deliveries/${dead?.id}/replay`)).body).toEqual({ replayed: 1 })
  await sender.drain()
  expect((await listOf(endpoint)).map(each => each.status)).toEqual(['delivered', 'delivered', 'delivered'])
  await remove(endpoint)
})

test('what waited at an endpoint that was disabled for a month is dropped with its place in line, and what comes later goes out', async () => {
  const receiver = await openReceiver()
  const endpoint = await register(importer, receiver.url)
  for (let each = 0; each < 10; each++) await lodge()
  await plan()
  await ownerDb.query("UPDATE webhook_endpoint SET status = 'disabled', disabled_at = now() - interval '31 days' WHERE id = $1", [
    endpoint.id,
  ])
  await forgetOld(node.db)
  expect(await statusOf(endpoint)).toMatchObject({ status: 'disabled', pending: 0 })

  await desk.call(importer, 'PATCH', `/webhooks/${endpoint.id}`, { status: 'active' })
  const mrn = await lodge()
  await wait()
  await tell()
  expect(receiver.received.map(each => each.mrn)).toEqual([mrn, mrn, mrn])
  await remove(endpoint)
})

test('while a secret is exchanged for another, messages are signed with both; after that with the new one alone', async () => {
  const receiver = await openReceiver()
  const endpoint = await register(importer, receiver.url)
  const { body } = await desk.call<{ secret: string; formerSecretUntil: string }>(importer, 'POST', `/webhooks/${endpoint.id}/secret`, {
    graceHours: 2,
  })
  await desk.call(importer, 'POST', `/webhooks/${endpoint.id}/ping`)
  await sender.drain()
  const both = receiver.received[0]
  for (const secret of [endpoint.secret, body.secret])
    expect(new Webhook(secret).verify(both?.body ?? '', both?.headers as Record<string, string>)).toMatchObject({ type: 'webhook.ping' })

  await ownerDb.query('UPDATE webhook_secret SET valid_until = now() WHERE endpoint = $1 AND valid_until IS NOT NULL', [endpoint.id])
  await desk.call(importer, 'POST', `/webhooks/${endpoint.id}/ping`)
  await sender.drain()
  const later = receiver.received[1]
  const verify = (secret: string) => new Webhook(secret).verify(later?.body ?? '', later?.headers as Record<string, string>)
  expect(verify(body.secret)).toMatchObject({ type: 'webhook.ping' })
  expect(() => verify(endpoint.secret)).toThrow('No matching signature')
  await remove(endpoint)
})

test('an endpoint is told what it asked for: these types, of these principals; while it pauses nothing is sent and nothing lost', async () => {
  const [some, none] = [await openReceiver(), await openReceiver()]
  const endpoints = [
    await register(importer, some.url, { types: ['declaration.decided'] }),
    await register(importer, none.url, { principals: ['VN-0303'] }),
  ] as const
  await desk.call(importer, 'PATCH', `/webhooks/${endpoints[0].id}`, { status: 'paused' })
  await lodge()
  await tell()
  expect(some.received).toEqual([])
  await desk.call(importer, 'PATCH', `/webhooks/${endpoints[0].id}`, { status: 'active' })
  await sender.drain()
  expect(some.received.map(each => each.type)).toEqual(['declaration.decided'])
  expect(none.received).toEqual([])
  await remove(...endpoints)
})

test('what happened before an endpoint was there can be sent to it, once for each asking', async () => {
  const mrn = await lodge()
  await tell()
  const receiver = await openReceiver()
  const endpoint = await register(importer, receiver.url)
  await tell()
  expect(receiver.received).toEqual([])
  const asked = await desk.call(importer, 'POST', `/webhooks/${endpoint.id}/replay`, { since: '2026-03-10T00:00:00Z' })
  expect(asked.status).toBe(202)
  await replay(node, { endpoint: endpoint.id, traderId: 'VN-0101', since: '2026-03-10T00:00:00Z' })
  await sender.drain()
  expect(receiver.received.filter(each => each.mrn === mrn)).toHaveLength(3)
  await replay(node, { endpoint: endpoint.id, traderId: 'VN-0101', since: '2026-03-11T00:00:00Z' })
  await replay(node, { endpoint: endpoint.id, traderId: 'VN-0101', since: '2026-03-01T00:00:00Z', until: '2026-03-09T00:00:00Z' })
  const before = receiver.received.length
  await sender.drain()
  expect(receiver.received).toHaveLength(before)
  await remove(endpoint)
})

test('a made-up URL, an unknown type and one address too many are refused', async () => {
  const refusal = async (body: object) => (await desk.call(other, 'POST', '/webhooks', body)).body.issues?.map(each => each.code)
  expect(await refusal({ url: 'https://10.0.0.1/' })).toEqual(['webhooks.address-not-public'])
  expect(await refusal({ url: 'https://trader.example/', types: ['declaration.guessed'] })).toEqual(['request.field-value'])
  const { items } = (await desk.call<{ items: Endpoint[] }>(other, 'GET', '/webhooks')).body
  for (let have = items.length; have < 20; have++) await register(other, `https://trader.example/${have}`)
  expect(await refusal({ url: 'https://trader.example/one-more' })).toEqual(['webhooks.endpoints-too-many'])
  await ownerDb.query("UPDATE webhook_endpoint SET status = 'paused' WHERE trader_id = 'VN-0202'")
})

interface Events {
  readonly items: readonly { readonly id: string; readonly type: string; readonly data: { readonly mrn: string } }[]
  readonly next: string
  readonly isCurrent: boolean
}

test('who would rather ask reads the same from the list of events, page by page, and nobody reads another’s', async () => {
  const mrn = await lodge()
  await sealSettled(log)
  const heard: string[] = []
  for (let cursor = ''; ; ) {
    const { body } = await desk.call<Events>(importer, 'GET', `/events?limit=2${cursor === '' ? '' : `&cursor=${cursor}`}`)
    expect(body.items.length).toBeLessThanOrEqual(2)
    heard.push(...body.items.filter(each => each.data.mrn === mrn).map(each => each.type))
    cursor = body.next
    if (body.isCurrent) break
  }
  expect(heard).toEqual(['declaration.registered', 'declaration.payment-due', 'declaration.decided'])
  expect((await desk.call<Events>(other, 'GET', '/events')).body).toMatchObject({ items: [], isCurrent: true })
  expect((await desk.call<Events>(broker('VN-0404'), 'GET', '/events')).body.items).toEqual([])
  const later = await desk.call<Events>(importer, 'GET', '/events?since=2026-03-20T00:00:00Z')
  expect(later.body).toMatchObject({ items: [], isCurrent: true })
  for (const cursor of [
    'x',
    Buffer.from('[-1]').toString('base64url'),
    Buffer.from('["1"]').toString('base64url'),
    Buffer.from('[1e99]').toString('base64url'),
  ])
    expect((await desk.call(importer, 'GET', `/events?cursor=${cursor}`)).body).toMatchObject({ code: 'request.cursor-malformed' })
})
