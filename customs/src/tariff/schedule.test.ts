import { expect, test } from 'vitest'
import { type CommodityCode, day } from '../kernel/index.ts'
import { countChanges, diffSchedules } from './diff.ts'
import { findLine } from './find-line.ts'
import { adValorem } from './rate.ts'
import { openSchedule, type Schedule, type TariffLine } from './schedule.ts'

const line = (code: string, mfn?: string): TariffLine => ({
  code: code as CommodityCode,
  row: 1,
  description: {},
  rates: mfn === undefined ? {} : { mfn: adValorem(mfn) },
})

function schedule(id: string, lines: readonly TariffLine[]): Schedule {
  const version = { id, state: 'VN' as const, validFrom: day('2023-07-15'), source: 'a gazette', confidence: 'secondary' as const }
  return openSchedule(version, lines, [
    { code: '61', row: 1, description: { en: 'Knitted garments' } },
    { code: '6109', row: 2, description: { en: 'T-shirts' } },
  ])
}

const now = schedule('now', [line('61091020', '20'), line('61091010', '20'), line('61099010', '20'), line('22084000', '45')])
const before = schedule('before', [line('61091000', '20')])

test.each([
  ['a line by its code', '61091010', 'found'],
  ['a code written with points', '6109.10.10', 'found'],
  ['a subheading, which says too little', '610910', 'tariff.code-incomplete'],
  ['seven digits, which say too little', '6109101', 'tariff.code-incomplete'],
  ['more digits than the schedule has', '6109101099', 'tariff.code-too-long'],
  ['a code that stands nowhere', '61091099', 'tariff.code-unknown'],
  ['a code of a chapter that is not on file', '84713020', 'tariff.code-unknown'],
  ['a code that was right in another version', '61091000', 'tariff.code-not-valid-on-day'],
  ['the reserved chapter', '77010000', 'tariff.chapter-reserved'],
  ['chapter zero', '00010000', 'tariff.chapter-reserved'],
  ['letters', 'T-SHIRTS', 'tariff.code-malformed'],
  ['a heading, too short to be a code at all', '6109', 'tariff.code-malformed'],
  ['nothing', '', 'tariff.code-malformed'],
])('%s', (_, code, outcome) => {
  const found = findLine(now, code, [now, before])
  expect(found.ok ? 'found' : found.issues[0]?.code).toBe(outcome)
})

test('a code that says too little is refused with the lines it may have meant', () => {
  const found = findLine(now, '610910')
  expect(found.ok ? {} : found.issues[0]?.params).toMatchObject({ count: 2, candidates: '61091010, 61091020' })
})

test('a code that ended is refused with the lines that may have taken its place', () => {
  const found = findLine(now, '61091000', [before])
  expect(found.ok ? {} : found.issues[0]?.params).toMatchObject({ other: 'before', candidates: '61091010, 61091020' })
})

test('lines are listed below any beginning of their code, and headings above', () => {
  expect(now.listBelow('6109').map(each => each.code)).toEqual(['61091010', '61091020', '61099010'])
  expect(now.listBelow('99')).toEqual([])
  expect(now.listAbove('61091010').map(each => each.code)).toEqual(['61', '6109'])
})

test('a new version shows what it adds, removes and changes, rate by rate', () => {
  const after = schedule('after', [
    line('61091010', '15'),
    line('61091020', '20'),
    line('22084000'),
    { ...line('61099020', '20'), rates: { mfn: adValorem('20') } },
  ])
  const changes = diffSchedules(now, after)
  expect(changes).toEqual([
    { kind: 'changed', code: '22084000', columns: { mfn: { from: adValorem('45') } } },
    { kind: 'changed', code: '61091010', columns: { mfn: { from: adValorem('20'), to: adValorem('15') } } },
    { kind: 'removed', code: '61099010', rates: { mfn: adValorem('20') } },
    { kind: 'added', code: '61099020', rates: { mfn: adValorem('20') } },
  ])
  expect(countChanges(changes, after)).toEqual({ added: 1, removed: 1, changed: 2, unchanged: 1 })
  expect(diffSchedules(now, now)).toEqual([])
  expect(countChanges(diffSchedules(undefined, now), now)).toEqual({ added: 4, removed: 0, changed: 0, unchanged: 0 })
})
