import { expect, test } from 'vitest'
import type { Currency } from '../kernel/index.ts'
import { readSchedule } from './read-schedule.ts'

const VND = 'VND' as Currency
const read = (header: string, ...rows: string[]) =>
  readSchedule(
    header.split('|'),
    rows.map(row => row.split('|')),
    VND,
  )

test('rows of fewer than eight digits are headings, all others lines', () => {
  const { lines, headings, rows } = read(
    'code|description_en|mfn',
    '01|Animals|',
    '0101|Horses|',
    '010121|Bred|',
    '01012100|Bred|0',
    '0101210010|Ponies|5',
  )
  expect({ lines: lines.length, headings: headings.length, rows }).toEqual({ lines: 2, headings: 3, rows: 5 })
})

test('codes are read with the points and spaces people write in them', () => {
  const { lines, problems } = read('code|mfn', '0101.21.00|0', ' 0101 29 00 |5')
  expect(lines.map(line => line.code)).toEqual(['01012100', '01012900'])
  expect(problems).toEqual([])
})

test.each([
  ['no code', '|5', 'tariff.line-code-missing'],
  ['letters', '0101AB00|5', 'tariff.line-code-malformed'],
  ['a spreadsheet that took it for a number', '1.01E+07|5', 'tariff.line-code-malformed'],
  ['twelve digits', '010121001234|5', 'tariff.line-code-malformed'],
  ['the reserved chapter', '77012100|5', 'tariff.line-code-malformed'],
  ['chapter zero', '00012100|5', 'tariff.line-code-malformed'],
  ['digits of another script', '٠١٠١٢١٠٠|5', 'tariff.line-code-malformed'],
])('a row with %s is reported and gives no line', (_, row, code) => {
  const { lines, problems } = read('code|mfn', row)
  expect(lines).toEqual([])
  expect(problems).toEqual([expect.objectContaining({ row: 1, column: 'code', code })])
})

test('a code that is none is reported as it stands in the file', () => {
  expect(read('code|mfn', '1.01E+07|5').problems).toEqual([expect.objectContaining({ row: 1, cell: '1.01E+07' })])
})

test('a heading that may have lost its leading zero is reported', () => {
  expect(read('code|mfn', '1012100|5').problems).toEqual([
    expect.objectContaining({ row: 1, code: 'tariff.heading-code-odd', cell: '1012100' }),
  ])
})

test('a cell nobody can read is reported with its place, and its rate stays unknown', () => {
  const { lines, problems } = read('code|mfn|vat', '01012100|0|10', '01012900|5|11*)')
  expect(problems).toEqual([{ row: 2, column: 'vat', cell: '11*)', code: 'tariff.cell-unreadable', commodityCode: '01012900' }])
  expect(lines[1]?.rates).toEqual({ mfn: { kind: 'ad-valorem', percent: '5' }, vat: { kind: 'unknown', cell: '11*)' } })
})

test('an empty cell leaves the column off the line', () => {
  expect(read('code|mfn|atiga', '01012100||*').lines[0]?.rates).toEqual({ atiga: { kind: 'excluded' } })
})

test('columns nobody knows are reported as row 0 and not read', () => {
  const { lines, problems, columns } = read('code|mfn|ATIGA|note|mfn|atiga|', '01012100|5|0|x|7|0|')
  expect(problems.map(({ row, column, code }) => [row, column, code])).toEqual([
    [0, 'ATIGA', 'tariff.column-unknown'],
    [0, 'note', 'tariff.column-unknown'],
    [0, 'mfn', 'tariff.column-repeated'],
    [0, '', 'tariff.column-unknown'],
  ])
  expect(columns).toEqual(['mfn', 'atiga'])
  expect(Object.keys(lines[0]?.rates ?? {})).toEqual(['mfn', 'atiga'])
})

test('the same code with the same rates counts once', () => {
  const { lines, problems } = read('code|mfn', '01012100|5', '01012100|5,0')
  expect(lines).toHaveLength(1)
  expect(lines[0]?.rates.mfn).toEqual({ kind: 'ad-valorem', percent: '5' })
  expect(problems.map(problem => problem.code)).toEqual(['tariff.duplicate-identical'])
})

test('the same code with different rates keeps none of them', () => {
  const { lines, problems } = read('code|mfn|atiga', '01012100|5|0', '01012900|5|0', '01012100|7|0', '01012100|5|0')
  expect(lines.map(line => [line.code, line.rates])).toEqual([
    ['01012100', {}],
    ['01012900', { mfn: { kind: 'ad-valorem', percent: '5' }, atiga: { kind: 'ad-valorem', percent: '0' } }],
  ])
  expect(problems.map(({ row, code }) => [row, code])).toEqual([
    [3, 'tariff.duplicate-conflicting'],
    [4, 'tariff.duplicate-identical'],
  ])
})

test('a row with a cell too many or too few has no rate that may have slipped from its column', () => {
  const { lines, problems } = read('code|mfn|atiga', '01012100|7|5|0', '01012900|5', '01013010|5|0||')
  expect(lines.map(line => line.rates.mfn?.kind)).toEqual(['unknown', 'unknown', 'ad-valorem'])
  expect(problems.map(({ row, code }) => [row, code])).toEqual([
    [1, 'tariff.row-length'],
    [2, 'tariff.row-length'],
  ])
})

test('bytes in another encoding are reported; the rates beside them are kept', () => {
  const { lines, problems } = read('code|description_vi|mfn', '01012100|Lo\uFFFDi|5')
  expect(problems).toEqual([expect.objectContaining({ row: 1, column: 'description_vi', code: 'tariff.text-damaged' })])
  expect(lines[0]?.rates.mfn).toEqual({ kind: 'ad-valorem', percent: '5' })
})

test('units are read into UN/ECE Rec 20; one nobody has explained is reported once', () => {
  const { lines, problems } = read('code|unit|mfn', '01012100|con|5', '01012900|karung|5', '01013010|karung|5', '01013090|KGM|5')
  expect(lines.map(line => line.unit)).toEqual(['C62', undefined, undefined, 'KGM'])
  expect(problems).toEqual([expect.objectContaining({ row: 2, column: 'unit', cell: 'karung', code: 'tariff.unit-unknown' })])
})

test('equal rates share one object, so that a schedule of thousands of lines stays small', () => {
  const { lines } = read('code|mfn|atiga', '01012100|5|5', '01012900|5|5')
  expect(lines[0]?.rates.mfn).toBe(lines[1]?.rates.atiga)
})
