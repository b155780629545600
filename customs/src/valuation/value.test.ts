import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type DeclarationInput, declarationSchema } from '../declaration/index.ts'
import { type Currency, compare, day, decimal, exact, minus, plus, sum } from '../kernel/index.ts'
import { openExchangeRates } from '../reference/index.ts'
import { projectLaw } from '../testing/law.ts'
import { valueDeclaration } from './value.ts'

const law = projectLaw()
const on = day('2026-02-01')
const rates = openExchangeRates([
  { state: 'TH', currency: 'USD' as Currency, unit: 1, rate: '35.1234', validFrom: on, source: 'test' },
  { state: 'TH', currency: 'JPY' as Currency, unit: 100, rate: '22.3447', validFrom: on, source: 'test' },
])
const facts = { state: 'TH' as const, law, rates, days: { registeredOn: on, arrivedOn: on, releasedOn: on } }

function value(input: DeclarationInput) {
  const valued = valueDeclaration(declarationSchema.parse(input), facts)
  if (!valued.ok) throw new Error(JSON.stringify(valued.issues))
  return valued.value.valuation
}

const price = fc.integer({ min: 0, max: 10_000_000 }).map(minor => ({ amount: (minor / 100).toFixed(2), currency: 'USD' }))
const items = fc.array(price, { minLength: 1, maxLength: 10 })
const freight = fc.integer({ min: 0, max: 100_000_000 })
const declare = (prices: readonly { amount: string; currency: string }[], freightMinor: number): DeclarationInput => ({
  tradeTerms: { incoterm: 'FOB' },
  freight: { amount: (freightMinor / 100).toFixed(2), currency: 'USD' },
  insurance: { amount: '12345', currency: 'JPY' },
  goodsItems: prices.map((invoiceAmount, index) => ({ sequence: index + 1, invoiceAmount })),
})

test('the shares of freight and insurance sum to what was given, to the last unit', () => {
  fc.assert(
    fc.property(items, freight, (prices, minor) => {
      const { items: values } = value(declare(prices, minor))
      const shareOf = (part: string) =>
        sum(values.flatMap(item => item.steps.filter(step => step.part === part).map(step => decimal(step.given?.amount ?? '0'))))
      expect(shareOf('freight')).toEqual(decimal((minor / 100).toFixed(2)))
      expect(shareOf('insurance')).toEqual(decimal('12345'))
    }),
  )
})

test('the worksheet of an item sums to its exact value, which is rounded once', () => {
  fc.assert(
    fc.property(items, freight, (prices, minor) => {
      for (const item of value(declare(prices, minor)).items) {
        const total = item.steps.reduce(
          (rest, step) => (step.effect === 'adds' ? plus(rest, exact(step.amount)) : minus(rest, exact(step.amount))),
          decimal('0'),
        )
        expect(total).toEqual(exact(item.exact))
        const difference = minus(decimal(item.amount), exact(item.exact))
        expect(compare(difference, decimal('0.005')) <= 0 && compare(difference, decimal('-0.005')) >= 0).toBe(true)
      }
    }),
  )
})

test('no order of items changes the value of the whole, nor of any of them', () => {
  fc.assert(
    fc.property(items, freight, (prices, minor) => {
      const straight = value(declare(prices, minor))
      const reversed = value(declare(prices.toReversed(), minor))
      expect(reversed.total).toBe(straight.total)
      expect(reversed.items.map(item => item.amount).sort()).toEqual(straight.items.map(item => item.amount).sort())
    }),
  )
})

test('a value says with which rate of which day it was converted', () => {
  const { items: values, exchangeRateDay } = value(declare([{ amount: '10.00', currency: 'USD' }], 100))
  expect(exchangeRateDay).toBe('2026-02-01')
  expect(values[0]?.steps[0]).toEqual({
    part: 'price',
    effect: 'adds',
    given: { amount: '10.00', currency: 'USD' },
    exchangeRate: { rate: '35.1234', unit: 1, validFrom: '2026-02-01', source: 'test' },
    amount: '351.234',
  })
})

test('goods declared before they arrive are valued at the rate of the day, and told so', () => {
  const document = declarationSchema.parse(declare([{ amount: '10.00', currency: 'USD' }], 100))
  const valued = valueDeclaration(document, { ...facts, days: { registeredOn: on } })
  expect(valued.ok && valued.value.issues.map(issue => [issue.code, issue.severity])).toEqual([['rates.day-provisional', 'hint']])
})

test('amounts below zero are refused where they stand', () => {
  const valued = valueDeclaration(
    declarationSchema.parse({
      tradeTerms: { incoterm: 'FOB' },
      freight: { amount: '-1', currency: 'THB' },
      insurance: { amount: '0', currency: 'THB' },
      goodsItems: [{ sequence: 1, invoiceAmount: { amount: '-5', currency: 'THB' } }],
    }),
    facts,
  )
  expect(valued.ok ? [] : valued.issues.map(issue => [issue.code, issue.path])).toEqual([
    ['valuation.price-negative', 'goodsItems[0].invoiceAmount'],
  ])
})
