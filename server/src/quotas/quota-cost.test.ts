import type { CostAnswer, LawProposalAnswer, SignedQuote } from '@lintas/contract'
import type { GoodsItem } from '@lintas/customs/declaration'
import { beforeAll, expect, test } from 'vitest'
import { administrator, checker, openLodgingDesk, supervisor, trader } from '../declaration/testing/lodging-desk.ts'
import { shirts } from '../declaration/testing/shirts.ts'
import { PUBLIC } from '../platform/http/index.ts'
import { QUOTA } from './testing/quota.ts'

const desk = await openLodgingDesk('VN')
const importer = trader('VN-0101')
const asked = { code: '61091010', originCountry: 'KH', value: { amount: '80000000', currency: 'VND' } }

const rows = [
  { ...QUOTA, id: 'VN-QUOTA-COST', orderNumber: 'TQ.COST', volume: { value: '100000000', unit: 'VND' } },
  { ...QUOTA, id: 'VN-QUOTA-PIECES', orderNumber: 'TQ.PIECES', volume: { value: '5000', unit: 'C62' } },
  {
    ...QUOTA,
    id: 'VN-QUOTA-DEAR',
    orderNumber: 'TQ.DEAR',
    volume: { value: '1000', unit: 'VND' },
    within: { kind: 'ad-valorem', percent: '90' },
  },
  { ...QUOTA, id: 'VN-QUOTA-RCEP', orderNumber: 'TQ.RCEP', agreement: 'rcep', origins: undefined, volume: { value: '10000', unit: 'C62' } },
]

beforeAll(async () => {
  const proposal = { reason: 'Quotas of 2026.', kind: 'tariff-quota', rows, end: [] }
  const { body } = await desk.call<LawProposalAnswer>(administrator, 'POST', '/law/proposals', proposal)
  await desk.call(checker, 'POST', `/law/proposals/${body.id}/approval`, { decision: 'approved' })
})

async function optionsOf(question: object = asked) {
  const { body } = await desk.call<CostAnswer>(PUBLIC, 'POST', '/costs', question)
  return new Map(body.options.map(each => [each.id, each]))
}

/** Shirts that name a quote and claim a quota, under an agreement where one is named. */
function declared(reference: string, quote: string, quotaOrder = 'TQ.COST', preference?: GoodsItem['preference']) {
  const money = { amount: '80000000', currency: 'VND' }
  const like = shirts(reference, { invoiceTotal: money, documents: [{ type: 'quote', id: quote }] })
  return {
    ...like,
    goodsItems: like.goodsItems?.map(item => ({ ...item, invoiceAmount: money, dutyTaxFees: [{ quotaOrder }], preference })) ?? [],
  }
}

test('a quota is a way of its own, charged as a declaration that draws of it; its quote is honoured while enough is left', async () => {
  const before = await optionsOf()
  expect(before.get('mfn+TQ.COST')).toMatchObject({
    bill: { total: '8992000' },
    missing: [],
    requires: [{ kind: 'quota', left: '100000000', unit: 'VND' }],
  })
  expect(before.get('mfn')?.bill?.total).toBe('23680000')
  expect(before.get('mfn+TQ.PIECES')?.missing).toMatchObject([{ code: 'duty.quantity-missing', params: { unit: 'C62' } }])
  const counted = await optionsOf({ ...asked, quantities: [{ value: '6000', unit: 'C62' }] })
  expect(counted.get('mfn+TQ.PIECES')?.missing.map(each => each.code)).toEqual(['duty.quota-exhausted'])
  expect(counted.get('mfn+TQ.PIECES')?.bill).toBeUndefined()
  expect(before.get('mfn+TQ.DEAR')?.bill).toBeUndefined()
  expect([...(await optionsOf({ ...asked, originCountry: 'TH' })).keys()].filter(id => id.startsWith('mfn+TQ'))).toEqual([])

  const { body } = await desk.call<SignedQuote>(PUBLIC, 'POST', '/quotes', { ...asked, option: 'mfn+TQ.COST' })
  const { number, bill } = body.quote
  const first = await desk.lodge(importer, declared('QUOTA-QUOTE-1', number))
  expect(first.decision.assessment.total).toBe(bill.total)
  expect(first.decision.quotes).toMatchObject([{ number, honoured: true }])
  const second = await desk.lodge(importer, declared('QUOTA-QUOTE-2', number))
  expect(second.decision.quotes).toMatchObject([{ honoured: false }])
  expect(second.decision.assessment.total).toBe('23680000')
  for (const { mrn } of [first, second])
    expect((await desk.call<{ identical: boolean }>(supervisor, 'POST', `/declarations/${mrn}/replay`)).body.identical).toBe(true)
  expect((await optionsOf()).get('mfn+TQ.COST')?.missing.map(each => each.code)).toEqual(['duty.quota-exhausted'])
})

const rcep = {
  agreement: 'rcep',
  proof: { type: 'form-rcep', id: 'RCEP-1', issuedOn: '2026-02-20', issuer: 'An authority', issuingCountry: 'KH', originCriterion: 'WO' },
}

test('a quota of an agreement is for goods claimed under it on a proof alone: cost, quote and declaration say the same, and the balance goes down', async () => {
  const counted = { ...asked, quantities: [{ value: '4000', unit: 'C62' }] }
  const option = (await optionsOf(counted)).get('rcep+TQ.RCEP')
  expect(option).toMatchObject({
    treatment: 'rcep',
    missing: [],
    requires: [
      { kind: 'proof-of-origin', agreement: 'rcep' },
      { kind: 'quota', orderNumber: 'TQ.RCEP', left: '10000' },
    ],
  })
  expect(option?.bill?.charges[0]?.quota).toMatchObject({ orderNumber: 'TQ.RCEP', agreement: 'rcep' })
  const outside = await optionsOf({ ...counted, originCountry: 'GB' })
  expect([...outside.keys()].filter(id => id.includes('RCEP'))).toEqual([])

  const { body } = await desk.call<SignedQuote>(PUBLIC, 'POST', '/quotes', { ...counted, option: 'rcep+TQ.RCEP' })
  const unclaimed = await desk.lodge(importer, declared('RCEP-0', body.quote.number, 'TQ.RCEP'))
  expect(unclaimed.decision.issues.map(issue => issue.code)).toContain('duty.quota-agreement-not-claimed')
  expect(unclaimed.decision.quotas).toBeUndefined()
  const lodged = await desk.lodge(importer, declared('RCEP-1', body.quote.number, 'TQ.RCEP', rcep))
  expect(lodged.decision.quotas).toMatchObject([{ orderNumber: 'TQ.RCEP', value: '4000' }])
  expect(lodged.decision.assessment.items[0]?.charges).toEqual(option?.bill?.charges)
  expect(lodged.decision.quotes).toMatchObject([{ honoured: true }])
  const replay = await desk.call<{ identical: boolean }>(supervisor, 'POST', `/declarations/${lodged.mrn}/replay`)
  expect(replay.body.identical).toBe(true)
  expect((await optionsOf(counted)).get('rcep+TQ.RCEP')?.requires[1]).toMatchObject({ left: '6000' })
})
