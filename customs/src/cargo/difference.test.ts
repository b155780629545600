import fc from 'fast-check'
import { expect, test } from 'vitest'
import { day } from '../kernel/index.ts'
import { openLawBook } from '../reference/index.ts'
import { addCargo, type CargoAmount, isNoCargo, isSameCargo, sumCargo } from './amount.ts'
import { type Difference, dischargeDifferences, settleDifference, stockDifferences } from './difference.ts'
import { DIFFERENCE_PERIODS } from './law.ts'
import { announce, type CargoStanding, goneOf, performCargo, statusOf, totalOf } from './standing.ts'
import { explanationLimit } from './storage.ts'

const kg = (packages: number, grossMassKg: string): CargoAmount => ({ packages, grossMassKg })
const on = day('2026-11-02')

/** Goods that landed as this, of which a declaration took so much before. */
function discharged(announced: CargoAmount, landed: CargoAmount, declared?: CargoAmount, damagedPackages = 0): CargoStanding {
  const acts = [
    ...(declared === undefined ? [] : [{ act: 'write-off' as const, amount: declared }]),
    { act: 'arrive' as const, on },
    { act: 'discharge' as const, on, landed, damagedPackages },
  ]
  return acts.reduce(
    (standing, act) => {
      const done = performCargo(standing, act)
      if (!done.ok) throw new Error(done.issues[0]?.code)
      return done.value
    },
    announce('packaged', announced),
  )
}

function differencesOf({ landing }: CargoStanding): readonly Difference[] {
  return landing === undefined ? [] : dischargeDifferences(landing).map(({ kind, amount }) => ({ kind, open: amount, openedOn: on }))
}

function settled(standing: CargoStanding, difference: Difference, ...wish: [Parameters<typeof settleDifference>[2]]): CargoStanding {
  const done = settleDifference(difference, standing, ...wish)
  if (!done.ok) throw new Error(done.issues[0]?.code)
  const { act } = done.value
  const moved = act === undefined ? { ok: true as const, value: standing } : performCargo(standing, act)
  if (!moved.ok) throw new Error(moved.issues[0]?.code)
  return moved.value
}

const codeOf = (done: ReturnType<typeof settleDifference>) => (done.ok ? 'settled' : done.issues[0]?.code)

test('packages short, mass over and packages damaged are each to be explained by themselves', () => {
  expect(differencesOf(discharged(kg(100, '1000'), kg(97, '1020'), undefined, 2)).map(each => [each.kind, each.open])).toEqual([
    ['shortage', kg(3, '0')],
    ['surplus', kg(0, '20')],
    ['damage', kg(2, '0')],
  ])
  expect(differencesOf(discharged(kg(100, '1000'), kg(100, '1000')))).toEqual([])
  expect(stockDifferences({ left: kg(10, '100') }, kg(8, '101'))).toEqual([
    { kind: 'stock-shortage', amount: kg(2, '0') },
    { kind: 'stock-surplus', amount: kg(0, '1') },
  ])
})

test('what was declared and did not land is charged as if it had, and nothing is declared beyond what there is any more', () => {
  const short = discharged(kg(100, '1000'), kg(97, '970'), kg(100, '1000'))
  const [difference] = differencesOf(short)
  if (difference === undefined) throw new Error('there is no difference')
  expect(short.excess).toEqual(kg(3, '30'))
  const by = { mrn: 'A', took: kg(100, '1000'), tookOn: day('2026-10-01'), spent: kg(0, '0') }
  expect(settled(short, difference, { outcome: 'charged', by })).toMatchObject({ added: kg(3, '30'), excess: kg(0, '0'), left: kg(0, '0') })
  expect(codeOf(settleDifference(difference, short, { outcome: 'charged' }))).toBe('cargo.difference-by-declaration')
  const spent = { ...by, spent: kg(98, '980') }
  expect(codeOf(settleDifference(difference, short, { outcome: 'charged', by: spent }))).toBe('cargo.difference-by-declaration')
})

test('goods found after all correct what landed, in parts', () => {
  const short = discharged(kg(100, '1000'), kg(97, '970'))
  const [difference] = differencesOf(short)
  if (difference === undefined) throw new Error('there is no difference')
  const part = settleDifference(difference, short, { outcome: 'corrected', amount: kg(1, '10') })
  expect(part.ok && part.value.open).toEqual(kg(2, '20'))
  const found = settled(short, difference, { outcome: 'corrected', amount: kg(1, '10') })
  expect(found).toMatchObject({ landing: { landed: kg(98, '980'), short: kg(2, '20') }, left: kg(98, '980') })
  expect(codeOf(settleDifference(difference, short, { outcome: 'corrected', amount: kg(4, '1') }))).toBe('cargo.difference-beyond')
  expect(codeOf(settleDifference({ ...difference, open: kg(0, '0') }, short, { outcome: 'accepted' }))).toBe('cargo.difference-settled')
})

test('what is missing of a stock is gone once that is accepted, and a declaration from before it was missed does not charge it', () => {
  const stored = discharged(kg(10, '100'), kg(10, '100'))
  const missing: Difference = { kind: 'stock-shortage', open: kg(10, '100'), openedOn: on }
  const gone = settled(stored, missing, { outcome: 'accepted' })
  expect([statusOf(gone), gone.left, gone.missing]).toEqual(['missing', kg(0, '0'), kg(10, '100')])
  const by = { mrn: 'A', took: kg(10, '100'), tookOn: day('2026-11-01'), spent: kg(0, '0') }
  expect(codeOf(settleDifference(missing, stored, { outcome: 'charged', by }))).toBe('cargo.difference-by-declaration')
  expect(codeOf(settleDifference(missing, stored, { outcome: 'charged', by: { ...by, tookOn: on } }))).toBe('settled')
  const more: Difference = { kind: 'stock-surplus', open: kg(1, '5'), openedOn: on }
  expect(settled(stored, more, { outcome: 'corrected' })).toMatchObject({ added: kg(1, '5'), left: kg(11, '105') })
  expect(codeOf(settleDifference(more, stored, { outcome: 'charged', by }))).toBe('cargo.difference-outcome')
})

test('a surplus that was counted wrongly is taken off what is left, never off what was declared', () => {
  const over = discharged(kg(10, '100'), kg(12, '120'))
  const [difference] = differencesOf(over)
  if (difference === undefined) throw new Error('there is no difference')
  expect(settled(over, difference, { outcome: 'corrected' })).toMatchObject({ left: kg(10, '100'), landing: { over: kg(0, '0') } })
  const all = performCargo(over, { act: 'write-off', amount: kg(12, '120') })
  if (!all.ok) throw new Error('all of it can be declared')
  expect(() => settled(all.value, difference, { outcome: 'corrected' })).toThrow('cargo.packages-exceed-left')
})

test('the day of explaining is the law’s: that of the kind, or else that of every kind; without a row there is none', () => {
  const row = (id: string, days: number, difference?: string) => ({
    id,
    state: 'KH',
    validFrom: '2020-01-01',
    knownSince: '2020-01-01',
    legalRef: 'made up',
    source: 'made up for this test',
    confidence: 'assumed',
    days,
    ...(difference === undefined ? {} : { difference }),
  })
  const lawOf = (rows: readonly object[]) => {
    const law = openLawBook([DIFFERENCE_PERIODS], [{ file: 'differences', kind: DIFFERENCE_PERIODS.name, rows }], 'test')
    if (!law.ok) throw new Error(JSON.stringify(law.issues))
    return law.value
  }
  const both = lawOf([row('every', 30), row('shortages', 10, 'shortage')])
  expect(explanationLimit(both, 'KH', 'shortage', on)).toEqual({ lastOn: '2026-11-12', law: 'shortages' })
  expect(explanationLimit(both, 'KH', 'damage', on)).toEqual({ lastOn: '2026-12-02', law: 'every' })
  expect(explanationLimit(both, 'LA', 'damage', on)).toBeUndefined()
  expect(explanationLimit(lawOf([]), 'KH', 'damage', on)).toBeUndefined()
})

const packages = fc.integer({ min: 1, max: 40 })
const amount = fc.record({ packages, grossMassKg: fc.integer({ min: 1, max: 9_000 }).map(grams => String(grams / 100)) })

test('however differences are settled, no package and no gram comes or goes', () => {
  const way = fc.record({ at: fc.nat(5), outcome: fc.constantFrom('accepted' as const, 'charged' as const, 'corrected' as const), amount })
  fc.assert(
    fc.property(
      amount,
      amount,
      fc.option(amount),
      fc.option(amount),
      fc.array(way, { maxLength: 12 }),
      (announced, landed, early, counted, ways) => {
        const first = announce('packaged', announced)
        const taken = early === null ? undefined : performCargo(first, { act: 'write-off', amount: early })
        const start = discharged(announced, landed, taken?.ok === true ? (early ?? undefined) : undefined)
        let standing = start
        const found =
          counted === null ? [] : stockDifferences(standing, counted).map(each => ({ kind: each.kind, open: each.amount, openedOn: on }))
        const open: Difference[] = [...differencesOf(standing), ...found]
        for (const { at, outcome, amount: part } of ways) {
          const place = at % Math.max(1, open.length)
          const difference = open[place]
          if (difference === undefined) continue
          const by = { mrn: 'A', took: kg(1_000, '100000'), tookOn: on, spent: kg(0, '0') }
          const done = settleDifference(difference, standing, { outcome, amount: part, by })
          if (!done.ok) continue
          const moved = done.value.act === undefined ? undefined : performCargo(standing, done.value.act)
          if (moved !== undefined && !moved.ok) continue
          expect(isSameCargo(addCargo(done.value.open, done.value.amount), difference.open)).toBe(true)
          open[place] = { ...difference, open: done.value.open }
          standing = moved?.value ?? standing
          const { declared, passedOn, left, excess } = standing
          expect(isSameCargo(addCargo(totalOf(standing), excess), sumCargo([declared, passedOn, goneOf(standing), left]))).toBe(true)
          expect([left, excess, totalOf(standing)].every(each => each.packages >= 0 && !each.grossMassKg.startsWith('-'))).toBe(true)
        }
        expect(standing.declared).toEqual(start.declared)
        expect(isNoCargo(goneOf(standing)) || found.some(each => each.kind === 'stock-shortage')).toBe(true)
      },
    ),
    { numRuns: 200 },
  )
})
