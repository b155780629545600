import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addedBy, hitRateOf, liftOf, OUTCOMES, pickedBy, worseOf } from './index.ts'

describe('a hit rate', () => {
  test('has the bounds that Wilson gives', () => {
    // R. G. Newcombe, Statistics in Medicine 17 (1998) 857, table I: 81 of 263 and 15 of 148.
    expect(hitRateOf({ inspected: 263, found: 81 })).toMatchObject({ rate: '0.308', low: '0.255', high: '0.366' })
    expect(hitRateOf({ inspected: 148, found: 15 })).toMatchObject({ rate: '0.101', low: '0.062', high: '0.160' })
    expect(hitRateOf({ inspected: 0, found: 0 })).toEqual({ inspected: 0, found: 0 })
  })

  test('lies between its bounds, whatever was found', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 500 }), fc.nat(500), (inspected, some) => {
        const { rate = '', low = '', high = '' } = hitRateOf({ inspected, found: Math.min(inspected, some) })
        expect(Number(low) <= Number(rate) && Number(rate) <= Number(high)).toBe(true)
      }),
      { numRuns: 100 },
    )
  })
})

describe('lift', () => {
  test('is what targeting finds against what the lot finds, and nothing where the lot found nothing', () => {
    expect(liftOf({ inspected: 100, found: 2 }, { inspected: 50, found: 10 })).toMatchObject({ lift: '10.00', isWorse: false })
    expect(liftOf({ inspected: 100, found: 0 }, { inspected: 50, found: 10 }).lift).toBeUndefined()
    expect(liftOf({ inspected: 100, found: 50 }, { inspected: 100, found: 10 })).toMatchObject({ lift: '0.20', isWorse: true })
  })
})

describe('the figures of a party', () => {
  test('count a declaration once, and a discrepancy once, in whatever order its controls are answered', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...OUTCOMES), { minLength: 1, maxLength: 6 }), answers => {
        let [known, inspected, found]: [(typeof OUTCOMES)[number] | undefined, number, number] = [undefined, 0, 0]
        for (const answer of answers) {
          const added = addedBy(known, answer)
          inspected += added.inspected
          found += added.found
          known = worseOf(known, answer)
        }
        expect([inspected, found]).toEqual([1, answers.includes('discrepancy') ? 1 : 0])
      }),
      { numRuns: 60 },
    )
  })

  test('tell the lot from a profile; an override and a script are neither', () => {
    expect(pickedBy(['random@1', 'liquor@2'])).toEqual({ drawn: true, targeted: true })
    expect(pickedBy(['override@x', 'script@1'])).toEqual({ drawn: false, targeted: false })
  })
})
