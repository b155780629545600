import fc from 'fast-check'
import { expect, test } from 'vitest'
import { chargeGoods } from '../charge-goods.ts'
import { type DeclarationDocument, declarationSchema } from '../declaration/index.ts'
import { addMonths, day, type Issue } from '../kernel/index.ts'
import { type ExchangeRate, type LawTable, openExchangeRates } from '../reference/index.ts'
import { projectLaw } from '../testing/law.ts'
import { sampleSchedule } from '../testing/sample-schedule.ts'
import { readVector } from '../testing/vectors.ts'
import { type ClaimsSince, changeClaims } from './claims.ts'
import type { HeldProof } from './held.ts'
import { checkLate, listNewClaims } from './late-proof.ts'
import { MINOR_DISCREPANCIES } from './minor-discrepancies.ts'
import { useProofs } from './use-at-import.ts'

const TODAY = day('2026-03-10')
const NUMBER = 'D-KH26-0000-0000-0000-0001'
const law = projectLaw()
const schedule = sampleSchedule('VN')
const dollars: ExchangeRate = {
  state: 'VN',
  currency: 'USD' as never,
  unit: 1,
  rate: '25000',
  validFrom: day('2026-01-01'),
  source: 'test',
}
const base = declarationSchema.parse(readVector('journey/documents/shirts-into-viet-nam.json'))

/** Shirts from Cambodia with a claim, bought FOB for so many dong. */
function claiming(proof: object, price = '80000000', change: Partial<DeclarationDocument> = {}): DeclarationDocument {
  const amount = { amount: price, currency: 'VND' }
  const goodsItems = base.goodsItems.map(item => ({ ...item, invoiceAmount: amount, preference: { agreement: 'atiga', proof } }))
  return declarationSchema.parse({
    ...base,
    tradeTerms: { incoterm: 'FOB', place: 'Sihanoukville' },
    freight: { amount: '100000', currency: 'VND' },
    insurance: { amount: '10000', currency: 'VND' },
    invoiceTotal: amount,
    goodsItems,
    ...change,
  })
}

function duty(document: DeclarationDocument, given: object = {}, more: readonly LawTable[] = [], rates = [dollars]) {
  const books = { law: more.length === 0 ? law : projectLaw(more), schedule, rates: openExchangeRates(rates) }
  const charged = chargeGoods(document, { state: 'VN', registeredOn: TODAY, ...given }, books)
  if (!charged.ok) throw new Error(JSON.stringify(charged.issues))
  const codes = charged.value.issues.map(each => each.code).filter(code => /^(proofs|origin)\./.test(code))
  const item = charged.value.assessment.items[0]
  const percent = item?.charges.find(each => each.kind === 'customs-duty')?.rate
  return { rate: JSON.stringify(percent), codes, pending: item?.pending?.reason, issues: charged.value.issues }
}

const SIMPLE = { type: 'Simplified declaration' }

test('a proof is waived to the last dong of USD 200 FOB, and not above', () => {
  expect(duty(claiming(SIMPLE, '5000000'))).toMatchObject({ codes: ['proofs.waived'], pending: undefined })
  const above = duty(claiming(SIMPLE, '5000001'))
  expect(above).toMatchObject({ codes: ['proofs.waiver-exceeded'], pending: 'tariff.preference-proof-invalid' })
  const told = above.issues.find(each => each.code === 'proofs.waiver-exceeded')
  expect(told?.params).toMatchObject({ fob: '5000001', limit: '5000000', amount: '200', currency: 'USD', local: 'VND' })
})

test('all goods of the consignment count, whatever way they are split into items', () => {
  const splits = fc.integer({ min: 1, max: 4_999_999 })
  fc.assert(
    fc.property(splits, fc.constantFrom(5_000_000, 5_000_001), (first, whole) => {
      const document = claiming(SIMPLE, String(whole))
      const [item] = document.goodsItems
      if (item === undefined) throw new Error('given no goods')
      const part = (sequence: number, amount: number) => ({
        ...item,
        sequence,
        invoiceAmount: { amount: String(amount), currency: 'VND' },
        grossMassKg: '520',
        netMassKg: '500',
      })
      const { codes } = duty({ ...document, goodsItems: [part(1, first), part(2, whole - first)] })
      const expected = whole <= 5_000_000 ? 'proofs.waived' : 'proofs.waiver-exceeded'
      expect(codes).toEqual([expected, expected])
    }),
    { numRuns: 12 },
  )
})

test('nothing that the waiver needs is taken for granted', () => {
  expect(duty(claiming(SIMPLE, '5000000', { exportCountry: 'TH' })).codes).toEqual(['proofs.waiver-other-origin'])
  expect(duty(claiming(SIMPLE, '5000000'), {}, [], []).codes).toEqual(['proofs.waiver-rate-missing'])
})

const certified = {
  item: 1,
  commodityCode: '61091010',
  originCriterion: 'CC',
  unit: 'C62',
  quantity: '8000',
  grossMassKg: '2080',
  left: '8000',
}
const held: HeldProof = {
  number: NUMBER,
  status: 'received',
  issuingState: 'KH',
  importingState: 'VN',
  issuedOn: '2026-03-01',
  validTo: '2027-03-01',
  exporter: 'Garment Makers',
  consignee: 'Garments Wholesale',
  usedByOthers: false,
  items: [{ ...certified, description: 'Cotton T-shirts for men, knitted, short sleeves' }],
}
const PROOF = { type: 'e-form-d', id: NUMBER, issuedOn: '2026-03-01', issuingCountry: 'KH', originCriterion: 'CC' }

/** A declaration that says something slightly otherwise than the proof, by what it is about. */
const SLIGHTLY: Readonly<Record<string, (document: DeclarationDocument) => DeclarationDocument>> = {
  issuedOn: document => withProof(document, { issuedOn: '2026-03-02' }),
  issuingCountry: document => withProof(document, { issuingCountry: 'LA' }),
  originCriterion: document => withProof(document, { originCriterion: 'CTH' }),
  exporter: document => ({ ...document, exporter: { ...document.exporter, name: 'Garmant Makers' } }) as DeclarationDocument,
  consignee: document => ({ ...document, importer: { name: 'Garments Wholsale' } }) as DeclarationDocument,
  units: document => withItem(document, { quantities: [{ value: '80', unit: 'CT' }] }),
  description: document => withItem(document, { description: 'T-shirts of cotton, knitted, for men' }),
}

function withItem(document: DeclarationDocument, change: object): DeclarationDocument {
  return { ...document, goodsItems: document.goodsItems.map(item => ({ ...item, ...change })) }
}
function withProof(document: DeclarationDocument, change: object): DeclarationDocument {
  return withItem(document, { preference: { agreement: 'atiga', proof: { ...PROOF, ...change } } })
}

test('the matrix has its eight rows', () => {
  expect(MINOR_DISCREPANCIES.map(each => each.row)).toEqual([1, 2, 3, 4, 5, 6, 7, 8])
})

test.each(MINOR_DISCREPANCIES.flatMap(({ row, noticed }) => noticed.map(what => ({ row, what }))))(
  'row $row of the matrix refuses no proof: $what',
  ({ what }) => {
    const slightly = SLIGHTLY[what]
    if (slightly === undefined) throw new Error(`given ${what}, needs how it is slightly otherwise`)
    const { uses, draws } = useProofs(slightly(claiming(PROOF)), { state: 'VN', law, day: TODAY, given: { held: [held] } })
    const { holds, issues = [] } = uses.get(1) ?? {}
    expect([holds, draws.length]).toEqual([true, 1])
    const isTold = (issue: Issue) => issue.params?.what === what || (what === 'units' && issue.code === 'proofs.units-differ')
    expect(issues.some(isTold)).toBe(true)
    expect(issues.every(each => each.severity === 'hint')).toBe(true)
  },
)

const HIGHER: LawTable = {
  file: 'test',
  kind: 'proof-use',
  rows: [
    {
      ...{ id: 'VN-HIGHER', state: 'VN', validFrom: '2026-01-01', knownSince: '2026-01-01', legalRef: 'test', source: 'test' },
      ...{ confidence: 'assumed', agreement: 'atiga', severalDeclarations: false, codeDiffers: 'higher-preferential' },
    },
  ],
}

test('another code on the proof is charged MFN, or the higher preferential rate where the law says so, and nothing of it once it is settled', () => {
  const other = { ...held, items: [{ ...certified, commodityCode: '17019910' }] }
  const given = { proofs: { held: [other] } }
  expect(duty(claiming(PROOF), given)).toMatchObject({ codes: ['proofs.code-differs'], rate: expect.stringContaining('20') })
  const higher = duty(claiming(PROOF), given, [HIGHER])
  expect(higher).toMatchObject({ codes: ['proofs.code-differs'], pending: undefined, rate: expect.stringContaining('"5"') })
  const excluded = { proofs: { held: [{ ...other, items: [{ ...certified, commodityCode: '24022090' }] }] } }
  expect(duty(claiming(PROOF), excluded, [HIGHER])).toMatchObject({ pending: 'tariff.preference-proof-invalid' })
  const settled = duty(claiming(PROOF), { ...given, claims: { codeSettled: [1] } })
  expect(settled).toMatchObject({ codes: [], pending: undefined })
})

test('a proof whose preference is suspended keeps its quantity and waits; on security the rate is the one claimed', () => {
  const given = { proofs: { held: [{ ...held, suspended: true as const }] } }
  expect(duty(claiming(PROOF), given)).toMatchObject({ codes: ['proofs.suspended'], pending: 'tariff.preference-proof-invalid' })
  const secured = duty(claiming(PROOF), { ...given, claims: { onSecurity: [1] } })
  expect(secured).toMatchObject({ codes: ['proofs.suspended', 'proofs.on-security'], pending: undefined })
})

test('a proof issued later is judged by the day it is presented', () => {
  const document = claiming({ ...PROOF, id: 'KH-1', type: 'e-form-d', issuedOn: '2026-04-01' })
  expect(duty(document).codes).toEqual(['origin.proof-issued-later'])
  expect(duty(document, { claims: { presented: [{ sequence: 1, on: '2026-04-02' }] } }).codes).toEqual([])
})

test('a late proof is taken to the last day of the row, and refused by name where there is none', () => {
  const asked = { wish: 'after-release', agreement: 'ATIGA', state: 'VN', law, registeredOn: TODAY } as const
  const last = addMonths(TODAY, 12)
  expect(checkLate({ ...asked, today: last })).toEqual({ ok: true, value: last })
  expect(checkLate({ ...asked, today: day('2027-03-11') })).toMatchObject({ ok: false, issues: [{ code: 'proofs.late-over' }] })
  expect(checkLate({ ...asked, state: 'SG', today: TODAY })).toMatchObject({ ok: false, issues: [{ code: 'proofs.late-not-on-file' }] })
})

test('a claim is new where it was not made, or rests on another proof', () => {
  const before = claiming(PROOF)
  expect(listNewClaims(before, claiming(PROOF))).toEqual([])
  expect(listNewClaims(before, withProof(before, { id: 'KH-2' }))).toEqual([1])
  expect(listNewClaims(withItem(before, { preference: undefined }), before)).toEqual([1])
})

test('claims that are changed and changed back are the bytes they were', () => {
  const list = fc.uniqueArray(fc.integer({ min: 1, max: 9 }), { maxLength: 5 })
  fc.assert(
    fc.property(list, list, (before, added) => {
      const start: ClaimsSince = changeClaims({}, { add: { onSecurity: before } })
      const more = added.filter(each => !before.includes(each))
      const there = changeClaims(start, { add: { onSecurity: more } })
      expect(JSON.stringify(changeClaims(there, { remove: { onSecurity: more } }))).toBe(JSON.stringify(start))
    }),
  )
})
