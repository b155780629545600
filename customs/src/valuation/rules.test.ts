import { expect, test } from 'vitest'
import { checkEverywhere, checkInState, type DeclarationInput, declarationSchema } from '../declaration/index.ts'
import { type Currency, day } from '../kernel/index.ts'
import { openExchangeRates } from '../reference/index.ts'
import { projectLaw } from '../testing/law.ts'
import { VALUATION_RULES } from './rules.ts'

const law = projectLaw()
const on = day('2026-02-01')
const rates = openExchangeRates([{ state: 'SG', currency: 'USD' as Currency, unit: 1, rate: '1.28', validFrom: on, source: 'test' }])

function raised(id: string, input: DeclarationInput): readonly string[] {
  const rules = VALUATION_RULES.filter(rule => rule.id === id)
  const document = declarationSchema.parse(input)
  const facts = { document, state: 'SG' as const, day: on, law, rates }
  const everywhere = checkEverywhere(rules, facts).length
  const all = checkInState(rules, facts)
  expect(all.length).toBeGreaterThanOrEqual(everywhere)
  return all.map(issue => `${issue.severity} ${issue.code} ${issue.path}`)
}

const usd = (amount: string) => ({ amount, currency: 'USD' })
const priced = (...amounts: string[]) => amounts.map((amount, index) => ({ sequence: index + 1, invoiceAmount: usd(amount) }))

test.each<[string, string, DeclarationInput, readonly string[]]>([
  ['V08', 'a currency of the standard with a rate', { goodsItems: priced('1') }, []],
  ['V08', 'no currency', { freight: { amount: '1', currency: 'USX' } }, ['error rates.currency-unknown freight.currency']],
  [
    'V08',
    'two amounts in a currency without a rate',
    { freight: { amount: '1', currency: 'EUR' }, insurance: { amount: '1', currency: 'EUR' } },
    ['error rates.missing freight.currency'],
  ],
  ['V09', 'a term and its place', { tradeTerms: { incoterm: 'FOB', place: 'Laem Chabang' } }, []],
  ['V09', 'no such term', { tradeTerms: { incoterm: 'CNF', place: 'x' } }, ['error valuation.incoterm-unknown tradeTerms.incoterm']],
  ['V09', 'a term without its place', { tradeTerms: { incoterm: 'FOB' } }, ['error valuation.incoterm-place-missing tradeTerms.place']],
  [
    'V09',
    'a term of 2010',
    { tradeTerms: { incoterm: 'DAT', placeCode: 'SGSIN' } },
    ['warning valuation.incoterm-superseded tradeTerms.incoterm'],
  ],
  ['V10', 'freight beside a FOB price', { tradeTerms: { incoterm: 'FOB' }, freight: usd('5') }, []],
  [
    'V10',
    'freight beside a CIF price',
    { tradeTerms: { incoterm: 'CIF' }, freight: usd('5') },
    ['warning valuation.freight-counted-already freight'],
  ],
  ['V10', 'a freight of nothing beside a CIF price', { tradeTerms: { incoterm: 'CIF' }, freight: usd('0') }, []],
  ['V10', 'an export, whose CIF price is cut by its freight', { type: 'EX1', tradeTerms: { incoterm: 'CIF' }, freight: usd('5') }, []],
  ['V14', 'a total that is the sum', { invoiceTotal: usd('3.00'), goodsItems: priced('1.00', '2.00') }, []],
  ['V14', 'a cent of difference', { invoiceTotal: usd('3.01'), goodsItems: priced('1.00', '2.00') }, []],
  [
    'V14',
    'two cents of difference',
    { invoiceTotal: usd('3.02'), goodsItems: priced('1.00', '2.00') },
    ['error valuation.invoice-total-differs invoiceTotal'],
  ],
  ['V14', 'items in another currency', { invoiceTotal: { amount: '9', currency: 'EUR' }, goodsItems: priced('1.00') }, []],
  ['V33', 'a price', { goodsItems: priced('0.01') }, []],
  ['V33', 'a price below nothing', { goodsItems: priced('-5') }, ['error valuation.value-not-positive goodsItems[0].invoiceAmount']],
  ['V33', 'a price of nothing', { goodsItems: priced('0') }, ['error valuation.value-not-positive goodsItems[0].invoiceAmount']],
  ['V34', 'the price', { goodsItems: [{ sequence: 1, valuationMethod: '1' }] }, []],
  [
    'V34',
    'another method with its reason',
    { goodsItems: [{ sequence: 1, valuationMethod: '6', additionalInformation: [{ text: 'a sample' }] }] },
    [],
  ],
  [
    'V34',
    'another method without a reason',
    { goodsItems: [{ sequence: 1, valuationMethod: '6' }] },
    ['warning valuation.method-needs-reason goodsItems[0].valuationMethod'],
  ],
  [
    'V34',
    'a seventh method',
    { goodsItems: [{ sequence: 1, valuationMethod: '7' }] },
    ['error valuation.method-unknown goodsItems[0].valuationMethod'],
  ],
  ['V53', 'an invoice of 180 days', { invoice: { issuedOn: '2025-08-05' } }, []],
  ['V53', 'an invoice of 181 days', { invoice: { issuedOn: '2025-08-04' } }, ['warning valuation.invoice-old invoice.issuedOn']],
])('%s: %s', (id, _, input, expected) => {
  expect(raised(id, input)).toEqual(expected)
})

test('a price below nothing is wrong in every state; one of nothing is for the state to judge', () => {
  const wrong = (amount: string) =>
    checkEverywhere(VALUATION_RULES, { document: declarationSchema.parse({ goodsItems: priced(amount) }) }).map(issue => issue.code)
  expect(wrong('-0.01')).toEqual(['valuation.value-not-positive'])
  expect(wrong('0')).toEqual([])
})
