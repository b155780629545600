import type { DebtAccount, DeclarationAnswer, Payment } from '@lintas/contract'
import { expect, test } from 'vitest'
import { openLodgingDesk, trader } from './testing/lodging-desk.ts'
import { shirts } from './testing/shirts.ts'

// Singapore charges the tax of the day of release, and raised it from 8 to 9 per cent on 1 January 2024.
const desk = await openLodgingDesk('SG')
const importer = trader('SG-0101')

const intoSingapore = (reference: string) => {
  const like = shirts(reference, {
    office: 'SG-SIN',
    importer: { id: 'SG-0101', name: 'Garments Wholesale' },
    declarant: { id: 'SG-0101' },
    destinationCountry: 'SG',
    tradeTerms: { incoterm: 'CIF', place: 'Singapore' },
    invoiceTotal: { amount: '10000', currency: 'SGD' },
    invoice: { id: `INV-${reference}`, issuedOn: '2023-12-01' },
    arrivalOn: '2023-12-28',
  })
  const items = like.goodsItems?.map(item => ({ ...item, invoiceAmount: { amount: '10000', currency: 'SGD' } })) ?? []
  return { ...like, goodsItems: items }
}

async function pay(mrn: string): Promise<DeclarationAnswer> {
  const { body } = await desk.call<Payment>(importer, 'POST', `/declarations/${mrn}/payments`, {})
  await desk.call(importer, 'POST', `/payments/${body.id}/test-confirmation`, {})
  return (await desk.call(importer, 'GET', `/declarations/${mrn}`)).body
}

test('goods paid for and released on the day of their registration bear the tax of that day', async () => {
  desk.moveTo('2023-12-29T05:00:00Z')
  const { mrn, payable } = await desk.lodge(importer, intoSingapore('GST-1'))
  expect(payable).toEqual([{ amount: '800.00', currency: 'SGD' }])
  expect(await pay(mrn)).toMatchObject({ status: 'released', decision: { number: 1 } })
})

test('goods paid for after a change of the tax are assessed again, and released once the difference is paid', async () => {
  desk.moveTo('2023-12-29T05:00:00Z')
  const { mrn } = await desk.lodge(importer, intoSingapore('GST-2'))
  desk.moveTo('2024-01-02T05:00:00Z')
  const paid = await pay(mrn)
  expect(paid).toMatchObject({
    status: 'payment-due',
    payable: [{ amount: '100.00', currency: 'SGD' }],
    decision: { number: 2, occasion: 'release' },
  })
  expect(paid.charged).toContainEqual({ kind: 'vat', amount: '900.00', currency: 'SGD' })
  expect(await pay(mrn)).toMatchObject({ status: 'released', releasedOn: '2024-01-02', decision: { number: 2 } })
  const account = await desk.call<DebtAccount>(importer, 'GET', `/declarations/${mrn}/account`)
  expect(account.body).toMatchObject({ paid: '900.00', due: '0.00', overpaid: '0.00' })
  const replayed = await desk.call<{ identical: boolean }>(importer, 'POST', `/declarations/${mrn}/replay`)
  expect(replayed.body.identical).toBe(true)
})

test('goods that were paid for on a day whose law is not on file may still be cancelled, also once it is', async () => {
  desk.moveTo('2023-12-29T05:00:00Z')
  const { mrn } = await desk.lodge(importer, intoSingapore('GST-3'))
  desk.moveTo('1990-01-02T05:00:00Z') // the law begins later
  const paid = await pay(mrn)
  expect([paid.status, paid.missing.map(each => each.code)]).toEqual(['registered', ['release.rates-of-day-outstanding']])

  desk.moveTo('2024-01-02T05:00:00Z')
  const match = { 'if-match': `"${paid.revision}"` }
  const cancelled = await desk.call(importer, 'POST', `/declarations/${mrn}/cancellation`, { reason: 'sent back' }, match)
  expect([cancelled.status, cancelled.body.status]).toEqual([200, 'cancelled'])
})
