import { expect, test } from 'vitest'
import type { Journal } from '../debt/index.ts'
import { type Currency, day, money } from '../kernel/index.ts'
import { listOverpaid } from './index.ts'

const THB = 'THB' as Currency
const journal = (on: string, ...postings: readonly (readonly [Journal['postings'][number]['account'], bigint])[]): Journal => ({
  id: `${on}/${postings.map(each => each[0]).join()}`,
  kind: 'charge',
  postedOn: day(on),
  postings: postings.map(([account, minor]) => ({ account, amount: money(minor, THB) })),
})

test('what a decision made its addressee pay is held from the day it was paid', () => {
  const journals = [
    journal('2026-01-10', ['receivable', 100n], ['revenue/customs-duty', -100n]),
    journal('2026-01-20', ['clearing', 100n], ['receivable', -100n]),
    journal('2026-06-01', ['revenue/customs-duty', 60n], ['refunds-payable', -60n]),
  ]
  expect(listOverpaid(journals, THB).map(({ from, amount }) => [from, amount.minor])).toEqual([
    ['2026-01-20', 60n],
    ['2026-06-01', 60n],
  ])
})

test('what was paid in parts counts from the part that was too much', () => {
  const journals = [
    journal('2026-01-10', ['receivable', 40n], ['revenue/customs-duty', -40n]),
    journal('2026-01-20', ['clearing', 40n], ['receivable', -40n]),
    journal('2026-02-20', ['clearing', 60n], ['refunds-payable', -60n]),
  ]
  expect(listOverpaid(journals, THB).map(({ from, amount }) => [from, amount.minor])).toEqual([['2026-02-20', 60n]])
})

test('nothing is held of who paid what is charged', () => {
  expect(listOverpaid([journal('2026-01-10', ['receivable', 40n], ['revenue/customs-duty', -40n])], THB)).toEqual([])
})
