import type { QuoteRequest, ReadQuote, SignedQuote } from '@lintas/contract'
import { compactVerify, createLocalJWKSet } from 'jose'
import { expect, test } from 'vitest'
import { openLodgingDesk, supervisor, trader } from '../declaration/testing/lodging-desk.ts'
import { shirts } from '../declaration/testing/shirts.ts'
import { PUBLIC } from '../platform/http/index.ts'
import { forgetOldQuotes } from './quotes.ts'

const desk = await openLodgingDesk('VN')
const importer = trader('VN-0101')

const asked: QuoteRequest = {
  code: '61091010',
  originCountry: 'KH',
  value: { amount: '80000000', currency: 'VND' },
  option: 'mfn',
}

async function quoteOf(change: Partial<QuoteRequest> = {}) {
  const { status, body } = await desk.call<SignedQuote>(PUBLIC, 'POST', '/quotes', { ...asked, ...change })
  expect(status).toBe(201)
  return body
}

const quoting = (reference: string, number: string, amount = '80000000') => {
  const money = { amount, currency: 'VND' }
  const like = shirts(reference, { invoiceTotal: money, documents: [{ type: 'quote', id: number }] })
  return { ...like, goodsItems: like.goodsItems?.map(item => ({ ...item, invoiceAmount: money })) ?? [] }
}

test('anybody is given a quote: numbered, dated, signed by the node, read by whoever knows its number and by nobody else', async () => {
  const { quote, signature } = await quoteOf()
  expect(quote).toMatchObject({
    state: 'VN',
    madeOn: '2026-03-10',
    validTo: '2026-04-09',
    option: { id: 'mfn' },
    bill: { total: '23680000' },
  })
  expect(quote.number).toMatch(/^VN-Q-[\w-]{22}$/)
  expect(quote.notice).toContain('not an advance ruling')
  const { body: keys } = await desk.inject({ url: '/vn/.well-known/jwks.json' }).then(answer => ({ body: answer.json() }))
  const { payload, protectedHeader } = await compactVerify(signature, createLocalJWKSet(keys))
  expect([protectedHeader.typ, JSON.parse(new TextDecoder().decode(payload))]).toEqual(['lintas-quote', quote])
  const { body: read } = await desk.call<ReadQuote>(PUBLIC, 'GET', `/quotes/${quote.number}`)
  expect(read).toEqual({ quote, signature, inForce: true })
  expect((await desk.call(PUBLIC, 'GET', '/quotes/VN-Q-AAAAAAAAAAAAAAAAAAAAAA')).body.code).toBe('cost.quote-not-found')
})

test('a declaration of the same facts is charged as quoted, its decision says so, and is the same when it is taken again', async () => {
  const { quote } = await quoteOf()
  const { mrn, decision } = await desk.lodge(importer, quoting('QUOTED-1', quote.number))
  expect(decision.assessment.total).toBe(quote.bill.total)
  expect(decision.quotes).toMatchObject([{ number: quote.number, honoured: true, lines: [] }])
  expect(decision.issues.find(issue => issue.code === 'cost.quote-honoured')?.path).toBe('documents[0].id')
  expect((await desk.call<{ identical: boolean }>(supervisor, 'POST', `/declarations/${mrn}/replay`)).body.identical).toBe(true)
})

test('where a fact was changed each line that differs is told with what changed, and an amendment that mends it is honoured', async () => {
  const { quote } = await quoteOf()
  const lodged = await desk.lodge(importer, quoting('QUOTED-2', quote.number, '90000000'))
  expect(lodged.decision.quotes).toMatchObject([
    {
      honoured: false,
      lines: [
        { measure: 'customs-duty', quoted: '16000000', assessed: '18000000' },
        { measure: 'vat', quoted: '7680000', assessed: '8640000' },
      ],
    },
  ])
  const said = lodged.decision.issues.filter(issue => issue.code.startsWith('cost.')).map(issue => issue.message)
  expect(said[0]).toBe('The quote was made for value VND 80000000; declared is VND 90000000.')
  const mended = await desk.call(importer, 'POST', `/declarations/${lodged.mrn}/amendment`, quoting('QUOTED-2', quote.number), {
    'if-match': `"${lodged.revision}"`,
  })
  expect(mended.body.decision?.quotes).toMatchObject([{ honoured: true }])
  expect((await desk.call<{ identical: boolean }>(supervisor, 'POST', `/declarations/${lodged.mrn}/replay`)).body.identical).toBe(true)
})

test('a number that is no quote refuses nothing, and is remarked', async () => {
  const { decision } = await desk.lodge(importer, quoting('QUOTED-3', 'VN-Q-made-up'))
  expect(decision.quotes).toBeUndefined()
  expect(decision.issues.map(issue => issue.code)).toContain('cost.quote-unknown')
})

test.each([
  [{ option: 'cptpp' }, 'cost.option-unknown'],
  [{ value: { amount: '1000', currency: 'USD' } }, 'rates.missing'],
  [{ code: '610910' }, 'tariff.code-incomplete'],
])('no quote is made of what cannot be worked out: %o', async (change, code) => {
  const { status, body } = await desk.call(PUBLIC, 'POST', '/quotes', { ...asked, ...change })
  expect([status, body.issues[0]?.code]).toEqual([422, code])
})

test('nobody supposes exchange rates or another day for a quote', async () => {
  const { status } = await desk.call(PUBLIC, 'POST', '/quotes', { ...asked, rates: { USD: '1' } })
  expect(status).toBe(400)
})

test('what is signed is what is shown, exchange rates and all', async () => {
  const administrator = { accountId: 'administrator', role: 'administrator' as const, traderIds: [] }
  const rates = [{ currency: 'USD', rate: '25000', validFrom: '2026-03-01' }]
  await desk.call(administrator, 'POST', '/exchange-rates?source=test', { rates })
  const { quote, signature } = await quoteOf({ value: { amount: '1000', currency: 'USD' } })
  expect(quote.bill.restsOn.exchangeRates).toMatchObject([{ currency: 'USD', rate: '25000' }])
  expect(JSON.parse(Buffer.from(signature.split('.')[1] ?? '', 'base64url').toString())).toEqual(quote)
})

test('a quote that ended is read as such, and forgotten a year later', async () => {
  const { quote } = await quoteOf()
  desk.moveTo('2026-04-09T05:00:00Z')
  expect((await desk.call<ReadQuote>(PUBLIC, 'GET', `/quotes/${quote.number}`)).body.inForce).toBe(false)
  desk.moveTo('2027-04-12T05:00:00Z')
  await forgetOldQuotes(desk.node)
  expect((await desk.call(PUBLIC, 'GET', `/quotes/${quote.number}`)).status).toBe(404)
})

test('a quote of goods that leave is honoured by their export declaration, and not by one that brings them in', async () => {
  const leaving = { direction: 'export' as const, originCountry: 'VN', destinationCountry: 'TH', option: 'export' }
  const { quote } = await quoteOf(leaving)
  expect(quote).toMatchObject({ facts: { direction: 'export', incoterm: 'FOB' }, bill: { basis: 'FOB', total: '0' } })
  const like = quoting('QUOTED-EX', quote.number)
  const goodsItems = like.goodsItems.map(item => ({ ...item, originCountry: 'VN' }))
  const route = { exportCountry: 'VN', destinationCountry: 'TH', tradeTerms: { incoterm: 'FOB', place: 'Hai Phong' } }
  const left = await desk.lodge(importer, { ...like, ...route, type: 'EX1', goodsItems, exporter: { id: 'VN-0101', name: 'May' } })
  expect(left.decision.assessment.total).toBe('0')
  expect(left.decision.quotes).toMatchObject([{ honoured: true }])
  const into = await desk.lodge(importer, quoting('QUOTED-IM', quote.number))
  expect(into.decision.quotes).toMatchObject([{ honoured: false }])
  const changed = into.decision.issues.filter(issue => issue.code === 'cost.quote-fact-changed').map(issue => issue.params?.fact)
  expect(changed).toContain('direction')
})
