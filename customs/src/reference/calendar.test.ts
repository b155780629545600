import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays, type Day, day, daysBetween } from '../kernel/index.ts'
import { addWorkingDays, COMPLETE_CALENDARS, HOLIDAYS, isWorkingDay } from './calendar.ts'
import { type LawBook, type LawTable, openLawBook } from './law.ts'
import { STATES, type State } from './states.ts'

const shipped = STATES.map(state => ({
  ...(JSON.parse(readFileSync(new URL(`../../../law/${state.toLowerCase()}/holidays.json`, import.meta.url), 'utf8')) as LawTable),
  file: `law/${state.toLowerCase()}/holidays.json`,
}))

function open(tables: readonly LawTable[]): LawBook {
  const law = openLawBook([HOLIDAYS, COMPLETE_CALENDARS], tables, 'test')
  if (!law.ok) throw new Error(JSON.stringify(law.issues))
  return law.value
}

const common = { state: 'VN', knownSince: '2026-11-22', legalRef: 'of this test', source: 'of this test', confidence: 'assumed' } as const
const gazetted = open([
  {
    file: 'holidays',
    kind: 'holiday',
    rows: [
      { ...common, id: 'new-year', validFrom: '2020-01-01', name: "New Year's Day", on: '01-01', effect: 'rest' },
      { ...common, id: 'tet', validFrom: '2027-02-08', validTo: '2027-02-09', name: 'Tet', on: '2027-02-08', effect: 'rest' },
      { ...common, id: 'swap', validFrom: '2027-02-13', validTo: '2027-02-14', name: 'worked for Tet', on: '2027-02-13', effect: 'work' },
    ],
  },
  { file: 'complete', kind: 'holidays-complete', rows: [{ ...common, id: '2027', validFrom: '2027-01-01', validTo: '2028-01-01' }] },
])
const law = open(shipped)

test.each([
  ['VN', '2027-01-01', 'New Year', false],
  ['VN', '2027-02-05', 'a Friday', true],
  ['VN', '2027-02-06', 'a Saturday', false],
  ['VN', '2027-02-08', 'a holiday of this year alone', false],
  ['VN', '2028-02-08', 'the same date a year later', true],
  ['VN', '2027-02-13', 'a Saturday worked in exchange', true],
] as const)('%s, %s: %s', (state, date, _, isWorking) => {
  expect(isWorkingDay(gazetted, state, day(date)).isWorking).toBe(isWorking)
})

test('Brunei rests on Friday and Sunday, and works on Saturday', () => {
  const week = ['2026-11-20', '2026-11-21', '2026-11-22', '2026-11-23'].map(date => isWorkingDay(law, 'BN', day(date)).isWorking)
  expect(week).toEqual([false, true, false, true])
})

test('ten working days after a notice of Friday end two weeks later, past a holiday one day more', () => {
  expect(addWorkingDays(gazetted, 'VN', day('2027-03-05'), 10)).toEqual({ day: '2027-03-19', calendar: 'complete' })
  expect(addWorkingDays(gazetted, 'VN', day('2027-01-29'), 10)).toEqual({ day: '2027-02-13', calendar: 'complete' })
  expect(addWorkingDays(gazetted, 'VN', day('2027-03-08'), -1)).toEqual({ day: '2027-03-05', calendar: 'complete' })
  expect(addWorkingDays(gazetted, 'VN', day('2027-03-06'), 0)).toEqual({ day: '2027-03-06', calendar: 'complete' })
})

test('an answer that touches a year whose holidays are not all on file says so', () => {
  expect(addWorkingDays(gazetted, 'VN', day('2027-12-30'), 3).calendar).toBe('incomplete')
  expect(isWorkingDay(gazetted, 'VN', day('2026-12-31')).calendar).toBe('incomplete')
  for (const state of STATES) expect(isWorkingDay(law, state, day('2026-11-23')).calendar).toBe('incomplete')
})

test('working days add up, and the days between are those that were not worked', () => {
  const state = fc.constantFrom<State>(...STATES)
  const start = fc.integer({ min: 0, max: 1500 }).map(days => addDays(day('2025-01-01'), days))
  fc.assert(
    fc.property(state, start, fc.nat(40), fc.nat(40), (where, from, a, b) => {
      const reached = addWorkingDays(law, where, addWorkingDays(law, where, from, a).day, b).day
      expect(reached).toBe(addWorkingDays(law, where, from, a + b).day)
      const worked = Array.from({ length: daysBetween(from, reached) }, (_, n) => addDays(from, n + 1)).filter(
        date => isWorkingDay(law, where, date).isWorking,
      )
      expect(worked).toHaveLength(a + b)
    }),
  )
})

test('half a working day, and a state that never works again, are mistakes', () => {
  expect(() => addWorkingDays(law, 'SG', day('2026-01-01'), 0.5)).toThrow('needs a whole number')
  const rows = Array.from({ length: 80 }, (_, n): Day => addDays(day('2026-01-01'), n)).map(on => ({
    ...common,
    id: on,
    validFrom: on,
    validTo: addDays(on, 1),
    name: 'rest',
    on,
    effect: 'rest',
  }))
  const resting = open([{ file: 'holidays', kind: 'holiday', rows }])
  expect(() => addWorkingDays(resting, 'VN', day('2026-01-01'), 1)).toThrow('needs working days')
})

test.each(['02-30', '2026-02-29', '13-01', 'Tet'])('%s is no day of a holiday', on => {
  const rows = [{ ...common, id: 'x', validFrom: '2020-01-01', name: 'x', on, effect: 'rest' }]
  expect(openLawBook([HOLIDAYS], [{ file: 'holidays', kind: 'holiday', rows }], 'test').ok).toBe(false)
})
