import { expect, test } from 'vitest'
import { z } from 'zod'
import { day } from '../kernel/index.ts'
import { isLoaded, lawKind, lawRowSchema, openLawBook, requireRow } from './law.ts'

const RATES = lawKind('rate', lawRowSchema.extend({ percent: z.string() }), () => '')
const row = {
  id: 'VN-1',
  state: 'VN',
  validFrom: '2025-01-01',
  validTo: '2026-01-01',
  knownSince: '2026-11-22',
  legalRef: 'of this test',
  source: 'of this test',
  confidence: 'assumed',
  percent: '10',
}
const next = { ...row, id: 'VN-2', validFrom: '2026-01-01', validTo: undefined, percent: '8' }
const open = (...rows: unknown[]) => openLawBook([RATES], [{ file: 'law/vn/rates.json', kind: 'rate', rows }], 'v1')

test('the law changes on a day: the old row is in force up to the day before, the new one from it on', () => {
  const law = open(row, next)
  if (!law.ok) throw new Error(JSON.stringify(law.issues))
  const percentOn = (date: string) => law.value.on(RATES, 'VN', day(date)).map(each => each.percent)
  expect(['2024-12-31', '2025-01-01', '2025-12-31', '2026-01-01', '2030-01-01'].map(percentOn)).toEqual([[], ['10'], ['10'], ['8'], ['8']])
  expect(law.value.rows(RATES)).toHaveLength(2)
  expect(isLoaded(law.value, RATES, 'VN')).toBe(true)
  expect(isLoaded(law.value, RATES, 'SG')).toBe(false)
})

test('what is not on file is refused by name: no law of the state, or no row on the day', () => {
  const law = open(row)
  if (!law.ok) throw new Error(JSON.stringify(law.issues))
  const ask = (state: 'VN' | 'SG', date: string) => requireRow(law.value, RATES, state, day(date), 'the rate')
  expect(ask('VN', '2025-06-01')).toMatchObject({ ok: true, value: { id: 'VN-1' } })
  expect(ask('VN', '2026-06-01')).toMatchObject({ ok: false, issues: [{ code: 'law.no-row', params: { day: '2026-06-01' } }] })
  expect(ask('SG', '2025-06-01')).toMatchObject({ ok: false, issues: [{ code: 'law.not-loaded', params: { kind: 'rate', state: 'SG' } }] })
})

test.each([
  ['two rows in force on one day', [row, { ...next, validFrom: '2025-12-31' }], ['law.overlap']],
  ['an id given twice', [row, { ...next, id: 'VN-1' }], ['law.id-repeated']],
  ['a row that ends on the day it begins', [{ ...row, validTo: '2025-01-01' }], ['law.period-empty']],
  ['a row without a source', [{ ...row, source: '' }], ['law.row-malformed']],
  ['a day that is none', [{ ...row, validFrom: '2025-02-29' }], ['law.row-malformed']],
  ['several things at once', [row, row, { ...row, id: 'X', confidence: 'sure' }], ['law.id-repeated', 'law.overlap', 'law.row-malformed']],
])('%s: the law does not open', (_, rows, codes) => {
  const law = open(...rows)
  expect(law.ok ? [] : law.issues.map(issue => issue.code)).toEqual(codes)
})

test('a table of a kind that nothing reads is refused', () => {
  const law = openLawBook([RATES], [{ file: 'law/vn/other.json', kind: 'other', rows: [] }], 'v1')
  expect(law).toMatchObject({ ok: false, issues: [{ code: 'law.kind-unknown', path: 'law/vn/other.json', params: { kind: 'other' } }] })
})
