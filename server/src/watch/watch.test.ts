import type { LawProposalAnswer, WatchAlert, WatchList } from '@lintas/contract'
import { expect, test } from 'vitest'
import { administrator, checker, openLodgingDesk, TODAY, trader } from '../declaration/testing/lodging-desk.ts'
import { openLog } from '../platform/events/index.ts'
import { sealSettled } from '../platform/events/testing/settled.ts'
import type { Caller } from '../platform/node.ts'
import { lookForChanges } from './index.ts'

const desk = await openLodgingDesk('VN')
const [mine, theirs] = [trader('VN-0101'), trader('VN-0202')]

const alertsOf = async (caller: Caller) =>
  (await desk.call<{ items: WatchAlert[] }>(caller, 'GET', '/watch-alerts')).body.items.map(each => [
    each.list.name,
    each.about,
    each.codes,
  ])

async function approve(id: string, codes: readonly string[]) {
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
