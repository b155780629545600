import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, type Currency, type Day, day, exact, minus, money, plus, sum, ZERO } from '../kernel/index.ts'
import { STATES } from '../reference/index.ts'
import { listDebtCases } from '../testing/debt-vectors.ts'
import { bookOf, projectLaw } from '../testing/law.ts'
import { testVectors } from '../testing/test-vectors.ts'
import { assessInterest, INTEREST_PERIODS, INTEREST_RATES, type InterestCalculation, type OwedFrom, PENALTIES } from './index.ts'

testVectors(listDebtCases())

const VND = 'VND' as Currency
const START = day('2026-01-01')
const common = { state: 'VN', knownSince: '2026-11-22', legalRef: 'of this test', source: 'of this test', confidence: 'assumed' }
const rounding = { ...common, id: 'R', validFrom: '2000-01-01', of: 'charge', method: 'roundHalfUp', unit: '1', laterBases: 'rounded' }

/** Law in which the rate changes on some days, the last of them without an end. */
function lawOf(rates: readonly { readonly percent: string; readonly per: string; readonly days: number }[]) {
  let from = START
  const rows = rates.map(({ percent, per, days }, index) => {
    const validFrom = from
    from = addDays(from, days)
    const end = index === rates.length - 1 ? {} : { validTo: from }
    return { ...common, id: `I${index}`, ground: 'late-payment', percent, per, validFrom, ...end }
  })
  return bookOf([
    { file: 'test', kind: 'interest-rate', rows },
    { file: 'test', kind: 'rounding', rows: [rounding] },
  ])
}

const owing = (...amounts: readonly (readonly [Day, bigint])[]): readonly OwedFrom[] =>
  amounts.map(([from, minor]) => ({ from, amount: money(minor, VND) }))

function assess(law: ReturnType<typeof lawOf>, owed: readonly OwedFrom[], to: Day): InterestCalculation {
  const found = assessInterest(law, { state: 'VN', ground: 'late-payment', owed, to })
  if (!found.ok) throw new Error(JSON.stringify(found.issues))
  return found.value
}

describe('interest, whatever the rates and the days', () => {
  const minor = fc.bigInt({ min: 1n, max: 10n ** 15n })
  const rate = (periods: readonly string[]) =>
    fc.record({
      percent: fc.integer({ min: 1, max: 99_999 }).map(units => `${Math.floor(units / 1_000)}.${String(units % 1_000).padStart(3, '0')}`),
      per: fc.constantFrom(...periods),
      days: fc.integer({ min: 1, max: 400 }),
    })
  const byDay = fc.array(rate(INTEREST_PERIODS.filter(per => per !== 'month-begun')), { minLength: 1, maxLength: 5 })
  const any = fc.array(rate(INTEREST_PERIODS), { minLength: 1, maxLength: 5 })
  const days = fc.integer({ min: 0, max: 900 })

  test('counted by days, is the same whether it is worked out at once or in two parts', () => {
    fc.assert(
      fc.property(byDay, minor, days, days, (rates, amount, one, other) => {
        const law = lawOf(rates)
        const middle = addDays(START, one)
        const end = addDays(middle, other)
        const whole = exact(assess(law, owing([START, amount]), end).exact)
        const parts = plus(exact(assess(law, owing([START, amount]), middle).exact), exact(assess(law, owing([middle, amount]), end).exact))
        expect(minus(whole, parts)).toEqual(ZERO)
      }),
    )
  })

  test('counted by days, a part payment leaves what each part would have cost by itself', () => {
    fc.assert(
      fc.property(byDay, minor, minor, days, days, (rates, kept, paid, one, other) => {
        const law = lawOf(rates)
        const paidOn = addDays(START, one)
        const end = addDays(paidOn, other)
        const together = exact(assess(law, owing([START, kept + paid], [paidOn, kept]), end).exact)
        const apart = plus(exact(assess(law, owing([START, kept]), end).exact), exact(assess(law, owing([START, paid]), paidOn).exact))
        expect(minus(together, apart)).toEqual(ZERO)
      }),
    )
  })

  test('its spans follow one another, cover every day, and sum to what is exact', () => {
    fc.assert(
      fc.property(any, minor, days, (rates, amount, length) => {
        const { spans, exact: total, to } = assess(lawOf(rates), owing([START, amount]), addDays(START, length))
        expect([START, ...spans.map(span => span.to)]).toEqual([...spans.map(span => span.from), to])
        expect(sum(spans.map(span => exact(span.amount)))).toEqual(exact(total))
      }),
    )
  })

  test('never falls from one day to the next', () => {
    fc.assert(
      fc.property(any, minor, days, (rates, amount, length) => {
        const law = lawOf(rates)
        const [before, after] = [length, length + 1].map(each => BigInt(assess(law, owing([START, amount]), addDays(START, each)).amount))
        expect((after ?? 0n) >= (before ?? 0n)).toBe(true)
      }),
    )
  })
})

test('every gap in the rates is named, not the first alone', () => {
  const row = { ...common, ground: 'late-payment', percent: '1', per: 'day' }
  const law = bookOf([
    {
      file: 'test',
      kind: 'interest-rate',
      rows: [
        { ...row, id: 'A', validFrom: '2026-01-10', validTo: '2026-01-20' },
        { ...row, id: 'B', validFrom: '2026-02-01', validTo: '2026-02-10' },
      ],
    },
    { file: 'test', kind: 'rounding', rows: [rounding] },
  ])
  const found = assessInterest(law, { state: 'VN', ground: 'late-payment', owed: owing([START, 100n]), to: day('2026-03-01') })
  expect(found.ok ? [] : found.issues.map(({ code, params }) => `${code} ${params?.day}`)).toEqual([
    'debt.interest-rate-missing 2026-01-01',
    'debt.interest-rate-missing 2026-01-20',
    'debt.interest-rate-missing 2026-02-10',
  ])
})

test('what is on file of interest and penalties rests on general knowledge, and says so', () => {
  const rows = [...projectLaw().rows(INTEREST_RATES), ...projectLaw().rows(PENALTIES)]
  expect(rows.filter(row => row.confidence !== 'assumed' || !STATES.includes(row.state))).toEqual([])
  expect(rows.length).toBeGreaterThan(0)
})
