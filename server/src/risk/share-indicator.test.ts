import type {
  CaseDetail,
  IndicatorShare,
  OfferedProfileAnswer,
  ProfileOffer,
  RegisterEntryAnswer,
  SharedIndicatorAnswer,
  StoredProfile,
} from '@lintas/contract'
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

const question = {
  id: 'cheap-spirits',
  owner: 'Risk unit of Phnom Penh',
  objective: 'revenue',
  reason: 'Spirits are invoiced at a third of the usual price.',
  instructions: 'Compare with the price list of the maker.',
  expression: 'item.heading == "2208" && item.origin == "GB"',
  controls: ['document-check'],
  mitigable: false,
  validFrom: '2026-01-01',
  validTo: '2026-12-01',
  maxHitsPerDay: 40,
}
const run = async (change: Partial<typeof question>, proposer: Caller = maker) => {
  const { body } = await sender.call<StoredProfile>(proposer, 'POST', '/risk/profiles', { ...question, ...change })
  await sender.call(chief, 'POST', `/risk/profiles/${body.id}/versions/${body.version}/approval`)
  return `/risk/profiles/${body.id}/versions/${body.version}`
}
const offer = (caller: Caller, path: string, body: object = { states: ['VN'] }) =>
  sender.call<{ items: readonly ProfileOffer[]; code: string; issues: readonly { code: string; path: string }[] }>(
    caller,
    'POST',
    `${path}/offers`,
    body,
  )
const offered = async () => (await desk.call<{ items: readonly OfferedProfileAnswer[] }>(here, 'GET', '/risk/offered-profiles')).body.items
const draft = (caller: Caller, id: string | undefined, change: object = {}) =>
  desk.call<StoredProfile & { code: string }>(caller, 'POST', `/risk/offered-profiles/KH/${id}/draft`, {
    id: 'cheap-spirits-of-kh',
    owner: 'Risk unit of Sài Gòn',
    validFrom: '2026-03-01',
    validTo: '2026-09-01',
    ...change,
  })

test('a profile that runs is offered by a supervisor who did not propose it: the question and why, nothing that is its own state’s or names somebody', async () => {
  const path = await run({})
  expect((await offer(maker, path)).status).toBe(403)
  expect((await offer(trader('KH-0101'), path)).status).toBe(403)
  expect((await offer(supervisor, await run({ id: 'own-word' }, supervisor))).body.code).toBe('risk.profile-own')
  expect((await offer(supervisor, '/risk/profiles/none/versions/1')).body.code).toBe('risk.profile-unknown')
  await sender.call(maker, 'POST', '/risk/profiles', { ...question, id: 'not-yet' })
  expect((await offer(supervisor, '/risk/profiles/not-yet/versions/1')).body.code).toBe('risk.offer-not-running')
  const named = await entry('Nine Dragons Bottling')
  const wrong = await offer(
    supervisor,
    await run({
      id: 'of-one-party',
      reason: 'Nine Dragons Bottling again.',
      expression: 'importer.id == "KH-0101" || declaration.office == "KH-PNH" || exporter.name.contains("Nine")',
    }),
    { states: ['KH'], note: 'Bottling by the Nine Dragons.' },
  )
  expect(wrong.body.issues.map(each => `${each.code} ${each.path}`)).toEqual([
    'risk.share-own-state states',
    'risk.offer-own-field expression',
    'risk.offer-own-field expression',
    'risk.offer-own-field expression',
    'risk.offer-names reason',
    'risk.offer-names note',
  ])
  expect(named).toBeDefined()

  expect((await offer(supervisor, path)).body.items).toMatchObject([{ to: 'VN', status: 'sent' }])
  expect((await offer(supervisor, path)).body.code).toBe('risk.offer-repeated')
  await jobs.run('profiles.deliver')
  await jobs.run('profiles.deliver')
  const [sent] = (await sender.call<{ items: readonly ProfileOffer[] }>(maker, 'GET', '/risk/profile-offers')).body.items
  expect(sent).toMatchObject({ status: 'received', receipt: { by: 'VN' } })
  const [received, ...others] = await offered()
  expect(others).toEqual([])
  expect(received).toMatchObject({ from: 'KH', status: 'received', offered: { title: 'cheap-spirits', expression: question.expression } })
  for (const own of [question.owner, 'maxHitsPerDay', maker.accountId]) expect(JSON.stringify(received)).not.toContain(own)
})

test('nothing of it runs by itself: an officer here makes a draft, tries it on the past, and another lets it run', async () => {
  const [received] = await offered()
  const asked = async (reference: string) =>
    (await desk.call<CaseDetail>(here, 'GET', `/cases/${(await desk.lodge(importer, whisky(reference))).mrn}`)).text
  expect(await asked('OFFERED')).not.toContain('cheap-spirits')
  expect((await draft(importer, received?.id)).status).toBe(403)
  expect((await draft(here, '00000000-0000-4000-8000-000000000000')).body.code).toBe('risk.offer-unknown')
  expect((await draft(here, received?.id, { validTo: '2030-01-01' })).body.code).toBe('risk.profile-period-long')
  const { body: made } = await draft(here, received?.id)
  expect(made).toMatchObject({
    id: 'cheap-spirits-of-kh',
    status: 'proposed',
    proposedBy: here.accountId,
    owner: 'Risk unit of Sài Gòn',
    reason: question.reason,
  })
  expect((await draft(here, received?.id)).body.code).toBe('risk.offer-not-so')
  const path = `/risk/profiles/${made.id}/versions/1`
  expect(await asked('DRAFTED')).not.toContain('cheap-spirits')
  expect((await desk.call(supervisor, 'POST', `${path}/approval`)).body.code).toBe('risk.profile-untried')
  expect((await desk.call(here, 'POST', `${path}/back-test`, {})).status).toBe(200)
  expect((await desk.call(here, 'POST', `${path}/approval`)).status).toBe(403)
  const approved = await desk.call<StoredProfile>(supervisor, 'POST', `${path}/approval`)
  expect(approved.body).toMatchObject({ status: 'approved', offeredBy: { state: 'KH', id: received?.id } })
  await expect.poll(() => asked(`RUNS-${Math.random()}`)).toContain('cheap-spirits-of-kh')
  expect((await offered())[0]).toMatchObject({ status: 'drafted', drafted: { profile: made.id, version: 1 } })
  for (const below of ['/risk/offered-profiles', '/risk/profile-offers']) expect((await desk.call(importer, 'GET', below)).status).toBe(403)
})

test('its sender withdraws it, by itself or with the profile: the other state is told, and what it made of it stays its own', async () => {
  const [sent] = (await sender.call<{ items: readonly ProfileOffer[] }>(maker, 'GET', '/risk/profile-offers')).body.items
  expect((await sender.call(maker, 'POST', `/risk/profile-offers/${sent?.id}/withdrawal`, { reason: 'Reviewed.' })).status).toBe(403)
  await sender.call(supervisor, 'POST', '/risk/profiles/cheap-spirits/versions/1/retirement')
  expect((await sender.call(supervisor, 'POST', `/risk/profile-offers/${sent?.id}/withdrawal`, { reason: 'Reviewed.' })).body.code).toBe(
    'risk.share-withdrawn',
  )
  await jobs.run('profiles.deliver')
  expect((await offered())[0]).toMatchObject({ status: 'withdrawn', withdrawal: 'The profile was retired.' })
  const running = await desk.call<{ items: readonly StoredProfile[] }>(here, 'GET', '/risk/profiles?status=approved&limit=500')
  expect(running.body.items.find(each => each.id === 'cheap-spirits-of-kh')?.offeredBy).toMatchObject({
    state: 'KH',
    withdrawn: 'The profile was retired.',
  })
})

test('an offer that is repeated, older, unanswerable here, of no form or refused makes nothing', async () => {
  const id = '22222222-2222-4222-8222-222222222222'
  const { id: title, owner: _, maxHitsPerDay: __, ...rest } = question
  const profile = { ...rest, title }
  const tell = (from: string, body: object) =>
    neighbours.deliver('VN', { id: 'told', from, subject: 'profiles', body: { ...body } } as Parameters<typeof neighbours.deliver>[1])
  const told = { kind: 'profile', offer: id, profile: { ...profile, expression: 'item.colour == "red"' } }
  await tell('KH', told)
  await tell('KH', { ...told, profile })
  expect((await draft(here, id)).body.code).toBe('risk.expression-field')
  expect((await offered()).find(each => each.id === id)?.status).toBe('received')
  const refuse = (caller: Caller) =>
    desk.call<OfferedProfileAnswer>(caller, 'POST', `/risk/offered-profiles/KH/${id}/refusal`, { reason: 'Cannot be asked here.' })
  expect((await refuse(here)).status).toBe(403)
  expect((await refuse(supervisor)).body).toMatchObject({ status: 'refused', refusal: 'Cannot be asked here.' })
  expect((await draft(here, id)).body.code).toBe('risk.offer-not-so')
  for (const [from, body] of [
    ['VN', told],
    ['XX', told],
    ['KH', { ...told, profile: { ...profile, owner: 'somebody' } }],
    ['KH', { ...told, profile: { ...profile, expression: 'x'.repeat(2_001) } }],
    ['KH', { kind: 'withdrawal' }],
  ] as const)
    await expect(tell(from, body)).rejects.toThrow()
  const early = '33333333-3333-4333-8333-333333333333'
  await tell('KH', { kind: 'withdrawal', offer: early, reason: 'Mistaken.' })
  await tell('KH', { ...told, offer: early })
  expect((await offered()).find(each => each.id === early)?.status).toBe('withdrawn')
})
