import { array, assert, constantFrom, integer, property, record } from 'fast-check'
import { expect, test } from 'vitest'
import { projectLaw } from '../testing/law.ts'
import { projectRules } from '../testing/origin-vectors.ts'
import {
  checkSupplierStatement,
  type Determination,
  determineOrigin,
  listLinks,
  type OriginRecords,
  originQuestionSchema,
  type ProofRecord,
  parseSupplierNumber,
  permittedSupplierActs,
  type SupplierRecord,
  supplierNumber,
  supplierStatementSchema,
} from './index.ts'

const books = { law: projectLaw(), rules: projectRules() }
const ON = '2026-11-22'
const NUMBER = 'TH-SD-2026-0000001'
const PROOF = 'D-VN26-7K3M-9QX2-0ABC-DEFG'
const statement = supplierStatementSchema.parse({
  product: { article: 'A-1', description: 'legs', code: '940390' },
  origin: { status: 'originating', state: 'TH' },
  covers: { kind: 'long-term', validFrom: '2026-01-01', validTo: '2027-01-01' },
})
const declared: SupplierRecord = { number: NUMBER, status: 'declared', supplier: 'Chiang Mai Legs', madeBy: 'supplier', statement }
const certified = { item: 1, commodityCode: '94039090', originCriterion: '40%', unit: 'NMB', quantity: '100' }
const proof: ProofRecord = {
  number: PROOF,
  standing: 'holds',
  issuedOn: '2026-01-05',
  validTo: '2027-01-05',
  isPresented: false,
  issuingState: 'VN',
  importingState: 'TH',
  items: [certified],
}
const byDeclaration = { status: 'originating', state: 'TH', declaration: NUMBER }
const byProof = { status: 'originating', state: 'VN', proof: { type: 'form-d', number: PROOF, issuedOn: '2026-01-05' } }

function ask(materials: readonly object[], records: Partial<OriginRecords>, rule = 'RVC 40'): Determination {
  const good = { code: '94036090', fob: { amount: '1000', currency: 'USD' } }
  const given = { exporter: 'TH', importer: 'SG', on: ON, good, materials, productRule: { rule, source: 'test' } }
  const found = determineOrigin(originQuestionSchema.parse(given), { ...books, records: { suppliers: [], proofs: [], ...records } })
  if (!found.ok) throw new Error(JSON.stringify(found.issues))
  return found.value
}

const line = (origin: object, more: object = {}) => ({
  line: '1',
  code: '940390',
  value: { amount: '700', currency: 'USD' },
  origin,
  ...more,
})
const failedBy = (found: Determination) =>
  found.trace.filter(each => each.outcome === 'not-met' && each.line === '1').map(each => each.code)
const gist = ({ status, criterion, rvc, marks, toQualify }: Determination) => ({ status, criterion, rvc, marks, toQualify })

const RUNS = { numRuns: 60 }
const lines = array(
  record({
    cents: integer({ min: 1, max: 90_000 }),
    origin: constantFrom('declared', 'proven', 'foreign'),
    parts: integer({ min: 0, max: 1 }),
  }),
  { maxLength: 6 },
)
type Lines = typeof lines extends { generate: (...given: never[]) => { readonly value: infer Value } } ? Value : never

/** The same bill, its claims shown in one of three ways. */
function billOf(given: Lines, origins: Readonly<Record<'declared' | 'proven' | 'foreign', object>>): readonly object[] {
  return given.map(({ cents, origin, parts }, index) => {
    const own = {
      line: String(index + 1),
      code: '940390',
      value: { amount: (cents / 100).toFixed(2), currency: 'USD' },
      origin: origins[origin],
    }
    return parts === 0 ? own : { ...own, origin: { status: 'undetermined' }, parts: [{ ...own, line: `${index + 1}.1` }] }
  })
}

const foreign = { status: 'non-originating' }
const linked = { declared: byDeclaration, proven: byProof, foreign }
const inline = {
  declared: { ...byDeclaration, declaration: 'as its supplier wrote' },
  proven: { ...byProof, proof: { ...byProof.proof, number: 'on paper' } },
  foreign,
}
const nothing = { declared: { status: 'undetermined' }, proven: { status: 'undetermined' }, foreign }

test('a bill whose records hold determines as the same bill with the same statements in its lines', () => {
  assert(
    property(lines, constantFrom('RVC 40', 'CTH', 'CTSH & RVC 35'), (given, rule) => {
      const records = { suppliers: [declared], proofs: [proof] }
      expect(gist(ask(billOf(given, linked), records, rule))).toEqual(gist(ask(billOf(given, inline), {}, rule)))
    }),
    RUNS,
  )
})

test('records that were withdrawn, revoked, denied or suspended never confer: the bill is as one of undetermined origin', () => {
  assert(
    property(
      lines,
      constantFrom('withdrawn', 'replaced', 'asked', 'declined'),
      constantFrom('revoked', 'denied', 'suspended'),
      (given, status, standing) => {
        const records = { suppliers: [{ ...declared, status }], proofs: [{ ...proof, standing }] }
        const { toQualify: _, ...found } = gist(ask(billOf(given, linked), records))
        const { toQualify: __, ...bare } = gist(ask(billOf(given, nothing), {}))
        expect(found).toEqual(bare)
      },
    ),
    RUNS,
  )
})

const with_ = (change: Partial<SupplierRecord>) => [{ ...declared, ...change }]
const saying = (change: object) => with_({ statement: { ...statement, ...change } as SupplierRecord['statement'] })
test.each<[string, readonly SupplierRecord[], object, string]>([
  ['is not kept here', [], {}, 'origin.link-unknown'],
  ['was asked for and not made', with_({ status: 'asked', statement: undefined }), {}, 'origin.link-not-made'],
  ['was withdrawn', with_({ status: 'withdrawn' }), {}, 'origin.link-withdrawn'],
  ['was replaced', with_({ status: 'replaced' }), {}, 'origin.link-replaced'],
  ['begins later', saying({ covers: { kind: 'long-term', validFrom: '2026-11-23', validTo: '2027-11-23' } }), {}, 'origin.link-not-yet'],
  ['ended on that day', saying({ covers: { kind: 'long-term', validFrom: '2026-01-01', validTo: ON } }), {}, 'origin.link-ended'],
  ['is about other goods', with_({}), { code: '940320' }, 'origin.link-other-code'],
  ['is about another article', with_({}), { article: 'A-2' }, 'origin.link-other-article'],
  ['says another state', saying({ origin: { status: 'originating', state: 'MY' } }), {}, 'origin.link-says-otherwise'],
  ['says that they do not originate', saying({ origin: { status: 'non-originating' } }), {}, 'origin.link-says-otherwise'],
])('a supplier’s declaration that %s shows nothing', (_, suppliers, more, code) => {
  const found = ask([line(byDeclaration, more)], { suppliers })
  expect([found.status, failedBy(found)]).toEqual(['not-originating', [code]])
  expect(found.toQualify.map(each => each.code)).toContain('origin.qualify-record')
})

test.each<[string, Partial<ProofRecord>, object, string]>([
  ['was issued for another state', { importingState: 'SG' }, {}, 'origin.link-other-state'],
  ['is of another state', { issuingState: 'MY' }, {}, 'origin.link-says-otherwise'],
  ['is dated later', { issuedOn: '2026-11-23' }, {}, 'origin.link-not-yet'],
  ['ran out without being presented', { validTo: '2026-11-21' }, {}, 'origin.link-ended'],
  ['certifies other goods', {}, { code: '940320' }, 'origin.link-other-code'],
  ['certifies less', {}, { quantity: { value: '101', unit: 'NMB' } }, 'origin.link-quantity-exceeded'],
  ['is for partial cumulation only', { items: [{ ...certified, originCriterion: 'PC 25%' }] }, {}, 'origin.link-says-otherwise'],
])('a proof that %s shows nothing', (_, change, more, code) => {
  const found = ask([line(byProof, more)], { proofs: [{ ...proof, ...change }] })
  expect([found.status, failedBy(found)]).toEqual(['not-originating', [code]])
})

test('a proof that was presented has no last day; one made out to others is not compared; one that nobody keeps is the producer’s word', () => {
  const codesOf = (proofs: readonly ProofRecord[]) => {
    const { status, trace } = ask([line(byProof)], { proofs })
    return [status, ...trace.flatMap(each => (/link|word/.test(each.code) ? [each.code] : []))]
  }
  expect(codesOf([{ ...proof, validTo: '2026-11-21', isPresented: true }])).toEqual([
    'originating',
    'origin.link-proof',
    'origin.link-quantity-unsaid',
  ])
  expect(codesOf([{ ...proof, items: undefined }])).toEqual(['originating', 'origin.link-proof', 'origin.link-not-compared'])
  expect(codesOf([])).toEqual(['originating', 'origin.rests-on-word'])
})

test('what lines take of one delivery is added up in its unit, parts of a line too', () => {
  const covers = { kind: 'delivery', document: 'DO-1', deliveredOn: ON, quantity: { value: '1', unit: 'TNE' } }
  const taking = (one: string, other: string) => {
    const whole = line(byDeclaration, { value: { amount: '1', currency: 'USD' }, quantity: { value: one, unit: 'KGM' } })
    const part = { ...whole, line: '2.1', quantity: { value: other, unit: 'KGM' } }
    return ask([whole, { ...line({ status: 'undetermined' }), line: '2', parts: [part] }], { suppliers: saying({ covers }) }).trace
  }
  const exceeded = (trace: Determination['trace']) =>
    trace.filter(each => each.code === 'origin.link-quantity-exceeded').map(each => each.line)
  expect(exceeded(taking('600', '400'))).toEqual([])
  expect(exceeded(taking('600', '400.00000001'))).toEqual(['1', '2.1'])
})

test('numbers are known however they are spelt, and each record is named once', () => {
  expect(supplierNumber('TH', '2026', '1')).toBe(NUMBER)
  expect(parseSupplierNumber(' th-sd-2026-0000001')).toBe(NUMBER)
  expect(['production order 88', 'TH-SD-26-1', 'TH-OD-2026-0000001'].map(parseSupplierNumber)).toEqual([undefined, undefined, undefined])
  const spelt = line({ ...byDeclaration, declaration: 'th-sd-2026-0000001' })
  const { materials } = originQuestionSchema.parse({
    exporter: 'TH',
    importer: 'SG',
    on: ON,
    good: { code: '94036090' },
    materials: [line(byDeclaration), { ...spelt, parts: [spelt] }, line(byProof)],
  })
  expect(listLinks(materials)).toEqual([
    { kind: 'supplier', number: NUMBER, line: '1' },
    { kind: 'proof', number: PROOF, line: '1' },
  ])
})

test('a statement is checked whole, and each side does what is its own to do', () => {
  const wrong = {
    ...statement,
    origin: { status: 'originating', state: 'TH', criterion: 'PC 25%' } as const,
    covers: { ...statement.covers, validTo: '2026-01-01' } as typeof statement.covers,
  }
  expect(checkSupplierStatement(wrong).map(each => each.code)).toEqual(['origin.supplier-days', 'origin.supplier-criterion'])
  const partial = { ...statement, origin: { status: 'partial', state: 'TH', rvc: '100.5' } as const, valueBasis: 'EXW' as const }
  expect(checkSupplierStatement(partial).map(each => each.severity)).toEqual(['error', 'warning'])
  expect(permittedSupplierActs('asked', ['supplier'])).toEqual(['declare', 'decline'])
  expect(permittedSupplierActs('declared', ['producer'])).toEqual([])
  expect(permittedSupplierActs('recorded', ['producer', 'supplier'])).toEqual(['withdraw', 'replace', 'add-evidence'])
})
