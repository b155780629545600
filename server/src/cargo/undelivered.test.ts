import type { DeclarationAnswer, ManifestAnswer } from '@lintas/contract'
import type { CargoAmount } from '@lintas/customs/cargo'
import type { DeclarationInput } from '@lintas/customs/declaration'
import { expect, test } from 'vitest'
import { supervisor, trader } from '../declaration/testing/lodging-desk.ts'
import type { Caller } from '../platform/node.ts'
import { books, carrier, codesOf, expectConserved, importer, openCargoDesk, other, vessel } from './testing/cargo-desk.ts'

const { desk, documentsOf, file, report } = await openCargoDesk()

const line = trader('KH-LINE')
const amount = (packages: number, grossMassKg: string): CargoAmount => ({ packages, grossMassKg })

/** Books that go back to where they came from, by the transport document they came on. */
function back(reference: string, number: string, taken: CargoAmount, change: Partial<DeclarationInput> = {}): DeclarationInput {
  const { importer: _, arrivalOn: __, tradeTerms: ___, ...like } = books(reference, `OUT-${reference}`, taken)
  return {
    ...like,
    type: 'EX3',
    exporter: { id: 'KH-0101', name: 'May Sài Gòn' },
    consignee: { name: 'Siam Export House 1', address: { country: 'TH' } },
    exportCountry: 'KH',
    destinationCountry: 'TH',
    tradeTerms: { incoterm: 'FOB', place: 'Sihanoukville' },
    departedOn: '2026-03-12',
    previousDocuments: [{ type: '705', id: number }],
    ...change,
  }
}

const lodge = (caller: Caller, document: DeclarationInput) => desk.call<DeclarationAnswer>(caller, 'POST', '/declarations', document)
const errors = async (caller: Caller, document: DeclarationInput) => codesOf((await lodge(caller, document)).body)

test('goods that were never delivered leave by the document they came on: without duty, once landed, never more than is there', async () => {
  const manifest = vessel()
  const { number } = await file(manifest)
  const [one] = await documentsOf(number)
  if (one === undefined) throw new Error('needs a document')
  const { packages, grossMassKg } = one.left
  const half = amount(1, String(Number(grossMassKg) / 2))
  expect(await errors(importer, back('UND-0', one.number, half))).toEqual(['cargo.return-not-landed'])
  await report(number, 'arrival')
  await report(number, 'discharge')

  expect(await errors(importer, back('UND-1', 'NOWHERE', half))).toEqual(['cargo.return-not-there'])
  expect(await errors(other, back('UND-2', one.number, half, { exporter: { id: 'KH-0202' }, declarant: { id: 'KH-0202' } }))).toEqual([
    'cargo.consignee-differs',
  ])
  expect(await errors(importer, back('UND-3', one.number, amount(packages + 1, grossMassKg)))).toEqual(['cargo.packages-exceed-left'])

  const first = await lodge(importer, back('UND-4', one.number, half, { additionalInformation: [{ code: 'SANDBOX', text: 'lane=red' }] }))
  expect(first.status).toBe(201)
  expect(first.body.decision.assessment.total).toBe('0.00')
  const replayed = await desk.call<{ identical: boolean }>(supervisor, 'POST', `/declarations/${first.body.mrn}/replay`)
  expect(replayed.body.identical).toBe(true)
  const [left] = await documentsOf(number)
  expect(left?.left).toEqual(amount(packages - 1, half.grossMassKg))
  expect(await errors(importer, back('UND-5', one.number, one.left))).toEqual(['cargo.packages-exceed-left'])
  expectConserved((await desk.call<ManifestAnswer>(carrier, 'GET', `/manifests/${number}`)).body)

  const cancelled = await desk.call(
    importer,
    'POST',
    `/declarations/${first.body.mrn}/cancellation`,
    { reason: 'They are wanted after all.' },
    { 'if-match': `"${first.body.revision}"` },
  )
  expect(cancelled.status).toBe(200)
  expect((await documentsOf(number))[0]?.left).toEqual(one.left)
})

test('whoever carried them sends them back where the consignee refused them', async () => {
  const { number } = await file(vessel())
  await report(number, 'arrival')
  await report(number, 'discharge')
  const [one] = await documentsOf(number)
  if (one === undefined) throw new Error('needs a document')
  const own = { exporter: { id: 'KH-LINE', name: 'Line' }, declarant: { id: 'KH-LINE' } }
  expect(await errors(line, back('UND-6', one.number, one.left, own))).toEqual(['cargo.consignee-differs'])
  const refused = { ...own, documents: [{ type: 'delivery-refusal', id: 'R-1' }] }
  expect((await lodge(line, back('UND-6', one.number, one.left, refused))).status).toBe(201)
  expect((await documentsOf(number))[0]?.status).toBe('written-off')
})
