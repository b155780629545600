import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addMonths, type Currency, day, money } from '../kernel/index.ts'
import { projectLaw } from '../testing/law.ts'
import { type InstalmentWish, judgePlan, planInstalments } from './index.ts'

const VND = 'VND' as Currency
const TODAY = day('2026-11-22')
const vnd = (minor: bigint) => money(minor, VND)
const wish: InstalmentWish = { state: 'VN', today: TODAY, debt: vnd(100n), count: 3, firstOn: day('2026-12-22'), secured: vnd(100n) }
const plan = (change: Partial<InstalmentWish> = {}) => planInstalments(projectLaw(), { ...wish, ...change })
const codes = (change: Partial<InstalmentWish>) => {
  const planned = plan(change)
  return planned.ok ? [] : planned.issues.map(issue => issue.code)
}

test('a debt is laid out in equal parts, month by month, the last taking the rest', () => {
  const planned = plan()
  expect(planned.ok && planned.value.instalments.map(each => `${each.number} ${each.dueOn} ${each.amount.minor}`)).toEqual([
    '1 2026-12-22 33',
    '2 2027-01-22 33',
    '3 2027-02-22 34',
  ])
})

test.each<[string, Partial<InstalmentWish>, readonly string[]]>([
  [
    'in more parts than the law allows',
    { count: 13, debt: vnd(1_300n), secured: vnd(1_300n) },
    ['debt.instalments-too-many', 'debt.instalments-too-long'],
  ],
  ['beyond the months the law allows', { firstOn: day('2027-10-22') }, ['debt.instalments-too-long']],
  ['from a day that has passed', { firstOn: day('2026-11-21') }, ['debt.instalments-too-long']],
  ['without security for all of it', { secured: vnd(99n) }, ['debt.instalments-unsecured']],
  ['of less than nothing each', { debt: vnd(2n) }, ['debt.instalments-too-small']],
  ['in a state without a row', { state: 'BN' }, ['debt.instalments-not-on-file']],
])('%s is refused', (_, change, expected) => {
  expect(codes(change)).toEqual(expected)
})

describe('a plan', () => {
  const planned = plan()
  const instalments = planned.ok ? planned.value.instalments : []
  const judged = (open: bigint, on: string) => {
    const { state, payable, next } = judgePlan(instalments, vnd(open), day(on))
    return `${state} ${payable.minor} ${next?.number ?? '-'}`
  }

  test.each([
    ['asks for its next part', 100n, '2026-12-22', 'running 33 1'],
    ['is on time when that is paid', 67n, '2026-12-23', 'running 33 2'],
    ['asks for what is missing of a part', 80n, '2026-12-22', 'running 13 1'],
    ['that is ahead asks for the part it has not reached', 20n, '2026-12-23', 'running 20 3'],
    ['with a part past its day is broken, and all of it is due', 68n, '2026-12-23', 'broken 68 1'],
    ['that is paid is kept, however late', 0n, '2030-01-01', 'kept 0 -'],
  ])('%s', (_, open, on, expected) => {
    expect(judged(open, on)).toBe(expected)
  })
})

test('whatever the debt and the parts, they sum to it, none is nothing, and a plan paid part by part is never broken', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 12n, max: 10n ** 15n }), fc.integer({ min: 2, max: 12 }), (debt, count) => {
      const planned = plan({ debt: vnd(debt), secured: vnd(debt), count, firstOn: TODAY })
      if (!planned.ok) throw new Error(JSON.stringify(planned.issues))
      const { instalments } = planned.value
      expect(instalments.reduce((sum, each) => sum + each.amount.minor, 0n)).toBe(debt)
      let open = debt
      for (const [index, { amount, dueOn }] of instalments.entries()) {
        expect(amount.minor > 0n && dueOn === addMonths(TODAY, index)).toBe(true)
        const standing = judgePlan(instalments, vnd(open), dueOn)
        expect([standing.state, standing.payable]).toEqual(['running', amount])
        open -= amount.minor
      }
      expect(judgePlan(instalments, vnd(open), addMonths(TODAY, 20)).state).toBe('kept')
    }),
  )
})
