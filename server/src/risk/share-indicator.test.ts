import type { CaseDetail, IndicatorShare, RegisterEntryAnswer, SharedIndicatorAnswer } from '@lintas/contract'
import { expect, test } from 'vitest'
import { officer, openLodgingDesk, supervisor, trader } from '../declaration/testing/lodging-desk.ts'
import { shirts, whisky } from '../declaration/testing/shirts.ts'
import { listRoutes } from '../platform/http/index.ts'
import type { JobRunner } from '../platform/jobs.ts'
import { directNeighbours } from '../platform/neighbours.ts'
import type { Caller } from '../platform/node.ts'

const neighbours = directNeighbours()
const sender = await openLodgingDesk('KH', neighbours)
const desk = await openLodgingDesk('VN', neighbours)
const jobs = sender.node.jobs as JobRunner
const maker = officer('KH-PNH')
const here = officer('VN-SGN')
const importer = trader('VN-0101')
const chief: Caller = { ...supervisor, accountId: 'another supervisor' }
const wish = { states: ['VN', 'SG'], reason: 'value', note: 'Invoices at a third of the usual price.' }

const entry = async (text: string, by: Caller = maker) => {
  const draft = { register: 'party', text, source: 'own finding', owner: 'Risk unit', validFrom: '2026-01-01', validTo: '2026-12-01' }
  const { body } = await sender.call<RegisterEntryAnswer>(by, 'POST', '/risk/register', draft)
  await sender.call(chief, 'POST', `/risk/register/${body.id}/approval`, { decision: 'approved' })
  return body.id
}
const share = (caller: Caller, id: string, body: object = wish) =>
  sender.call<{ items: readonly IndicatorShare[]; code: string; issues: readonly { code: string }[] }>(
    caller,
    'POST',
    `/risk/register/${id}/shares`,
    body,
  )
const shared = async () => (await desk.call<{ items: readonly SharedIndicatorAnswer[] }>(here, 'GET', '/risk/shared-indicators')).body.items
const decide = (caller: Caller, id: string, decision: object) =>
  desk.call<SharedIndicatorAnswer & { code: string }>(caller, 'POST', `/risk/shared-indicators/KH/${id}/decision`, decision)
const hintsOf = async (reference: string) => {
  const lodged = await desk.lodge(importer, { ...whisky(reference), exporter: { name: 'Highland Stills, Scotch Ltd' } })
  const { body } = await desk.call<CaseDetail>(here, 'GET', `/cases/${lodged.mrn}`)
  return body.hints.filter(each => each.code === 'risk.party-listed').map(each => each.params?.entry)
}

let id = ''

test('what one state watches is shared by a supervisor who did not propose it: digests, a reason and days, and no name', async () => {
  const listed = await entry('Highland Stills Scotch Co., Ltd.')
  expect((await share(maker, listed)).status).toBe(403)
  expect((await share(trader('KH-0101'), listed)).status).toBe(403)
  const wrong = await share(supervisor, listed, {
    states: ['KH'],
    reason: 'value',
    note: 'The Highland Stills of Scotch.',
    validTo: '2027-01-01',
  })
  expect(wrong.body.issues.map(each => each.code)).toEqual(['risk.share-own-state', 'risk.share-period', 'risk.share-names'])
  expect((await share(supervisor, await entry('Own Word Trading', supervisor))).body.code).toBe('risk.entry-own')
  expect((await share(supervisor, '00000000-0000-4000-8000-000000000000')).body.code).toBe('risk.entry-unknown')

  const { body } = await share(supervisor, listed)
  expect(body.items.map(({ to, status }) => [to, status])).toEqual([
    ['SG', 'sent'],
    ['VN', 'sent'],
  ])
  expect((await share(supervisor, listed)).body.code).toBe('risk.share-repeated')
  expect((await share(supervisor, listed, { ...wish, states: ['MY', 'VN'] })).body.code).toBe('risk.share-repeated')
  const standing = await sender.call<{ items: readonly IndicatorShare[] }>(maker, 'GET', '/risk/shares')
  expect(standing.body.items.map(each => each.to).sort(), 'of several states none is told where one is refused').toEqual(['SG', 'VN'])
  await jobs.run('indicators.deliver')
  await jobs.run('indicators.deliver')
  const sent = (await sender.call<{ items: readonly IndicatorShare[] }>(maker, 'GET', '/risk/shares')).body.items
  expect(sent.find(each => each.to === 'VN')).toMatchObject({
    status: 'received',
    receipt: { by: 'VN', sha256: expect.stringMatching(/^[0-9a-f]{64}$/) },
  })
  // Nobody is there to take it: it waits, and keeps no other state's waiting.
  expect(sent.find(each => each.to === 'SG')).toMatchObject({ status: 'sent' })
  const [received, ...others] = await shared()
  expect(others).toEqual([])
  expect(received).toMatchObject({ from: 'KH', register: 'party', reason: 'value', status: 'received', validTo: '2026-12-01' })
  expect(JSON.stringify(received)).not.toMatch(/highland|stills|scotch/i)
  id = received?.id ?? ''
})

test('it is used from a supervisor’s word here on, as a hint with the state it is from; no trader reads of it', async () => {
  expect(await hintsOf('BEFORE')).toEqual([])
  expect((await decide(here, id, { decision: 'in-use' })).status).toBe(403)
  expect((await decide(importer, id, { decision: 'in-use' })).status).toBe(403)
  expect((await decide(supervisor, '00000000-0000-4000-8000-000000000000', { decision: 'in-use' })).body.code).toBe(
    'risk.indicator-unknown',
  )
  expect((await decide(supervisor, id, { decision: 'in-use' })).body).toMatchObject({ status: 'in-use', decidedBy: supervisor.accountId })
  expect((await decide(supervisor, id, { decision: 'in-use' })).body.code).toBe('risk.indicator-not-so')
  await expect.poll(() => hintsOf(`USED-${Math.random()}`)).toEqual([`KH ${id}`])

  const { mrn } = await desk.lodge(importer, { ...shirts('SECRET'), exporter: { name: 'Highland Stills Scotch' } })
  const readable = listRoutes(desk.node.http as Parameters<typeof listRoutes>[0]).filter(
    ({ method, who, path }) => method === 'GET' && /declarations|events|messages/.test(path) && who.some(role => role === 'trader'),
  )
  expect(readable.length).toBeGreaterThan(5)
  for (const { path } of readable) {
    const below = path
      .replace(/^\/vn(\/api\/v1)?/, '')
      .replace(':mrn', mrn)
      .replace(/:(number|version|decision)/, '1')
    const { text } = await desk.call(importer, 'GET', below)
    expect({ path, told: text.includes(id) || text.includes('party-listed') }).toEqual({ path, told: false })
  }
  for (const path of ['/risk/shared-indicators', '/risk/shares', '/risk/register'])
    expect((await desk.call(importer, 'GET', path)).status).toBe(403)
  // A decision stored with it is taken again byte for byte, also once it is used no more.
  const replayed = await desk.call(here, 'POST', `/declarations/${mrn}/replay`)
  expect([replayed.status, replayed.text]).toEqual([200, expect.not.stringContaining('"same":false')])
})

test('what is repeated, older, of another’s making or of no form changes nothing', async () => {
  const [before] = await shared()
  const key = '0'.repeat(64)
  const body = {
    kind: 'indicator',
    share: id,
    register: 'party',
    key,
    digests: [key],
    reason: 'other',
    validFrom: '2026-01-01',
    validTo: '2030-01-01',
  }
  const message = (from: string, told: object) =>
    ({ id: 'again', from, subject: 'indicators', body: { ...told } }) as Parameters<typeof neighbours.deliver>[1]
  expect(await neighbours.deliver('VN', message('KH', body))).toMatchObject({ id: 'again', by: 'VN' })
  expect((await shared()).find(each => each.id === id)).toEqual(before)
  // Thailand cannot speak of Cambodia's: it is another indicator, which nobody took into use, and its withdrawal ends that one alone.
  await neighbours.deliver('VN', message('TH', body))
  await neighbours.deliver('VN', message('TH', { kind: 'withdrawal', share: id, reason: 'Not so.' }))
  expect((await shared()).map(({ from, status }) => [from, status])).toEqual([
    ['TH', 'withdrawn'],
    ['KH', 'in-use'],
  ])
  for (const [from, told] of [
    ['VN', body],
    ['XX', body],
    ['KH', { ...body, digests: ['Highland Stills'] }],
    ['KH', { ...body, key: undefined }],
    ['KH', { kind: 'withdrawal' }],
  ] as const)
    await expect(neighbours.deliver('VN', message(from, told))).rejects.toThrow()
  // A withdrawal that comes before what it withdraws keeps that out.
  const early = '11111111-1111-4111-8111-111111111111'
  await neighbours.deliver('VN', message('KH', { kind: 'withdrawal', share: early, reason: 'Mistaken.' }))
  await neighbours.deliver('VN', message('KH', { ...body, share: early }))
  expect((await shared()).find(each => each.id === early)).toMatchObject({ status: 'withdrawn', digests: [] })
})

test('its sender withdraws it, at once or with the entry, and it is used no more; after its last day it is over by itself', async () => {
  const sent = (await sender.call<{ items: readonly IndicatorShare[] }>(maker, 'GET', '/risk/shares')).body.items
  const path = `/risk/shares/${sent.find(each => each.to === 'VN')?.id}/withdrawal`
  const reason = { reason: 'The finding was reviewed.' }
  expect((await sender.call(maker, 'POST', path, reason)).status).toBe(403)
  expect((await sender.call<IndicatorShare>(supervisor, 'POST', path, reason)).body.status).toBe('withdrawing')
  expect((await sender.call(supervisor, 'POST', path, reason)).body.code).toBe('risk.share-withdrawn')
  await jobs.run('indicators.deliver')
  expect((await shared()).find(each => each.from === 'KH' && each.id === id)).toMatchObject({
    status: 'withdrawn',
    withdrawal: reason.reason,
  })
  await expect.poll(() => hintsOf(`GONE-${Math.random()}`)).toEqual([])
  expect((await decide(supervisor, id, { decision: 'in-use' })).body.code).toBe('risk.indicator-not-so')

  const other = await entry('Silver Mekong Traders')
  await share(supervisor, other, { states: ['VN'], reason: 'origin', validTo: '2026-03-12' })
  await jobs.run('indicators.deliver')
  const short = (await shared()).find(each => each.reason === 'origin')
  await decide(supervisor, short?.id ?? '', { decision: 'in-use' })
  desk.moveTo('2026-03-12T05:00:00Z')
  expect((await shared()).find(each => each.id === short?.id)?.status).toBe('ended')
  await sender.call(maker, 'POST', `/risk/register/${other}/ending`, { reason: 'No longer so.' })
  await sender.call(supervisor, 'POST', `/risk/register/${other}/ending/approval`)
  await jobs.run('indicators.deliver')
  expect((await shared()).find(each => each.id === short?.id)).toMatchObject({ status: 'withdrawn', withdrawal: 'No longer so.' })
})
