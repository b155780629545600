import { expect, test } from 'vitest'
import { DOCUMENT_TYPES } from '../documents/index.ts'
import { day } from '../kernel/index.ts'
import { lawBeside } from '../testing/law.ts'
import { MEASURES } from './law.ts'
import { findMeasures, measuresKnown, measuresOf } from './measures.ts'

const ROW = {
  validFrom: '2026-01-01',
  knownSince: '2026-11-22',
  legalRef: 'a decree made up for this test',
  source: 'this test',
  confidence: 'assumed',
  authority: 'an authority made up for this test',
  severity: 'error',
  direction: 'import',
  state: 'SG',
}
const SHIRTS = { ...ROW, id: 'SHIRTS', measure: 'test.shirts', name: 'Shirts', kind: 'prohibition', codes: ['6109', '6205'] }
const law = lawBeside([
  { kind: 'measure', rows: [{ ...SHIRTS, exceptCodes: ['61091000'], origins: ['TH'] }] },
  { kind: 'measures-complete', rows: [{ ...SHIRTS, id: 'SHIRTS-COMPLETE', codes: ['61'] }] },
])
const context = { law, state: 'SG', day: day('2026-11-22') } as const
const ids = (code: string, origin?: string) =>
  findMeasures(context, { code, direction: 'import', origin }).map(({ measure, concerns }) => `${measure.id} ${concerns}`)

test('a code lies in a measure, holds a part of it, or is excepted', () => {
  expect(ids('62059000')).toEqual(['SHIRTS all'])
  expect(ids('6109')).toEqual(['SHIRTS some'])
  expect(ids('62')).toEqual(['SHIRTS some'])
  expect(ids('61091000')).toEqual([])
  expect(ids('6110')).toEqual([])
})

test('who does not say the origin is told what may apply; a declaration is held to what does', () => {
  expect(ids('6205', 'TH')).toEqual(['SHIRTS all'])
  expect(ids('6205', 'VN')).toEqual([])
  const held = (origin?: string) => measuresOf(context, { code: '62059000', direction: 'import', origin })
  expect(held('TH').map(each => each.id)).toEqual(['SHIRTS'])
  expect(held()).toEqual([])
})

test('only a row that says so makes a list complete', () => {
  expect(measuresKnown(context, { code: '6109', direction: 'import' })).toBe('complete')
  expect(measuresKnown(context, { code: '6205', direction: 'import' })).toBe('some')
  expect(measuresKnown(context, { code: '6109', direction: 'export' })).toBe('some')
  expect(measuresKnown({ ...context, day: day('2001-01-01') }, { code: '6109', direction: 'import' })).toBe('none')
})

test('a document that a measure on file asks for by code is one that customs knows', () => {
  const types = lawBeside([])
    .rows(MEASURES)
    .flatMap(row => ('document' in row ? (row.document?.types ?? []) : []))
  expect(types.filter(type => !Object.hasOwn(DOCUMENT_TYPES, type))).toEqual([])
  expect(types).not.toEqual([])
})
