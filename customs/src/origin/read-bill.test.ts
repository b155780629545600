import { expect, test } from 'vitest'
import { changeBill, originQuestionSchema, readBill } from './index.ts'

const HEAD = 'line,code,value,currency,origin,country,proof_type,proof_number,proof_date,rvc,terms,freight,insurance,part_of'
const cells = (...rows: string[]) => [HEAD, ...rows].map(row => row.split(','))
const codesOf = (...rows: string[]) => {
  const read = readBill(cells(...rows))
  return read.ok ? [] : read.issues.map(({ code, path }) => `${path} ${code}`)
}

test('a bill is read with proofs and terms, and what a line was made of hangs below it', () => {
  const read = readBill(
    cells(
      '1,8414.30.40,80,USD,originating,TH,form-d,TH-1,2026-09-01,,,,,',
      '2,84189990,60,USD,non-originating,CN,,,,,FOB,4,1,',
      '3,85444299,12,USD,undetermined,,,,,,,,,',
      '3.1,74081900,6,USD,partial,VN,form-d,VN-2,2026-09-02,25,,,,3',
    ),
  )
  expect(read.ok && read.value).toMatchObject([
    { line: '1', code: '84143040', origin: { status: 'originating', state: 'TH', proof: { number: 'TH-1' } } },
    { line: '2', value: { terms: 'FOB', freight: { amount: '4', currency: 'USD' } }, origin: { country: 'CN' } },
    { line: '3', origin: { status: 'undetermined' }, parts: [{ line: '3.1', origin: { status: 'partial', rvc: '25' } }] },
  ])
})

test('every row that is no material is told, with where it stands', () => {
  expect(
    codesOf(
      '1,84143040,eighty,USD,undetermined',
      '2,84189990,60,USD,foreign',
      '3,85444299,12,USD,undetermined',
      '3,85444299,12,USD,undetermined',
    ),
  ).toEqual(['row 2 origin.bill-row-malformed', 'row 3 origin.bill-row-malformed', 'row 5 origin.bill-line-repeated'])
})

test('a part stands below a line above it, twice deep and no further, so that no line is part of itself', () => {
  const part = (line: string, of: string) => `${line},85444299,12,USD,undetermined,,,,,,,,,${of}`
  expect(codesOf(part('1', '2'), part('2', '1'), part('3', '3'))).toEqual([
    'row 2 origin.bill-part-of-unknown',
    'row 4 origin.bill-part-of-unknown',
  ])
  expect(codesOf(part('1', ''), part('2', '1'), part('3', '2'))).toEqual([])
  expect(codesOf(part('1', ''), part('2', '1'), part('3', '2'), part('4', '3'))).toEqual(['row 5 origin.bill-too-deep'])
})

test('a file without its columns, or without rows, is told so', () => {
  expect(readBill([['line', 'code']])).toMatchObject({ ok: false, issues: [{ params: { columns: 'value, currency, origin' } }] })
  expect(readBill([HEAD.split(',')])).toEqual({ ok: true, value: [] })
})

test('a change reaches the line it names, a part too, and one that is not there is told', () => {
  const value = { amount: '5', currency: 'USD' }
  const made = { line: '1', code: '854442', value, origin: { status: 'undetermined' } }
  const materials = [{ ...made, parts: [{ ...made, line: '1.1' }] }]
  const question = originQuestionSchema.parse({ exporter: 'VN', importer: 'TH', on: '2026-11-22', good: { code: '841810' }, materials })
  const changed = changeBill(question, [{ line: '1.1', code: '740819' }])
  expect(changed.ok && changed.value.materials[0]).toMatchObject({ code: '854442', parts: [{ line: '1.1', code: '740819' }] })
  expect(question.materials[0]?.parts?.[0]?.code).toBe('854442')
  expect(changeBill(question, [{ line: '9' }])).toMatchObject({
    ok: false,
    issues: [{ code: 'origin.line-unknown', path: 'changes[0].line' }],
  })
})
