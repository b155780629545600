import { array, assert, constantFrom, integer, property, record } from 'fast-check'
import { expect, test } from 'vitest'
import { compare, decimal } from '../kernel/index.ts'
import { lawBeside, projectLaw } from '../testing/law.ts'
import { projectRules } from '../testing/origin-vectors.ts'
import { type Determination, determineOrigin, type OriginQuestion, originQuestionSchema, parseRule } from './index.ts'

const RUNS = { numRuns: 120 }
const books = { law: projectLaw(), rules: projectRules() }

interface Line {
  readonly code: string
  readonly cents: number
  readonly origin: 'foreign' | 'home' | 'member' | 'partial'
}

const ORIGINS = {
  foreign: { status: 'non-originating', country: 'CN' },
  home: { status: 'originating', state: 'TH', localSource: 'licensed' },
  member: { status: 'originating', state: 'VN', proof: { type: 'form-d', number: 'VN-1', issuedOn: '2026-01-05' } },
  partial: { status: 'partial', state: 'VN', rvc: '30', proof: { type: 'form-d', number: 'VN-2', issuedOn: '2026-01-05' } },
} as const

const line = record<Line>({
  code: constantFrom('940390', '940320', '441011', '730890', '392690'),
  cents: integer({ min: 1, max: 90_000 }),
  origin: constantFrom('foreign', 'home', 'member', 'partial'),
})
const bill = array(line, { maxLength: 8 })
const ruleText = constantFrom('general', 'RVC 40', 'CTH', 'CC', 'CTSH', 'CTSH & RVC 35', 'RVC 40 | CTH except 4410', 'PROCESS assembly')

function ask(lines: readonly Line[], rule: string, more: object = {}): Determination {
  const materials = lines.map(({ code, cents, origin }, index) => ({
    line: String(index + 1),
    code,
    value: { amount: (cents / 100).toFixed(2), currency: 'USD' },
    origin: ORIGINS[origin],
  }))
  const good = { code: '94036090', fob: { amount: '1000', currency: 'USD' } }
  const given = { exporter: 'TH', importer: 'SG', on: '2026-11-22', good, materials, productRule: { rule, source: 'test' }, ...more }
  const found = determineOrigin(originQuestionSchema.parse(given), books)
  if (!found.ok) throw new Error(JSON.stringify(found.issues))
  return found.value
}

const gist = ({ status, criterion, rvc, marks }: Determination) => ({ status, criterion, rvc, marks })
const percentOf = ({ rvc }: Determination) => decimal(rvc?.percent ?? '0')

test('to split a line of materials changes nothing', () => {
  assert(
    property(bill, ruleText, integer({ min: 0, max: 7 }), (lines, rule, at) => {
      const one = lines[at]
      if (one === undefined || one.cents < 2) return
      const half = Math.floor(one.cents / 2)
      const split = [...lines.slice(0, at), { ...one, cents: half }, { ...one, cents: one.cents - half }, ...lines.slice(at + 1)]
      expect(gist(ask(split, rule))).toEqual(gist(ask(lines, rule)))
    }),
    RUNS,
  )
})

test('the order of the materials changes nothing', () => {
  assert(
    property(bill, ruleText, (lines, rule) => {
      expect(gist(ask([...lines].reverse(), rule))).toEqual(gist(ask(lines, rule)))
    }),
    RUNS,
  )
})

test('more value of materials that do not originate never raises the content, and never makes a good qualify', () => {
  assert(
    property(bill, ruleText, integer({ min: 1, max: 50_000 }), (lines, rule, more) => {
      const raised = lines.map(each => (each.origin === 'foreign' ? { ...each, cents: each.cents + more } : each))
      const [before, after] = [ask(lines, rule), ask(raised, rule)]
      expect(compare(percentOf(after), percentOf(before))).toBeLessThanOrEqual(0)
      if (after.status === 'originating') expect(before.status).toBe('originating')
    }),
    RUNS,
  )
})

test('a bill without materials that do not originate always qualifies, by whatever rule is known', () => {
  assert(
    property(array(line, { minLength: 1, maxLength: 8 }), ruleText, (lines, rule) => {
      const originating = lines.map(each => ({ ...each, origin: each.origin === 'home' ? ('home' as const) : ('member' as const) }))
      expect(ask(originating, rule).status).toBe('originating')
    }),
    RUNS,
  )
})

test('the more content a material has, the more of it is accumulated in part, up to where it is its own', () => {
  const content = (rvc: string) => {
    const origin = { ...ORIGINS.partial, rvc }
    const materials = [{ line: '1', code: '940390', value: { amount: '500', currency: 'USD' }, origin }]
    return percentOf(ask([], 'RVC 40', { materials }))
  }
  assert(
    property(integer({ min: 0, max: 3_999 }), integer({ min: 0, max: 3_999 }), (one, other) => {
      const [less, more] = [Math.min(one, other), Math.max(one, other)].map(each => content((each / 100).toFixed(2)))
      expect(compare(less ?? decimal('0'), more ?? decimal('0'))).toBeLessThanOrEqual(0)
    }),
    RUNS,
  )
})

test('no good of a chapter without rules on file originates by a rule, whatever it is made of', () => {
  assert(
    property(bill, lines => {
      const good = { code: '84138119', fob: { amount: '1000', currency: 'USD' } }
      expect(ask(lines, 'general', { good, productRule: undefined }).status).toBe('provisional')
    }),
    RUNS,
  )
})

test.each([
  [
    'a value without its freight',
    { value: { amount: '10', currency: 'USD', terms: 'FOB', insurance: { amount: '1', currency: 'USD' } } },
    'origin.value-not-cif',
  ],
  ['a currency without a rate', { value: { amount: '10', currency: 'CHF' } }, 'origin.rate-missing'],
  ['a price paid abroad', { value: { amount: '10', currency: 'USD', terms: 'paid' } }, 'origin.value-paid-abroad'],
  ['an average without its share', { stock: { group: 'a', method: 'average', fiscalYear: '2026' } }, 'origin.stock-average-missing'],
])('%s is refused by name', (_, more, code) => {
  const material = { line: '1', code: '940390', value: { amount: '10', currency: 'USD' }, origin: ORIGINS.foreign, ...more }
  expect(codesOf({ materials: [material] })).toEqual([code])
})

test('everything that is wrong is told at once', () => {
  const wrong = { line: '1', code: '940390', value: { amount: '10', currency: 'CHF' }, origin: ORIGINS.foreign }
  const stocks = ['fifo', 'lifo'].map((method, index) => ({
    ...wrong,
    line: String(index + 2),
    value: { amount: '10', currency: 'USD' },
    stock: { group: 'bolts', method, fiscalYear: '2026' },
  }))
  const asked = {
    materials: [wrong, ...stocks],
    materialsHsVersion: '2017',
    method: 'direct',
    productRule: { rule: 'RVC forty', source: 'x' },
  }
  expect(codesOf(asked).sort()).toEqual([
    'origin.hs-version-differs',
    'origin.rate-missing',
    'origin.rule-malformed',
    'origin.stock-method-changed',
  ])
})

function codesOf(more: object): string[] {
  const good = { code: '94036090', fob: { amount: '1000', currency: 'USD' } }
  const question: OriginQuestion = originQuestionSchema.parse({ exporter: 'TH', importer: 'SG', on: '2026-11-22', good, ...more })
  const found = determineOrigin(question, books)
  return found.ok ? [] : found.issues.map(issue => issue.code)
}

test.each(['', 'RVC', 'RVC 101', 'CTH & CC', 'CTH except', 'CTH except 12345', 'CTH except 5113-5106', 'WO | ', 'PROCESS', 'rvc 40'])(
  "'%s' is no rule",
  text => {
    expect(parseRule(text)).toBeUndefined()
  },
)

test('a good of which no material is said does not originate by a rule, and has no content', () => {
  const record = [{ kind: 'catch-or-gathering-record', reference: 'trip 7' }]
  const claim = { limb: 'g', vessel: { registeredIn: 'KR', flag: 'KR' }, evidence: record }
  const pallet = { line: '1', code: '441520', value: { amount: '1', currency: 'USD' }, origin: ORIGINS.foreign, use: 'transport-packing' }
  for (const more of [{}, { whollyObtained: claim }, { materials: [pallet] }])
    for (const rule of ['general', 'RVC 40', 'CTH', 'PROCESS assembly']) {
      const found = ask([], rule, more)
      expect([found.status, found.criterion, found.rvc]).toEqual(['provisional', null, null])
      expect(found.toQualify).toContainEqual({ code: 'origin.qualify-materials' })
    }
})

test('a stock that originates to the last piece leaves no rest that would have to change', () => {
  const stock = { group: 'boards', method: 'average', fiscalYear: '2026', originatingPercent: '100' }
  const board = { line: '1', code: '94036090', value: { amount: '500', currency: 'USD' }, origin: ORIGINS.home, stock }
  expect(gist(ask([], 'CTH', { materials: [board] }))).toMatchObject({ status: 'originating', marks: [] })
  expect(ask([], 'PROCESS assembly', { materials: [board] }).status).toBe('originating')
})

test('goods repacked for sale keep their origin whatever the box and the pallet are of', () => {
  const value = { amount: '10', currency: 'USD' }
  const materials = [
    { line: '1', code: '940360', value, origin: ORIGINS.member },
    { line: '2', code: '481910', value, origin: ORIGINS.foreign, use: 'retail-packing' },
    { line: '3', code: '441520', value, origin: ORIGINS.foreign, use: 'transport-packing' },
  ]
  const minimalOperations = { purposes: ['sale', 'transport'], isAll: true }
  expect(ask([], 'CTH', { materials, minimalOperations })).toMatchObject({ status: 'originating', origin: 'VN' })
})

test('a pallet from another member is no accumulation', () => {
  const value = { amount: '10', currency: 'USD' }
  const pallet = { line: '2', code: '441520', value, origin: ORIGINS.member, use: 'transport-packing' }
  const materials = [{ line: '1', code: '441011', value, origin: ORIGINS.home }, pallet]
  expect(ask([], 'CTH', { materials }).marks).toEqual([])
})

test('minerals of the seabed beyond the territorial waters need the right to exploit it, and no vessel', () => {
  const good = { code: '27111100' }
  const evidence = ['mining-licence', 'right-to-exploit'].map(kind => ({ kind, reference: 'block 7' }))
  expect(ask([], 'CTH', { good, whollyObtained: { limb: 'f', evidence } })).toMatchObject({ status: 'originating', criterion: 'WO' })
  expect(ask([], 'CTH', { good, whollyObtained: { limb: 'f', evidence: evidence.slice(0, 1) } }).status).toBe('provisional')
  expect(ask([], 'CTH', { good: { code: '03034200' }, whollyObtained: { limb: 'f', evidence } }).status).toBe('provisional')
})

test('a state has one method: its exporters use it, and where it is not on file the trace says whose choice was taken', () => {
  const asked = (law: typeof books.law, method?: 'direct' | 'indirect') => {
    const materials = [{ line: '1', code: '940390', value: { amount: '500', currency: 'USD' }, origin: ORIGINS.foreign }]
    const costs = { profit: { amount: '500', currency: 'USD' } }
    const good = { code: '94036090', fob: { amount: '1000', currency: 'USD' } }
    const parts = {
      exporter: 'TH',
      importer: 'SG',
      on: '2026-03-10',
      good,
      materials,
      costs,
      productRule: { rule: 'RVC 40', source: 'a test' },
    }
    return determineOrigin(originQuestionSchema.parse({ ...parts, ...(method === undefined ? {} : { method }) }), { ...books, law })
  }
  const row = {
    id: 'TH-CONTENT-METHOD-TEST',
    state: 'TH',
    validFrom: '2026-01-01',
    legalRef: 'a notification made up for this test',
    source: 'this test',
    knownSince: '2026-01-01',
    confidence: 'assumed',
    agreement: 'atiga',
    method: 'direct',
  }
  const opened = lawBeside([{ kind: 'content-method', rows: [row] }])
  const codesOf = (found: ReturnType<typeof asked>) => (found.ok ? found.value.trace : found.issues).map(each => each.code)
  expect(codesOf(asked(books.law))).toContain('origin.content-method-chosen')
  expect(codesOf(asked(opened))).toEqual(expect.arrayContaining(['origin.content-method-of-state', 'origin.content-direct']))
  expect(codesOf(asked(opened, 'indirect'))).toEqual(['origin.content-method-other'])
})
