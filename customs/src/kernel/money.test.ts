import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Currency, minorDigitsOf, parseCurrency } from './currency.ts'
import { formatMajor, majorToMinor, money, parseMoney, plusMoney, sumMoney } from './money.ts'
import { decimal, fraction } from './rational.ts'

const currency = (code: string): Currency => {
  const known = parseCurrency(code)
  if (known === undefined) throw new Error(code)
  return known
}
const anyCurrency = fc.constantFrom('VND', 'SGD', 'THB', 'IDR', 'USD', 'JPY', 'KWD', 'CLF').map(currency)
const minor = fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n })

test.each([
  ['12.50', 'SGD', 1250n],
  ['12.5', 'SGD', 1250n],
  ['12.500', 'SGD', 1250n],
  ['1500000', 'VND', 1500000n],
  ['1500000.00', 'VND', 1500000n],
  ['1.234', 'KWD', 1234n],
  ['-0.01', 'USD', -1n],
])('%s %s are %s minor units', (text, code, expected) => {
  expect(parseMoney(text, currency(code))).toEqual({ minor: expected, currency: code })
})

test.each([
  ['12.505', 'SGD'],
  ['0.5', 'VND'],
  ['1,250.00', 'USD'],
  ['', 'USD'],
])("'%s' is no amount of %s", (text, code) => {
  expect(parseMoney(text, currency(code))).toBeUndefined()
})

test('an amount is read back as it was written, with all digits of its currency', () => {
  fc.assert(
    fc.property(minor, anyCurrency, (units, code) => {
      const text = formatMajor(money(units, code))
      expect(parseMoney(text, code)).toEqual(money(units, code))
      expect((text.split('.')[1] ?? '').length).toBe(minorDigitsOf(code))
      expect(majorToMinor(decimal(text), code)).toEqual(fraction(units))
    }),
  )
})

test('no order of amounts changes their sum', () => {
  fc.assert(
    fc.property(fc.array(minor, { maxLength: 20 }), anyCurrency, (units, code) => {
      const amounts = units.map(each => money(each, code))
      expect(sumMoney(amounts, code)).toEqual(sumMoney(amounts.toReversed(), code))
    }),
  )
})

test('dollars and dong do not add up', () => {
  expect(() => plusMoney(money(1n, currency('USD')), money(1n, currency('VND')))).toThrow('given USD and VND, needs one currency')
  expect(() => sumMoney([money(1n, currency('USD'))], currency('VND'))).toThrow('needs one currency')
})
