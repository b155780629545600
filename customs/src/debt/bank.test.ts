import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Currency, day, money } from '../kernel/index.ts'
import {
  type BookedPayment,
  clearSuspenseJournal,
  findReferences,
  listImbalances,
  reconcile,
  settlementJournal,
  suspenseJournal,
} from './index.ts'

const VND = 'VND' as Currency
const vnd = (minor: bigint) => money(minor, VND)
const ID = '0f8fad5b-d9cb-469f-a165-70867728950e'

test.each<[string, readonly string[], readonly unknown[]]>([
  ['a payment’s number, as we write it', [`pay ${ID} thanks`], [{ about: 'request', id: ID }]],
  ['without hyphens, in capitals', [ID.replaceAll('-', '').toUpperCase()], [{ about: 'request', id: ID }]],
  ['a declaration’s number', ['duty 26VND6C6NZX1F1PFR2.'], [{ about: 'declaration', mrn: '26VND6C6NZX1F1PFR2' }]],
  ['a declaration’s number mistyped is none', ['26VND6C6NZX1F1PFR3'], []],
  ['an account', ['statement vn-d-000012 november'], [{ about: 'account', number: 'VN-D-000012' }]],
  [
    'the same said twice counts once, and a payment before a declaration',
    ['26VND6C6NZX1F1PFR2', `${ID} 26VND6C6NZX1F1PFR2`],
    [
      { about: 'request', id: ID },
      { about: 'declaration', mrn: '26VND6C6NZX1F1PFR2' },
    ],
  ],
  ['nothing', ['for the goods', ''], []],
])('finds %s', (_, words, found) => {
  expect(findReferences(words)).toEqual(found)
})

test('whatever a transfer says, it is read or not, and never fails', () => {
  fc.assert(fc.property(fc.array(fc.string()), words => void findReferences(words)))
})

test.each([1n, -1n])('what the bank has and what stands in suspense balance', sign => {
  const moved = { entry: 'e', postedOn: day('2026-11-22'), amount: vnd(sign * 500n) }
  for (const journal of [settlementJournal(moved), suspenseJournal(moved), clearSuspenseJournal(moved)])
    expect(listImbalances(journal)).toEqual([])
})

describe('two books', () => {
  const booked = (reference: string, minor: bigint): BookedPayment => ({ reference, amount: vnd(minor) })

  test('are compared payment by payment', () => {
    const ours = [booked('a', 1n), booked('b', 2n), booked('c', 3n)]
    const theirs = [booked('a', 1n), booked('c', 4n), booked('d', 5n), booked('a', 1n)]
    const { matched, differences } = reconcile(ours, theirs)
    expect([matched, differences.map(each => `${each.reference} ${each.kind}`)]).toEqual([
      1,
      ['a repeated-there', 'b missing-there', 'c amount-differs', 'd missing-here'],
    ])
  })

  test('that agree have no difference, in whatever order they are; and every payment of either is matched or told of', () => {
    const book = fc.uniqueArray(fc.tuple(fc.string({ minLength: 1, maxLength: 3 }), fc.bigInt({ min: 1n, max: 3n })), {
      selector: each => each[0],
    })
    fc.assert(
      fc.property(book, book, (one, other) => {
        const [ours, theirs] = [one, other].map(each => each.map(([reference, minor]) => booked(reference, minor)))
        if (ours === undefined || theirs === undefined) throw new Error('needs two books')
        expect(reconcile(ours, ours.toReversed())).toEqual({ matched: ours.length, differences: [] })
        const { matched, differences } = reconcile(ours, theirs)
        const told = (kinds: readonly string[]) => differences.filter(each => kinds.includes(each.kind)).length
        expect(matched + told(['missing-there', 'amount-differs'])).toBe(ours.length)
        expect(matched + told(['missing-here', 'amount-differs'])).toBe(theirs.length)
      }),
    )
  })
})
