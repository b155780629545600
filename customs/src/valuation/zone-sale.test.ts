import { describe, expect, test } from 'vitest'
import { declarationSchema, type PreviousDeclaration } from '../declaration/index.ts'
import { day } from '../kernel/index.ts'
import { openExchangeRates, type State } from '../reference/index.ts'
import { projectLaw } from '../testing/law.ts'
import { valueDeclaration } from './value.ts'

const on = day('2026-02-01')
/** A hundred sets that entered a zone for 50 000.00 in all. */
const mrn = '26VN3FF8V1TZCQS1R9'
const entry: PreviousDeclaration = {
  mrn,
  type: 'IM8',
  releasedOn: on,
  items: [{ sequence: 1, commodityCode: '85287292', left: { value: '100', unit: 'C62' }, worth: { amount: '50000', quantity: '100' } }],
}

/** Rows made for these tests, of a state whose own law on it is not on file: the day of its rates, and what a sale out of a zone is valued at. */
function made(value?: string) {
  const row = {
    state: 'PH',
    validFrom: '2020-01-01',
    knownSince: '2026-01-01',
    legalRef: 'made for this test',
    source: 'made for this test',
    confidence: 'assumed',
  }
  const day = { ...row, id: 'TEST-DAY', regime: 'zone-to-home', of: 'exchange-rates', basis: 'registration' }
  const sale = value === undefined ? [] : [{ file: 'test', kind: 'zone-sale', rows: [{ ...row, id: 'TEST-ZONE-SALE', value }] }]
  return projectLaw([{ file: 'test', kind: 'rate-day', rows: [day] }, ...sale])
}

function sold(state: State, law = projectLaw(), previous: readonly PreviousDeclaration[] = [entry]) {
  const currency = state === 'PH' ? 'PHP' : 'THB'
  const document = declarationSchema.parse({
    type: 'IM8-X',
    tradeTerms: { incoterm: 'CIF', place: 'the zone' },
    goodsItems: [
      {
        sequence: 1,
        commodityCode: '85287292',
        invoiceAmount: { amount: '30000', currency },
        quantities: [{ value: '30', unit: 'C62' }],
        previousDocuments: [{ id: mrn, lineNumber: 1 }],
      },
    ],
  })
  const days = { registeredOn: on, arrivedOn: on, releasedOn: on }
  return valueDeclaration(document, { state, law, rates: openExchangeRates([]), days, previous })
}

describe('goods sold out of a free zone', () => {
  test('are valued at the price of the sale where the law takes that, and it is said by which row', () => {
    const valued = sold('TH')
    expect(valued).toMatchObject({ ok: true, value: { valuation: { total: '30000.00' } } })
    expect(valued.ok && valued.value.valuation.lawRows).toContain('TH-ZONE-SALE')
    expect(valued.ok && valued.value.issues).toContainEqual(
      expect.objectContaining({ code: 'valuation.zone-sale-at-price', params: expect.objectContaining({ lawRow: 'TH-ZONE-SALE' }) }),
    )
  })

  test.each([
    ['entry-value', 'valuation.zone-sale-at-entry'],
    ['materials-value', 'valuation.zone-sale-at-materials'],
  ])('are valued at their share of the value on entry where the law takes the %s', (value, code) => {
    const valued = sold('PH', made(value))
    expect(valued).toMatchObject({
      ok: true,
      value: { valuation: { total: '15000.00', items: [{ steps: [{ code: value, law: { row: 'TEST-ZONE-SALE' } }] }] } },
    })
    expect(valued.ok && valued.value.issues.map(each => each.code)).toContain(code)
  })

  test('are refused by name where no row says which', () => {
    const valued = sold('PH', made())
    expect(!valued.ok && valued.issues.map(each => [each.code, each.params?.kind])).toContainEqual([
      expect.stringMatching(/^law\./),
      'zone-sale',
    ])
  })

  test('are valued at the price in what was decided before nodes kept the value on entry', () => {
    const before = entry.items.map(({ worth: _, ...item }) => item)
    expect(sold('PH', made(), [{ ...entry, items: before }])).toMatchObject({ ok: true, value: { valuation: { total: '30000.00' } } })
  })
})
