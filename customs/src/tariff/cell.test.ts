import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Currency, decimal, parseDecimal } from '../kernel/index.ts'
import { type Cell, parseCell } from './cell.ts'
import { formatRate } from './rate.ts'

const IDR = 'IDR' as Currency
const read = (text: string) => parseCell(text, IDR)

test.each([
  ['5', '5 %'],
  ['0', '0 %'],
  ['7,5', '7.5 %'],
  ['7.5', '7.5 %'],
  [' 7.50 ', '7.5 %'],
  ['12,0', '12 %'],
  ['0.125', '0.125 %'],
  ['1000', '1000 %'],
  ['05', '5 %'],
  ['*', '*'],
  ['-', '-'],
  ['450,-/kg', '450 IDR/KGM'],
  ['790,-/KG', '790 IDR/KGM'],
  ['14.000,-/liter', '14000 IDR/LTR'],
  ['21.450,-/menit', '21450 IDR/MIN'],
  ['1.234.567,-/buah', '1234567 IDR/C62'],
  ['21450,-/menit', '21450 IDR/MIN'],
  ['16,-/LPA', '16 IDR/LPA'],
  ['max(30; 1,50/kg)', 'greater of 30 % and 1.5 IDR/KGM'],
  ['sum(10; 5,-/kg)', '10 % + 5 IDR/KGM'],
  ['min(10;20)', 'lesser of 10 % and 20 %'],
  ['quota(VN-EGGS; 10; 40)', '10 % within quota VN-EGGS, 40 % beyond'],
])('a cell %j charges %s', (text, rate) => {
  const cell = read(text)
  expect(cell.kind === 'rate' && formatRate(cell.rate)).toBe(rate)
})

test.each([[''], ['   '], ['\u00a0'], ['\t']])('a blank cell %j has no rate on file', text => {
  expect(read(text)).toEqual({ kind: 'empty' })
})

test.each([
  ['11*)', 'tariff.cell-unreadable'],
  ['15*); 20*)', 'tariff.cell-unreadable'],
  ['*)', 'tariff.cell-unreadable'],
  ['**', 'tariff.cell-unreadable'],
  ['--', 'tariff.cell-unreadable'],
  ['5%', 'tariff.cell-unreadable'],
  ['-5', 'tariff.cell-unreadable'],
  ['+5', 'tariff.cell-unreadable'],
  ['5e1', 'tariff.cell-unreadable'],
  ['0x10', 'tariff.cell-unreadable'],
  ['.5', 'tariff.cell-unreadable'],
  ['5,', 'tariff.cell-unreadable'],
  ['7,5,0', 'tariff.cell-unreadable'],
  ['1.000,5', 'tariff.cell-unreadable'],
  ['7 5', 'tariff.cell-unreadable'],
  ['١٥', 'tariff.cell-unreadable'],
  ['１５', 'tariff.cell-unreadable'],
  ['½', 'tariff.cell-unreadable'],
  ['n/a', 'tariff.cell-unreadable'],
  ['NULL', 'tariff.cell-unreadable'],
  ['=1+1', 'tariff.cell-unreadable'],
  ['=HYPERLINK("x")', 'tariff.cell-unreadable'],
  ['99999999999999999999', 'tariff.cell-unreadable'],
  ['9'.repeat(100_000), 'tariff.cell-unreadable'],
  ['1.000', 'tariff.cell-ambiguous'],
  ['12,500', 'tariff.cell-ambiguous'],
  ['1000.5', 'tariff.rate-implausible'],
  ['2500', 'tariff.rate-implausible'],
  ['450,-/', 'tariff.cell-unreadable'],
  ['450,-', 'tariff.cell-unreadable'],
  ['450/kg', 'tariff.cell-unreadable'],
  ['450.-/kg', 'tariff.cell-unreadable'],
  ['450,50/kg', 'tariff.cell-unreadable'],
  ['45.00,-/kg', 'tariff.cell-unreadable'],
  ['-450,-/kg', 'tariff.cell-unreadable'],
  ['450,-/karung', 'tariff.unit-unknown'],
  ['450,-/kg*)', 'tariff.unit-unknown'],
  ['max(30)', 'tariff.cell-unreadable'],
  ['max(30; *)', 'tariff.cell-unreadable'],
  ['max(30; max(1; 2))', 'tariff.cell-unreadable'],
  ['max(30; 5,-/karung)', 'tariff.unit-unknown'],
])('a cell %j stays unknown: %s', (text, code) => {
  expect(read(text)).toEqual({ kind: 'problem', code })
})

test('whatever stands in a cell, reading it answers; and what is no rate never becomes one', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.string({ unit: 'binary' }), dirty), text => {
      const cell = read(text)
      if (cell.kind === 'rate' && cell.rate.kind === 'ad-valorem') expect(text.trim()).toMatch(/^\d+([.,]\d+)?$/)
      if (cell.kind === 'rate' && cell.rate.kind === 'none') expect(text.trim()).toBe('-')
    }),
  )
})

test('every decimal percentage is read exactly, with either mark', () => {
  const decimals = fc.tuple(fc.integer({ min: 0, max: 999 }), fc.integer({ min: 0, max: 99 }))
  fc.assert(
    fc.property(decimals, fc.constantFrom('.', ','), ([whole, hundredths], mark) => {
      const cell = read(`${whole}${mark}${String(hundredths).padStart(2, '0')}`)
      expect(percentOf(cell)).toEqual(decimal(`${whole}.${String(hundredths).padStart(2, '0')}`))
    }),
  )
})

test('every amount per unit is read exactly, with dots between thousands', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 999_999_999 }), amount => {
      const grouped = String(amount).replace(/\B(?=(\d{3})+$)/g, '.')
      expect(read(`${grouped},-/kg`)).toEqual({
        kind: 'rate',
        rate: { kind: 'specific', amount: String(amount), currency: 'IDR', per: '1', unit: 'KGM' },
      })
    }),
  )
})

const dirty = fc
  .array(fc.constantFrom('0', '1', '5', '.', ',', '-', '/', '*', ')', ';', ' ', '%', 'kg', 'max(', '='), { maxLength: 8 })
  .map(parts => parts.join(''))

function percentOf(cell: Cell) {
  return cell.kind === 'rate' && cell.rate.kind === 'ad-valorem' ? parseDecimal(cell.rate.percent) : undefined
}
