import { expect, test } from 'vitest'
import type { DeclarationDocument } from '../declaration/index.ts'
import { decide, ENGINE } from '../journey.ts'
import { type Currency, type Day, day } from '../kernel/index.ts'
import { openExchangeRates } from '../reference/index.ts'
import { declarationOf, givenFor, NO_CONTROLS } from '../testing/declared.ts'
import { projectLaw } from '../testing/law.ts'
import { sampleSchedule } from '../testing/sample-schedule.ts'
import type { CostFacts } from './facts.ts'
import { makeQuote, type Quote } from './quote.ts'
import type { CostBooks } from './suppose.ts'
import { tellCost } from './tell.ts'

const on = day('2026-03-10')

function booksOf(rate = '25000', law = projectLaw()): CostBooks {
  const dollar = { state: 'VN', currency: 'USD' as Currency, unit: 1, rate, validFrom: day('2026-03-09'), source: 'test' } as const
  return { state: 'VN', law, schedule: sampleSchedule('VN'), otherSchedules: [], rates: openExchangeRates([dollar]) }
}

const shirts: CostFacts = {
  code: '61091010',
  originCountry: 'CN',
  value: { amount: '1000', currency: 'USD' },
  channel: 'sea',
  quantities: [],
  attributes: {},
}

function quoteOf(facts: CostFacts, option?: string, books = booksOf()): Quote {
  const cost = tellCost(facts, on, books)
  if (!cost.ok) throw new Error(JSON.stringify(cost.issues))
  const made = makeQuote({ number: 'VN-Q-1', madeOn: on, engine: ENGINE, notice: 'a quote' }, facts, cost.value, option)
  if (!made.ok) throw new Error(JSON.stringify(made.issues))
  return made.value
}

function quoting(quote: Quote, change: (document: DeclarationDocument) => DeclarationDocument = document => document): DeclarationDocument {
  const document = change(declarationOf(quote.facts, quote.facts.code, quote.option))
  return { ...document, documents: [{ type: 'quote', id: quote.number }] }
}

function decideOn(document: DeclarationDocument, quotes: readonly Quote[], books = booksOf(), today: Day = on) {
  const decided = decide(document, { ...givenFor(books.state, document, today), quotes }, { ...books, ...NO_CONTROLS })
  if (!decided.ok) throw new Error(JSON.stringify(decided.issues))
  const said = decided.value.issues.filter(issue => issue.code.startsWith('cost.'))
  return {
    outcome: decided.value.quotes?.[0],
    said: said.map(({ code, params }) => [code, ...Object.values(params ?? {})]),
    decision: decided.value,
  }
}

test.each([['acfta'], ['mfn']])('a quote of %s is honoured where nothing changed, whatever else the declaration says', option => {
  const quote = quoteOf(shirts, option)
  const { outcome, said } = decideOn(quoting(quote), [quote])
  expect(outcome).toEqual({
    number: 'VN-Q-1',
    sequence: 1,
    honoured: true,
    currency: 'VND',
    quoted: quote.bill.total,
    assessed: quote.bill.total,
    lines: [],
  })
  expect(said).toEqual([['cost.quote-honoured', 'VND', quote.bill.total]])
})

const changeItem = (change: object) => (document: DeclarationDocument) => ({
  ...document,
  goodsItems: document.goodsItems.map(item => ({ ...item, ...change })),
})

test('a fact that was changed is named, with every line that differs for it', () => {
  const quote = quoteOf(shirts, 'mfn')
  const { outcome, said } = decideOn(quoting(quote, changeItem({ invoiceAmount: { amount: '1200.00', currency: 'USD' } })), [quote])
  expect(outcome).toMatchObject({
    honoured: false,
    lines: [
      { measure: 'customs-duty', quoted: '5000000', assessed: '6000000' },
      { measure: 'vat', quoted: '2400000', assessed: '2880000' },
    ],
  })
  expect(said.slice(0, 2)).toEqual([
    ['cost.quote-fact-changed', 'value', 'USD 1000', 'USD 1200.00'],
    ['cost.quote-line-differs', 'Import duty', 'VND', '5000000', '6000000'],
  ])
})

test('the same amount written otherwise is the same fact', () => {
  const quote = quoteOf(shirts, 'mfn')
  expect(decideOn(quoting(quote, changeItem({ invoiceAmount: { amount: '1000.00', currency: 'USD' } })), [quote]).outcome?.honoured).toBe(
    true,
  )
})

test('another exchange rate of the day is named with both rates and their days', () => {
  const quote = quoteOf(shirts, 'mfn')
  const { outcome, said } = decideOn(quoting(quote), [quote], booksOf('25100'))
  expect(outcome?.honoured).toBe(false)
  expect(said).toContainEqual(['cost.quote-rate-changed', 'USD', '25000', '2026-03-09', '25100', '2026-03-09'])
})

test('the country of export is named only where law deems freight by it', () => {
  const indonesia: CostBooks = { ...booksOf(), state: 'ID', schedule: sampleSchedule('ID') }
  const said = { luxuryTaxed: '0', incomeTaxListed: '0', importLicence: '1' }
  const rupiah = { ...shirts, value: { amount: '10000000', currency: 'IDR' }, attributes: said }
  const quote = quoteOf(rupiah, 'mfn', indonesia)
  const saidOf = (tradeTerms: DeclarationDocument['tradeTerms'], amount: string) => {
    const dearer = changeItem({ invoiceAmount: { amount, currency: 'IDR' } })
    const document = quoting(quote, each => ({
      ...dearer(each),
      tradeTerms,
      exportCountry: 'CN',
      destinationCountry: 'ID',
      office: 'ID-TPP',
    }))
    return decideOn(document, [quote], indonesia).said.filter(([code]) => code === 'cost.quote-fact-changed')
  }
  const ofCountry = ['cost.quote-fact-changed', 'exportCountry', '–', 'CN']
  expect(saidOf({ incoterm: 'CIF', place: 'Jakarta' }, '12000000')).not.toContainEqual(ofCountry)
  expect(saidOf({ incoterm: 'FOB', place: 'Shanghai' }, '10000000')).toContainEqual(ofCountry)
})

test('law that changed since is named with its row and its first day', () => {
  const later = day('2027-03-10')
  const quote = { ...quoteOf(shirts, 'mfn'), validTo: day('2028-01-01') }
  const { outcome, said } = decideOn(
    quoting(quote, document => ({ ...document, arrivalOn: '2027-03-10' })),
    [quote],
    booksOf(),
    later,
  )
  expect(outcome).toMatchObject({ honoured: false, lines: [{ measure: 'vat', quoted: '2400000', assessed: '3000000' }] })
  expect(said.find(([code]) => code === 'cost.quote-law-changed')).toEqual(expect.arrayContaining(['VN-VAT-8-2025-07-01', '2027-01-01']))
})

test('a charge whose law ended since, with nothing in its place, is named with that law and the day it ended', () => {
  const { bill, ...rest } = quoteOf(shirts, 'mfn')
  const ended = { measure: 'sct.air-conditioners', name: 'A tax', lawRow: 'VN-SCT-AIRCON-2016' } // held until 2026
  const quote = { ...rest, bill: { ...bill, charges: bill.charges.flatMap(each => [each, { ...each, ...ended }]).slice(0, 3) } }
  const { outcome, said } = decideOn(quoting(quote), [quote])
  expect(outcome?.lines.map(line => [line.measure, line.assessed])).toEqual([[ended.measure, undefined]])
  expect(said).toContainEqual(['cost.quote-law-ended', 'A tax', 'VN-SCT-AIRCON-2016', '2026-01-01'])
})

test('a claim without its proof is not what was quoted, and says so', () => {
  const quote = quoteOf(shirts, 'acfta')
  const { said } = decideOn(quoting(quote, changeItem({ preference: { agreement: 'acfta' } })), [quote])
  expect(said).toContainEqual(['cost.quote-fact-changed', 'proof', 'valid', 'tariff.preference-proof-missing'])
})

test('a quote that ended is not honoured, and an unknown one refuses nothing', () => {
  const quote = { ...quoteOf(shirts, 'mfn'), validTo: on }
  expect(decideOn(quoting(quote), [quote]).said[0]).toEqual(['cost.quote-expired', on])
  const unknown = decideOn(quoting(quote), [])
  expect([unknown.outcome, unknown.said]).toEqual([undefined, [['cost.quote-unknown', 'VN-Q-1']]])
})

test('no quote is made of an option that something is missing for, nor of none that there is', () => {
  expect(() => quoteOf(shirts, 'rcep')).toThrow('tariff.rate-not-on-file')
  expect(() => quoteOf(shirts, 'atiga')).toThrow('cost.option-unknown')
})

test('a declaration that names no quote is decided in the same bytes as ever', () => {
  const document = declarationOf(shirts, shirts.code, { requires: [] })
  expect(decideOn(document, []).decision).not.toHaveProperty('quotes')
})
