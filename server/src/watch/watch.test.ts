import type { Endpoint, LawProposalAnswer, WatchAlert, WatchList } from '@lintas/contract'
import { afterAll, expect, test } from 'vitest'
import { administrator, checker, openLodgingDesk, TODAY, trader } from '../declaration/testing/lodging-desk.ts'
import { openLog } from '../platform/events/index.ts'
import { sealSettled } from '../platform/events/testing/settled.ts'
import type { Caller } from '../platform/node.ts'
import { openWebhooks } from '../platform/webhooks/testing/open-webhooks.ts'
import { openReceiver } from '../platform/webhooks/testing/receiver.ts'
import { lookForChanges } from './index.ts'

const desk = await openLodgingDesk('VN')
const [mine, theirs] = [trader('VN-0101'), trader('VN-0202')]
const webhooks = openWebhooks(desk.node)
afterAll(async () => (await webhooks).stop())

const alertsOf = async (caller: Caller) =>
  (await desk.call<{ items: WatchAlert[] }>(caller, 'GET', '/watch-alerts')).body.items.map(each => [
    each.list.name,
    each.about,
    each.codes,
  ])

async function approve(id: string, codes: readonly string[], period: object = {}) {
  const row = {
    id,
    state: 'VN',
    validFrom: '2026-04-01',
    knownSince: TODAY,
    legalRef: 'a decree made up for this test',
    source: 'this test',
    confidence: 'assumed',
    measure: id.toLowerCase(),
    name: 'A measure',
    kind: 'prohibition',
    direction: 'import',
    codes,
    authority: 'nobody',
    severity: 'warning',
    ...period,
  }
  const body = { reason: 'For this test.', kind: 'measure', rows: [row], end: [] }
  const proposed = await desk.call<LawProposalAnswer>(administrator, 'POST', '/law/proposals', body)
  const approved = await desk.call(checker, 'POST', `/law/proposals/${proposed.body.id}/approval`, { decision: 'approved' })
  expect(approved.body).toMatchObject({ status: 'approved' })
}

test('a list is told of what is approved after it was made and touches it, once; nobody else sees it', async () => {
  await approve('BEFORE', ['6109'])
  desk.moveTo(`${TODAY}T06:00:00Z`)
  const { status, body } = await desk.call<WatchList>(mine, 'POST', '/watch-lists', { name: 'shirts', codes: ['6109', '62'] })
  expect(status).toBe(201)
  await desk.call(theirs, 'POST', '/watch-lists', { name: 'chemicals', codes: ['29'] })
  await approve('TOUCHES', ['61091010'])
  await sealSettled(await openLog(desk.node))
  expect(await lookForChanges(desk.node)).toBe(false)
  await lookForChanges(desk.node)
  expect(await alertsOf(mine)).toEqual([['shirts', 'TOUCHES', ['6109']]])
  expect(await alertsOf(theirs)).toEqual([])

  const end = (caller: Caller) => desk.call(caller, 'POST', `/watch-lists/${body.id}/ending`, {})
  expect([(await end(theirs)).status, (await end(theirs)).body.code]).toEqual([404, 'watch.list-unknown'])
  expect((await desk.call<{ items: WatchList[] }>(theirs, 'GET', '/watch-lists')).body.items.map(each => each.name)).toEqual(['chemicals'])
  expect((await end(mine)).status).toBe(200)
  expect((await end(mine)).status).toBe(404)
})

test('nobody watches without having signed in, nor what is no code', async () => {
  const answer = await desk.inject({ method: 'POST', url: '/vn/api/v1/watch-lists', payload: { name: 'x', codes: ['61'] } })
  expect(answer.statusCode).toBe(401)
  expect((await desk.call(mine, 'POST', '/watch-lists', { name: 'x', codes: ['shirts'] })).status).toBe(400)
})

async function look() {
  await sealSettled(await openLog(desk.node))
  while (await lookForChanges(desk.node));
}

const toldOf = async (caller: Caller) =>
  (await desk.call<{ items: WatchAlert[] }>(caller, 'GET', '/watch-alerts')).body.items.map(({ subject, what, about, codes }) => [
    subject,
    what,
    about,
    codes,
  ])

async function teach(...rows: readonly string[]) {
  const csv = `description,hs6,kind,reference\n${rows.join('\n')}\n`
  const { status } = await desk.call(administrator, 'POST', '/classification-evidence', csv, { 'content-type': 'text/csv' })
  expect(status).toBe(202)
}

test('rulings, and the days on which law begins and ends, are told in the list, by webhook and among the events; nobody else hears of them', async () => {
  const toys = trader('VN-0303')
  const receiver = await openReceiver()
  const wish = { url: receiver.url, types: ['codes.changed'] }
  const endpoint = (await desk.call<Endpoint>(toys, 'POST', '/webhooks', wish)).body
  await desk.call(theirs, 'POST', '/webhooks', wish)
  await desk.call(toys, 'POST', '/webhooks', { ...wish, principals: ['VN-0404'] })
  await desk.jobs.run('watch-days')
  const list = (await desk.call<WatchList>(toys, 'POST', '/watch-lists', { name: 'toys', codes: ['9503', '9504'] })).body
  desk.moveTo(`${TODAY}T07:00:00Z`)

  await teach('wooden train,950300,ruling,R-1', 'plastic train,950300,checked,', 'rail track,730210,ruling,R-2')
  await teach('wooden train,950300,ruling,R-1')
  await look()
  await teach('train of wood,950490,ruling,R-1')
  await approve('TOYS', ['9503'], { validFrom: '2026-03-12', validTo: '2026-03-14' })
  await look()
  for (const on of ['2026-03-12', '2026-03-12', '2026-03-15']) {
    desk.moveTo(`${on}T05:00:00Z`)
    await desk.jobs.run('watch-days')
  }
  await look()
  await look()
  const expected = [
    ['ruling', 'published', 'R-1 (950300)', ['9503']],
    ['ruling', 'changed', 'R-1 (950300 → 950490)', ['9503', '9504']],
    ['law', 'measure', 'TOYS', ['9503']],
    ['beginning', 'measure', 'TOYS', ['9503']],
    ['ending', 'measure', 'TOYS', ['9503']],
  ]
  expect(await toldOf(toys)).toEqual(expected.toReversed())
  expect(await toldOf(theirs)).toEqual([])

  await (await webhooks).tell()
  const bodies = receiver.received.map(each => JSON.parse(each.body))
  expect(bodies.map(({ data }) => [data.subject, data.what, data.about, data.codes])).toEqual(expected)
  expect(bodies[0]).toMatchObject({ type: 'codes.changed', data: { state: 'VN', list: { id: list.id, name: 'toys' } } })
  const deliveries = await desk.call<{ items: unknown[] }>(toys, 'GET', `/webhooks/${endpoint.id}/deliveries?about=${list.id}`)
  expect(deliveries.body.items).toHaveLength(expected.length)
  const { items } = (await desk.call<{ items: { type: string }[] }>(toys, 'GET', '/events')).body
  expect(items.filter(each => each.type === 'codes.changed')).toHaveLength(expected.length)
  expect((await desk.call<{ items: unknown[] }>(theirs, 'GET', '/events')).body.items).toEqual([])
})
