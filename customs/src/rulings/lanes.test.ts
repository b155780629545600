import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { State } from '../reference/index.ts'
import { boundsOf, deviateFor, differenceOf } from '../risk/index.ts'
import { compareLanes, type HeldLanes, sumLanes } from './index.ts'

const held = (state: State, green: number, red: number, more: Partial<HeldLanes> = {}): HeldLanes => ({
  state,
  code: '610910',
  lanes: { green, blue: 0, yellow: 0, red },
  ...more,
})

test('Newcombe’s own example: 56 of 70 against 48 of 80 differ by 0.2, from 0.0524 to 0.3339', () => {
  const { rate, low, high } = differenceOf({ part: 56, whole: 70 }, { part: 48, whole: 80 }, 1.959964)
  expect([rate, low, high].map(each => each.toFixed(4))).toEqual(['0.2000', '0.0524', '0.3339'])
})

test.each([
  [1, 1.959964],
  [10, 2.807034],
  [1_000, 4.055627],
  [50_000, 4.891638],
])('of %i comparisons each must lie %f deviates away', (comparisons, deviate) => {
  expect(deviateFor(comparisons)).toBeCloseTo(deviate, 5)
})

test('a state that stops like goods far more often differs; one that stops them about as often does not', () => {
  const { goods, comparisons } = compareLanes('VN', [held('VN', 160, 40), held('SG', 196, 4), held('TH', 165, 35)])
  expect(comparisons).toBe(4)
  expect(goods[0]?.sides.map(each => [each.state, each.declarations, each.shares.red?.rate])).toEqual([
    ['VN', 200, 0.2],
    ['SG', 200, 0.02],
    ['TH', 200, 0.175],
  ])
  expect(goods[0]?.differences.map(each => [each.share, each.with, each.rate.toFixed(2), each.low > 0])).toEqual([
    ['held', 'SG', '0.18', true],
    ['red', 'SG', '0.18', true],
  ])
})

test('what differs between two goods alone is no difference among a thousand', () => {
  const few = [held('VN', 85, 15), held('SG', 97, 3)]
  expect(compareLanes('VN', few).goods[0]?.differences).not.toEqual([])
  const many = Array.from({ length: 1_000 }, (_, place) => {
    const code = String(200_000 + place)
    return [held('VN', 90, 10, { code }), held('SG', 90, 10, { code })]
  }).flat()
  const among = compareLanes('VN', [...few, ...many])
  expect(among.goods.flatMap(each => each.differences)).toEqual([])
})

test('goods of which this state says nothing are not its to compare, and with nobody beside it nothing differs', () => {
  expect(compareLanes('VN', [held('SG', 100, 0), held('TH', 0, 100)]).goods).toEqual([])
  const [alone] = compareLanes('VN', [held('VN', 0, 100)]).goods
  expect(alone).toMatchObject({ differences: [], sides: [{ state: 'VN', declarations: 100 }] })
})

test('months add up; inspections are those of the months that told of any', () => {
  const inspections = { inspected: 12, found: 3 }
  expect(sumLanes([held('VN', 10, 1), held('VN', 20, 2, { inspections }), held('SG', 30, 3)])).toEqual([
    held('VN', 30, 3, { inspections }),
    held('SG', 30, 3),
  ])
})

test('bounds lie about the share, inside nought and one; a difference and its reverse are each other’s mirror', () => {
  const counted = fc
    .integer({ min: 1, max: 5_000 })
    .chain(whole => fc.record({ part: fc.integer({ min: 0, max: whole }), whole: fc.constant(whole) }))
  fc.assert(
    fc.property(counted, counted, (one, other) => {
      const { rate, low, high } = boundsOf(one, 1.96)
      expect(low).toBeGreaterThanOrEqual(0)
      expect(low).toBeLessThanOrEqual(rate)
      expect(high).toBeGreaterThanOrEqual(rate)
      expect(high).toBeLessThanOrEqual(1)
      const [there, back] = [differenceOf(one, other, 3), differenceOf(other, one, 3)]
      expect(there.low).toBeCloseTo(-back.high, 9)
    }),
  )
})
