import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays, type Currency, day } from '../kernel/index.ts'
import { ROUNDINGS } from '../reference/index.ts'
import { projectLaw } from '../testing/law.ts'
import { sumOfCharges } from './lot.ts'
import { chargePartially, findPartialRelief, monthsBegun, partsOf } from './partial-relief.ts'

const VND = 'VND' as Currency
const admitted = day('2026-03-09')
const rounding = projectLaw()
  .on(ROUNDINGS, 'VN', admitted)
  .find(row => row.of === 'charge')
if (rounding === undefined) throw new Error('needs how Viet Nam rounds a charge')
const relief = { percentPerMonth: '3', lawRow: 'TEST-PARTIAL', legalRef: 'made for this test' }
const charge = (minor: bigint, to: string, terms = relief) =>
  chargePartially([{ kind: 'customs-duty', minor }], terms, { from: admitted, to: day(to), currency: VND, rounding })

test.each([
  ['2026-03-09', 1],
  ['2026-04-09', 1],
  ['2026-04-10', 2],
  ['2027-03-09', 12],
  ['2027-03-10', 13],
])('goods admitted on 9 March that leave on %s were here for %i months, begun ones counted', (to, months) => {
  expect(monthsBegun(admitted, day(to))).toBe(months)
})

test('a month that begins on the 31st ends on the last day of a shorter one', () => {
  expect([monthsBegun(day('2026-01-31'), day('2026-02-28')), monthsBegun(day('2026-01-31'), day('2026-03-01'))]).toEqual([1, 2])
})

test('of ten million, three per cent for each of four months is charged, with the calculation', () => {
  const calculation = charge(10_000_000n, '2026-06-20')
  expect(partsOf(calculation, VND)).toEqual([{ kind: 'customs-duty', minor: 1_200_000n }])
  expect(calculation).toMatchObject({
    from: '2026-03-09',
    to: '2026-06-20',
    months: 4,
    percent: '12',
    lawRow: 'TEST-PARTIAL',
    parts: [{ kind: 'customs-duty', whole: '10000000', amount: '1200000' }],
  })
})

test('no state has a share on file, so that partial relief is refused by name everywhere', () => {
  for (const state of ['VN', 'TH', 'ID', 'SG'] as const) expect(findPartialRelief(projectLaw(), state, admitted)).toBeUndefined()
})

test('whatever the share and the time: never more than the duty, and never less for a longer stay', () => {
  const amount = fc.bigInt({ min: 0n, max: 10_000_000_000n })
  const share = fc.integer({ min: 1, max: 1_000 }).map(tenths => String(tenths / 10))
  const days = fc.integer({ min: 0, max: 2_000 })
  fc.assert(
    fc.property(amount, share, days, days, (one, percentPerMonth, first, later) => {
      const terms = { ...relief, percentPerMonth }
      const sum = (minor: bigint, on: number) => sumOfCharges(partsOf(charge(minor, addDays(admitted, on), terms), VND))
      expect(sum(one, first) <= one).toBe(true)
      expect(sum(one, first) <= sum(one, first + later)).toBe(true)
    }),
    { numRuns: 100 },
  )
})
