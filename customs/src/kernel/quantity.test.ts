import fc from 'fast-check'
import { expect, test } from 'vitest'
import { convert, isUnit, unitName } from './quantity.ts'
import { compare, decimal, fraction, toDecimal } from './rational.ts'

const CODES = [
  'KGM',
  'GRM',
  'TNE',
  'LBR',
  'ONZ',
  'LTN',
  'LTR',
  'MLT',
  'HLT',
  'MTQ',
  'GLL',
  'BLL',
  'LPA',
  'HPA',
  'MTR',
  'MTK',
  'C62',
  'PR',
  'DPR',
  'DZN',
  'KWH',
]
const amount = fc
  .tuple(fc.bigInt({ min: 0n, max: 10n ** 12n }), fc.bigInt({ min: 1n, max: 10n ** 6n }))
  .map(([num, den]) => fraction(num, den))

test.each([
  ['2.5', 'TNE', 'KGM', '2500'],
  ['750', 'MLT', 'LTR', '0.75'],
  ['1', 'MTQ', 'LTR', '1000'],
  ['12', 'PR', 'NAR', '24'],
  ['3', 'DPR', 'PR', '36'],
  ['1', 'LBR', 'KGM', '0.453592'],
  ['1', 'BLL', 'GLL', '42'],
  ['2', 'GRO', 'DZN', '24'],
  ['1', 'HPA', 'LPA', '100'],
])('%s %s are the same as %s: %s', (value, unit, to, expected) => {
  const converted = convert({ value: decimal(value), unit }, to)
  expect(converted && toDecimal(converted.value)).toBe(expected)
})

test.each([
  ['kilograms say nothing about litres', 'KGM', 'LTR'],
  ['litres say nothing about litres of pure alcohol', 'LTR', 'LPA'],
  ['pairs say nothing about mass', 'PR', 'KGM'],
  ['a unit that no one knows converts to nothing', 'XYZ', 'KGM'],
])('%s', (_, unit, to) => {
  expect(convert({ value: decimal('1'), unit }, to)).toBeUndefined()
})

test('there and back is the same quantity, exactly', () => {
  fc.assert(
    fc.property(amount, fc.constantFrom(...CODES), fc.constantFrom(...CODES), (value, unit, to) => {
      const there = convert({ value, unit }, to)
      fc.pre(there !== undefined)
      const back = there && convert(there, unit)
      expect(back && compare(back.value, value)).toBe(0)
      expect(back?.unit).toBe(unit)
    }),
  )
})

test('a unit is known by its code, and by its name in words', () => {
  expect(isUnit('KGM')).toBe(true)
  expect(isUnit('KG')).toBe(false)
  expect(unitName('LTR')).toBe('litre')
  expect(unitName('toString')).toBeUndefined()
})
