import fc from 'fast-check'
import { expect, test } from 'vitest'
import { day } from '../kernel/index.ts'
import { continueDeclaration } from './continue.ts'
import { type DeclarationInput, declarationSchema } from './document.ts'
import { leaveOf, linkPrevious, type PreviousDeclaration } from './previous.ts'

const MRN = '26VN3FF8V1TZCQS1R9'
const shirts = (sequence: number, value: string, previousDocuments: object[] = [{ id: MRN, lineNumber: 1 }]) => ({
  sequence,
  commodityCode: '61091010',
  description: 'Cotton T-shirts for men, knitted',
  quantities: [{ value, unit: 'C62' }],
  previousDocuments,
})
const reExport = (...goodsItems: NonNullable<DeclarationInput['goodsItems']>) => declarationSchema.parse({ type: 'EX3', goodsItems })
const imported = (left: string): PreviousDeclaration => ({
  mrn: MRN,
  type: 'IM4',
  releasedOn: day('2026-01-12'),
  items: [{ sequence: 1, commodityCode: '61091010', left: { value: left, unit: 'C62' } }],
})

const thousandths = fc.integer({ min: 1, max: 2_000_000 })
const asText = (value: number) => (value / 1000).toFixed(3)

test('declarations one after the other never take more than there was, and what is left is what nobody took', () => {
  fc.assert(
    fc.property(thousandths, fc.array(fc.array(thousandths, { minLength: 1, maxLength: 3 }), { maxLength: 8 }), (declared, lodged) => {
      const taken: string[] = []
      for (const items of lodged) {
        const { value } = leaveOf({ value: asText(declared), unit: 'C62' }, taken)
        const sum = items.reduce((total, each) => total + each, 0)
        const document = reExport(...items.map((each, index) => shirts(index + 1, asText(each))))
        const { links, issues } = linkPrevious(document, [imported(value)])
        expect(issues.map(each => each.code)).toEqual(
          sum > Math.round(Number(value) * 1000) ? ['declaration.previous-quantity-exceeded'] : [],
        )
        if (issues.length === 0) taken.push(...links.map(link => link.quantity.value))
      }
      const used = taken.reduce((total, each) => total + Math.round(Number(each) * 1000), 0)
      expect(used).toBeLessThanOrEqual(declared)
      expect(Math.round(Number(leaveOf({ value: asText(declared), unit: 'C62' }, taken).value) * 1000)).toBe(declared - used)
    }),
  )
})

test('goods go on with what is left of them, and everybody on the other side', () => {
  const document = declarationSchema.parse({
    type: 'IM4',
    office: 'VN-HPH',
    importer: { id: 'VN-0101' },
    exporter: { name: 'Siam Textile' },
    exportCountry: 'TH',
    destinationCountry: 'VN',
    loadingPlace: 'THLCH',
    unloadingPlace: 'VNHPH',
    invoiceTotal: { amount: '100', currency: 'USD' },
    goodsItems: [shirts(1, '3000', []), { ...shirts(2, '10', []), commodityCode: '64041190' }],
  })
  const begun = continueDeclaration(document, imported('1200'))
  expect(begun.ok && begun.value.document).toEqual(
    declarationSchema.parse({
      type: 'EX3',
      mode: 'NORMAL',
      office: 'VN-HPH',
      exporter: { id: 'VN-0101' },
      consignee: { name: 'Siam Textile' },
      exportCountry: 'VN',
      destinationCountry: 'TH',
      loadingPlace: 'VNHPH',
      unloadingPlace: 'THLCH',
      goodsItems: [shirts(1, '1200')],
    }),
  )
  expect(begun.ok && begun.value.emptied).toEqual(['localReference', 'borderTransport.mode', 'goodsItems[0].invoiceAmount'])
})

test('nothing goes on from what is not released, used up, or of a type nothing follows', () => {
  const document = declarationSchema.parse({ type: 'IM4', goodsItems: [shirts(1, '3000', [])] })
  const { releasedOn: _, ...unreleased } = imported('1')
  const codes = [imported('0'), unreleased, { ...imported('1'), type: 'EX3' }].map(each => {
    const begun = continueDeclaration(document, each)
    return begun.ok ? [] : begun.issues.map(issue => issue.code)
  })
  expect(codes).toEqual([['declaration.nothing-left'], ['declaration.previous-not-released'], ['declaration.nothing-follows']])
})
