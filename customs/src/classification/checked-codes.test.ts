import { expect, test } from 'vitest'
import { examplesOf, type LookedAt, listCheckedCodes } from './index.ts'

const shirts: LookedAt = {
  mrn: '26VN1',
  principal: 'VN-0101',
  items: [{ sequence: 1, description: 'Men’s shirts of cotton', commodityCode: '62052000' }],
  reports: [],
  reclassified: [],
}
const clean = { control: 'document-check', outcome: 'clean', findings: [] }
const other = { sequence: 1, commodityCode: '61051000', status: 'decided' }
const codes = (looked: Partial<LookedAt>) => listCheckedCodes({ ...shirts, ...looked }).map(each => [each.kind, each.code])

test.each<[string, Partial<LookedAt>, readonly (readonly [string, string])[]]>([
  ['nothing that nobody looked at', {}, []],
  ['nothing that was scanned alone', { reports: [{ ...clean, control: 'scan' }] }, []],
  ['the code of goods found in order', { reports: [clean] }, [['checked', '62052000']]],
  ['less of what was looked at after release', { reports: [{ ...clean, control: 'after-release-check' }] }, [['audited', '62052000']]],
  ['nothing where the code was found wrong', { reports: [clean, { ...clean, outcome: 'minor', findings: ['classification'] }] }, []],
  [
    'nothing beside a discrepancy',
    { reports: [clean, { ...clean, control: 'examination', outcome: 'discrepancy', findings: ['quantity'] }] },
    [],
  ],
  ['the code that was decided instead', { reports: [clean], reclassified: [other] }, [['checked', '61051000']]],
  ['nothing while the decision is contested', { reports: [clean], reclassified: [{ ...other, status: 'appealed' }] }, []],
  [
    'the declared code where the decision fell',
    { reports: [clean], reclassified: [{ ...other, status: 'changed' }] },
    [['checked', '62052000']],
  ],
])('of a declaration is taught: %s', (_, looked, taught) => {
  expect(codes(looked)).toEqual(taught)
})

test('who lodges a wrong code a thousand times teaches nothing, and little where officers wave it through', () => {
  const lodged = (reports: LookedAt['reports']) =>
    Array.from({ length: 1_000 }, (_, row) => listCheckedCodes({ ...shirts, mrn: `26VN${row}`, reports })).flat()
  expect(lodged([])).toEqual([])
  expect(examplesOf(lodged([clean]))).toHaveLength(20)
})
