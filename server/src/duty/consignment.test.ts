import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { type ConsignmentAssessmentAnswer, type ConsignmentAssessmentRequest, readBasket } from '@lintas/contract'
import { expect, test } from 'vitest'
import type { Caller } from '../platform/node.ts'
import { type TestNode, testNode } from '../platform/testing/node.ts'

const [philippines, brunei] = [await testNode('PH'), await testNode('BN')]
await publish(philippines, 'code,mfn\n61091010,15\n')
await publish(brunei, 'code,mfn\n3303000000,\n')

/** A schedule of the test's own, loaded by one administrator and approved by the other. */
async function publish({ node, inject }: TestNode, schedule: string): Promise<void> {
  const versions = `/${node.state.toLowerCase()}/api/v1/tariff/versions`
  const as = (role: Caller['role']) => {
    node.http.identify = () => ({ accountId: `${role}-1`, role, traderIds: [] })
  }
  as('administrator')
  const headers = { 'content-type': 'text/csv' }
  const loaded = await inject({ method: 'POST', url: `${versions}?validFrom=2022-01-01`, headers, payload: schedule })
  as('checker')
  await inject({ method: 'POST', url: `${versions}/${loaded.json().id}/approval`, payload: { decision: 'approved' } })
  as('public')
}

async function ask({ node, inject }: TestNode, payload: ConsignmentAssessmentRequest) {
  const answer = await inject({ method: 'POST', url: `/${node.state.toLowerCase()}/api/v1/assessments/consignments`, payload })
  return { status: answer.statusCode, body: answer.json() as ConsignmentAssessmentAnswer }
}

const perfume = (amount: string) => ({ code: '3303000000', originCountry: 'FR', value: { amount, currency: 'BND' } })

test('what law ties to a consignment is judged on the whole of it', async () => {
  const fees = { letterOfCredit: '0', arrastre: '0', importProcessingCharge: '0', documentaryStamp: '0' }
  const shirts = (amount: string) => ({ code: '61091010', originCountry: 'CN', value: { amount, currency: 'PHP' }, attributes: fees })
  const { status, body } = await ask(philippines, {
    date: '2026-02-01',
    incoterm: 'FOB',
    freight: { amount: '0', currency: 'PHP' },
    insurance: { amount: '0', currency: 'PHP' },
    channel: 'air',
    items: [shirts('150000'), shirts('50000')],
  })
  expect(status).toBe(200)
  expect(body.bill.items.map(item => item.landedCost?.find(each => each.measure === 'landed.brokerage')?.exact)).toEqual([
    '3975.00',
    '1325.00',
  ])
})

test('what a consignee receives on one day counts together where somebody says what else there is', async () => {
  const fees = { letterOfCredit: '0', arrastre: '0', importProcessingCharge: '0', documentaryStamp: '0' }
  const parcel = {
    date: '2026-02-01',
    incoterm: 'CIF',
    channel: 'air',
    freight: { amount: '0', currency: 'PHP' },
    insurance: { amount: '0', currency: 'PHP' },
    items: [{ code: '61091010', originCountry: 'CN', value: { amount: '8000', currency: 'PHP' }, attributes: fees }],
  } as const
  const asked = (sameDayValue?: string) =>
    ask(philippines, { ...parcel, items: [...parcel.items], ...(sameDayValue === undefined ? {} : { sameDayValue }) })
  const [alone, within, above] = [await asked(), await asked('2000'), await asked('2000.01')]
  expect([alone, within, above].map(answer => answer.body.bill.total)).toEqual(['0.00', '0.00', '2460.00'])
  const said = [alone, within, above].map(answer => answer.body.issues.map(issue => issue.code).filter(code => /split|alone/.test(code)))
  expect(said.map(codes => [...new Set(codes)])).toEqual([['duty.relief-judged-alone'], [], ['duty.relief-split']])
})

test('each problem is said in the place it has in the question', async () => {
  const item = { ...perfume('10'), quantities: [{ value: '0', unit: 'KGM' }] }
  const { status, body } = await ask(brunei, {
    date: '2026-02-01',
    incoterm: 'CIF',
    items: [perfume('10'), { ...item, originCountry: 'XX' }],
  })
  expect(status).toBe(422)
  expect(body.issues.map(issue => `${issue.code} ${issue.path}`)).toEqual(
    expect.arrayContaining([
      'declaration.country-unknown items[1].originCountry',
      'duty.quantity-invalid items[1].quantities[0]',
      'tariff.rate-not-on-file items[0].code',
    ]),
  )
})

test('the basket of the examples is one', () => {
  const file = fileURLToPath(new URL('../../../examples/basket.json', import.meta.url))
  expect(readBasket(JSON.parse(readFileSync(file, 'utf8')))).toHaveProperty('basket')
  expect(readBasket({ items: [] })).toHaveProperty('problem')
})
