import { expect, test } from 'vitest'
import { type Currency, day, fraction } from '../kernel/index.ts'
import { prepareRounding, type RoundingMethod, roundAmount } from './rounding.ts'

const rounding = (method: RoundingMethod, unit: string, currency: string) =>
  prepareRounding(
    {
      id: 'X',
      state: 'SG',
      validFrom: day('2000-01-01'),
      knownSince: day('2000-01-01'),
      legalRef: 'x',
      source: 'x',
      confidence: 'official',
      of: 'charge',
      method,
      unit,
      laterBases: 'rounded',
    },
    currency as Currency,
  )

test.each([
  ['roundHalfUp', '0.01', 'SGD', fraction(10_05n, 10n), 101n],
  ['roundHalfUp', '0.05', 'SGD', fraction(102n), 100n],
  ['roundHalfUp', '0.05', 'SGD', fraction(103n), 105n],
  ['roundDown', '1', 'SGD', fraction(199n), 100n],
  ['roundUp', '1', 'SGD', fraction(101n), 200n],
  ['roundUp', '1000', 'IDR', fraction(100_001n), 200_000n],
  ['roundUpFromOne', '1', 'BND', fraction(99n), 0n],
  ['roundUpFromOne', '1', 'BND', fraction(100n), 100n],
  ['roundUpFromOne', '1', 'BND', fraction(10_001n, 100n), 200n],
  ['roundHalfUp', '1', 'VND', fraction(3n, 2n), 2n],
] as const)('%s to %s %s', (method, unit, currency, minor, expected) => {
  expect(roundAmount(minor, rounding(method, unit, currency))).toBe(expected)
})

test('a unit below the smallest one of the currency is a mistake in the table', () => {
  expect(() => rounding('roundHalfUp', '0.5', 'VND')).toThrow('whole minor units')
})

test('a bill says how it was rounded', () => {
  expect(rounding('roundHalfUp', '0.01', 'SGD').words).toBe('roundHalfUp to 0.01 SGD')
})
