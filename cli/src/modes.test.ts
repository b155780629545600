import type { ModeComparisonAnswer, ModePackAnswer } from '@lintas/contract'
import { STATES } from '@lintas/customs/reference'
import { beforeAll, expect, test } from 'vitest'
import { type Outcome, openCommandLine } from './testing/command-line.ts'

const { lintas } = openCommandLine('modes')

const ON = ['--date', '2026-11-22']
let [words, region, table, file, pack, unasked] = [] as unknown as readonly [Outcome, Outcome, Outcome, Outcome, Outcome, Outcome]
beforeAll(async () => {
  // Together: one of them starts the region of the home, the others are its guests.
  ;[words, region, table, file, pack, unasked] = await Promise.all([
    lintas('modes', 'diff', '--state', 'TH', 'air', 'land', ...ON),
    lintas('modes', 'diff', '--states', 'all', 'air', 'land', '--json', ...ON),
    lintas('modes', 'diff', '--states', 'all', 'air', 'land', ...ON),
    lintas('modes', 'diff', '--states', 'SG,TH', 'air', 'land', '--csv', ...ON),
    lintas('modes', 'show', '--state', 'TH', 'land', '--json', ...ON),
    lintas('modes', 'diff', 'air', 'land'),
  ])
}, 200_000)

test('what differs between air and land in Thailand is printed, each with where it stands', () => {
  expect(words.code).toBe(0)
  expect(words.lines[0]).toBe('TH, air and land, on 2026-11-22: 4 of 8 subjects differ.')
  expect(words.lines.filter(line => line.startsWith('different: '))).toEqual([
    'different: advance-cargo',
    'different: transport-document import',
    'different: means-number border',
    'different: office',
  ])
  expect(words.stdout).toMatch(/land: TH-MSO, Mae Sot: import, export, transit\. \(road only\)/)
  expect(words.stdout).toMatch(/TH-LOW-VALUE-DUTY-1: Customs Department Announcement 219\/2568; .*; secondary$/m)
})

test('one pair is compared across the region, as objects and as a table with a column for each state', () => {
  const compared = region.objects<ModeComparisonAnswer>()
  expect(compared.map(each => each.state)).toEqual([...STATES])
  expect(table.lines[0]?.trim().split(/\s+/)).toEqual([...STATES])
  const counts = table.lines.find(line => line.startsWith('differ '))
  expect(counts?.trim().split(/\s+/).slice(1)).toEqual(compared.map(each => String(each.differing)))
})

test('the file of several states has its headings once', () => {
  expect(file.stdout.match(/^state,/gm)).toHaveLength(1)
  expect(new Set(file.lines.slice(1).map(line => line.slice(0, 3)))).toEqual(new Set(['SG,', 'TH,']))
})

test('the pack of one mode is told whole', () => {
  const told: ModePackAnswer = JSON.parse(pack.stdout)
  expect(told).toMatchObject({ state: 'TH', mode: 'land', modes: ['2', '3'] })
  expect(told.subjects.map(each => each.subject)).toContain('office')
})

test('without a state nothing is compared', () => {
  expect([unasked.code, unasked.stdout]).toEqual([2, ''])
  expect(unasked.stderr).toContain('needs --state or --states')
})
