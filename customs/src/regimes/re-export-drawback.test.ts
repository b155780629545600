import fc from 'fast-check'
import { expect, test } from 'vitest'
import { day, decimal } from '../kernel/index.ts'
import { STATE_FACTS } from '../reference/index.ts'
import type { ImportedItem } from './drawback.ts'
import type { ReExportDrawbackRow } from './law.ts'
import { workOutReExportDrawback } from './re-export-drawback.ts'

const row: ReExportDrawbackRow = {
  id: 'XX-RE-EXPORT',
  state: 'TH',
  validFrom: day('2020-01-01'),
  knownSince: day('2020-01-01'),
  legalRef: 'a law',
  source: 'a test',
  confidence: 'assumed',
  charges: ['customs-duty'],
  withheldPercent: '10',
  withheldMax: '1000',
  monthsMax: 12,
  claimMonthsMax: 6,
}
const imported = (mrn: string, item: number, declared: string, duty: bigint): ImportedItem => ({
  mrn,
  item,
  code: '73181510',
  unit: 'KGM',
  declared: decimal(declared),
  left: decimal('0'),
  duty,
  releasedOn: day('2026-01-10'),
})
const took = (previous: string, previousItem: number, quantity: string, item = 1) => ({
  item,
  previous,
  previousItem,
  quantity: decimal(quantity),
})
const THB = STATE_FACTS.TH.currency
const days = { exportedOn: day('2026-03-10'), claimedOn: day('2026-03-12') }

test.each([
  ['a tenth stays with the state', 500_000n, 450_000n],
  ['no more than a thousand baht of an export stays with it', 5_000_000n, 4_900_000n],
  ['a tenth is rounded up', 11n, 9n],
])('%s', (_, duty, drawback) => {
  const { lines, issues } = workOutReExportDrawback([took('A', 1, '10')], days, [imported('A', 1, '10', duty)], row, THB)
  expect(issues).toEqual([])
  expect(lines).toMatchObject([{ mrn: 'A', item: 1, duty, drawback }])
})

test('a part that left has its share of the duty, and nothing is given back of what left no import', () => {
  const taken = [took('A', 1, '4'), took('A', 2, '1', 2), took('B', 1, '1', 3)]
  const imports = [imported('A', 1, '10', 1000n), imported('A', 2, '3', 100n)]
  const { lines } = workOutReExportDrawback(taken, days, imports, { ...row, withheldPercent: '0' }, THB)
  expect(lines.map(({ exportItem, duty, drawback }) => [exportItem, duty, drawback])).toEqual([
    [1, 400n, 400n],
    [2, 33n, 33n],
  ])
})

test.each([
  ['a year after the import', { exportedOn: '2027-01-11', claimedOn: '2027-01-12' }, ['regimes.drawback-too-late']],
  ['before the import', { exportedOn: '2026-01-09', claimedOn: '2026-01-12' }, ['regimes.drawback-import-later']],
  ['claimed half a year later', { exportedOn: '2026-03-10', claimedOn: '2026-09-11' }, ['regimes.drawback-claim-late']],
  ['claimed on the last day', { exportedOn: '2026-03-10', claimedOn: '2026-09-10' }, []],
])('goods that left %s', (_, { exportedOn, claimedOn }, codes) => {
  const at = { exportedOn: day(exportedOn), claimedOn: day(claimedOn) }
  const { issues } = workOutReExportDrawback([took('A', 1, '10')], at, [imported('A', 1, '10', 500n)], row, THB)
  expect(issues.map(({ code }) => code)).toEqual(codes)
})

test('goods that bore no duty have none to give back', () => {
  const { issues } = workOutReExportDrawback([took('A', 1, '10')], days, [imported('A', 1, '10', 0n)], row, THB)
  expect(issues.map(({ code }) => code)).toEqual(['regimes.drawback-nothing'])
})

test('lines add up to what is given back, however the goods are parted, and never to more than the duty', () => {
  const items = fc.array(
    fc.record({
      duty: fc.bigInt(1n, 10n ** 9n),
      declared: fc.integer({ min: 1, max: 500 }),
      share: fc.double({ min: 0.01, max: 1, noNaN: true }),
    }),
    {
      minLength: 1,
      maxLength: 12,
    },
  )
  fc.assert(
    fc.property(items, fc.integer({ min: 0, max: 100 }), (goods, withheld) => {
      const imports = goods.map(({ duty, declared }, index) => imported('A', index + 1, String(declared), duty))
      const taken = goods.map(({ declared, share }, index) =>
        took('A', index + 1, String(Math.max(1, Math.floor(declared * share))), index + 1),
      )
      const { lines } = workOutReExportDrawback(taken, days, imports, { ...row, withheldPercent: String(withheld) }, THB)
      const [duty, drawback] = [lines.reduce((sum, each) => sum + each.duty, 0n), lines.reduce((sum, each) => sum + each.drawback, 0n)]
      const share = duty - (duty * BigInt(100 - withheld)) / 100n
      expect(drawback).toBe(duty - (share < 100_000n ? share : 100_000n))
      expect(lines.every(each => each.drawback >= 0n && each.drawback <= each.duty)).toBe(true)
    }),
  )
})
