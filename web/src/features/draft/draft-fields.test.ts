import { declarationSchema, editDraft } from '@lintas/customs/declaration'
import { expect, test } from 'vitest'
import { editOf, valuesOf } from './draft-fields.ts'

const document = declarationSchema.parse({
  localReference: 'D-1',
  invoice: { id: 'INV-1', issuedOn: '2026-03-05' },
  transportDocuments: [{ type: '705', id: 'BL-1' }],
  goodsItems: [
    {
      sequence: 1,
      description: 'Shirts',
      netMassKg: '10',
      quantities: [{ value: '5', unit: 'C62' }],
      invoiceAmount: { amount: '100.00', currency: 'USD' },
    },
    { sequence: 2, description: 'Belts' },
  ],
})

test('what nobody touched stays as it is', () => {
  expect(editDraft(document, editOf(document, valuesOf(document)))).toEqual({ ok: true, value: document })
})

test('what is typed is put in, what is emptied is taken out, and the rest of an item stays', () => {
  const values = {
    ...valuesOf(document),
    localReference: 'D-2',
    'invoice.issuedOn': '',
    'transportDocuments[0].id': '',
    'transportDocuments[1].type': '740',
    'transportDocuments[1].id': 'AWB-2',
    'goodsItems[0].quantities[0].value': '7',
    'goodsItems[0].netMassKg': '',
    'goodsItems[1].netMassKg': '3',
  }
  const edited = editDraft(document, editOf(document, values))
  const { netMassKg: _, ...first } = document.goodsItems[0] ?? {}
  expect(edited.ok && edited.value).toEqual({
    ...document,
    localReference: 'D-2',
    invoice: { id: 'INV-1' },
    transportDocuments: [{ type: '740', id: 'AWB-2' }],
    goodsItems: [
      { ...first, quantities: [{ value: '7', unit: 'C62' }] },
      { ...document.goodsItems[1], netMassKg: '3' },
    ],
  })
})

test('a claim to be served first is put in whole and taken out whole', () => {
  const claimed = { ...valuesOf(document), 'timeSensitive.kind': 'perishable', 'timeSensitive.authorisation': 'VN-T-000001' }
  const edited = editDraft(document, editOf(document, claimed))
  const timeSensitive = { kind: 'perishable', authorisation: 'VN-T-000001' }
  expect(edited).toEqual({ ok: true, value: { ...document, timeSensitive } })
  const emptied = editOf({ ...document, timeSensitive }, { ...claimed, 'timeSensitive.kind': '', 'timeSensitive.authorisation': '' })
  expect(editDraft({ ...document, timeSensitive }, emptied)).toEqual({ ok: true, value: document })
})
