import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays, compare, day, decimal, plus, ZERO } from '../kernel/index.ts'
import { type DeclarationDocument, declarationSchema } from './document.ts'
import { declareBy, monthOf, writePeriod } from './period.ts'
import { checkRemoved, type GoodsRemoval, sumRemovals, termsOf } from './removal.ts'

const hundredths = fc.integer({ min: 1, max: 10_000_000 }).map(value => (value / 100).toFixed(2))
const money = fc.record({ amount: hundredths, currency: fc.constantFrom('USD', 'THB') })
const anyItem = fc.record(
  {
    commodityCode: fc.constantFrom('61091010', '6109.10.10', '64041190'),
    description: fc.constantFrom('Cotton T-shirts for men, knitted', 'Shirts of cotton, knitted'),
    originCountry: fc.constantFrom('TH', 'CN'),
    quantities: fc.record({ value: hundredths, unit: fc.constantFrom('C62', 'PR') }).map(each => [each]),
    invoiceAmount: money,
    netMassKg: hundredths,
    packages: fc.constantFrom(
      [],
      [{ type: 'CT', count: 3 }],
      [
        { type: 'CT', count: 1 },
        { type: 'BX', count: 2 },
      ],
    ),
    attributes: fc.constantFrom(
      {},
      { alcoholStrength: '40' },
      { alcoholStrength: '12', engineCc: '0' },
      { engineCc: '0', alcoholStrength: '12' },
    ),
    preference: fc.constantFrom({ agreement: 'atiga', proof: { type: 'form-d', id: 'D-1' } }),
  },
  { requiredKeys: ['commodityCode', 'description', 'originCountry', 'quantities', 'invoiceAmount', 'packages', 'attributes'] },
)
const anyDocument: fc.Arbitrary<DeclarationDocument> = fc
  .record({
    exportCountry: fc.constantFrom('TH', 'CN'),
    freight: fc.option(money, { nil: undefined }),
    goodsItems: fc.array(anyItem, { minLength: 1, maxLength: 4 }),
  })
  .map(({ exportCountry, freight, goodsItems }) =>
    declarationSchema.parse({
      type: 'IM4',
      mode: 'REMOVAL',
      exportCountry,
      ...(freight && { freight }),
      goodsItems: goodsItems.map((item, index) => ({ ...item, sequence: index + 1 })),
    }),
  )
const anyRemovals: fc.Arbitrary<GoodsRemoval[]> = fc.array(fc.record({ mrn: fc.uuid(), document: anyDocument }), {
  minLength: 1,
  maxLength: 6,
})
const january = { from: day('2026-01-01'), to: day('2026-01-31') }
const declare = (removals: readonly GoodsRemoval[]) => writePeriod(removals, january, 'JANUARY')

test('what is written of removals declares them, whatever their order, and keeps every sum', () => {
  fc.assert(
    fc.property(anyRemovals, removals => {
      const written = declare(removals)
      // Costs in two currencies are declared apart: their documents differ in their terms.
      fc.pre(new Set(removals.map(each => termsOf(each.document))).size === 1)
      expect(checkRemoved(written, sumRemovals(removals.toReversed()))).toEqual([])
      expect(termsOf(written)).toBe(termsOf(removals[0]?.document ?? written))
      for (const currency of ['USD', 'THB']) {
        const priceIn = (documents: readonly DeclarationDocument[]) =>
          documents
            .flatMap(each => each.goodsItems)
            .filter(each => each.invoiceAmount?.currency === currency)
            .reduce((sum, each) => plus(sum, decimal(each.invoiceAmount?.amount ?? '0')), ZERO)
        expect(compare(priceIn([written]), priceIn(removals.map(each => each.document)))).toBe(0)
      }
      const count = (documents: readonly DeclarationDocument[]) =>
        documents.flatMap(each => each.goodsItems.flatMap(item => item.packages.map(pack => pack.count ?? 0))).reduce((a, b) => a + b, 0)
      expect(count([written])).toBe(count(removals.map(each => each.document)))
    }),
  )
})

test('a removal that is left out, or declared twice, is named with what was removed and what was declared', () => {
  fc.assert(
    fc.property(anyRemovals, anyRemovals, (removals, [more]) => {
      const all = more === undefined ? removals : [...removals, more]
      fc.pre(new Set(all.map(each => termsOf(each.document))).size === 1)
      for (const issues of [checkRemoved(declare(removals), sumRemovals(all)), checkRemoved(declare(all), sumRemovals(removals))]) {
        const lines = issues.filter(each => each.code === 'declaration.period-lines-differ')
        expect(lines.length).toBeGreaterThan(0)
        for (const { params } of issues) expect(params?.declared).not.toBe(params?.removed)
      }
    }),
  )
})

test('an item that is split is the same goods; a claim, an attribute or an origin that differs is not', () => {
  const item = {
    sequence: 1,
    commodityCode: '22084000',
    description: 'Rum in bottles of 0.7 l',
    originCountry: 'PH',
    quantities: [{ value: '10', unit: 'LTR' }],
    invoiceAmount: { amount: '100', currency: 'USD' },
    netMassKg: '9',
    attributes: { alcoholStrength: '40' },
  }
  const removals = [{ mrn: 'R1', document: declarationSchema.parse({ type: 'IM4', exportCountry: 'PH', goodsItems: [item] }) }]
  const half = { ...item, quantities: [{ value: '5', unit: 'LTR' }], invoiceAmount: { amount: '50', currency: 'USD' }, netMassKg: '4.5' }
  const tell = (...goodsItems: (typeof item)[]) =>
    checkRemoved(declarationSchema.parse({ type: 'IM4', exportCountry: 'PH', goodsItems }), sumRemovals(removals)).map(
      ({ path, params }) => [path, params?.figure, params?.declared, params?.removed, params?.unit],
    )
  expect(tell(half, { ...half, sequence: 2, commodityCode: '2208.40.00' })).toEqual([])
  expect(tell({ ...item, netMassKg: '3' })).toEqual([['goodsItems[0]', 'net-mass', '3', '9', 'KGM']])
  for (const other of [{ originCountry: 'CU' }, { attributes: { alcoholStrength: '38' } }, { preference: { agreement: 'atiga' } }])
    expect(tell({ ...item, ...other })).toEqual([
      ['goodsItems[0]', 'quantity', '10', '0', 'LTR'],
      ['goodsItems', 'quantity', '0', '10', 'LTR'],
    ])
})

test('a day lies in its calendar month, which is declared some days after its last', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 4000 }), days => {
      const on = addDays(day('2020-01-01'), days)
      const { from, to } = monthOf(on)
      expect([from <= on, on <= to, from.slice(8), addDays(to, 1).slice(8)]).toEqual([true, true, '01', '01'])
      expect(declareBy(on, { daysToDeclare: 10 })).toBe(addDays(to, 10))
    }),
  )
})
