import { expect, test } from 'vitest'
import { shippedText, shippedTexts } from '../testing/shipped-nomenclature.ts'
import { findSection, indexCasNumbers, listCasNumbers, readCode, readNomenclature, readSections } from './index.ts'

const nomenclature = readNomenclature('HS2022', shippedTexts('hs2022/*.txt'))
const sections = readSections(shippedText('sections.txt'))

test.each([
  ['6109.10.00', '61091000'],
  ['6109 10', '610910'],
  ['61', '61'],
  ['cotton T-shirt 6109', undefined],
  ['610', undefined],
  ['67-56-1', undefined],
])('%s is read as a code: %s', (text, code) => {
  expect(readCode(text)).toBe(code)
})

test('a CAS number is one only with its right check digit', () => {
  expect(listCasNumbers('methanol, CAS 67-56-1, 200 kg; not 67-56-2, not 1-67-56-1')).toEqual(['67-56-1'])
})

test('every CAS number among our words has its right check digit, and finds its subheading', () => {
  const written = nomenclature.entries.flatMap(({ code, also }) =>
    also.flatMap(words => ((/^CAS (\S+)$/.exec(words)?.[1] ?? []).length === 0 ? [] : `${code} ${words.slice(4)}`)),
  )
  expect(written.length).toBeGreaterThan(500)
  expect(written.filter(each => listCasNumbers(each).length === 0)).toEqual([])
  const codes = indexCasNumbers(nomenclature)
  expect(codes.get('67-56-1')).toEqual(['290511'])
  expect(codes.get('64-17-5')).toEqual(['220710', '220720'])
})

test('every chapter stands in one section', () => {
  expect(sections).toHaveLength(21)
  const chapters = nomenclature.listBelow('').map(({ code }) => code)
  expect(chapters.filter(code => findSection(sections, code) === undefined)).toEqual([])
  expect(sections.slice(1).filter(({ chapters: [first] }, index) => first <= (sections[index]?.chapters[1] ?? ''))).toEqual([])
  expect(findSection(sections, '61091000')?.number).toBe('XI')
  expect(findSection(sections, '98')).toBeUndefined()
})
