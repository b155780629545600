import { expect, test } from 'vitest'
import { copyDeclaration } from './copy.ts'
import { declarationSchema } from './document.ts'

const lodged = declarationSchema.parse({
  localReference: 'LRN-1',
  type: 'IM4',
  office: 'VN-HPH',
  importer: { id: 'VN-0101', name: 'May Sài Gòn' },
  invoice: { id: 'INV-1', issuedOn: '2026-01-20' },
  borderTransport: { mode: '1', id: '9074729', name: 'Lan Xang Star' },
  arrivalOn: '2026-01-31',
  transportDocuments: [{ id: 'BL-1' }],
  containers: [{ id: 'CSQU3054383' }],
  goodsItems: [
    {
      sequence: 1,
      commodityCode: '61091010',
      description: 'Cotton T-shirts for men, knitted',
      containerIds: ['CSQU3054383'],
      preference: { agreement: 'atiga', proof: { type: 'form-d', id: 'TH-1' } },
    },
  ],
})

test('what may be the same again is carried over, what belongs to the one consignment is not, and both are told', () => {
  const { document, carried, emptied } = copyDeclaration(lodged)
  expect(document).toEqual(
    declarationSchema.parse({
      type: 'IM4',
      office: 'VN-HPH',
      importer: { id: 'VN-0101', name: 'May Sài Gòn' },
      borderTransport: { mode: '1' },
      goodsItems: [
        { sequence: 1, commodityCode: '61091010', description: 'Cotton T-shirts for men, knitted', preference: { agreement: 'atiga' } },
      ],
    }),
  )
  expect(carried).toEqual(['type', 'office', 'importer', 'borderTransport', 'goodsItems[0]'])
  expect(emptied).toEqual([
    'localReference',
    'invoice',
    'arrivalOn',
    'borderTransport.id',
    'borderTransport.name',
    'containers',
    'transportDocuments',
    'goodsItems[0].containerIds',
    'goodsItems[0].preference.proof',
  ])
})

test('a copy of a copy is the same, and leaves the first as it was', () => {
  const before = structuredClone(lodged)
  const once = copyDeclaration(lodged)
  expect(copyDeclaration(once.document)).toEqual({ document: once.document, carried: once.carried, emptied: [] })
  expect(lodged).toEqual(before)
  expect(declarationSchema.parse(once.document)).toEqual(once.document)
})
