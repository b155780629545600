import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays, type Currency, day } from '../kernel/index.ts'
import { type Account, type AccountMoved, type ClosedDay, closeDay, listDayImbalances } from './index.ts'

const VND = 'VND' as Currency
const FIRST = day('2026-11-01')
const moved = (account: Account, debit: bigint, credit: bigint): AccountMoved => ({ account, currency: VND, debit, credit: -credit })
const told = ({ accounts }: ClosedDay) =>
  accounts.map(each => `${each.account} ${each.opening} +${each.debit} ${each.credit} = ${each.closing}`)

test('a day opens with what the day before closed with, and debtors’ accounts are one account', () => {
  const first = closeDay(undefined, FIRST, [moved('deferred/a', 60n, 0n), moved('deferred/b', 50n, 10n), moved('revenue/duty', 0n, 100n)])
  expect(told(first)).toEqual(['deferred 0 +110 -10 = 100', 'revenue/duty 0 +0 -100 = -100'])
  const second = closeDay(first, addDays(FIRST, 1), [moved('deferred/a', 0n, 100n), moved('clearing', 100n, 0n)])
  expect(told(second)).toEqual(['clearing 0 +100 0 = 100', 'deferred 100 +0 -100 = 0', 'revenue/duty -100 +0 0 = -100'])
  expect(told(closeDay(second, addDays(FIRST, 2), []))).toEqual(['clearing 100 +0 0 = 100', 'revenue/duty -100 +0 0 = -100'])
})

test('what does not balance is no day to close, nor is any but the next', () => {
  expect(() => closeDay(undefined, FIRST, [moved('clearing', 1n, 0n)])).toThrow(/out of balance by 1 VND/)
  expect(() => closeDay(closeDay(undefined, FIRST, []), addDays(FIRST, 2), [])).toThrow(/needs the next day/)
})

test('opening and movements are what every account closes with, day after day', () => {
  const names = ['receivable', 'clearing', 'deferred/x', 'revenue/duty', 'payouts'] as const
  const amount = fc.bigInt({ min: 0n, max: 10n ** 12n })
  const oneDay = fc.array(fc.tuple(fc.constantFrom(...names), fc.constantFrom(...names), amount), { maxLength: 8 })
  fc.assert(
    fc.property(fc.array(oneDay, { maxLength: 12 }), days => {
      let before: ClosedDay | undefined
      for (const [index, movements] of days.entries()) {
        const postings = movements.flatMap(([debited, credited, minor]) => [moved(debited, minor, 0n), moved(credited, 0n, minor)])
        const closed = closeDay(before, addDays(FIRST, index), postings)
        expect(closed.accounts.every(each => each.opening + each.debit + each.credit === each.closing)).toBe(true)
        expect(closed.accounts.filter(each => each.opening !== (closingOf(before, each.account) ?? 0n))).toEqual([])
        expect(listDayImbalances(closed)).toEqual([])
        before = closed
      }
    }),
  )
})

function closingOf(before: ClosedDay | undefined, account: string): bigint | undefined {
  return before?.accounts.find(each => each.account === account)?.closing
}
