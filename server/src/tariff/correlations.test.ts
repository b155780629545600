import type { AskedEvidence, Classification, CodeHistory, CorrelationAnswer, WatchAlert, WatchList } from '@lintas/contract'
import { expect, test } from 'vitest'
import { administrator, checker, openLodgingDesk, TODAY, trader } from '../declaration/testing/lodging-desk.ts'
import { shirts } from '../declaration/testing/shirts.ts'
import { openLog } from '../platform/events/index.ts'
import { sealSettled } from '../platform/events/testing/settled.ts'
import { PUBLIC } from '../platform/http/index.ts'
import type { Caller } from '../platform/node.ts'
import { lookForChanges } from '../watch/index.ts'

const desk = await openLodgingDesk('VN')
const importer = trader('VN-0101')
const CSV = { 'content-type': 'text/csv' }

// The sample schedule has 61091010 and 61091020. The codes before them are made up for this test.
const TABLE = 'old,new\n6109.10.01,6109.10.10\n6109.10.02,6109.10.10\n6109.10.02,6109.10.20\n'

async function correlate(csv: string, validFrom: string) {
  return await desk.call<CorrelationAnswer>(administrator, 'POST', `/tariff/correlations?validFrom=${validFrom}&source=a+test`, csv, CSV)
}

const approve = (id: string, by = checker) =>
  desk.call<CorrelationAnswer>(by, 'POST', `/tariff/correlations/${id}/approval`, { decision: 'approved' })

const declared = (reference: string, code: string) => {
  const like = shirts(reference)
  return { ...like, goodsItems: like.goodsItems?.map(item => ({ ...item, commodityCode: code })) ?? [] }
}

async function alertsOf() {
  await sealSettled(await openLog(desk.node))
  while (await lookForChanges(desk.node));
  const { body } = await desk.call<{ items: WatchAlert[] }>(importer, 'GET', '/watch-alerts')
  return body.items.filter(each => each.subject === 'correlation').map(({ what, codes, successors }) => [what, codes, successors])
}

test('a table takes effect on its first day, when two persons have dealt with it: declarations, search, lists and evidence follow it', async () => {
  const list = await desk.call<WatchList>(importer, 'POST', '/watch-lists', { name: 'shirts', codes: ['61091001', '61091002', '62'] })
  const evidence = 'description,hs8,kind\nold white T-shirt,61091001,ruling\nold singlet,61091002,ruling\n'
  await desk.call(administrator, 'POST', '/classification-evidence', evidence, CSV)

  desk.moveTo(`${TODAY}T06:00:00Z`)
  const proposed = await correlate(TABLE, '2026-03-12')
  expect(proposed.body).toMatchObject({ id: 'VN-C-2026-03-12-1', standing: 'proposed', pairs: 3, notInSchedule: 0 })
  expect(proposed.body.kinds).toEqual({ '1:1': 0, '1:n': 1, 'n:1': 1, 'n:m': 1 })
  const { id } = proposed.body
  expect((await approve(id, administrator)).body).toMatchObject({ code: 'tariff.loader-may-not-approve' })
  expect((await approve(id)).body.standing).toBe('approved')
  expect((await approve(id)).status).toBe(409)

  const refused = async (code: string) => (await desk.call(importer, 'POST', '/declarations', declared('OLD', code))).body.issues
  const before = (await refused('61091001')).map(issue => issue.code)
  expect(before).toContain('tariff.code-unknown')
  await desk.jobs.run('tariff-activate')
  expect(await alertsOf()).toEqual([])

  desk.moveTo('2026-03-12T05:00:00Z')
  await desk.jobs.run('tariff-activate')
  await desk.jobs.run('tariff-activate')
  const issue = (await refused('61091002')).find(each => each.code === 'tariff.code-replaced')
  expect(issue).toMatchObject({ path: 'goodsItems[0].commodityCode', params: { successors: '61091010, 61091020', correlation: id } })
  expect(issue?.message).toContain('In its place stand: 61091010, 61091020.')
  const found = await desk.call<Classification>(PUBLIC, 'GET', '/classifications?q=6109.10.01')
  expect(found.body.exact).toMatchObject({ standing: 'replaced', instead: ['61091010'] })
  expect((await desk.call(PUBLIC, 'GET', '/nomenclature/61091001')).body.code).toBe('tariff.code-replaced')

  expect((await alertsOf()).toSorted()).toEqual([
    ['asked', ['61091002'], ['61091010', '61091020']],
    ['moved', ['61091001'], ['61091010']],
  ])
  const lists = await desk.call<{ items: WatchList[] }>(importer, 'GET', '/watch-lists')
  const question = { code: '61091002', correlation: id, successors: ['61091010', '61091020'] }
  expect(lists.body.items).toMatchObject([{ id: list.body.id, codes: ['61091010', '61091002', '62'], undecided: [question], decided: [] }])

  const choose = (by: Caller, chosen: readonly string[], code = '61091002') =>
    desk.call<WatchList & { code: string }>(by, 'POST', `/watch-lists/${list.body.id}/choices`, { code, chosen, reason: 'our singlets' })
  expect((await choose(trader('VN-0202'), ['61091020'])).body.code).toBe('watch.list-unknown')
  expect((await choose(importer, ['61091020', '62052010'])).body.code).toBe('watch.code-no-successor')
  expect((await choose(importer, ['62'], '62')).body.code).toBe('watch.code-not-asked')
  expect((await choose(importer, ['61091010', '61091020'])).body).toMatchObject({
    codes: ['61091010', '61091020', '62'],
    undecided: [],
    decided: [{ ...question, chosen: ['61091010', '61091020'], reason: 'our singlets', chosenAt: expect.stringMatching(/^2026-03-12/) }],
  })
  expect((await choose(importer, ['61091020'])).body.code).toBe('watch.code-not-asked')

  await desk.jobs.run('classification-recheck')
  await desk.jobs.run('classification-recheck')
  const asked = await desk.call<{ items: AskedEvidence[] }>(administrator, 'GET', '/classification-evidence/asked')
  expect(asked.body.items).toMatchObject([{ description: 'old singlet', was: '61091002', successors: ['61091010', '61091020'] }])
  await desk.jobs.run('classification-learn')
  const learned = async () =>
    (await desk.call<{ memory?: { codes: number; examples: number } }>(PUBLIC, 'GET', '/classification-memory')).body.memory
  expect(await learned()).toMatchObject({ examples: 1, codes: 1 })

  const piece = `/classification-evidence/${asked.body.items[0]?.id}/code`
  expect((await desk.call(administrator, 'POST', piece, { code: '62052010' })).body.code).toBe('classification.code-no-successor')
  expect((await desk.call(administrator, 'POST', piece, { code: '61091020' })).status).toBe(200)
  expect((await desk.call(administrator, 'POST', piece, { code: '61091020' })).body.code).toBe('classification.evidence-not-asked')
  await desk.jobs.run('classification-learn')
  expect(await learned()).toMatchObject({ examples: 2, codes: 2 })

  const { body: history } = await desk.call<CodeHistory>(PUBLIC, 'GET', '/tariff/codes/6109.10.10/history')
  expect(history.versions).toMatchObject([{ version: { sample: true }, isThere: true }])
  expect(history.correlations).toMatchObject([{ correlation: { id }, predecessors: ['61091001', '61091002'], successors: [] }])
})

test('what is not chosen yet follows the next table, too', async () => {
  const owner = trader('VN-0303')
  await desk.call(owner, 'POST', '/watch-lists', { name: 'hats', codes: ['65050011'] })
  for (const [csv, on] of [
    ['old,new\n65050011,65050012\n65050011,65050013\n', '2026-03-13'],
    ['old,new\n65050013,65050090\n', '2026-03-14'],
  ] as const) {
    desk.moveTo(`${on}T05:00:00Z`)
    const { body } = await correlate(csv, on)
    await approve(body.id)
    await desk.jobs.run('tariff-activate')
    await alertsOf()
  }
  const { body } = await desk.call<{ items: WatchList[] }>(owner, 'GET', '/watch-lists')
  expect(body.items).toMatchObject([{ codes: ['65050011'], undecided: [{ code: '65050011', successors: ['65050012', '65050090'] }] }])
})

test.each([
  ['a table of something else', 'code,mfn\n61091010,5\n', 'tariff.correlation-columns-missing'],
  ['a hole', 'old,new\n61091001,\n', 'tariff.correlation-code-malformed'],
  ['bytes that are no text', 'old,new\n\u0000,\u0000\n', 'tariff.correlation-code-malformed'],
])('%s is refused whole', async (_, csv, code) => {
  const { status, body } = await correlate(csv, '2026-03-12')
  expect([status, body]).toEqual([422, expect.objectContaining({ code })])
})

test('who may not load, decide or see is refused', async () => {
  const load = '/tariff/correlations?validFrom=2026-03-12'
  expect((await desk.call(importer, 'POST', load, TABLE, CSV)).status).toBe(403)
  expect((await desk.call(importer, 'GET', '/tariff/correlations')).status).toBe(403)
  expect((await desk.call(checker, 'GET', '/tariff/correlations/none/pairs')).status).toBe(404)
  expect((await desk.call(importer, 'GET', '/classification-evidence/asked')).status).toBe(403)
})
