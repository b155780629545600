import { expect, test } from 'vitest'
import { type Currency, day, decimal, toExact } from '../kernel/index.ts'
import { type ExchangeRate, openExchangeRates, toLocalCurrency } from './exchange-rates.ts'

const rate = (currency: string, validFrom: string, text: string, more: Partial<ExchangeRate> = {}): ExchangeRate => ({
  state: 'VN',
  currency: currency as Currency,
  unit: 1,
  rate: text,
  validFrom: day(validFrom),
  source: 'test',
  ...more,
})
const rates = openExchangeRates([
  rate('USD', '2026-02-02', '25460.5'),
  rate('USD', '2026-01-26', '25450'),
  rate('JPY', '2026-01-26', '16643', { unit: 100, validTo: day('2026-02-02') }),
])

test.each([
  ['2026-01-25', undefined],
  ['2026-01-26', '25450'],
  ['2026-02-01', '25450'],
  ['2026-02-02', '25460.5'],
  ['2030-01-01', '25460.5'],
])('on %s a dollar is worth %s: a rate lasts until the next one begins', (on, expected) => {
  expect(rates.find('USD', day(on))?.rate).toBe(expected)
})

test('a rate that says when it ends holds no longer', () => {
  expect([rates.find('JPY', day('2026-02-01'))?.rate, rates.find('JPY', day('2026-02-02'))]).toEqual(['16643', undefined])
})

test('a rate for a hundred is divided, exactly', () => {
  const converted = toLocalCurrency(decimal('12345'), 'JPY', 'VN', day('2026-02-01'), rates, 'freight')
  expect(converted.ok && toExact(converted.value.amount)).toBe('2054578.35')
})

test("an amount in the state's own currency needs no rate", () => {
  const converted = toLocalCurrency(decimal('12.5'), 'VND', 'VN', day('1990-01-01'), rates, 'freight')
  expect(converted.ok && converted.value).toEqual({ amount: decimal('12.5') })
})

test('a missing rate names state, currency and day; what is no currency is said so', () => {
  const missing = (currency: string) => toLocalCurrency(decimal('1'), currency, 'VN', day('2026-01-25'), rates, 'freight.currency')
  const issuesOf = (result: ReturnType<typeof missing>) => (result.ok ? [] : result.issues)
  expect(issuesOf(missing('USD'))).toEqual([
    { code: 'rates.missing', severity: 'error', path: 'freight.currency', params: { state: 'VN', currency: 'USD', day: '2026-01-25' } },
  ])
  expect(issuesOf(missing('DOL')).map(issue => issue.code)).toEqual(['rates.currency-unknown'])
})
