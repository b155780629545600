import { existsSync } from 'node:fs'
import { open } from 'node:fs/promises'
import type { Currency } from '@lintas/customs/kernel'
import { expect, test } from 'vitest'
import { readScheduleFile } from './read-file.ts'

const [VND, IDR] = ['VND' as Currency, 'IDR' as Currency]

/** Reads bytes that arrive a few at a time. */
async function read(bytes: Uint8Array | string, portion = 7) {
  const all = typeof bytes === 'string' ? Buffer.from(bytes) : bytes
  async function* portions() {
    for (let at = 0; at < all.length; at += portion) yield all.subarray(at, at + portion)
  }
  return await readScheduleFile(portions(), VND)
}

async function linesOf(bytes: Uint8Array | string) {
  const file = await read(bytes)
  return file.ok ? file.value.read.lines.map(line => [line.code, Object.values(line.description)[0]]) : file.issues.map(issue => issue.code)
}

const TWO = 'code,description_vi,mfn\n01012100,Loại thuần chủng,0\n01012900,"Loại khác, gồm ""ngựa""",5\n'
const READ = [
  ['01012100', 'Loại thuần chủng'],
  ['01012900', 'Loại khác, gồm "ngựa"'],
]

test.each([
  ['plain UTF-8', TWO],
  ['with a byte order mark', `\uFEFF${TWO}`],
  ['with CRLF', TWO.replaceAll('\n', '\r\n')],
  ['with the line ends of three systems', TWO.replace('mfn\n', 'mfn\r\n').replace('0\n', '0\r')],
  ['without a last line end', TWO.trimEnd()],
  ['with blank lines between', TWO.replaceAll('\n', '\n\n')],
  ['with semicolons', 'code;description_vi;mfn\n01012100;Loại thuần chủng;0\n01012900;"Loại khác, gồm ""ngựa""";5\n'],
  ['with tabs', 'code\tdescription_vi\tmfn\n01012100\tLoại thuần chủng\t0\n01012900\tLoại khác, gồm "ngựa"\t5\n'],
])('a file %s is read', async (_, text) => {
  expect(await linesOf(text)).toEqual(READ)
})

test.each([
  ['little', [0xff, 0xfe], (text: string) => Buffer.from(text, 'utf16le')],
  ['big', [0xfe, 0xff], (text: string) => Buffer.from(text, 'utf16le').swap16()],
])('a spreadsheet that saves UTF-16 %s-endian is read', async (_, mark, encode) => {
  expect(await linesOf(Buffer.concat([Buffer.from(mark), encode(TWO)]))).toEqual(READ)
})

test('a line break inside quotes belongs to the cell', async () => {
  expect(await linesOf('code,description_en,mfn\n01012100,"Horses,\nbred",0\n')).toEqual([['01012100', 'Horses,\nbred']])
})

test('a lone quote in a description is one', async () => {
  expect(await linesOf('code,description_en,mfn\n01012100,Pipes of 5" bore,0\n')).toEqual([['01012100', 'Pipes of 5" bore']])
})

test('bytes of another encoding are reported where they stand', async () => {
  const file = await read(Buffer.from('code,description_vi,mfn\n01012100,Lo\xe9i,0\n', 'latin1'))
  expect(file.ok ? file.value.read.problems : []).toEqual([
    expect.objectContaining({ row: 1, column: 'description_vi', code: 'tariff.text-damaged' }),
  ])
})

test.each<[string, Uint8Array | string, string]>([
  ['nothing', '', 'tariff.file-without-lines'],
  ['a header alone', 'code,mfn\n', 'tariff.file-without-lines'],
  ['headings alone', 'code,mfn\n0101,\n', 'tariff.file-without-lines'],
  ['a table of something else', 'name,age\nAn,7\n', 'tariff.file-without-codes'],
  ['an archive', Buffer.from('504b0304140006000800', 'hex'), 'tariff.file-without-codes'],
  ['UTF-16 that does not say so', Buffer.from(TWO, 'utf16le'), 'tariff.file-without-codes'],
  ['a quote that never closes', 'code,description_en,mfn\n01012100,"Horses,0\n01012900,x,5\n', 'tariff.file-malformed'],
  ['a cell without end', `code,mfn\n01012100,${'5'.repeat(1_100_000)}\n`, 'tariff.file-malformed'],
  ['more columns than any tariff', `code,${'mfn,'.repeat(300)}\n`, 'tariff.file-too-wide'],
  ['a header without end', 'x'.repeat(200_000), 'tariff.file-without-codes'],
])('%s is refused by name', async (_, bytes, code) => {
  const file = await read(bytes, 65_536)
  expect(file.ok ? [] : file.issues.map(issue => issue.code)).toEqual([code])
})

test('a file without end is refused before it is read', async () => {
  const chunk = Buffer.alloc(1024 * 1024, '01012100,0\n')
  let sent = 0
  async function* endless() {
    yield Buffer.from('code,mfn\n')
    for (;;) {
      sent++
      yield chunk
    }
  }
  const file = await readScheduleFile(endless(), VND)
  expect(file.ok ? [] : file.issues.map(issue => issue.code)).toEqual(['tariff.file-too-long'])
  expect(sent).toBeLessThan(65)
})

const DATA = new URL('../../../../shared/data/tariff/', import.meta.url)

test.skipIf(!existsSync(DATA)).each([
  ['VN.csv', VND, { lines: 11_414, headings: 0, rows: 11_414 }, {}],
  [
    'ID.csv',
    IDR,
    { lines: 11_552, headings: 3_079, rows: 14_631 },
    { 'vat tariff.cell-unreadable': 147, 'export_duty tariff.cell-unreadable': 156, 'luxury_tax tariff.cell-unreadable': 303 },
  ],
])('the schedule %s is read whole (skips without ../shared/data)', async (name, currency, counts, problems) => {
  const handle = await open(new URL(name, DATA))
  const file = await readScheduleFile(handle.createReadStream(), currency)
  if (!file.ok) throw new Error(JSON.stringify(file.issues))
  const { lines, headings, rows } = file.value.read
  expect({ lines: lines.length, headings: headings.length, rows }).toEqual(counts)
  const found: Record<string, number> = {}
  for (const { column, code } of file.value.read.problems) found[`${column} ${code}`] = (found[`${column} ${code}`] ?? 0) + 1
  expect(found).toEqual(problems)
})
