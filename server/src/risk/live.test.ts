import type { CaseDetail, DeclarationAnswer, LiftMonth, StoredProfile } from '@lintas/contract'
import type { DeclarationInput } from '@lintas/customs/declaration'
import { expect, test } from 'vitest'
import { officer, openLodgingDesk, supervisor, trader } from '../declaration/testing/lodging-desk.ts'
import { shirts, whisky } from '../declaration/testing/shirts.ts'
import { listRoutes } from '../platform/http/index.ts'

const desk = await openLodgingDesk('VN')
const importer = trader('VN-0101')
const other = trader('VN-0202')
const here = officer('VN-SGN')
const elsewhere = officer('VN-HPH')

/** Asks for an examination of whoever was inspected and found wrong before. */
const offender = {
  id: 'found-before',
  owner: 'Risk unit',
  objective: 'compliance',
  reason: 'An inspection of this importer found something before.',
  expression: 'has(importer.found) && importer.found > 0',
  controls: ['examination'],
  mitigable: false,
  validFrom: '2026-01-01',
  validTo: '2026-12-01',
}
const proposed = await desk.call<StoredProfile>(here, 'POST', '/risk/profiles', offender)
const approved = await desk.call<StoredProfile>(supervisor, 'POST', `/risk/profiles/${proposed.body.id}/versions/1/approval`)

const of = (traderId: string) => ({ importer: { id: traderId, name: `Trader ${traderId}` }, declarant: { id: traderId } })
const plain = (reference: string, change: Partial<DeclarationInput> = {}) => desk.lodge(importer, shirts(reference, change))
const asked = async (mrn: string) => {
  const [row] = await desk.ownerDb.query<{ asked: readonly string[] }>(
    "SELECT body->'screening'->'asked' AS asked FROM decision WHERE mrn = $1",
    [mrn],
  )
  return row?.asked
}
const caseOf = async (mrn: string) => (await desk.call<CaseDetail>(here, 'GET', `/cases/${mrn}`)).body

test('a profile that two agreed on runs', async () => {
  expect([proposed.status, approved.body.status]).toEqual([201, 'approved'])
  await expect
    .poll(() => desk.lodge(other, shirts(`RUNS-${Math.random()}`, of('VN-0202'))).then(({ mrn }) => asked(mrn)))
    .toContain('found-before@1')
})

test('a declaration is screened with the rules, laned, and queued at its office with the reasons', async () => {
  const picked = await desk.lodge(importer, whisky('LIVE-1'))
  expect(picked).toMatchObject({ lane: 'yellow', status: 'under-control' })
  expect(picked.controls).toMatchObject([{ control: 'document-check', outcome: 'outstanding' }])
  const found = await caseOf(picked.mrn)
  expect(found).toMatchObject({ lane: 'yellow', office: 'VN-SGN', inspections: {} })
  expect(found.screenings[0]?.hits[0]?.reason).toBeDefined()
  expect((await desk.call(elsewhere, 'GET', `/cases/${picked.mrn}`)).status).toBe(404)
})

test('what an inspection found changes the figure of the importer for the very next declaration', async () => {
  const before = await plain('LIVE-BEFORE')
  expect(before.lane).toBe('green')
  const picked = await desk.lodge(importer, whisky('LIVE-2'))
  const finding = { outcome: 'discrepancy', findings: [{ path: 'goodsItems[0]', kind: 'quantity' }], revenue: '12500000' }
  const answered = await desk.call(here, 'POST', `/declarations/${picked.mrn}/controls/document-check/outcome`, finding)
  expect(answered.status).toBe(200)

  const next = await plain('LIVE-NEXT')
  expect(next.lane).toBe('red')
  const found = await caseOf(next.mrn)
  expect(found.inspections).toEqual({ importer: { inspected: 1, found: 1 }, declarant: { inspected: 1, found: 1 } })
  expect(found.screenings[0]?.hits).toMatchObject([{ profile: 'found-before', reason: offender.reason }])
  expect((await desk.lodge(other, shirts('LIVE-OTHER', of('VN-0202')))).lane).toBe('green')

  // Decided again, it is decided on what was known then: the figures that its own inspection changes are not its own evidence.
  await desk.call(here, 'POST', `/declarations/${next.mrn}/controls/examination/outcome`, { outcome: 'clean' })
  expect((await caseOf(next.mrn)).inspections.importer).toEqual({ inspected: 2, found: 1 })
  const replayed = await desk.call<{ items: readonly { same: boolean }[] }>(here, 'POST', `/declarations/${next.mrn}/replay`)
  expect([replayed.status, replayed.text]).toEqual([200, expect.not.stringContaining('false')])
})

test('an answer sent twice under one key counts once', async () => {
  const picked = await desk.lodge(other, { ...whisky('LIVE-TWICE'), ...of('VN-0202') })
  const path = `/declarations/${picked.mrn}/controls/document-check/outcome`
  for (let time = 0; time < 2; time++) await desk.call(here, 'POST', path, { outcome: 'clean' }, { 'idempotency-key': 'twice-told' })
  expect((await caseOf(picked.mrn)).inspections.importer).toEqual({ inspected: 1, found: 0 })
})

test('targeting is measured against the lot by office and month, for officers of the office, as JSON and as CSV', async () => {
  const { body } = await desk.call<{ items: readonly LiftMonth[] }>(here, 'GET', '/risk/lift')
  expect(body.items).toMatchObject([
    {
      month: '2026-03',
      office: 'VN-SGN',
      targeted: { inspected: 3, found: 1, rate: '0.333' },
      drawn: { inspected: 0 },
      revenue: '12500000',
      isWorse: false,
    },
  ])
  expect(body.items[0]?.lift).toBeUndefined()
  expect((await desk.call<{ items: unknown[] }>(elsewhere, 'GET', '/risk/lift')).body.items).toEqual([])
  expect((await desk.call(here, 'GET', '/risk/lift?office=VN-HPH')).status).toBe(403)
  const csv = await desk.call(supervisor, 'GET', '/risk/lift.csv')
  expect(csv.text.split('\r\n')[1]).toBe('2026-03,VN-SGN,0,0,,3,1,0.333,0.061,0.792,,12500000')
})

test('no route a trader may read tells of figures, of rules, or of what targeting finds', async () => {
  const picked = await plain('LIVE-SECRET')
  expect(picked.lane).toBe('red')
  const readable = listRoutes(desk.node.http as Parameters<typeof listRoutes>[0]).filter(
    ({ method, who }) => method === 'GET' && who.some(role => role === 'trader' || role === 'public'),
  )
  for (const { path } of readable) {
    const below = path
      .replace(/^\/vn(\/api\/v1)?/, '')
      .replace(':mrn', picked.mrn)
      .replace(/:(number|version|decision)/, '1')
      .replace(/:day/, '2026-03-10')
    const { text } = await desk.call<DeclarationAnswer>(importer, 'GET', below)
    if (text.startsWith('{"openapi"')) continue
    const told = ['found-before', offender.reason, '"inspections"', 'importer.found', '"found":1'].filter(word => text.includes(word))
    expect({ path, told }).toEqual({ path, told: [] })
  }
  for (const path of ['/risk/lift', '/risk/lift.csv', `/cases/${picked.mrn}`, '/risk/profiles'])
    expect((await desk.call(importer, 'GET', path)).status).toBe(403)
})
