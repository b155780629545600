import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decimal } from '../kernel/index.ts'
import { driftOf, likelyFound, middlePrice, outlooksOf, priceZ, psiOf, selectDay, type Waiting } from './index.ts'

const waiting = fc
  .array(
    fc.record({
      drawn: fc.boolean(),
      isUrgent: fc.boolean(),
      probability: fc.double({ min: 0, max: 1, noNaN: true }),
      revenue: fc.integer({ min: 0, max: 1_000_000 }),
      rank: fc.nat(399),
      since: fc.constantFrom('2026-03-01', '2026-03-02'),
    }),
    { maxLength: 20 },
  )
  .map(all => all.map((each, index): Waiting => ({ ...each, mrn: `M${index}` })))
const capacity = fc.record({
  inspections: fc.nat(20),
  exploration: fc.constantFrom(0, 0.1, 0.5),
  revenueWeight: fc.constantFrom(0, 0.25, 1),
})
const numberOf = (mrn: string) => mrn.split('').reverse().join('')

describe('a day of an office', () => {
  test('takes each case once, all the lot drew, no more than there is room for, and leaves no place empty', () => {
    fc.assert(
      fc.property(waiting, capacity, (cases, room) => {
        const selected = selectDay(cases, room, numberOf)
        expect(selected.map(each => each.mrn).sort()).toEqual(cases.map(each => each.mrn).sort())
        const drawn = cases.filter(each => each.drawn).length
        const count = (...why: string[]) => selected.filter(each => why.includes(each.why)).length
        expect(count('lot')).toBe(drawn)
        const others = Math.min(Math.max(0, room.inspections - drawn), cases.length - drawn)
        expect(count('urgent', 'policy', 'exploration')).toBe(others)
        expect(count('exploration')).toBeLessThanOrEqual(Math.round(others * room.exploration))
      }),
      { numRuns: 100 },
    )
  })

  test('goes where most is likely to be found, but for the share that explores', () => {
    const plain = (mrn: string, probability: number): Waiting => ({
      mrn,
      probability,
      revenue: 0,
      drawn: false,
      isUrgent: false,
      rank: 300,
      since: '2026-03-01',
    })
    const cases = [plain('A', 0.1), plain('B', 0.9), plain('C', 0.5), plain('D', 0.2)]
    const why = (exploration: number) =>
      Object.fromEntries(selectDay(cases, { inspections: 2, exploration, revenueWeight: 0 }, mrn => mrn).map(each => [each.mrn, each.why]))
    expect(why(0)).toEqual({ B: 'policy', C: 'policy', A: 'later', D: 'later' })
    expect(why(0.5)).toEqual({ B: 'policy', A: 'exploration', C: 'later', D: 'later' })
  })

  test('the weight of revenue moves the day from many finds to dear ones; no policy is expected to find more of what it is for', () => {
    fc.assert(
      fc.property(waiting, fc.nat(20), (cases, inspections) => {
        const free = cases.map(each => ({ ...each, drawn: false, isUrgent: false }))
        const outlooks = outlooksOf(free, { inspections, exploration: 0, revenueWeight: 0.4 }, numberOf)
        expect(outlooks.map(each => each.revenueWeight)).toEqual([0, 0.1, 0.25, 0.4, 0.5, 0.75, 1])
        const [likeliest, dearest] = [outlooks[0], outlooks.at(-1)]
        for (const each of outlooks) {
          expect(each.inspections).toBe(Math.min(inspections, cases.length))
          expect(each.found).toBeLessThanOrEqual((likeliest?.found ?? 0) + 1e-9)
          expect(each.revenue).toBeLessThanOrEqual((dearest?.revenue ?? 0) * (1 + 1e-9))
        }
      }),
      { numRuns: 100 },
    )
  })

  test('a profile with few inspections is drawn towards all', () => {
    expect(likelyFound({ inspected: 0, found: 0 }, { inspected: 100, found: 10 })).toBeCloseTo(0.1)
    expect(likelyFound({ inspected: 95, found: 95 }, { inspected: 100, found: 0 })).toBeCloseTo(0.95)
    expect(likelyFound({ inspected: 0, found: 0 }, { inspected: 0, found: 0 })).toBe(0)
  })
})

describe('drift', () => {
  const of = (counts: Readonly<Record<string, number>>) => new Map(Object.entries(counts))
  test('is nothing where shares are the same, and grows with what is new', () => {
    expect(psiOf(of({ a: 50, b: 50 }), of({ a: 5, b: 5 }))).toBe(0)
    // 0.2 · ln(1.4 / 1) for each side: (0.7 − 0.5) ln(0.7/0.5) + (0.3 − 0.5) ln(0.3/0.5).
    expect(psiOf(of({ a: 50, b: 50 }), of({ a: 70, b: 30 }))).toBeCloseTo(0.16946, 4)
    const threshold = { watch: '0.1', alarm: '0.25' }
    expect(driftOf(psiOf(of({ a: 50, b: 50 }), of({ c: 100 })) ?? 0, threshold)).toBe('alarm')
    expect([0.0999, 0.1, 0.2499, 0.25].map(psi => driftOf(psi, threshold))).toEqual(['stable', 'watch', 'watch', 'alarm'])
    expect(driftOf(9, undefined)).toBe('unjudged')
    expect(psiOf(of({}), of({ a: 1 }))).toBeUndefined()
  })
  test('is never below nothing', () => {
    const counts = fc.dictionary(fc.constantFrom('a', 'b', 'c'), fc.integer({ min: 1, max: 100 })).map(of)
    fc.assert(
      fc.property(counts, counts, (before, recent) => (psiOf(before, recent) ?? 0) >= -1e-9),
      { numRuns: 60 },
    )
  })
})

describe('a unit price', () => {
  // Prices around e^2: the middle 7.389, half of them within a tenth in logarithms.
  const spread = { median: '2', mad: '0.1' }
  test('is told by how many robust deviations it lies from the middle', () => {
    expect(middlePrice(spread)).toBe('7.3891')
    expect(priceZ(decimal('7.38905609893'), spread)).toBe('0.00')
    // ln 3 = 1.0986: 0.9014 below, in deviations of 0.14826.
    expect(priceZ(decimal('3'), spread)).toBe('-6.08')
    expect(priceZ(decimal('0'), spread)).toBeUndefined()
    expect(priceZ(decimal('3'), { median: '2', mad: '0' })).toBeUndefined()
  })
})
