import fc from 'fast-check'
import { expect, test } from 'vitest'
import { partsOf } from './consignment-parts.ts'
import { declarationSchema, listConsignments } from './declaration/index.ts'
import type { Assessment } from './duty/index.ts'
import type { Valuation } from './valuation/index.ts'

const PAPERS = ['BL-1', 'BL-2', 'BL-3'] as const

test('however goods are spread over consignments, the parts add up to the whole in every kind of charge', () => {
  const minor = fc.bigInt({ min: 0n, max: 10n ** 14n })
  const items = fc.array(fc.record({ paper: fc.constantFrom(...PAPERS), value: minor, duty: minor, vat: minor }), {
    minLength: 1,
    maxLength: 12,
  })
  fc.assert(
    fc.property(items, given => {
      const document = declarationSchema.parse({
        transportDocuments: PAPERS.map(id => ({ id })),
        goodsItems: given.map(({ paper }, place) => ({ sequence: place + 1, transportDocument: paper })),
      })
      const total = (pick: (item: (typeof given)[number]) => bigint) => given.reduce((sum, each) => sum + pick(each), 0n)
      const charges = (duty: bigint, vat: bigint) => [
        { kind: 'customs-duty', amount: String(duty) },
        { kind: 'vat', amount: String(vat) },
      ]
      const assessment = {
        currency: 'VND',
        items: given.map(({ duty, vat }, place) => ({ sequence: place + 1, charges: charges(duty, vat), total: String(duty + vat) })),
        totals: charges(
          total(each => each.duty),
          total(each => each.vat),
        ),
      } as unknown as Assessment
      const valuation = { items: given.map(({ value }) => ({ amount: String(value) })) } as unknown as Valuation

      const parts = partsOf(document, valuation, assessment) ?? []
      expect(parts.flatMap(each => each.items).sort()).toEqual(given.map((_, place) => place + 1).sort())
      const added = (amounts: readonly (string | undefined)[]) => amounts.reduce((sum, each) => sum + BigInt(each ?? '0'), 0n)
      expect(added(parts.map(each => each.customsValue))).toBe(total(each => each.value))
      expect(added(parts.map(each => each.total))).toBe(total(each => each.duty + each.vat))
      for (const { kind, amount } of assessment.totals) {
        expect(String(added(parts.map(part => part.charges.find(each => each.kind === kind)?.amount)))).toBe(amount)
      }
    }),
  )
})

test('a declaration about one consignment has no parts, however many papers it travelled on', () => {
  const document = declarationSchema.parse({ transportDocuments: [{ id: 'A' }, { id: 'B' }], goodsItems: [{ sequence: 1 }] })
  expect(
    partsOf(document, { items: [] } as unknown as Valuation, { currency: 'VND', items: [], totals: [] } as unknown as Assessment),
  ).toBeUndefined()
})

test('a paper whose number is a word of the machine has the day of arrival it was given, and else none', () => {
  const document = declarationSchema.parse({
    transportDocuments: [{ id: 'constructor' }, { id: 'BL-2' }],
    arrivals: { 'BL-2': '2026-02-03' },
    goodsItems: ['constructor', 'BL-2'].map((transportDocument, place) => ({ sequence: place + 1, transportDocument })),
  })
  expect(listConsignments(document)?.map(each => each.arrivalOn)).toEqual([undefined, '2026-02-03'])
})
