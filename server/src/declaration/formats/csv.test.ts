import { readFileSync } from 'node:fs'
import { declarationSchema } from '@lintas/customs/declaration'
import { describe, expect, test } from 'vitest'
import { readCsv, writeCsv } from './csv.ts'
import { DECLARATION_COLUMNS, ITEM_COLUMNS } from './csv-columns.ts'

const shipment = declarationSchema.parse({
  type: 'IM4',
  importer: { id: '0301234567', name: '=SUM(A1)' },
  destinationCountry: 'VN',
  tradeTerms: { incoterm: 'FOB', place: 'Bangkok' },
  freight: { amount: '320.00', currency: 'USD' },
  transportDocuments: [{ id: 'BKK123' }, { id: 'BKK124' }],
  containers: [{ id: 'CSQU3054383' }],
  goodsItems: [
    {
      sequence: 1,
      commodityCode: '22084000',
      description: 'Rum, "dark", 12 x 700 ml',
      quantities: [
        { value: '8.4', unit: 'LTR' },
        { value: '12', unit: 'NAR' },
      ],
      invoiceAmount: { amount: '-1', currency: 'USD' },
      packages: [{ count: 1, type: 'CT' }],
      containerIds: ['CSQU3054383'],
      attributes: { alcoholStrength: '40', retailPrice: '-' },
      preference: { agreement: 'atiga', proof: { type: 'form-d', id: 'D-1', issuedOn: '2026-01-05' } },
    },
    { sequence: 2, commodityCode: '61091010', description: 'T-shirts,\nknitted, of cotton' },
  ],
})

test('item lines written as CSV are read back the same', () => {
  expect(readCsv(writeCsv(shipment))).toMatchObject({ problems: [], document: shipment })
})

test('no cell that is written begins like a formula', () => {
  const cells = writeCsv(shipment).split(/[,\r\n]/)
  expect(cells.filter(cell => /^"?[=+@]/.test(cell))).toEqual([])
  expect(writeCsv(shipment)).toContain("'=SUM(A1)")
})

describe('what is wrong in a row is told with its line', () => {
  test.each([
    ['a number with grouping', 'commodity_code,amount\n61091010,"1,250.50"', 'format.cell-malformed', 2],
    ['a day in another order', 'commodity_code,proof_date\n61091010,05/01/2026', 'format.cell-malformed', 2],
    ['a number of packages that is none', 'commodity_code,package_count\n61091010,many', 'format.cell-malformed', 2],
    ['two rows that disagree on the whole', 'commodity_code,incoterm\n61091010,FOB\n61091010,CIF', 'format.cell-differs', 3],
    ['a cell beyond the header', 'commodity_code,item\n61091010,1,surplus', 'format.cell-beyond-header', 2],
    ['an amount without its currency', 'commodity_code,amount\n61091010,12', 'declaration.malformed', 2],
    ['a text too long', `commodity_code,origin_country\n61091010,${'X'.repeat(9)}`, 'declaration.malformed', 2],
  ])('%s', (_, text, code, line) => {
    expect(readCsv(text).problems).toMatchObject([{ code, line }])
  })

  test.each([
    ['a column nobody knows', 'commodity_code,colour\n61091010,red', 'format.column-unknown'],
    ['a column twice', 'commodity_code,commodity_code\n61091010,61091010', 'format.column-repeated'],
    ['no commodity code', 'item,description\n1,shirts', 'format.column-missing'],
  ])('%s', (_, text, code) => {
    expect(readCsv(text).problems).toMatchObject([{ code, line: 1 }])
  })
})

test('rows are numbered in order where nobody numbers them', () => {
  const { document } = readCsv('commodity_code,description\n61091010,a\n\n61091010,b\n')
  expect(document?.goodsItems.map(item => item.sequence)).toEqual([1, 2])
})

test('every column stands in the guide', () => {
  const guide = readFileSync(new URL('../../../../docs/csv-item-lines.md', import.meta.url), 'utf8')
  expect([...DECLARATION_COLUMNS, ...ITEM_COLUMNS].filter(({ name }) => !guide.includes(`\`${name}\``))).toEqual([])
})
