import fc from 'fast-check'
import { expect, test } from 'vitest'
import { chargedBy, type Findings, findingsAbout, findLess, findMore, putOnSecurity, takeOffSecurity } from './found.ts'

const findings: fc.Arbitrary<Findings> = fc.record({
  denied: fc.uniqueArray(fc.integer({ min: 1, max: 9 }), { maxLength: 5 }),
  classified: fc.uniqueArray(
    fc.record({ sequence: fc.integer({ min: 1, max: 9 }), commodityCode: fc.constantFrom('61091010', '62052010') }),
    {
      maxLength: 5,
      selector: each => each.sequence,
    },
  ),
})

test('what was found and then does not stand leaves the same bytes as if it had never been', () => {
  fc.assert(
    fc.property(findings, found => {
      expect(JSON.stringify(findLess(findMore({}, found), found))).toBe('{}')
    }),
  )
})

test('what is on security is not charged, and is charged again once it is off', () => {
  fc.assert(
    fc.property(findings, findings, (one, other) => {
      const both = findMore(findMore({}, one), other)
      const secured = putOnSecurity(both, findingsAbout(both, undefined))
      expect(findMore({}, chargedBy(secured))).toEqual({})
      expect(takeOffSecurity(secured, findingsAbout(both, undefined))).toEqual(both)
    }),
  )
})

test('findings stand in the order of their items, whatever the order they were made in', () => {
  expect(findMore(findMore({}, { denied: [3] }), { denied: [1, 3] })).toEqual({ denied: [1, 3] })
})

test('of an item classified twice the last word counts', () => {
  const before = findMore({}, { classified: [{ sequence: 1, commodityCode: '61091010' }] })
  expect(findMore(before, { classified: [{ sequence: 1, commodityCode: '61091020' }] })).toEqual({
    classified: [{ sequence: 1, commodityCode: '61091020' }],
  })
})
