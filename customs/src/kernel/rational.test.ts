import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  compare,
  decimal,
  exact,
  fraction,
  greater,
  isNegative,
  isZero,
  lesser,
  minus,
  ONE,
  over,
  parseDecimal,
  plus,
  type Rational,
  roundDown,
  roundHalfUp,
  roundUp,
  sum,
  times,
  toDecimal,
  toExact,
  toFixed,
  ZERO,
} from './rational.ts'

const whole = fc.bigInt({ min: -(10n ** 24n), max: 10n ** 24n })
const positive = fc.bigInt({ min: 1n, max: 10n ** 12n })
const rational = fc.tuple(whole, positive).map(([num, den]) => fraction(num, den))
function same(a: Rational, b: Rational) {
  expect(a).toEqual(b)
}

test('fractions are kept in lowest terms, so that equal ones look alike', () => {
  fc.assert(
    fc.property(whole, positive, positive, (num, den, factor) => {
      same(fraction(num * factor, den * factor), fraction(num, den))
      same(fraction(-num, -den), fraction(num, den))
      expect(fraction(num, den).den > 0n).toBe(true)
    }),
  )
})

test('sums and products keep the rules of arithmetic', () => {
  fc.assert(
    fc.property(rational, rational, rational, (a, b, c) => {
      same(plus(a, b), plus(b, a))
      same(plus(plus(a, b), c), plus(a, plus(b, c)))
      same(times(a, plus(b, c)), plus(times(a, b), times(a, c)))
      same(minus(plus(a, b), b), a)
      same(sum([a, b, c]), plus(a, plus(b, c)))
      same(plus(a, ZERO), a)
      same(times(a, ONE), a)
      if (!isZero(b)) same(times(over(a, b), b), a)
    }),
  )
})

test('the order of fractions is the order of their differences', () => {
  fc.assert(
    fc.property(rational, rational, (a, b) => {
      expect(compare(a, b) < 0).toBe(isNegative(minus(a, b)))
      expect(compare(a, b) === 0).toBe(isZero(minus(a, b)))
      same(plus(lesser(a, b), greater(a, b)), plus(a, b))
    }),
  )
})

test('what is written with all its digits is read back the same', () => {
  fc.assert(
    fc.property(whole, fc.nat(18), (num, digits) => {
      const value = fraction(num, 10n ** BigInt(digits))
      same(decimal(toFixed(value, digits)), value)
      same(decimal(toDecimal(value, digits)), value)
    }),
  )
})

test('what is written without loss is read back the same, whatever its denominator', () => {
  fc.assert(
    fc.property(rational, value => {
      same(exact(toExact(value)), value)
    }),
  )
  fc.assert(
    fc.property(whole, fc.nat(80), fc.nat(80), (num, twos, fives) => {
      const value = fraction(num, 2n ** BigInt(twos) * 5n ** BigInt(fives))
      same(exact(toExact(value)), value)
    }),
  )
  same(exact(toExact(fraction(10n ** 50n))), fraction(10n ** 50n))
})

test.each([
  ['1/3', fraction(1n, 3n), '0.333333', '0.33'],
  ['2/3', fraction(2n, 3n), '0.666667', '0.67'],
  ['a half cent', decimal('0.005'), '0.005', '0.01'],
  ['minus a half cent', decimal('-0.005'), '-0.005', '-0.01'],
  ['less than half a cent', decimal('0.0049'), '0.0049', '0.00'],
  ['minus less than half a cent', decimal('-0.0049'), '-0.0049', '0.00'],
  ['a hundred', decimal('100'), '100', '100.00'],
  ['12.50', decimal('12.50'), '12.5', '12.50'],
])('%s in at most six digits, and in two', (_, value, six, two) => {
  expect(toDecimal(value)).toBe(six)
  expect(toFixed(value, 2)).toBe(two)
})

test.each([
  ['1.5', 2n, 1n, 2n],
  ['-1.5', -2n, -1n, -2n],
  ['1.49', 1n, 1n, 2n],
  ['-1.49', -1n, -1n, -2n],
  ['2', 2n, 2n, 2n],
  ['0', 0n, 0n, 0n],
  ['0.000001', 0n, 0n, 1n],
])('%s rounds half up to %s, down to %s and up to %s', (text, half, down, up) => {
  const value = decimal(text)
  expect([roundHalfUp(value), roundDown(value), roundUp(value)]).toEqual([half, down, up])
})

test('rounding loses less than one, half up at most a half, and treats a claim as it treats a debt', () => {
  fc.assert(
    fc.property(rational, value => {
      const error = times(minus(fraction(roundHalfUp(value)), value), fraction(2n))
      expect(compare(error, ONE) <= 0 && compare(error, fraction(-1n)) >= 0).toBe(true)
      const negative = minus(ZERO, value)
      for (const round of [roundHalfUp, roundDown, roundUp]) expect(round(negative)).toBe(-round(value))
      expect(roundUp(value) - roundDown(value)).toBe(value.den === 1n ? 0n : value.num < 0n ? -1n : 1n)
    }),
  )
})

test('a number that is no decimal is a mistake where the code wrote it, and nothing where a declarant did', () => {
  expect(() => decimal('7,5')).toThrow("given '7,5', needs a decimal such as 12.5")
  expect(parseDecimal('7,5')).toBeUndefined()
  expect(() => fraction(1n, 0n)).toThrow('needs a denominator other than 0')
  expect(() => over(ONE, ZERO)).toThrow('needs a denominator other than 0')
})

test('an exact number reads back as itself, however large its parts are', () => {
  const part = fc.oneof(
    fc.bigInt({ min: 1n, max: 10n ** 6n }),
    fc.nat(45).map(digits => 10n ** BigInt(digits)),
  )
  fc.assert(
    fc.property(fc.bigInt({ min: -(10n ** 50n), max: 10n ** 50n }), part, (num, den) => {
      const given = fraction(num, den)
      expect(exact(toExact(given))).toEqual(given)
    }),
  )
})
