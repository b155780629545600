import type { DeclarationAnswer, LawProposalAnswer, QuotasAnswer } from '@lintas/contract'
import type { DeclarationInput } from '@lintas/customs/declaration'
import { beforeAll, expect, test } from 'vitest'
import { administrator, checker, officer, openLodgingDesk, supervisor, TODAY, trader } from '../declaration/testing/lodging-desk.ts'
import { shirts } from '../declaration/testing/shirts.ts'
import type { Caller } from '../platform/node.ts'
import { QUOTA } from './testing/quota.ts'

const desk = await openLodgingDesk('VN')
const importer = trader('VN-0101')
const reviewer: Caller = { accountId: 'another supervisor', role: 'supervisor', office: 'VN-SGN', traderIds: [] }
const REASONS = [{ text: 'The goods are not what was declared.', legalBasis: 'Law on Customs 54/2014/QH13' }]

const rows = [
  { ...QUOTA, id: 'VN-QUOTA-CROWD', orderNumber: 'TQ.CROWD', volume: { value: '160000', unit: 'C62' } },
  { ...QUOTA, id: 'VN-QUOTA-ONE', orderNumber: 'TQ.ONE', volume: { value: '5000', unit: 'C62' } },
  { ...QUOTA, id: 'VN-QUOTA-VALUE', orderNumber: 'TQ.VALUE', volume: { value: '97000000', unit: 'VND' } },
]

beforeAll(async () => {
  const reason = 'Quotas of 2026.'
  const { body } = await desk.call<LawProposalAnswer>(administrator, 'POST', '/law/proposals', {
    reason,
    kind: 'tariff-quota',
    rows,
    end: [],
  })
  const approved = await desk.call(checker, 'POST', `/law/proposals/${body.id}/approval`, { decision: 'approved' })
  expect(approved.body).toMatchObject({ status: 'approved' })
})

function claiming(localReference: string, orderNumber: string, change: object = {}): DeclarationInput {
  const plain = shirts(localReference)
  return {
    ...plain,
    goodsItems: (plain.goodsItems ?? []).map(item => ({ ...item, dutyTaxFees: [{ quotaOrder: orderNumber }], ...change })),
  }
}

const quotaOf = async (order: string) => {
  const { body } = await desk.call<QuotasAnswer>(importer, 'GET', `/quotas?order=${order}&on=${TODAY}`)
  return body.quotas.map(({ drawn, left, status }) => ({ drawn, left, status }))[0]
}
const dutyOf = ({ charged }: DeclarationAnswer) => charged.find(each => each.kind === 'customs-duty')?.amount
const codesOf = ({ decision }: DeclarationAnswer) => decision.issues.map(each => each.code).filter(code => code.startsWith('duty.quota'))
/** Does it to the declaration as it stands. */
async function matched(caller: Caller, mrn: string, act: string, body: object) {
  const { revision } = (await desk.call(caller, 'GET', `/declarations/${mrn}`)).body
  return await desk.call(caller, 'POST', `/declarations/${mrn}/${act}`, body, { 'if-match': `"${revision}"` })
}
const replayed = async (mrn: string) =>
  (await desk.call<{ identical: boolean }>(importer, 'POST', `/declarations/${mrn}/replay`)).body.identical

test('of a hundred lodgings at once those draw that come first, and never more than there is', async () => {
  const lodged = await Promise.all(Array.from({ length: 100 }, (_, index) => desk.lodge(importer, claiming(`CROWD-${index}`, 'TQ.CROWD'))))
  const drew = lodged.filter(each => each.decision.quotas !== undefined)
  expect(drew).toHaveLength(40)
  expect(await quotaOf('TQ.CROWD')).toEqual({ drawn: '160000', left: '0', status: 'exhausted' })
  expect(new Set(drew.map(dutyOf))).toEqual(new Set(['2400000'])) // 3 % of 80 000 000
  const others = lodged.filter(each => each.decision.quotas === undefined)
  expect(new Set(others.flatMap(codesOf))).toEqual(new Set(['duty.quota-exhausted']))
  expect(new Set(others.map(dutyOf))).toEqual(new Set(['16000000'])) // 20 %
  for (const each of [drew[0], others[0]]) expect(await replayed(each?.mrn ?? '')).toBe(true)
  const events = await desk.ownerDb.query<{ act: string; count: string }>(
    `SELECT act, count(*)::text FROM event WHERE subject = 'quota' GROUP BY act ORDER BY act`,
  )
  expect(events).toEqual([
    { act: 'critical', count: '1' },
    { act: 'draw', count: '40' },
    { act: 'exhausted', count: '1' },
  ])
}, 60_000)

test('what is cancelled is given back once, and the next draws it', async () => {
  const first = await desk.lodge(importer, claiming('ONE-1', 'TQ.ONE'))
  expect(dutyOf(first)).toBe('2400000')
  const second = await desk.lodge(importer, claiming('ONE-2', 'TQ.ONE'))
  expect([dutyOf(second), codesOf(second)]).toEqual(['16000000', ['duty.quota-exhausted']])

  const cancel = () => matched(importer, first.mrn, 'cancellation', { reason: 'The ship turned back.' })
  const cancelled = await cancel()
  expect([cancelled.status, cancelled.body.status]).toEqual([200, 'cancelled'])
  await cancel()
  expect(await quotaOf('TQ.ONE')).toEqual({ drawn: '0', left: '5000', status: 'open' })
  const third = await desk.lodge(importer, claiming('ONE-3', 'TQ.ONE'))
  expect(dutyOf(third)).toBe('2400000')
  expect(await quotaOf('TQ.ONE')).toEqual({ drawn: '4000', left: '1000', status: 'open' })
})

test('an amendment draws anew in place of what it drew, and one that claims no longer gives back', async () => {
  const fewer = await desk.lodge(importer, claiming('ONE-4', 'TQ.ONE', { quantities: [{ value: '900', unit: 'C62' }] }))
  expect(await quotaOf('TQ.ONE')).toMatchObject({ drawn: '4900', status: 'critical' })
  const amend = (document: DeclarationInput) => matched(importer, fewer.mrn, 'amendment', document)
  const more = await amend(claiming('ONE-4', 'TQ.ONE', { quantities: [{ value: '1000', unit: 'C62' }] }))
  expect(more.status, more.text).toBe(200)
  expect(await quotaOf('TQ.ONE')).toEqual({ drawn: '5000', left: '0', status: 'exhausted' })
  expect(await replayed(fewer.mrn)).toBe(true)
  expect((await amend(shirts('ONE-4'))).status).toBe(200)
  expect(await quotaOf('TQ.ONE')).toMatchObject({ drawn: '4000' })
})

test('a refusal to release gives back; goods that go on after all draw again, where nobody took it meanwhile', async () => {
  const last = { quantities: [{ value: '1000', unit: 'C62' }] }
  const asked = { additionalInformation: [{ code: 'SANDBOX', text: 'lane=yellow' }] }
  const kept = await desk.lodge(importer, { ...claiming('ONE-5', 'TQ.ONE', last), ...asked })
  expect(await quotaOf('TQ.ONE')).toMatchObject({ left: '0' })
  const refused = await matched(supervisor, kept.mrn, 'refusal', { reasons: REASONS })
  expect(refused.status, refused.text).toBe(200)
  expect(await quotaOf('TQ.ONE')).toMatchObject({ left: '1000' })
  const reopened = await desk.ownerDb.query("SELECT subject_id, facts FROM event WHERE act = 'reopened' ORDER BY id DESC LIMIT 1")
  expect(reopened).toMatchObject([{ facts: { orderNumber: 'TQ.ONE' } }])

  const taker = await desk.lodge(importer, claiming('ONE-6', 'TQ.ONE', last))
  const { number } = refused.body as unknown as { readonly number: string }
  const act = async (by: Caller, what: string, body: object) => {
    const { revision } = (await desk.call(supervisor, 'GET', `/adverse-decisions/${number}`)).body
    return await desk.call(by, 'POST', `/adverse-decisions/${number}/${what}`, body, { 'if-match': `"${revision}"` })
  }
  await act(importer, 'review-request', { grounds: 'They are the very goods.' })
  const taken = await act(reviewer, 'review-outcome', { outcome: 'changed', reasons: REASONS })
  expect([taken.status, taken.body.code]).toEqual([expect.any(Number), 'duty.quota-taken-meanwhile'])
  expect((await matched(importer, taker.mrn, 'cancellation', { reason: 'Not bought after all.' })).status).toBe(200)
  const restored = await act(reviewer, 'review-outcome', { outcome: 'changed', reasons: REASONS })
  expect(restored.status, restored.text).toBe(200)
  expect(await quotaOf('TQ.ONE')).toMatchObject({ left: '0' })
})

/** Customs determines the value of 4000 shirts by that of 2000 like ones. */
async function determine(mrn: string, amount: string): Promise<void> {
  const call = (step: string, body: object) => desk.call(officer('VN-SGN'), 'POST', `/declarations/${mrn}/value-questions${step}`, body)
  const supposed = [{ sequence: 1, value: { amount: '120000000', currency: 'VND' } }]
  const question = { supposed, reason: 'Far below like goods.', asked: 'The contract of sale.', dueOn: '2026-03-30' }
  expect((await call('', question)).status).toBe(201)
  const words = 'The contract and the bank slip are attached.'
  await desk.call(importer, 'POST', `/declarations/${mrn}/value-questions/answers`, { words, documents: ['Contract 2026-17'] })
  const alike = {
    atOrAboutSameTime: true,
    sameCountryOfProduction: true,
    sameProducer: true,
    sameCommercialLevel: true,
    sameQuantity: true,
  }
  const sale = { value: { amount, currency: 'VND' }, quantity: '2000', exportedOn: '2026-02-20', ...alike }
  const worksheet = {
    quantity: { value: '4000', unit: 'C62' },
    transactionValue: { passedOver: 'Another price was paid.' },
    identicalGoods: { sales: [{ reference: '26VN000000000000A1', ...sale }] },
  }
  const settled = await call('/settlement', { outcome: 'determined', items: [{ sequence: 1, worksheet }], reasons: REASONS })
  expect(settled.status, settled.text).toBe(200)
}

test('goods found to be worth more than is left draw nothing any more, and are charged the rate beyond', async () => {
  const { mrn } = await desk.lodge(importer, claiming('VALUE', 'TQ.VALUE'))
  expect(await quotaOf('TQ.VALUE')).toMatchObject({ drawn: '80000000' })
  await determine(mrn, '49000000')
  expect(await quotaOf('TQ.VALUE')).toMatchObject({ drawn: '0', left: '97000000' })
  const after = (await desk.call<DeclarationAnswer>(importer, 'GET', `/declarations/${mrn}`)).body
  expect([dutyOf(after), codesOf(after)]).toEqual(['19600000', ['duty.quota-exhausted']])
  expect(await replayed(mrn)).toBe(true)
})

test('whoever claims nothing is charged as before, and the list is everybody’s, as CSV too', async () => {
  const plain = await desk.lodge(importer, shirts('PLAIN'))
  expect([dutyOf(plain), codesOf(plain), plain.decision.quotas]).toEqual(['16000000', [], undefined])
  const file = await desk.inject({ url: `/vn/api/v1/quotas.csv?on=${TODAY}&code=61` })
  expect(file.statusCode).toBe(200)
  expect(file.body).toContain(
    'VN,2026-03-10,TQ.CROWD,Shirts of cotton from Cambodia,610910,KH,160000,C62,160000,0,exhausted,3 %,2026-01-01,2027-01-01',
  )
  const none = await desk.call<QuotasAnswer>(importer, 'GET', `/quotas?on=${TODAY}&code=62`)
  expect(none.body.quotas).toEqual([])
})
