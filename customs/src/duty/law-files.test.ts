import { expect, test } from 'vitest'
import { day } from '../kernel/index.ts'
import { isLoaded, RATE_DAYS, ROUNDINGS, STATES } from '../reference/index.ts'
import { projectLaw } from '../testing/law.ts'
import { DUTY_LAYERS, type DutyLayer, THRESHOLDS } from './law.ts'
import { covers, lawOfDay } from './law-of-day.ts'

const law = projectLaw()
const layers = law.rows(DUTY_LAYERS)
const loaded = STATES.filter(state => isLoaded(law, DUTY_LAYERS, state))

test('all eleven states have their duties and taxes on file', () => {
  expect(loaded).toEqual([...STATES])
})

test('what rests on general knowledge is marked so, and nothing marked otherwise rests on it alone', () => {
  const wrong = [...layers, ...law.rows(THRESHOLDS), ...law.rows(ROUNDINGS), ...law.rows(RATE_DAYS)].filter(
    row => row.source === 'general knowledge' && row.confidence !== 'assumed',
  )
  expect(wrong.map(row => row.id)).toEqual([])
})

test('on every day law changes, at most one row of a measure answers for a commodity, or its rows differ by their conditions', () => {
  const ambiguous = loaded.flatMap(state => {
    const own = layers.filter(row => row.state === state)
    const days = new Set(own.flatMap(row => [row.validFrom, ...(row.validTo === undefined ? [] : [row.validTo])]))
    const codes = new Set(own.flatMap(row => (row.codes ?? ['99']).map(prefix => prefix.padEnd(8, '0'))))
    return [...days].flatMap(on =>
      (['import', 'export'] as const).flatMap(direction => {
        const opened = lawOfDay(law, state, day(on), direction)
        if (!opened.ok) return []
        return [...codes].flatMap(code =>
          opened.value
            .listCandidates(code)
            .filter(({ layers: rows }) =>
              rows.some(layer => {
                const same = rows.filter(({ row }) => scopeOf(row) === scopeOf(layer.row))
                return same.length > 1 && layer.conditions.length === 0
              }),
            )
            .map(({ measure }) => `${state} ${on} ${code} ${measure}`),
        )
      }),
    )
  })
  expect(ambiguous).toEqual([])
})

/** What tells the rows of one measure and one beginning of a code apart, besides their conditions. */
function scopeOf({ channels, origins, producers, whenDeclared = '*' }: DutyLayer): string {
  return [channels, origins, producers].map(list => list?.join() ?? '*').join(' ') + whenDeclared
}

test('a base holds only what was charged before it', () => {
  const orderOf = new Map<string, number>()
  for (const row of layers)
    orderOf.set(`${row.state} ${row.kind}`, Math.min(row.order, orderOf.get(`${row.state} ${row.kind}`) ?? row.order))
  const wrong = layers.filter(row => row.base.some(part => (orderOf.get(`${row.state} ${part}`) ?? -1) >= row.order))
  expect(wrong.map(row => row.id)).toEqual([])
})

test('what is collected at a sale is asked of nobody, and counts in no base', () => {
  const atSale = layers.filter(row => row.kind === 'tax-at-sale')
  expect(atSale.length).toBeGreaterThan(0)
  expect(atSale.filter(row => row.whenDeclared === undefined).map(row => row.id)).toEqual([])
  expect(layers.filter(row => row.base.includes('tax-at-sale')).map(row => row.id)).toEqual([])
})

test('a rate in percent has a base, and a base of retail value says how it is found', () => {
  const wrong = layers.filter(row => {
    const percent = row.rate.from !== 'law' || row.rate.rate.kind === 'ad-valorem'
    return (percent && row.base.length === 0) || row.base.includes('retail-value') !== (row.retail !== undefined)
  })
  expect(layers.filter(row => row.base.includes('declared-amount') !== (row.declared !== undefined)).map(row => row.id)).toEqual([])
  expect(wrong.map(row => row.id)).toEqual([])
})

test('the longest beginning of a code counts, and an exception ends a scope', () => {
  const scope = (codes: readonly string[] | undefined, exceptCodes: readonly string[] = []): Pick<DutyLayer, 'codes' | 'exceptCodes'> => ({
    ...(codes === undefined ? {} : { codes: [...codes] }),
    exceptCodes: [...exceptCodes],
  })
  expect(covers(scope(undefined), '22084000')).toBe(0)
  expect(covers(scope(['22', '2208', '2209']), '22084000')).toBe(4)
  expect(covers(scope(['2207']), '22084000')).toBe(-1)
  expect(covers(scope(undefined, ['2208']), '22084000')).toBe(-1)
})
