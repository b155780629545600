import fc from 'fast-check'
import { expect, test } from 'vitest'
import { apportion } from './apportion.ts'

const weights = fc.array(fc.bigInt({ min: 0n, max: 10n ** 15n }), { minLength: 1, maxLength: 30 })
const units = fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n })
const byValue = (a: bigint, b: bigint) => (a < b ? -1 : a > b ? 1 : 0)

test.each([
  ['a hundred over three equal lines', 100n, [1n, 1n, 1n], [34n, 33n, 33n]],
  ['freight over lines worth 10, 20 and 70', 999n, [10n, 20n, 70n], [100n, 200n, 699n]],
  ['nothing to spread', 0n, [3n, 4n], [0n, 0n]],
  ['lines without any weight share alike', 5n, [0n, 0n], [3n, 2n]],
  ['a line without weight gets nothing where others have some', 7n, [0n, 5n], [0n, 7n]],
  ['a deduction is spread as an addition is', -100n, [1n, 1n, 1n], [-34n, -33n, -33n]],
])('%s', (_, whole, given, expected) => {
  expect(apportion(whole, given)).toEqual(expected)
})

test('the parts sum to the whole, to the last unit', () => {
  fc.assert(
    fc.property(units, weights, (whole, given) => {
      expect(apportion(whole, given).reduce((a, b) => a + b, 0n)).toBe(whole)
    }),
  )
})

test('no part is a whole unit away from its exact share', () => {
  fc.assert(
    fc.property(units, weights, (whole, given) => {
      const total = given.reduce((a, b) => a + b, 0n)
      fc.pre(total > 0n)
      for (const [index, part] of apportion(whole, given).entries()) {
        const difference = part * total - whole * (given[index] ?? 0n)
        expect(difference < total && difference > -total).toBe(true)
      }
    }),
  )
})

test('the order of the lines decides only which of two equal lines gets the last unit', () => {
  fc.assert(
    fc.property(units, weights, fc.infiniteStream(fc.nat()), (whole, given, random) => {
      const shuffled = given
        .map(weight => ({ weight, key: random.next().value ?? 0 }))
        .sort((a, b) => a.key - b.key)
        .map(each => each.weight)
      expect(apportion(whole, shuffled).sort(byValue)).toEqual(apportion(whole, given).sort(byValue))
    }),
  )
})

test('a heavier line never gets less', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: 10n ** 15n }), weights, (whole, given) => {
      const parts = apportion(whole, given)
      const sorted = given.map((weight, index) => ({ weight, part: parts[index] ?? 0n })).sort((a, b) => byValue(a.weight, b.weight))
      for (const [index, line] of sorted.entries()) {
        const lighter = sorted[index - 1]
        if (lighter !== undefined && lighter.weight < line.weight) expect(line.part >= lighter.part).toBe(true)
      }
    }),
  )
})

test('no parts and negative weights are mistakes of the code', () => {
  expect(() => apportion(1n, [])).toThrow('needs at least one part')
  expect(() => apportion(1n, [1n, -1n])).toThrow('needs weights of zero or more')
})
