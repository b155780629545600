import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays, type Currency, day, money } from '../kernel/index.ts'
import { type AccountMovement, accountInterestJournal, listAccountArrears, listImbalances } from './index.ts'

const VND = 'VND' as Currency
const today = day('2027-03-01')
const dueOn = new Map([
  ['2026-11', day('2026-12-10')],
  ['2026-12', day('2027-01-10')],
])
const moved = (
  on: string,
  minor: bigint,
  mrn: string | undefined,
  kind: AccountMovement['kind'] = minor > 0n ? 'deferral' : 'payment',
) => ({
  postedOn: day(on),
  journal: `${on}/${mrn}/${minor}`,
  kind,
  mrn,
  amount: money(minor, VND),
})
const arrearsOf = (movements: readonly AccountMovement[]) =>
  listAccountArrears({ state: 'VN', currency: VND, movements, dueOn, today }).map(({ from, amount }) => `${from} ${amount.minor}`)

test.each<[string, readonly AccountMovement[], readonly string[]]>([
  ['nothing, before the day of the statement has passed', [moved('2027-01-05', 100n, 'A')], []],
  ['all that its statement asked for, from the next day', [moved('2026-11-05', 100n, 'A')], ['2026-12-11 100']],
  [
    'each month from the day after its own',
    [moved('2026-11-05', 100n, 'A'), moved('2026-12-05', 50n, 'B')],
    ['2026-12-11 100', '2027-01-11 150'],
  ],
  [
    'less from the day it is paid in part, and nothing once it is paid',
    [moved('2026-11-05', 100n, 'A'), moved('2026-12-20', -40n, 'A'), moved('2027-01-02', -60n, 'A')],
    ['2026-12-11 100', '2026-12-20 60', '2027-01-02 0'],
  ],
  [
    'what the declaration owes, whose payment or charge it is',
    [moved('2026-11-05', 100n, 'A'), moved('2026-12-05', 50n, 'B'), moved('2026-12-20', -50n, 'B', 'charge')],
    ['2026-12-11 100'],
  ],
  ['no interest on interest', [moved('2026-11-05', 100n, 'A'), moved('2026-11-06', 7n, undefined, 'interest')], ['2026-12-11 100']],
])('an account owes past its days %s', (_, movements, arrears) => {
  expect(arrearsOf(movements)).toEqual(arrears)
})

test('never more, nor less than nothing, than stands on it of what was stated, whatever was deferred and paid', () => {
  const step = fc.record({
    mrn: fc.constantFrom('A', 'B', 'C'),
    after: fc.nat(9),
    share: fc.nat(100),
    minor: fc.bigInt({ min: 1n, max: 1_000n }),
  })
  fc.assert(
    fc.property(fc.array(step, { maxLength: 20 }), steps => {
      const owed = new Map<string, bigint>()
      let on = day('2026-11-01')
      const movements = steps.map(({ mrn, after, share, minor }) => {
        on = addDays(on, after)
        const standing = owed.get(mrn) ?? 0n
        const paid = (standing * BigInt(share)) / 100n
        const amount = share % 2 === 0 && paid > 0n ? -paid : minor
        owed.set(mrn, standing + amount)
        return moved(on, amount, mrn)
      })
      const last = listAccountArrears({ state: 'VN', currency: VND, movements, dueOn, today }).at(-1)?.amount.minor ?? 0n
      const unstated = movements.reduce(
        (sum, each) => (each.postedOn > '2026-12-31' && each.amount.minor > 0n ? sum + each.amount.minor : sum),
        0n,
      )
      const standing = [...owed.values()].reduce((sum, minor) => sum + minor, 0n)
      expect(last <= standing && last >= 0n && last >= standing - unstated).toBe(true)
    }),
    { numRuns: 200 },
  )
})

test('its journal balances, and names no declaration', () => {
  const given = { account: 'a', debtor: 'T', until: today, postedOn: today, amount: money(5n, VND) }
  const journal = accountInterestJournal(given)
  expect([listImbalances(journal), journal.mrn]).toEqual([[], undefined])
  expect(() => accountInterestJournal({ ...given, amount: money(0n, VND) })).toThrow('needs more than nothing')
})
