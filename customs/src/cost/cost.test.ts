import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decide } from '../journey.ts'
import { type Currency, compare, day, decimal } from '../kernel/index.ts'
import { type ExchangeRate, openExchangeRates, STATE_FACTS, type State } from '../reference/index.ts'
import { declarationOf, givenFor, NO_CONTROLS } from '../testing/declared.ts'
import { projectLaw } from '../testing/law.ts'
import { sampleSchedule } from '../testing/sample-schedule.ts'
import { compareStates } from './compare-states.ts'
import type { CostFacts } from './facts.ts'
import { cheapestOf } from './list-options.ts'
import { placeCode } from './place-code.ts'
import type { CostBooks } from './suppose.ts'
import { tellCost } from './tell.ts'

const on = day('2026-03-10')
const law = projectLaw()
const dollars = (state: State, rate: string): ExchangeRate => ({
  state,
  currency: 'USD' as Currency,
  unit: 1,
  rate,
  validFrom: day('2026-03-01'),
  source: 'test',
})

function booksOf(state: State, rate = '25000'): CostBooks {
  return { state, law, schedule: sampleSchedule(state), otherSchedules: [], rates: openExchangeRates([dollars(state, rate)]) }
}

const vietNam = booksOf('VN')
const shirts: CostFacts = {
  code: '61091010',
  originCountry: 'CN',
  value: { amount: '1000', currency: 'USD' },
  quantities: [],
  attributes: {},
}

function told(facts: CostFacts, books = vietNam) {
  const cost = tellCost(facts, on, books)
  if (!cost.ok) throw new Error(JSON.stringify(cost.issues))
  return cost.value
}

test('every way that applies is told, the cheapest that can be had first, with what it asks for', () => {
  const { options } = told(shirts)
  expect(options.map(({ id, bill, missing }) => [id, missing.length === 0 ? bill?.total : missing.map(issue => issue.code)])).toEqual([
    ['acfta', '2000000'],
    ['mfn', '7400000'],
    ['mfn+express', ['law.no-row']],
    ['rcep', ['tariff.rate-not-on-file']],
  ])
  expect(options[0]?.requires).toMatchObject([{ kind: 'proof-of-origin', agreement: 'acfta', forms: [{ name: 'Form E' }] }])
  expect(options[0]?.bill).toMatchObject({ share: '8', converted: { amount: '80.00', currency: 'USD' } })
})

test('what a state charges otherwise by some ways of arrival is told for those together, unless it was said how the goods arrive', () => {
  const perfume = { ...shirts, code: '33030000', originCountry: 'FR', value: { amount: '100', currency: 'SGD' } }
  const [first, second] = told(perfume, booksOf('SG')).options
  expect([first?.id, first?.bill?.total, second?.id, second?.bill?.total]).toEqual(['mfn+air+express+post', '0.00', 'mfn', '9.00'])
  expect(told({ ...perfume, channel: 'sea' }, booksOf('SG')).options.map(each => each.requires.map(need => need.kind))).not.toContainEqual([
    'arrival',
  ])
})

test('a quantity is asked for by its unit where a charge needs it, and nowhere else', () => {
  const asked = (code: string) => told({ ...shirts, code, originCountry: 'GB' }, booksOf('SG', '1.3')).options.flatMap(each => each.missing)
  expect(asked('22083090').find(issue => issue.code === 'duty.quantity-missing')?.params).toEqual({ unit: 'LTR' })
  expect(asked('61091010').map(issue => issue.code)).not.toContain('duty.quantity-missing')
})

test.each([
  ['VN', '61091010', { total: '0' }, []],
  ['SG', '61091010', { total: '0.00' }, []],
  ['TH', '61091000', { total: '0.00' }, []],
  ['VN', '26011110', undefined, ['law.rate-unknown']],
  ['ID', '61091010', undefined, ['law.rate-unknown']],
] as const)('goods that leave %s are charged by its law on exports, or what is not on file is named: %s', (state, code, bill, missing) => {
  const schedule = sampleSchedule(state)
  const listed = schedule?.lines.some(line => line.code === code) === true
  const books = listed ? booksOf(state) : { ...booksOf(state), schedule: undefined }
  const value = { amount: '1000', currency: STATE_FACTS[state].currency }
  const { direction, incoterm, options } = told({ ...shirts, code, value, direction: 'export', originCountry: state }, books)
  expect([direction, incoterm, options.map(each => each.id)]).toEqual(['export', 'FOB', ['export']])
  expect(options[0]?.bill?.total).toBe(bill?.total)
  expect(options[0]?.missing.map(issue => issue.code)).toEqual(missing)
})

test('papers of goods that leave are those of exports, and of the country they go to', () => {
  const papersTo = (destinationCountry: string) => {
    const leaving = {
      ...shirts,
      code: '29037100',
      direction: 'export' as const,
      value: { amount: '1', currency: 'SGD' },
      destinationCountry,
    }
    return told(leaving, { ...booksOf('SG'), schedule: undefined })
  }
  expect(papersTo('AU').papers.map(each => [each.kind, each.basis.id])).toEqual([['restriction', 'SG-MEASURE-OZONE-EXPORT']])
  const steel = { ...shirts, code: '72011000', direction: 'export' as const, value: { amount: '1', currency: 'SGD' } }
  const toKorea = told({ ...steel, destinationCountry: 'KP' }, { ...booksOf('SG'), schedule: undefined })
  expect(toKorea.options[0]?.missing.map(issue => issue.code)).toContain('permits.prohibited')
})

test('an agreement without a proof on file, or that leaves the line out, is never the cheapest', () => {
  const cigarettes = {
    ...shirts,
    code: '24022090',
    originCountry: 'TH',
    attributes: { retailPrice: '1' },
    quantities: [{ value: '20', unit: 'C62' }],
  }
  expect(told(cigarettes).options.map(each => each.treatment)).not.toContain('atiga')
  const chile = told({ ...shirts, originCountry: 'CL' }).options.find(each => each.id === 'vcfta')
  expect(chile?.missing.map(issue => issue.code)).toContain('origin.proof-forms-not-on-file')
})

test('papers that measures ask for are told, and goods that may not come in are to be had in no way', () => {
  const singapore = booksOf('SG', '1.3')
  const laptops = { ...shirts, code: '84713020', value: { amount: '1000', currency: 'SGD' } }
  const forbidden = told({ ...laptops, originCountry: 'KP' }, singapore)
  expect(forbidden.papers.map(each => each.kind)).toContain('prohibition')
  expect(cheapestOf(forbidden.options)).toBeUndefined()
  expect(forbidden.options[0]?.missing.map(issue => issue.code)).toContain('permits.prohibited')
  expect(cheapestOf(told(laptops, singapore).options)?.id).toBe('mfn')
  expect(told(laptops, singapore).notices.map(issue => issue.code)).toEqual(['cost.permits-partly-on-file'])
})

test.each([
  ['MY', '61091010', 'lengthened', '6109101000'],
  ['VN', '6109101000', 'shortened', '61091010'],
  ['VN', '61091010', 'as-asked', '61091010'],
] as const)('%s places %s: %s to %s', (state, code, placing, own) => {
  const placed = placeCode(code, { schedule: sampleSchedule(state), otherSchedules: [] })
  expect(placed.ok && [placed.value.placing, placed.value.code]).toEqual([placing, own])
})

test.each([
  ['610910', 'tariff.code-incomplete'], // two lines below it
  ['99999999', 'tariff.code-unknown'],
  ['6109', 'tariff.code-malformed'],
])('what %s means is not guessed: %s', (code, issue) => {
  const placed = placeCode(code, { schedule: sampleSchedule('VN'), otherSchedules: [] })
  expect(placed.ok ? [] : placed.issues.map(each => each.code)).toEqual([issue])
})

const ORIGINS = ['CN', 'TH', 'JP', 'FR', 'US', 'KR', 'IN', 'SG'] as const
const factsArbitrary = fc.record({
  code: fc.constantFrom(...(vietNam.schedule?.lines.map(line => line.code as string) ?? [])),
  originCountry: fc.constantFrom(...ORIGINS),
  value: fc.record({
    amount: fc.bigInt({ min: 1n, max: 10_000_000_00n }).map(cents => `${cents / 100n}.${String(cents % 100n).padStart(2, '0')}`),
    currency: fc.constant('USD'),
  }),
  freight: fc.option(fc.constant({ amount: '45.50', currency: 'USD' }), { nil: undefined }),
  channel: fc.constant('sea' as const),
  quantities: fc.constant([
    { value: '120', unit: 'LTR' },
    { value: '500', unit: 'KGM' },
  ]),
  attributes: fc.constant({ alcoholStrength: '12', octane: '95', seats: '5', engineCc: '2400' }),
})

test('each option is what a declaration of the same facts is charged, line by line', () => {
  let compared = 0
  fc.assert(
    fc.property(factsArbitrary, ({ freight, ...facts }) => {
      const asked: CostFacts = { ...facts, ...(freight === undefined ? {} : { freight, insurance: { amount: '3', currency: 'USD' } }) }
      for (const option of told(asked).options) {
        if (option.bill === undefined || option.missing.length > 0) continue
        const document = declarationOf(asked, asked.code, option)
        const decided = decide(document, givenFor('VN', document, on), { ...vietNam, ...NO_CONTROLS })
        expect(decided.ok ? decided.value.assessment.items[0]?.charges : decided.issues).toEqual(option.bill.charges)
        compared++
      }
    }),
    { numRuns: 60 },
  )
  expect(compared).toBeGreaterThan(20)
})

test('options stand in the order of what they cost', () => {
  fc.assert(
    fc.property(factsArbitrary, ({ freight: _, ...facts }) => {
      const { options } = told(facts)
      const had = options.filter(each => each.bill !== undefined && each.missing.length === 0).map(each => decimal(each.bill?.total ?? '0'))
      expect(had.every((cost, index) => index === 0 || compare(had[index - 1] ?? cost, cost) <= 0)).toBe(true)
      expect(cheapestOf(options)).toBe(had.length === 0 ? undefined : options[0])
    }),
    { numRuns: 40 },
  )
})

test('all eleven states answer: with a bill, or by name with what is missing', () => {
  for (const state of Object.keys(STATE_FACTS) as State[]) {
    const books = state === 'TL' ? { ...vietNam, state, schedule: undefined } : booksOf(state)
    for (const option of told(shirts, books).options) expect(option.bill !== undefined || option.missing.length > 0).toBe(true)
  }
})

test('what states say differently is named with its source, and what is missing in one is never said to be free there', () => {
  const states = ['SG', 'TH', 'VN', 'KH'] as const
  const costs = states.map(state => told({ ...shirts, value: { amount: '1000', currency: STATE_FACTS[state].currency } }, booksOf(state)))
  const differences = compareStates(costs)
  const duty = differences.find(each => each.about === 'charge' && each.name === 'customs-duty')
  expect(duty?.says.map(({ state, words }) => [state, words])).toEqual([
    ['SG', '0 %'],
    ['TH', '30 %'],
    ['VN', '0 %'],
  ])
  expect(duty?.says.every(each => each.source !== undefined)).toBe(true)
  expect(differences.find(each => each.about === 'gap')?.says).toEqual([{ state: 'KH', words: 'tariff.rate-not-on-file' }])
  expect(differences.some(each => each.about === 'code')).toBe(false)
  expect(compareStates(costs.slice(0, 1))).toEqual([])
})
