import type { LawProposalAnswer, PermitAnswer, PermitDraft, PermitLoadAnswer } from '@lintas/contract'
import type { DeclarationInput } from '@lintas/customs/declaration'
import { beforeAll, expect, test } from 'vitest'
import { administrator, broker, checker, officer, openLodgingDesk, supervisor, TODAY, trader } from '../declaration/testing/lodging-desk.ts'
import { shirts } from '../declaration/testing/shirts.ts'
import { PUBLIC } from '../platform/http/index.ts'
import type { Caller } from '../platform/node.ts'

const desk = await openLodgingDesk('VN')
const importer = trader('VN-0101')
const agent = broker('VN-0909', 'VN-0101')
const carrier: Caller = { accountId: 'a carrier', role: 'carrier', traderIds: [] }
const MEASURE = { measure: 'test.shirts', direction: 'import' } as const
const PERMIT = { ...MEASURE, holder: 'VN-0101', codes: ['6109'], validFrom: '2026-01-01', validTo: '2027-01-01' }
const pieces = (value: string) => ({ value, unit: 'C62' })

beforeAll(async () => {
  const row = {
    ...MEASURE,
    id: 'VN-TEST-SHIRTS',
    state: 'VN',
    validFrom: '2026-01-01',
    knownSince: TODAY,
    legalRef: 'a decree made up for this test',
    source: 'this test',
    confidence: 'assumed',
    name: 'Licence for shirts',
    kind: 'restriction',
    codes: ['6109'],
    document: { name: 'textile licence', types: ['911'] },
    authority: 'an authority made up for this test',
    severity: 'error',
  }
  const body = { reason: 'For this test.', kind: 'measure', rows: [row], end: [] }
  const proposed = await desk.call<LawProposalAnswer>(administrator, 'POST', '/law/proposals', body)
  await desk.call(checker, 'POST', `/law/proposals/${proposed.body.id}/approval`, { decision: 'approved' })
})

const propose = (permits: readonly Partial<PermitDraft>[], by = administrator) =>
  desk.call<PermitLoadAnswer & { code: string; issues: { code: string; path: string }[] }>(by, 'POST', '/permit-loads', {
    source: 'a list of the authority',
    permits,
  })
const decide = (id: string, by = checker, decision = 'approved') =>
  desk.call<PermitLoadAnswer & { code: string }>(by, 'POST', `/permit-loads/${id}/approval`, { decision })

async function putOnFile(...permits: readonly Partial<PermitDraft>[]) {
  const { body } = await propose(permits.map(each => ({ ...PERMIT, ...each })))
  expect((await decide(body.id)).body).toMatchObject({ standing: 'approved', permits: permits.length })
}

const permitsFor = async (caller: Caller, query = '') =>
  (await desk.call<{ items: PermitAnswer[] }>(caller, 'GET', `/permits${query}`)).body.items
const leftOn = async (number: string) => (await permitsFor(importer, `?number=${number}`)).map(({ left, standing }) => [left, standing])[0]

/** Shirts that name a licence by its number. */
function licensed(localReference: string, number: string, change: object = {}): DeclarationInput {
  const plain = shirts(localReference)
  return { ...plain, goodsItems: (plain.goodsItems ?? []).map(item => ({ ...item, documents: [{ type: '911', id: number }], ...change })) }
}
const refusedFor = async (document: DeclarationInput, by = importer) => {
  const { status, body, text } = await desk.call(by, 'POST', '/declarations', document)
  expect(status).toBe(422)
  return { issues: body.issues.filter(each => each.code.startsWith('permits.')), text }
}
async function matched(caller: Caller, mrn: string, act: string, body: object) {
  const { revision } = (await desk.call(caller, 'GET', `/declarations/${mrn}`)).body
  return await desk.call(caller, 'POST', `/declarations/${mrn}/${act}`, body, { 'if-match': `"${revision}"` })
}

test('permits are put on file by two administrators; what no measure asks for, or stands twice, is not', async () => {
  const wrong = [
    { ...PERMIT, number: 'X-1', measure: 'nothing' },
    { ...PERMIT, number: 'x-2', validTo: '2026-01-01' },
    { ...PERMIT, number: 'X-2 ' },
  ]
  expect((await propose(wrong)).body.issues.map(each => [each.path, each.code])).toEqual([
    ['permits[0].measure', 'permits.measure-unknown'],
    ['permits[1].validTo', 'permits.period-empty'],
    ['permits[2].number', 'permits.number-twice'],
  ])
  for (const by of [importer, agent, officer('VN-SGN'), supervisor, carrier]) {
    expect((await propose([{ ...PERMIT, number: 'X-1' }], by)).status).toBe(403)
    expect((await desk.call(by, 'GET', '/permit-loads')).status).toBe(403)
  }
  const { body } = await propose([{ ...PERMIT, number: 'TWO-1' }])
  expect(await permitsFor(importer)).toEqual([])
  expect((await decide(body.id, administrator)).body.code).toBe('permits.load-own')
  expect((await decide(body.id, importer)).status).toBe(403)
  expect((await decide(body.id)).body.standing).toBe('approved')
  expect((await decide(body.id)).body.code).toBe('permits.load-decided')
  const again = await propose([{ ...PERMIT, number: ' two-1' }])
  expect((await decide(again.body.id)).body.code).toBe('permits.number-known')
  expect((await desk.call<{ items: unknown[] }>(checker, 'GET', `/permit-loads/${again.body.id}`)).body.items).toMatchObject([
    { number: 'TWO-1' },
  ])
})

test('a declaration takes what it declares, an amendment what it says now, a cancelled one gives back; never more than is left', async () => {
  await putOnFile({ number: 'LIFE-1', quantity: pieces('10000') })
  const first = await desk.lodge(importer, licensed('LIFE-A', 'life-1'))
  expect(await leftOn('LIFE-1')).toEqual(['6000', 'in-force'])
  const second = await desk.lodge(importer, licensed('LIFE-B', 'LIFE-1'))
  const { issues } = await refusedFor(licensed('LIFE-C', 'LIFE-1', { originCountry: undefined }))
  expect(issues).toMatchObject([
    { code: 'permits.permit-exhausted', params: { asked: '4000', left: '2000', unit: 'C62' }, path: 'goodsItems[0].documents' },
  ])

  const more = await matched(importer, second.mrn, 'amendment', licensed('LIFE-B', 'LIFE-1', { quantities: [pieces('6001')] }))
  expect(more.body.issues.map(each => each.code)).toContain('permits.permit-exhausted')
  expect(await leftOn('LIFE-1')).toEqual(['2000', 'in-force'])
  const exact = await matched(importer, second.mrn, 'amendment', licensed('LIFE-B', 'LIFE-1', { quantities: [pieces('6000')] }))
  expect(exact.status).toBe(200)
  expect(await leftOn('LIFE-1')).toEqual(['0', 'exhausted'])

  expect((await matched(importer, first.mrn, 'cancellation', { reason: 'Not shipped.' })).status).toBe(200)
  expect(await leftOn('LIFE-1')).toEqual(['4000', 'in-force'])
  const { body } = await desk.call<{ identical: boolean }>(importer, 'POST', `/declarations/${second.mrn}/replay`)
  expect(body.identical).toBe(true)
})

test('goods that are refused release give back; where they go on after all they take again, unless others took it meanwhile', async () => {
  await putOnFile({ number: 'KEPT-1', quantity: pieces('4000') })
  const asked = { additionalInformation: [{ code: 'SANDBOX', text: 'lane=yellow' }] }
  const kept = await desk.lodge(importer, { ...licensed('KEPT-A', 'KEPT-1'), ...asked })
  const reasons = [{ text: 'The goods are not what was declared.', legalBasis: 'Law on Customs 54/2014/QH13' }]
  const refused = await matched(supervisor, kept.mrn, 'refusal', { reasons })
  expect(await leftOn('KEPT-1')).toEqual(['4000', 'in-force'])
  const taker = await desk.lodge(importer, licensed('KEPT-B', 'KEPT-1'))
  const { number } = refused.body as unknown as { readonly number: string }
  const act = async (by: Caller, what: string, body: object) => {
    const { revision } = (await desk.call(supervisor, 'GET', `/adverse-decisions/${number}`)).body
    return await desk.call(by, 'POST', `/adverse-decisions/${number}/${what}`, body, { 'if-match': `"${revision}"` })
  }
  const reviewer: Caller = { accountId: 'another supervisor', role: 'supervisor', office: 'VN-SGN', traderIds: [] }
  await act(importer, 'review-request', { grounds: 'They are the very goods.' })
  expect((await act(reviewer, 'review-outcome', { outcome: 'changed', reasons })).body.code).toBe('permits.permit-exhausted')
  await matched(importer, taker.mrn, 'cancellation', { reason: 'Not bought after all.' })
  expect((await act(reviewer, 'review-outcome', { outcome: 'changed', reasons })).status).toBe(200)
  expect(await leftOn('KEPT-1')).toEqual(['0', 'exhausted'])
})

test('of a dozen lodgings at once those take that come first, and no more than there is', async () => {
  await putOnFile({ number: 'CROWD-1', quantity: pieces('20000') })
  const answers = await Promise.all(
    Array.from({ length: 12 }, (_, index) => desk.call(importer, 'POST', '/declarations', licensed(`CROWD-${index}`, 'CROWD-1'))),
  )
  expect(answers.map(each => each.status).sort()).toEqual([...Array(5).fill(201), ...Array(7).fill(422)])
  expect(await leftOn('CROWD-1')).toEqual(['0', 'exhausted'])
})

test('another’s permit is as one that is not valid, and to another trader, broker or the public it is not there', async () => {
  await putOnFile({ number: 'OURS-1', quantity: pieces('4000') }, { number: 'THEIRS-1', holder: 'VN-0303', quantity: pieces('4000') })
  const theirs = await refusedFor(licensed('THEIRS', 'THEIRS-1'))
  const expired = await refusedFor(licensed('EXPIRED', 'THEIRS-1'))
  expect(theirs.issues.map(each => each.code)).toEqual(['permits.document-not-valid'])
  expect(theirs.text).not.toContain('VN-0303')
  expect(expired.issues).toEqual(theirs.issues)

  for (const caller of [importer, agent, officer('VN-SGN'), supervisor, checker])
    expect((await permitsFor(caller, '?number=ours-1')).map(each => each.holder)).toEqual(['VN-0101'])
  for (const caller of [trader('VN-0202'), broker('VN-0808')]) expect(await permitsFor(caller, '?number=OURS-1')).toEqual([])
  expect((await desk.call(PUBLIC, 'GET', '/permits')).status).toBe(401)
  expect((await desk.call(carrier, 'GET', '/permits')).status).toBe(403)
  expect((await permitsFor(agent, '?code=61091010&direction=import')).map(each => each.number)).toContain('OURS-1')
  expect(await permitsFor(agent, '?code=62')).toEqual([])
})

test('other goods, a unit that is not declared and a permit that ended are refused; a number that is not on file is the declarant’s word', async () => {
  await putOnFile(
    { number: 'OTHER-1', codes: ['610990'] },
    { number: 'MASS-1', quantity: { value: '999', unit: 'KGM' } },
    { number: 'LITRES-1', quantity: { value: '1', unit: 'LTR' } },
    { number: 'FREE-1' },
  )
  const codes = async (number: string) => (await refusedFor(licensed(number, number))).issues.map(each => each.code)
  expect(await codes('OTHER-1')).toEqual(['permits.permit-other-goods'])
  expect(await codes('LITRES-1')).toEqual(['permits.permit-quantity-missing'])
  expect(await codes('MASS-1')).toEqual(['permits.permit-exhausted'])
  await desk.lodge(importer, licensed('WORD-1', 'not on file'))
  await desk.lodge(importer, licensed('FREE-1', 'FREE-1'))
  expect(await leftOn('FREE-1')).toEqual([undefined, 'in-force'])

  const [free] = await permitsFor(importer, '?number=FREE-1')
  const end = (by: Caller) =>
    desk.call<PermitAnswer & { code: string }>(by, 'POST', `/permits/${free?.id}/ending`, { reason: 'Revoked by its authority.' })
  for (const by of [importer, agent, officer('VN-SGN'), supervisor]) expect((await end(by)).status).toBe(403)
  expect((await end(checker)).body).toMatchObject({ standing: 'ended', endedOn: TODAY })
  expect((await end(checker)).body.code).toBe('permits.permit-unknown')
  expect((await refusedFor(licensed('FREE-2', 'FREE-1'))).issues.map(each => each.code)).toEqual(['permits.document-not-valid'])

  await putOnFile({ number: 'FREE-1', quantity: pieces('4000') })
  await desk.lodge(importer, licensed('FREE-3', 'FREE-1'))
  expect((await refusedFor(licensed('FREE-4', 'FREE-1'))).issues.map(each => each.code)).toEqual(['permits.permit-exhausted'])
})
