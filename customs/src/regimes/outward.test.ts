import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { declarationSchema } from '../declaration/index.ts'
import { compare, day, decimal, fraction, plus, ZERO } from '../kernel/index.ts'
import { projectLaw } from '../testing/law.ts'
import type { Authorisation } from './authorisation.ts'
import type { StockLine } from './consume.ts'
import { identificationOf } from './identification.ts'
import { normSchema } from './norm.ts'
import { type ReturnFacts, returnsOf } from './outward.ts'

const law = projectLaw()
const facts = (state: 'VN' | 'TH', on = '2026-03-02'): ReturnFacts => ({ state, law, day: day(on) })
const norm = normSchema.parse({
  product: '61091010',
  name: 'T-shirt',
  unit: 'C62',
  materials: [{ code: '52081200', quantity: '0.25', unit: 'KGM', wastePercent: '2' }],
})
const under = (operation: NonNullable<Authorisation['outward']>['operation']): Authorisation => ({
  number: 'VN-R-000001',
  holder: 'H',
  status: 'granted',
  validFrom: day('2026-01-01'),
  validTo: day('2027-01-01'),
  regime: 'outward-processing',
  places: [],
  codes: [],
  norms: [norm],
  outward: { operation, identification: 'as declared' },
  purpose: 'test',
})
const fabric: StockLine = {
  lot: 'A',
  mrn: '26VN14HHEV103305A9',
  item: 1,
  code: '52081200',
  unit: 'KGM',
  left: '1000',
  value: '100000000',
  enteredOn: day('2026-01-12'),
}
const back = (pieces: readonly string[]) =>
  declarationSchema.parse({
    type: 'IM6',
    goodsItems: pieces.map((value, index) => ({ sequence: index + 1, commodityCode: '61091010', quantities: [{ value, unit: 'C62' }] })),
  })
const codes = (issues: readonly { readonly code: string }[]) => issues.map(each => each.code)

const sets: StockLine = { ...fabric, code: '85287292', unit: 'C62', left: '10', identification: ['SN1', 'SN2', 'SN3'] }
const mended = (marks: string, documents: readonly { readonly type: string }[] = []) =>
  declarationSchema.parse({
    type: 'IM6',
    goodsItems: [
      {
        sequence: 1,
        commodityCode: '85287292',
        quantities: [{ value: '2', unit: 'C62' }],
        additionalInformation: [{ code: 'IDENTIFICATION', text: marks }],
        previousDocuments: [{ id: sets.mrn, lineNumber: 1 }],
        documents,
      },
    ],
  })
const previous = [
  {
    mrn: sets.mrn,
    type: 'EX2-P',
    releasedOn: day('2026-01-12'),
    items: [{ sequence: 1, commodityCode: '85287292', left: { value: '10', unit: 'C62' } }],
  },
]
const repaired = (document: ReturnType<typeof mended>, operation: Parameters<typeof under>[0], of: ReturnFacts) =>
  returnsOf(document, { authorisation: under(operation), stock: [sets] }, { ...of, previous })

describe('products that come back', () => {
  test('hold what went out by the norm; what was lost in the making abroad is not in them', () => {
    const { returns, issues } = returnsOf(back(['2000']), { authorisation: under('processing'), stock: [fabric] }, facts('VN'))
    expect(issues).toEqual([])
    expect(returns).toMatchObject([
      { row: { id: 'VN-OUTWARD-PROCESSING', chargedOn: 'value-added' }, exportedValue: fraction(50_000_000n) },
    ])
  })

  test('never hold more than went out, however they are declared, and one item does not count the goods of another', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 5_000 }), { minLength: 1, maxLength: 5 }), pieces => {
        const { returns } = returnsOf(back(pieces.map(String)), { authorisation: under('processing'), stock: [fabric] }, facts('VN'))
        const sum = returns.reduce((total, each) => plus(total, each?.exportedValue ?? ZERO), ZERO)
        const all = pieces.reduce((total, each) => total + each, 0)
        expect(compare(sum, fraction(100_000_000n))).toBeLessThanOrEqual(0)
        if (all * 0.255 <= 1000) expect(compare(sum, decimal(String(all * 25_000)))).toBe(0)
      }),
    )
  })

  test('are refused by name where the state has no row: Thailand has one on repair alone', () => {
    const { issues } = returnsOf(back(['1']), { authorisation: under('processing'), stock: [fabric] }, facts('TH'))
    expect(issues).toMatchObject([{ code: 'regimes.outward-operation-not-on-file', params: { operation: 'processing', state: 'TH' } }])
  })
})

describe('goods mended abroad', () => {
  test('are known by the marks that were said of them when they went out', () => {
    expect(identificationOf({ additionalInformation: mended(' SN1,SN2 , SN1').goodsItems[0]?.additionalInformation ?? [] })).toEqual([
      'SN1',
      'SN2',
    ])
    expect(repaired(mended('SN1, SN3'), 'repair', facts('VN'))).toMatchObject({
      returns: [{ row: { id: 'VN-OUTWARD-REPAIR' } }],
      issues: [],
    })
    const other = repaired(mended('SN1, SN9'), 'repair', facts('VN'))
    expect(codes(other.issues)).toEqual(['regimes.identification-differs', 'regimes.outward-operation-not-on-file'])
    expect(codes(repaired(mended(','), 'repair', facts('VN')).issues)).toContain('regimes.identification-differs')
  })

  test('name the declaration they went out with', () => {
    const unnamed = returnsOf(back(['1']), { authorisation: under('repair'), stock: [fabric] }, facts('VN'))
    expect(codes(unnamed.issues)).toEqual(['regimes.return-unnamed'])
  })

  test.each([
    ['in time and with its certificate', '2026-03-02', ['re-import-cert'], []],
    ['without its certificate', '2026-03-02', [], ['regimes.outward-relief-document-missing']],
    ['too late', '2027-03-02', ['re-import-cert'], ['regimes.outward-relief-late']],
  ])('of Thailand, %s', (_, on, types, told) => {
    const document = mended(
      'SN1',
      types.map(type => ({ type })),
    )
    expect(codes(repaired(document, 'repair', facts('TH', on)).issues)).toEqual(told)
  })
})
