import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { day } from '../kernel/index.ts'
import { type CodePair, type Correlation, countKinds, findReplaced, recheckCode } from './correlation.ts'
import { findLine } from './find-line.ts'
import { readCorrelation } from './read-correlation.ts'
import { openSchedule, type TariffLine } from './schedule.ts'

const table = (validFrom: string, ...pairs: readonly (readonly [string, string])[]): Correlation => ({
  id: `VN-C-${validFrom}-1`,
  state: 'VN',
  validFrom: day(validFrom),
  source: 'made up for this test',
  confidence: 'assumed',
  pairs: pairs.map(([from, to]) => ({ from, to })),
})

const line = (code: string, row: number) => ({ code, row, description: {}, rates: {} }) as unknown as TariffLine
const schedule = (...codes: readonly string[]) =>
  openSchedule({ id: 'VN-2028-01-01-1', state: 'VN', validFrom: day('2028-01-01'), source: '', confidence: 'assumed' }, codes.map(line))

// 8528.71.91 was one line until 2027; phones were two, and became one.
const OF_2028 = table(
  '2028-01-01',
  ['85287191', '85287192'],
  ['85171300', '85171310'],
  ['85171300', '85171390'],
  ['84701000', '84702000'],
  ['84703000', '84702000'],
  ['610910', '610920'],
)
const IN_FORCE = schedule('61092010', '61092090', '84702000', '85171310', '85171390', '85287192')

test('how codes of two versions belong together follows from the table', () => {
  expect(countKinds(OF_2028.pairs)).toEqual({ '1:1': 2, '1:n': 2, 'n:1': 2, 'n:m': 0 })
  expect(countKinds(table('2028-01-01', ['100110', '100111'], ['100110', '100119'], ['100120', '100119']).pairs)).toMatchObject({
    '1:n': 1,
    'n:m': 1,
    'n:1': 1,
  })
})

describe('a code that ended', () => {
  test.each([
    ['one took its place', '85287191', 'tariff.code-replaced', '85287192'],
    ['two took its place', '85171300', 'tariff.code-replaced', '85171310, 85171390'],
    ['its subheading was renumbered', '61091010', 'tariff.code-replaced', '61092010, 61092090'],
    ['no table tells of it', '99999999', 'tariff.code-unknown', undefined],
  ])('is refused with its successors: %s', (_, code, issue, successors) => {
    const found = findLine(IN_FORCE, code, [], [OF_2028])
    expect(found.ok ? undefined : found.issues[0]).toMatchObject({ code: issue, ...(successors && { params: { successors } }) })
  })

  test('is followed through later tables, and a code that is used anew keeps both its stories', () => {
    const later = table('2033-01-01', ['85171310', '85171311'], ['85287191', '85287199'])
    expect(findReplaced([OF_2028, later], '85171300', undefined)?.successors).toEqual(['85171311', '85171390'])
    expect(findReplaced([OF_2028, later], '85287191', undefined)?.successors).toEqual(['85287192', '85287199'])
  })
})

test.each([
  ['one took its place', '85287191', { kind: 'moved', to: '85287192' }],
  ['it was merged with another', '84701000', { kind: 'moved', to: '84702000' }],
  ['it was split', '85171300', { kind: 'asked', successors: ['85171310', '85171390'] }],
  ['its lines all stay below it', '8517', { kind: 'unchanged' }],
  ['its line has another code below it', '852871', { kind: 'unchanged' }],
  ['all of it went elsewhere', '61091', { kind: 'asked', successors: ['610920'] }],
  ['the table tells of its beginning alone', '61091010', { kind: 'asked', successors: ['610920'] }],
  ['nothing is told of it', '01012100', { kind: 'unchanged' }],
])('a code that is kept is looked at again: %s', (_, code, rechecked) => {
  expect(recheckCode(OF_2028, code)).toEqual(rechecked)
})

test('whatever the table, a code that is kept moves only where exactly one took its place', () => {
  const code = fc.integer({ min: 100100, max: 100112 }).map(String)
  const pairs = fc.uniqueArray(fc.record({ from: code, to: code }), { selector: ({ from, to }) => `${from} ${to}`, maxLength: 20 })
  fc.assert(
    fc.property(pairs, code, (given: readonly CodePair[], kept) => {
      const successors = given.filter(pair => pair.from === kept).map(pair => pair.to)
      const { kind } = recheckCode({ pairs: given }, kept)
      expect(kind).toBe(successors.length > 1 ? 'asked' : successors.length === 1 && successors[0] !== kept ? 'moved' : 'unchanged')
    }),
  )
})

describe('a correlation table', () => {
  test('is read with its codes however they are written, each pair once', () => {
    const read = readCorrelation([
      ['New', 'old', 'remark'],
      ['8528.71.92', '8528 71 91', ''],
      ['85287192', '85287191', 'again'],
    ])
    expect(read).toEqual({ ok: true, value: [{ from: '85287191', to: '85287192' }] })
  })

  test.each([
    ['without its columns', [['code', 'mfn']], 'tariff.correlation-columns-missing'],
    [
      'with a hole',
      [
        ['old', 'new'],
        ['85287191', ''],
      ],
      'tariff.correlation-code-malformed',
    ],
    [
      'of codes that stay',
      [
        ['old', 'new'],
        ['85287191', '85287191'],
      ],
      'tariff.correlation-empty',
    ],
  ])('%s is refused whole', (_, rows, code) => {
    const read = readCorrelation(rows)
    expect(read.ok ? [] : read.issues.map(issue => issue.code)).toEqual([code])
  })
})
