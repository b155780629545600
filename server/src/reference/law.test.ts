import type { LawProposalAnswer, LawRowAnswer } from '@lintas/contract'
import { STARTER_PROFILES } from '@lintas/customs/risk'
import { expect, test } from 'vitest'
import { openLodgingDesk, supervisor, trader } from '../declaration/testing/lodging-desk.ts'
import { shirts } from '../declaration/testing/shirts.ts'
import type { Caller } from '../platform/node.ts'

const desk = await openLodgingDesk('VN')
const importer = trader('VN-0101')
const administrator: Caller = { accountId: 'the administrator', role: 'administrator', traderIds: [] }
const checker: Caller = { accountId: 'the checker', role: 'checker', traderIds: [] }
const reason = 'Resolution of the National Assembly of March 2026.'

const propose = (body: object, caller = administrator) =>
  desk.call<LawProposalAnswer>(caller, 'POST', '/law/proposals', { reason, ...body })
const decide = (id: string, body: object = { decision: 'approved' }, caller = checker) =>
  desk.call<LawProposalAnswer>(caller, 'POST', `/law/proposals/${id}/approval`, body)
const rows = async (query: string) =>
  (await desk.call<{ items: LawRowAnswer[]; lawVersion: string }>(importer, 'GET', `/law/rows?limit=500&${query}`)).body

/** The rows of the general VAT in force on a day, and the one all cases here replace. */
const vatOn = async (on: string) =>
  (await rows(`kind=duty-layer&on=${on}`)).items.filter(each => each.row.kind === 'vat' && each.row.codes === undefined)
const [standing] = await vatOn('2026-03-10')
if (standing === undefined) throw new Error('given the law of Viet Nam, needs a row of VAT in force')
const twelve = {
  ...standing.row,
  id: 'VN-VAT-12',
  validFrom: '2026-03-20',
  validTo: '2027-01-01',
  rate: { from: 'law', rate: { kind: 'ad-valorem', percent: '12' } },
  source: 'Official Gazette 77/2026',
  confidence: 'official',
}
/** A change that ends the row in force and lets another follow, whatever end the first had. */
const change = {
  kind: 'duty-layer',
  rows: [twelve],
  end: [{ id: standing.id, validTo: '2026-03-20', source: 'Official Gazette 77/2026', confidence: 'official' }],
}

test('a proposal reads in words, changes nothing, and is not approved by whoever made it', async () => {
  const before = await rows('kind=duty-layer')
  const { status, body } = await propose(change)
  expect([status, body.status]).toEqual([201, 'waiting'])
  expect(body.diffs.map(each => each.sentence).join('\n')).toMatch(/ends on 2026-03-20/)
  expect(body.diffs.map(each => each.sentence).join('\n')).toMatch(/of VN from 2026-03-20.*12 %.*\(Official Gazette 77\/2026; official\)/)
  expect((await rows('kind=duty-layer')).lawVersion).toBe(before.lawVersion)
  expect((await decide(body.id, { decision: 'approved' }, administrator)).body).toMatchObject({ code: 'law.proposal-own' })
  const refused = await decide(body.id, { decision: 'refused', reason: 'The gazette says 20 April.' })
  expect(refused.body).toMatchObject({ status: 'refused', refusal: 'The gazette says 20 April.' })
  expect((await decide(body.id)).body).toMatchObject({ code: 'law.proposal-decided' })
})

test('what is approved takes effect on its day, and decisions of before are the same again', async () => {
  const charged = async (reference: string) => {
    const { mrn, charged: all } = await desk.lodge(importer, shirts(reference))
    return { mrn, vat: all.find(each => each.kind === 'vat')?.amount }
  }
  const before = await charged('BEFORE')
  const { body } = await propose(change)
  const [version] = [(await rows('')).lawVersion]
  expect((await decide(body.id)).body).toMatchObject({ status: 'approved', decidedBy: checker.accountId })
  expect((await rows('')).lawVersion).not.toBe(version)

  expect((await charged('SAME-DAY')).vat).toBe(before.vat)
  desk.moveTo('2026-03-20T05:00:00Z')
  const after = await charged('AFTER')
  expect(Number(after.vat)).toBeGreaterThan(Number(before.vat))
  expect((await vatOn('2026-03-20')).map(each => [each.id, each.rate])).toEqual([['VN-VAT-12', '12 %']])
  expect((await vatOn('2026-03-19')).map(each => each.id)).toEqual([expect.stringMatching(/~2$/)])
  for (const { mrn } of [before, after]) {
    expect((await desk.call<{ identical: boolean }>(importer, 'POST', `/declarations/${mrn}/replay`)).body.identical).toBe(true)
  }
  expect((await rows(`kind=duty-layer&on=2026-03-20`)).items.find(each => each.id === 'VN-VAT-12')?.knownSince).toBe('2026-03-10')
  desk.moveTo('2026-03-10T05:00:00Z')
})

test('a row that takes over from one without an end reads as one change', async () => {
  const [row] = await vatOn('2027-01-01')
  const { body } = await propose({
    kind: 'duty-layer',
    rows: [{ ...row?.row, id: 'VN-VAT-11', validFrom: '2028-01-01', rate: { from: 'law', rate: { kind: 'ad-valorem', percent: '11' } } }],
  })
  expect(body.diffs).toMatchObject([{ act: 'change', validFrom: '2028-01-01' }])
  expect(body.diffs[0]?.fields).toContainEqual({ field: 'rate.rate', before: '10 %', after: '11 %' })
  await decide(body.id)
  expect((await vatOn('2027-12-31')).map(each => each.rate)).toEqual(['10 %'])
  expect((await vatOn('2028-01-01')).map(each => each.rate)).toEqual(['11 %'])
})

test('a correction replaces a row under an id of its own, and what was approved meanwhile is not written over', async () => {
  const [row] = await vatOn('2028-01-01')
  const correct = [{ id: row?.id, row: { ...row?.row, rate: { from: 'law', rate: { kind: 'ad-valorem', percent: '11.5' } } } }]
  const one = await propose({ kind: 'duty-layer', correct })
  const two = await propose({ kind: 'duty-layer', correct }, checker)
  expect((await decide(one.body.id)).status).toBe(200)
  expect((await vatOn('2028-01-01')).map(each => [each.id, each.rate])).toEqual([['VN-VAT-11~2', '11.5 %']])
  const late = await decide(two.body.id, { decision: 'approved' }, administrator)
  expect([late.status, late.body]).toMatchObject([422, { code: 'law.row-unknown' }])
})

test.each<[string, object, string]>([
  ['nothing', { kind: 'duty-layer' }, 'law.proposal-empty'],
  ['a kind nobody reads', { kind: 'weather', rows: [{}] }, 'law.kind-unknown'],
  ['a row of the wrong form', { kind: 'duty-layer', rows: [{ id: 'X', validFrom: '2027-01-01' }] }, 'law.row-malformed'],
  [
    'a row that nobody has',
    { kind: 'duty-layer', end: [{ id: 'NONE', validTo: '2027-01-01', source: 'x', confidence: 'official' }] },
    'law.row-unknown',
  ],
  ['two rows for one day', { kind: 'duty-layer', rows: [{ ...twelve, id: 'VN-VAT-AGAIN', validFrom: '2026-03-20' }] }, 'law.overlap'],
  ['law of a neighbour', { kind: 'duty-layer', rows: [{ ...twelve, id: 'TH-X', state: 'TH' }] }, 'law.row-of-another-state'],
])('%s is refused by name', async (_, body, code) => {
  const refused = await propose(body)
  expect([refused.status, refused.body]).toMatchObject([422, { code }])
})

test('who proposes and who reads proposals', async () => {
  for (const caller of [importer, supervisor]) expect((await propose(change, caller)).status).toBe(403)
  expect((await desk.call(importer, 'GET', '/law/proposals')).status).toBe(403)
  const waiting = await desk.call<{ items: LawProposalAnswer[] }>(supervisor, 'GET', '/law/proposals?status=waiting')
  expect(waiting.body.items.every(each => each.status === 'waiting')).toBe(true)
  const acts = await desk.ownerDb.query<{ act: string }>("SELECT act FROM event WHERE subject = 'law' ORDER BY id")
  expect(acts.map(each => each.act).slice(0, 4)).toEqual(['propose', 'refuse', 'propose', 'approve'])
})

test('the profiles by which consignments are picked are no part of what everybody reads', async () => {
  expect(desk.node.law.rows(STARTER_PROFILES).length).toBeGreaterThan(0)
  const told = await desk.call<{ kinds: string[] }>(importer, 'GET', '/law/rows?kind=risk-profile')
  expect(told.body).toMatchObject({ items: [], kinds: expect.not.arrayContaining(['risk-profile']) })
  expect((await rows('')).items.map(each => each.kind)).not.toContain('risk-profile')
})
