import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type DeclarationDocument, type DeclarationInput, declarationSchema } from '../declaration/index.ts'
import { compare, day, decimal, exact, HUNDRED, over, sum, times } from '../kernel/index.ts'
import { openExchangeRates, type State } from '../reference/index.ts'
import { openSchedule } from '../tariff/index.ts'
import { bookOf, projectLaw } from '../testing/law.ts'
import { valueDeclaration } from '../valuation/index.ts'
import { assessDeclaration, listNeeds } from './assess-declaration.ts'
import { DUTY_LAYERS } from './law.ts'

const law = projectLaw()
const on = day('2026-02-01')
const rates = { '61091010': '30', '22084000': '60', '42022100': '12.5', '24022090': '60' }
const schedule = openSchedule(
  { id: 'TH-test', state: 'TH', validFrom: day('2022-01-01'), source: 'test', confidence: 'assumed', sample: true },
  Object.entries(rates).map(([code, percent], index) => ({
    code: code as never,
    row: index + 1,
    description: {},
    rates: { mfn: { kind: 'ad-valorem' as const, percent } },
  })),
)
const factsOf = (state: State) => ({
  state,
  law,
  rates: openExchangeRates([]),
  days: { registeredOn: on, arrivedOn: on, releasedOn: on },
  schedule: state === 'TH' ? schedule : undefined,
})

function assess(input: DeclarationInput, state: State = 'TH') {
  const document: DeclarationDocument = declarationSchema.parse({ type: 'IM4', tradeTerms: { incoterm: 'CIF' }, ...input })
  const valued = valueDeclaration(document, factsOf(state))
  return valued.ok ? assessDeclaration(document, valued.value.valuation, factsOf(state)) : valued
}

function bill(input: DeclarationInput, state: State = 'TH') {
  const assessed = assess(input, state)
  if (!assessed.ok) throw new Error(JSON.stringify(assessed.issues))
  return assessed.value
}

const rum = { commodityCode: '22084000', originCountry: 'JM', quantities: [{ value: '10', unit: 'LTR' }] }
const baht = (amount: string) => ({ amount, currency: 'THB' })

test('what the charges of all items need is asked for at once, with its unit', () => {
  const assessed = assess({
    goodsItems: [
      { sequence: 1, ...rum, invoiceAmount: baht('1000') },
      { sequence: 2, commodityCode: '24022090', invoiceAmount: baht('1000') },
    ],
  })
  const asked = assessed.ok ? [] : assessed.issues.filter(issue => issue.severity === 'error')
  expect(asked.map(({ path, params }) => `${path} ${params?.unit}`)).toEqual([
    'goodsItems[0].attributes.retailPrice THB/LTR',
    'goodsItems[0].attributes.alcoholStrength % vol',
    'goodsItems[1].attributes.retailPrice THB/20 C62',
    'goodsItems[1].quantities C62',
  ])
})

test('needs can be asked before anything is valued', () => {
  const document = declarationSchema.parse({ type: 'IM4', goodsItems: [{ sequence: 1, ...rum }] })
  expect(listNeeds(document, factsOf('TH')).map(issue => issue.params?.attribute)).toEqual(['retailPrice', 'alcoholStrength'])
})

test('a quantity in another unit of its kind serves, and a pure quantity of alcohol needs no strength', () => {
  const { assessment } = bill(
    {
      goodsItems: [
        {
          sequence: 1,
          commodityCode: '22084000',
          invoiceAmount: { amount: '100.00', currency: 'SGD' },
          quantities: [{ value: '0.04', unit: 'HPA' }],
        },
      ],
    },
    'SG',
  )
  expect(assessment.items[0]?.charges[1]).toMatchObject({ kind: 'excise', amount: '352.00', quantities: [{ value: '4', unit: 'LPA' }] })
})

test.each([
  ['alcoholStrength', '101', 'duty.attribute-invalid'],
  ['alcoholStrength', 'strong', 'duty.attribute-invalid'],
  ['alcoholStrength', '-1', 'duty.attribute-invalid'],
  ['colour', 'red', 'duty.attribute-unknown'],
])('the attribute %s=%s is refused', (name, value, code) => {
  const assessed = assess({ goodsItems: [{ sequence: 1, ...rum, invoiceAmount: baht('1000'), attributes: { [name]: value } }] })
  expect(assessed.ok ? [] : assessed.issues.map(issue => issue.code)).toContain(code)
})

test('every line of a bill can be worked out again from what it says', () => {
  const { assessment } = bill({
    goodsItems: [
      { sequence: 1, ...rum, invoiceAmount: baht('12345.67'), attributes: { alcoholStrength: '43.5', retailPrice: '612.35' } },
      { sequence: 2, commodityCode: '42022100', invoiceAmount: baht('999999.99') },
    ],
  })
  for (const charge of assessment.items.flatMap(item => item.charges)) {
    if (charge.rateUnit === '%') {
      expect(exact(charge.exact)).toEqual(over(times(exact(charge.base), decimal(charge.rate)), HUNDRED))
      expect(sum(charge.baseParts.map(part => exact(part.amount)))).toEqual(exact(charge.base))
    } else {
      expect(exact(charge.exact)).toEqual(times(exact(charge.quantities[0]?.value ?? '0'), decimal(charge.rate)))
    }
    expect(charge.legalRef).not.toBe('')
    expect(law.rows(DUTY_LAYERS).some(row => row.id === charge.lawRow)).toBe(true)
  }
  expect(assessment.items[0]?.charges[0]?.schedule).toEqual({ version: 'TH-test', row: 1, column: 'mfn', confidence: 'assumed' })
})

test('a bill says what it rests on that is a sample or general knowledge', () => {
  const { assessment, issues } = bill({ goodsItems: [{ sequence: 1, commodityCode: '61091010', invoiceAmount: baht('2000') }] })
  expect(assessment.assumed).toEqual(['TH-ROUND-CHARGE', 'TH-test'])
  expect(issues.map(issue => issue.code)).toContain('duty.rests-on-assumed-law')
})

test('a bill says where the sheet of a state is not complete for the goods', () => {
  const codes = (code: string) =>
    bill(
      {
        goodsItems: [
          {
            sequence: 1,
            commodityCode: code,
            invoiceAmount: { amount: '1', currency: 'SGD' },
            attributes: { octane: '95' },
            quantities: [{ value: '1', unit: 'LTR' }],
          },
        ],
      },
      'SG',
    ).issues.map(issue => issue.code)
  expect(codes('61091010')).not.toContain('duty.sheet-incomplete')
  expect(codes('27101224')).toContain('duty.sheet-incomplete')
})

test('a state without law and a day without a schedule are refused by name', () => {
  const document = declarationSchema.parse({ type: 'IM4', goodsItems: [] })
  const nothing = { regime: 'home-use', currency: 'MYR', items: [] } as never
  const inMalaysia = assessDeclaration(document, nothing, { ...factsOf('MY'), law: bookOf([]) })
  expect(inMalaysia.ok ? [] : inMalaysia.issues).toEqual([
    expect.objectContaining({ code: 'law.not-loaded', params: { kind: 'rate-day', state: 'MY' } }),
  ])

  const withoutSchedule = assess(
    { goodsItems: [{ sequence: 1, commodityCode: '61091010', invoiceAmount: { amount: '1', currency: 'VND' } }] },
    'VN',
  )
  expect(withoutSchedule.ok ? [] : withoutSchedule.issues.map(issue => [issue.code, issue.params])).toContainEqual([
    'duty.schedule-missing',
    { state: 'VN', day: '2026-02-01' },
  ])
})

test('goods that are exported bear no import taxes, and what the export tariff may name is not guessed', () => {
  const exported = (commodityCode: string) =>
    assess(
      {
        type: 'EX1',
        tradeTerms: { incoterm: 'FOB' },
        goodsItems: [{ sequence: 1, commodityCode, invoiceAmount: { amount: '1000', currency: 'VND' } }],
      },
      'VN',
    )
  const shirts = exported('61091010')
  expect(shirts.ok && shirts.value.assessment).toMatchObject({ total: '0', regime: 'export', totals: [] })
  const ore = exported('26011110')
  expect(ore.ok ? [] : ore.issues.map(issue => issue.code)).toContain('law.rate-unknown')
})

const cents = fc.integer({ min: 1, max: 100_000_000 })
const amountOf = (minor: number) => baht((minor / 100).toFixed(2))
const goods = fc.record({
  commodityCode: fc.constantFrom('61091010', '42022100'),
  minor: cents,
  gross: fc.integer({ min: 1, max: 10_000 }),
})
const consignment = fc.array(goods, { minLength: 1, maxLength: 8 })
const declare = (items: readonly { commodityCode: string; minor: number; gross: number }[], freight: number): DeclarationInput => ({
  tradeTerms: { incoterm: 'FOB' },
  freight: amountOf(freight),
  insurance: baht('0'),
  goodsItems: items.map(({ commodityCode, minor, gross }, index) => ({
    sequence: index + 1,
    commodityCode,
    grossMassKg: String(gross),
    invoiceAmount: amountOf(minor),
  })),
})

test('parts sum to the whole: items to the total, kinds to the total', () => {
  fc.assert(
    fc.property(consignment, cents, (items, freight) => {
      const { assessment } = bill(declare(items, freight))
      const total = decimal(assessment.total)
      expect(sum(assessment.items.map(item => decimal(item.total)))).toEqual(total)
      expect(sum(assessment.totals.map(kind => decimal(kind.amount)))).toEqual(total)
      expect(sum(assessment.items.flatMap(item => item.charges.map(charge => decimal(charge.amount))))).toEqual(total)
    }),
  )
})

test('no order of lines changes the total', () => {
  fc.assert(
    fc.property(consignment, cents, fc.integer({ min: 1, max: 7 }), (items, freight, turn) => {
      const turned = [...items.slice(turn % items.length), ...items.slice(0, turn % items.length)].reverse()
      expect(bill(declare(turned, freight)).assessment.total).toBe(bill(declare(items, freight)).assessment.total)
    }),
  )
})

test('no charge is below zero, and goods worth more never bear less', () => {
  fc.assert(
    fc.property(goods, cents, cents, (item, freight, more) => {
      const total = (minor: number) => bill(declare([{ ...item, minor }], freight)).assessment.total
      const [less, greater] = [decimal(total(item.minor)), decimal(total(item.minor + more))]
      expect(less.num >= 0n && compare(less, greater) <= 0).toBe(true)
    }),
  )
})

test('a code that is none of the schedule, or too short to be one, is refused even where no rate is read from it', () => {
  const codesOf = (commodityCode: string, more: object = {}) => {
    const document = declarationSchema.parse({
      type: 'IM4',
      tradeTerms: { incoterm: 'CIF' },
      goodsItems: [{ sequence: 1, commodityCode, invoiceAmount: { amount: '1', currency: 'SGD' } }],
    })
    const facts = { ...factsOf('SG'), ...more }
    const valued = valueDeclaration(document, facts)
    const assessed = valued.ok ? assessDeclaration(document, valued.value.valuation, facts) : valued
    return assessed.ok ? [] : assessed.issues.map(issue => issue.code)
  }
  const whole = openSchedule({ id: 'SG-test', state: 'SG', validFrom: day('2022-01-01'), source: 'test', confidence: 'official' }, [
    { code: '61091010' as never, row: 1, description: {}, rates: {} },
  ])
  expect([codesOf('61091010'), codesOf('610910')]).toEqual([[], ['duty.code-too-short']])
  expect([codesOf('61091010', { schedule: whole }), codesOf('610910', { schedule: whole })]).toEqual([[], ['tariff.code-incomplete']])
  expect(codesOf('61099099', { schedule: whole })).toEqual(['tariff.code-unknown'])
})
