import type { LawRowAnswer } from '@lintas/contract'
import { expect, test } from 'vitest'
import { findRows, followsInTime } from './rows.ts'

const first: LawRowAnswer = {
  id: 'VN-VAT-10',
  kind: 'duty-layer',
  key: 'vat',
  name: 'Value added tax',
  validFrom: '2024-01-01',
  validTo: '2025-01-01',
  knownSince: '2026-01-01',
  legalRef: 'Law 13/2008/QH12',
  source: 'gazette',
  confidence: 'official',
  rate: '10 %',
  row: {},
}
const { validTo: _, ...open } = first
const { rate: __, ...unrated } = open
const second: LawRowAnswer = { ...open, id: 'VN-VAT-8', validFrom: '2025-01-01', rate: '8 %' }
const office: LawRowAnswer = { ...unrated, id: 'VN-OFFICE', kind: 'office', key: 'SGN', name: 'Saigon port' }
const all = [office, second, first]

test('on a day stands what begins on it, and no more what ends on it', () => {
  const on = (day: string) => findRows(all, { kind: 'duty-layer', search: '', on: day }).map(each => each.id)
  expect(on('2024-12-31')).toEqual(['VN-VAT-10'])
  expect(on('2025-01-01')).toEqual(['VN-VAT-8'])
  expect(on('2023-12-31')).toEqual([])
  expect(on('')).toEqual(['VN-VAT-8', 'VN-VAT-10'])
})

test('what sets a rate comes before what sets none', () => {
  expect(findRows(all, { kind: null, search: '', on: '' }).map(each => each.id)).toEqual(['VN-VAT-8', 'VN-VAT-10', 'VN-OFFICE'])
})

test('every word searched for must be in the row, in capitals or not', () => {
  const found = (search: string) => findRows(all, { kind: null, search, on: '' }).map(each => each.id)
  expect(found('saigon PORT')).toEqual(['VN-OFFICE'])
  expect(found('saigon vat')).toEqual([])
})

test('a rate is followed through its rows from the earliest', () => {
  expect(followsInTime(all, second).map(each => each.rate)).toEqual(['10 %', '8 %'])
})
