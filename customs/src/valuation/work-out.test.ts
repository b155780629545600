import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type ValuationWorksheetInput, valuationWorksheetSchema } from '../declaration/index.ts'
import { compare, day, decimal, exact, minus, ONE, plus, times, ZERO } from '../kernel/index.ts'
import { openExchangeRates } from '../reference/index.ts'
import { type Method, orderOf } from './methods.ts'
import { workOut } from './work-out.ts'
import type { WorkedOut } from './worksheet.ts'

const facts = { state: 'SG', rates: openExchangeRates([]), rateDay: day('2026-02-01'), basis: 'CIF' } as const

const sgd = fc.integer({ min: 0, max: 10_000_000 }).map(cents => ({ amount: (cents / 100).toFixed(2), currency: 'SGD' }))
const units = fc.integer({ min: 1, max: 10_000 }).map(String)
const effect = fc.constantFrom('adds' as const, 'deducts' as const)
const aside = fc.constant({ passedOver: 'It cannot be applied.' })

const price = fc.record({
  price: sgd,
  carriageInPrice: fc.constant(true),
  restrictions: fc.array(fc.record({ kind: fc.constantFrom('geographical-area' as const, 'other' as const) }), { maxLength: 1 }),
  additions: fc.array(fc.record({ code: fc.constantFrom('AI', 'AD'), amount: sgd }), { maxLength: 3 }),
  deductions: fc.array(fc.record({ code: fc.constantFrom('BA', 'BB'), amount: sgd, distinguished: fc.constant(true) }), { maxLength: 2 }),
})
const goods = fc.record({
  sales: fc.array(
    fc.record({
      reference: fc.constantFrom('A', 'B', 'C'),
      value: sgd,
      quantity: units,
      exportedOn: fc.constant('2026-01-20'),
      atOrAboutSameTime: fc.boolean(),
      sameCountryOfProduction: fc.boolean(),
      sameProducer: fc.boolean(),
      sameCommercialLevel: fc.boolean(),
      sameQuantity: fc.boolean(),
      adjustments: fc.array(fc.record({ for: fc.constant('quantity' as const), effect, amount: sgd, evidence: fc.constant('list') }), {
        maxLength: 1,
      }),
    }),
    { minLength: 1, maxLength: 4 },
  ),
})
const deductive = fc.record({
  importedOn: fc.constant('2026-02-01'),
  sales: fc.array(
    fc.record({
      on: fc.constantFrom('2026-02-01', '2026-03-01', '2026-09-01'),
      unitPrice: sgd,
      quantity: units,
      goods: fc.constant('imported' as const),
      atTimeOfImportation: fc.boolean(),
      buyerRelated: fc.boolean(),
      buyerSuppliedAssists: fc.boolean(),
    }),
    { minLength: 1, maxLength: 5 },
  ),
  profitAndGeneralExpenses: fc.oneof(sgd, fc.constant({ percent: '33.3' })),
  inlandTransportAndInsurance: sgd,
  dutiesAndTaxes: sgd,
})
const computed = fc.record({ materials: sgd, fabrication: sgd, profitAndGeneralExpenses: sgd, transport: sgd, insurance: sgd })
const fallBack = fc.record({
  basis: fc.constantFrom('identical-goods' as const, 'minimum-value' as const),
  words: fc.constant('data of this country'),
  parts: fc.array(fc.record({ words: fc.constant('part'), effect, amount: sgd }), { minLength: 1, maxLength: 3 }),
})
const worksheets = fc.record(
  {
    quantity: units.map(value => ({ value, unit: 'C62' })),
    computedFirst: fc.record({ requestedByImporter: fc.boolean() }),
    transactionValue: fc.oneof(price, aside),
    identicalGoods: fc.oneof(goods, aside),
    similarGoods: fc.oneof(goods, aside),
    deductive: fc.oneof(deductive, aside),
    computed: fc.oneof(computed, aside),
    fallBack,
  },
  { requiredKeys: ['quantity'] },
)

function check(property: (worked: WorkedOut, worksheet: ValuationWorksheetInput) => void): void {
  let reached = 0
  fc.assert(
    fc.property(worksheets, input => {
      const worked = workOut(valuationWorksheetSchema.parse(input), facts)
      if (!worked.ok) {
        expect(worked.issues.length).toBeGreaterThan(0)
        return
      }
      reached++
      property(worked.value, input)
    }),
    { numRuns: 2_000, seed: 1 },
  )
  expect(reached).toBeGreaterThan(200)
}

test('the methods come in the order of the law; one applies, those before are passed over, those after are not reached', () => {
  check(({ method, findings, computedFirst }) => {
    const at = findings.findIndex(each => each.method === method)
    expect(findings.map(each => each.method)).toEqual(orderOf(computedFirst))
    expect(findings.map(each => each.outcome)).toEqual(
      findings.map((_, place) => (place < at ? 'passed-over' : place === at ? 'applies' : 'not-reached')),
    )
  })
})

test('a method that was passed over says why, by the law or in words', () => {
  check(({ findings }) => {
    for (const { outcome, why, words } of findings) if (outcome === 'passed-over') expect(why.length > 0 || words !== undefined).toBe(true)
  })
})

test('the computed value comes before the deductive one at the request of the importer and never otherwise', () => {
  check(({ computedFirst }, { computedFirst: asked }) => expect(computedFirst).toBe(asked?.requestedByImporter === true))
})

test('the steps add up to the value, to the last fraction', () => {
  check(({ findings, amount, method }) => {
    const applied = findings.find(each => each.method === method)
    const sum = (applied?.steps ?? []).reduce(
      (total, step) => (step.effect === 'adds' ? plus(total, exact(step.amount)) : minus(total, exact(step.amount))),
      ZERO,
    )
    expect(times(sum, applied?.multipliedBy === undefined ? ONE : exact(applied.multipliedBy))).toEqual(exact(amount))
  })
})

test('no value is nothing or less, and none rests on a forbidden basis', () => {
  check(({ amount, method }, { fallBack: given }) => {
    expect(compare(exact(amount), ZERO)).toBeGreaterThan(0)
    if (method === '6') expect(given?.basis).not.toBe('minimum-value')
  })
})

test('of comparable sales that count alike, none has a lower unit value than the one taken', () => {
  const method: Method = '2'
  fc.assert(
    fc.property(fc.array(fc.tuple(sgd, units), { minLength: 1, maxLength: 6 }), units, (sales, value) => {
      const alike = {
        atOrAboutSameTime: true,
        sameCountryOfProduction: true,
        sameProducer: true,
        sameCommercialLevel: true,
        sameQuantity: true,
      }
      const worked = workOut(
        valuationWorksheetSchema.parse({
          quantity: { value, unit: 'C62' },
          transactionValue: { passedOver: 'no sale' },
          identicalGoods: {
            sales: sales.map(([of, quantity]) => ({ reference: 'A', value: of, quantity, exportedOn: '2026-01-20', ...alike })),
          },
        }),
        facts,
      )
      if (!worked.ok) {
        expect(sales.some(([of]) => Number(of.amount) === 0)).toBe(true)
        return
      }
      expect(worked.value.method).toBe(method)
      for (const [of, quantity] of sales) {
        const whole = times(times(decimal(of.amount), decimal(value)), { num: 1n, den: decimal(quantity).num })
        expect(compare(exact(worked.value.amount), whole)).toBeLessThanOrEqual(0)
      }
    }),
  )
})

test('a wrong figure is named where it stands, also behind sales that do not count', () => {
  const sale = {
    on: '2026-02-01',
    unitPrice: { amount: '10', currency: 'SGD' },
    quantity: '5',
    goods: 'imported',
    atTimeOfImportation: true,
  }
  const worked = workOut(
    valuationWorksheetSchema.parse({
      quantity: { value: '1', unit: 'C62' },
      transactionValue: { passedOver: 'no sale' },
      identicalGoods: { passedOver: 'none' },
      similarGoods: { passedOver: 'none' },
      deductive: {
        importedOn: '2026-02-01',
        sales: [
          { ...sale, buyerRelated: true, buyerSuppliedAssists: false },
          { ...sale, quantity: '0', buyerRelated: false, buyerSuppliedAssists: false },
        ],
        profitAndGeneralExpenses: { percent: '10' },
        inlandTransportAndInsurance: { amount: '1', currency: 'SGD' },
        dutiesAndTaxes: { amount: '1', currency: 'SGD' },
      },
    }),
    facts,
  )
  expect(worked.ok ? [] : worked.issues.map(({ code, path }) => [code, path])).toContainEqual([
    'valuation.worksheet-quantity-invalid',
    'deductive.sales[1].quantity',
  ])
})
