import fc from 'fast-check'
import { expect, test } from 'vitest'
import { shareDue } from './share.ts'

const two = (isReleased = false) => [
  { id: 'BL-1', charged: 700n, isReleased },
  { id: 'BL-2', charged: 300n, isReleased: false },
]

test.each<[string, bigint, readonly (readonly [string, bigint])[], boolean, readonly bigint[]]>([
  ['nothing paid', 0n, [], false, [700n, 300n]],
  ['all paid', 1000n, [], false, [0n, 0n]],
  ['paid without a word for which: the first first', 800n, [], false, [0n, 200n]],
  ['paid for the second', 300n, [['BL-2', 300n]], false, [700n, 0n]],
  ['paid for the second more than it is charged: the rest is for the other', 400n, [['BL-2', 400n]], false, [600n, 0n]],
  ['what is released stays settled', 700n, [['BL-2', 300n]], true, [0n, 300n]],
])('%s', (_, settled, meant, isReleased, due) => {
  expect([...shareDue(two(isReleased), settled, new Map(meant)).values()]).toEqual(due)
})

test('the parts are never negative, and add up to what is due for the whole', () => {
  const amount = fc.bigInt({ min: 0n, max: 10n ** 12n })
  const consignments = fc.uniqueArray(fc.record({ id: fc.string(), charged: amount, isReleased: fc.boolean() }), {
    selector: each => each.id,
  })
  fc.assert(
    fc.property(consignments, amount, fc.array(amount), (given, settled, payments) => {
      const meant = new Map(given.map(({ id }, index) => [id, payments[index] ?? 0n]))
      const due = [...shareDue(given, settled, meant).values()]
      const charged = given.reduce((sum, each) => sum + each.charged, 0n)
      expect(due.every(each => each >= 0n)).toBe(true)
      expect(due.reduce((sum, each) => sum + each, 0n)).toBe(charged > settled ? charged - settled : 0n)
    }),
  )
})
