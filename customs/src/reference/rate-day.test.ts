import { expect, test } from 'vitest'
import { day } from '../kernel/index.ts'
import { bookOf, projectLaw } from '../testing/law.ts'
import { findRateDay } from './rate-day.ts'

const law = projectLaw()
const days = { registeredOn: day('2023-12-30'), arrivedOn: day('2023-12-31'), releasedOn: day('2024-01-01') }

test.each([
  ['VN', 'registration', '2023-12-30'],
  ['TH', 'import-completed', '2023-12-31'],
  ['SG', 'release', '2024-01-01'],
] as const)('%s charges at the rates of the day of %s', (state, basis, on) => {
  const found = findRateDay(law, state, 'home-use', 'charges', days)
  expect(found.ok && found.value).toMatchObject({ day: on, basis, provisional: false, issues: [] })
})

test('where the day has not come, that of registration stands in and the answer says so', () => {
  const found = findRateDay(law, 'TH', 'home-use', 'charges', { registeredOn: day('2023-12-30') })
  expect(found.ok && found.value).toMatchObject({
    day: '2023-12-30',
    provisional: true,
    issues: [{ code: 'rates.day-provisional', severity: 'hint' }],
  })
})

test('a state without the row is refused by name: there is no default', () => {
  const unknown = findRateDay(bookOf([]), 'MY', 'home-use', 'charges', days)
  expect(unknown.ok ? [] : unknown.issues.map(issue => [issue.code, issue.params?.state])).toEqual([['law.not-loaded', 'MY']])

  const row = { id: 'X', state: 'MY', validFrom: '2000-01-01', knownSince: '2026-11-22', legalRef: 'x', source: 'x', confidence: 'assumed' }
  const book = bookOf([{ file: 'test', kind: 'rate-day', rows: [{ ...row, regime: 'export', of: 'charges', basis: 'registration' }] }])
  const missing = findRateDay(book, 'MY', 'home-use', 'charges', days)
  expect(missing.ok ? [] : missing.issues).toEqual([
    expect.objectContaining({ code: 'law.no-row', params: { kind: 'rate-day', state: 'MY', day: '2023-12-30', what: 'charges home-use' } }),
  ])
})
