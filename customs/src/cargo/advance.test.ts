import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays, type Day, day } from '../kernel/index.ts'
import { projectLaw } from '../testing/law.ts'
import { judgeFiling } from './advance.ts'
import { type ManifestInput, manifestSchema } from './manifest.ts'

const law = projectLaw()
const SHIP = { reference: 'M-1', mode: '1', departedOn: '2026-11-10', arrivalOn: '2026-11-14' }
const boxed = { number: 'BL-1', kind: 'master' as const, containers: ['MSCU1234566'] }
const loose = { number: 'BL-2', kind: 'master' as const, cargo: 'bulk' as const }

function judge(manifest: ManifestInput, filedOn: string): readonly (readonly unknown[])[] {
  const issues = judgeFiling(manifestSchema.parse(manifest), { state: 'TH', day: day(filedOn), law })
  return issues.map(({ code, severity, path, params }) => [code, severity, path, params?.lawRow])
}

const ofContainers = ['cargo.filed-late', 'warning', 'departedOn', 'TH-ADVANCE-SEA-CONTAINERS']
const ofLoose = ['cargo.filed-late', 'warning', 'arrivalOn', 'TH-ADVANCE-SEA-LOOSE']

test.each([
  ['containers filed on the day of sailing might have been in time somewhere', [boxed], '2026-11-10', []],
  ['containers filed the day after it were not', [boxed], '2026-11-11', [ofContainers]],
  ['loose goods filed the day before they come might be in time', [loose], '2026-11-13', []],
  ['loose goods filed on the day they come are not', [loose], '2026-11-14', [ofLoose]],
  ['a ship of both is told of both', [boxed, loose], '2026-11-14', [ofContainers, ofLoose]],
])('%s', (_, transportDocuments, filedOn, expected) => {
  expect(judge({ ...SHIP, transportDocuments }, filedOn)).toEqual(expected)
})

test('hours are less than days tell: a flight filed on its day is not judged, one filed after it is late', () => {
  const flight = { reference: 'F-1', mode: '4', arrivalOn: '2026-11-14', transportDocuments: [loose] }
  expect(judge(flight, '2026-11-14')).toEqual([])
  expect(judge(flight, '2026-11-15')).toEqual([['cargo.filed-late', 'warning', 'arrivalOn', 'TH-ADVANCE-AIR']])
})

test('a day that is not named, and a state without a row for the mode, are not judged', () => {
  expect(judge({ reference: 'M-2', mode: '1', transportDocuments: [boxed, loose] }, '2026-11-14')).toEqual([])
  expect(judge({ ...SHIP, mode: '8', transportDocuments: [boxed, loose] }, '2026-12-31')).toEqual([])
})

test('whoever files in time by the hour is never told to be late', () => {
  const hour = 3_600_000
  const start = Date.UTC(2026, 0, 1)
  const dayOf = (instant: number): Day => addDays(day('2026-01-01'), Math.floor((instant - start) / (24 * hour)))
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 2_000 }),
      fc.integer({ min: 0, max: 500 }),
      fc.constantFrom('2', '3', '4', '1'),
      (at, more, mode) => {
        const filed = start + at * hour
        const hours = { '1': 24, '2': 2, '3': 1, '4': 4 }[mode] ?? 0
        const arrives = filed + (hours + more) * hour
        const manifest = { reference: 'M-3', mode, arrivalOn: dayOf(arrives), transportDocuments: [loose] }
        expect(judgeFiling(manifestSchema.parse(manifest), { state: 'TH', day: dayOf(filed), law })).toEqual([])
      },
    ),
  )
})
