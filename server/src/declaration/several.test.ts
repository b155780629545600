import type { DeclarationAnswer, Payment } from '@lintas/contract'
import { type DeclarationInput, foldActs } from '@lintas/customs/declaration'
import { beforeAll, describe, expect, test } from 'vitest'
import { listEventsAbout } from '../platform/events/index.ts'
import { recordOf } from './act-events.ts'
import { findDeclaration } from './store.ts'
import { giveTier, officer, openLodgingDesk, supervisor, TODAY, trader } from './testing/lodging-desk.ts'
import { shirts, whisky } from './testing/shirts.ts'

const desk = await openLodgingDesk('VN')
const importer = trader('VN-0101')
const here = officer('VN-SGN')

beforeAll(async () => {
  expect(await giveTier(desk, 'VN-0101', 2)).toMatchObject({ tier: 2, status: 'approved' })
})

/** Shirts on one bill of lading, and on another more of them, or whisky, of which the documents are always looked at. */
function two(reference: string, change: Partial<DeclarationInput> = {}, second: 'shirts' | 'whisky' = 'shirts'): DeclarationInput {
  const base = shirts(reference)
  const [first] = base.goodsItems ?? []
  const [other] = (second === 'whisky' ? whisky(reference) : base).goodsItems ?? []
  if (first === undefined || other === undefined) throw new Error('needs goods')
  const more = { amount: '30000000', currency: 'VND' }
  return {
    ...base,
    invoiceTotal: { amount: '110000000', currency: 'VND' },
    totalPackages: 40,
    totalGrossMassKg: '2080',
    transportDocuments: [
      { type: 'N705', id: `BL-${reference}-1` },
      { type: 'N705', id: `BL-${reference}-2` },
    ],
    goodsItems: [
      { ...first, transportDocument: `BL-${reference}-1` },
      { ...other, sequence: 2, invoiceAmount: more, transportDocument: `BL-${reference}-2` },
    ],
    ...change,
  }
}

const read = async (mrn: string) => (await desk.call(importer, 'GET', `/declarations/${mrn}`)).body
const statuses = ({ status, consignments = [] }: DeclarationAnswer) => [status, ...consignments.map(each => each.status)]
const matching = ({ revision }: { readonly revision: number }) => ({ 'if-match': `"${revision}"` })

async function pay(mrn: string, consignment?: string) {
  const body = consignment === undefined ? {} : { consignment }
  const asked = await desk.call<Payment>(importer, 'POST', `/declarations/${mrn}/payments`, body)
  expect(asked.status).toBe(201)
  await desk.call(importer, 'POST', `/payments/${asked.body.id}/test-confirmation`, {})
  return asked.body
}

describe('one declaration about two consignments', () => {
  test('adds up what each is charged, and releases each when it is paid, with a note of its own', async () => {
    const lodged = await desk.lodge(importer, two('SEV-1'))
    const [first, second] = lodged.consignments ?? []
    expect(statuses(lodged)).toEqual(['payment-due', 'payment-due', 'payment-due'])
    for (const { kind, amount } of lodged.charged) {
      const parts = [first, second].map(each => each?.charged.find(charge => charge.kind === kind)?.amount ?? '0')
      expect(parts.reduce((sum, each) => sum + BigInt(each), 0n)).toBe(BigInt(amount))
    }
    const paid = await pay(lodged.mrn, 'BL-SEV-1-2')
    expect([{ amount: paid.amount, currency: paid.currency }]).toEqual(second?.payable)
    const half = await read(lodged.mrn)
    expect(statuses(half)).toEqual(['payment-due', 'payment-due', 'released'])
    expect(half.payable).toEqual(half.consignments?.[0]?.payable)

    const note = await desk.call<{ note: { consignment: string; items: { sequence: number }[]; transportDocuments: string[] } }>(
      importer,
      'GET',
      `/declarations/${lodged.mrn}/release-note?consignment=BL-SEV-1-2`,
    )
    expect(note.body.note).toMatchObject({
      consignment: 'BL-SEV-1-2',
      items: [{ sequence: 2 }],
      transportDocuments: ['BL-SEV-1-2'],
      packages: 20,
    })
    expect((await desk.call(importer, 'GET', `/declarations/${lodged.mrn}/release-note?consignment=BL-SEV-1-1`)).status).toBe(404)

    await pay(lodged.mrn)
    expect(statuses(await read(lodged.mrn))).toEqual(['released', 'released', 'released'])
    expect((await desk.call<{ identical: boolean }>(importer, 'POST', `/declarations/${lodged.mrn}/replay`)).body.identical).toBe(true)
  })

  test('asks its controls of the consignment they are about, and lets the other go', async () => {
    const { mrn, ...lodged } = await desk.lodge(importer, two('SEV-2', {}, 'whisky'))
    expect(lodged.controls).toEqual([{ control: 'document-check', consignment: 'BL-SEV-2-2', outcome: 'outstanding' }])
    await pay(mrn)
    expect(statuses(await read(mrn))).toEqual(['under-control', 'released', 'under-control'])
    const outcome = await desk.call(here, 'POST', `/declarations/${mrn}/controls/document-check.2/outcome`, { outcome: 'clean' })
    expect(outcome.status).toBe(200)
    expect(statuses(await read(mrn))).toEqual(['released', 'released', 'released'])
  })

  test('releases each as it arrives', async () => {
    const arrivals = { 'BL-SEV-3-1': '2026-03-11', 'BL-SEV-3-2': '2026-03-14' }
    const { mrn } = await desk.lodge(importer, two('SEV-3', { mode: 'PRE_ARRIVAL', arrivalOn: '2026-03-11', arrivals }))
    await pay(mrn)
    const come = (consignment: string) => desk.call(importer, 'POST', `/declarations/${mrn}/arrival`, { consignment })
    expect(statuses((await come('BL-SEV-3-2')).body)).toEqual(['awaiting-arrival', 'awaiting-arrival', 'released'])
    expect((await come('BL-SEV-3-9')).body.issues.map(each => each.code)).toEqual(['declaration.consignment-unknown'])
    expect(statuses((await come('BL-SEV-3-1')).body)).toEqual(['released', 'released', 'released'])

    const events = await listEventsAbout(desk.node.db, 'declaration', mrn)
    expect(foldActs(events.map(recordOf))).toEqual({ ok: true, value: (await findDeclaration(desk.node.db, mrn))?.standing })
  })

  test('holds both while their value is asked about, and lets the one go then that was paid', async () => {
    const { mrn } = await desk.lodge(importer, two('SEV-6'))
    const questions = `/declarations/${mrn}/value-questions`
    const asked = await desk.call(here, 'POST', questions, {
      supposed: [{ sequence: 1, value: { amount: '90000000', currency: 'VND' } }],
      reason: 'Less than half of what others pay.',
      asked: 'Show the contract and what was paid.',
      dueOn: '2026-03-20',
    })
    expect([asked.status, asked.text]).toEqual([201, expect.any(String)])
    await pay(mrn, 'BL-SEV-6-2')
    expect(statuses(await read(mrn))).toEqual(['under-control', 'under-control', 'under-control'])
    expect((await desk.call(here, 'POST', `${questions}/settlement`, { outcome: 'accepted' })).status).toBe(200)
    expect(statuses(await read(mrn))).toEqual(['payment-due', 'payment-due', 'released'])
  })

  test('amends one while the other is out of reach', async () => {
    const document = two('SEV-4')
    const { mrn } = await desk.lodge(importer, document)
    await pay(mrn, 'BL-SEV-4-1')
    const [first, second] = document.goodsItems ?? []
    if (first === undefined || second === undefined) throw new Error('needs goods')
    const amended = (items: DeclarationInput['goodsItems']) => ({ ...document, goodsItems: items })
    const send = async (items: DeclarationInput['goodsItems']) =>
      desk.call(importer, 'POST', `/declarations/${mrn}/amendment`, amended(items), matching(await read(mrn)))

    const touching = await send([{ ...first, description: 'Cotton T-shirts for women, knitted, short sleeves' }, second])
    expect([touching.status, touching.body.issues.map(each => each.code)]).toEqual([422, ['declaration.consignment-released']])
    const moved = await send([first, { ...second, transportDocument: 'BL-SEV-4-1' }])
    expect(moved.status).toBe(422)
    const better = await send([first, { ...second, description: 'Cotton T-shirts for women, knitted, short sleeves' }])
    expect([better.status, statuses(better.body)]).toEqual([200, ['payment-due', 'released', 'payment-due']])
    const cancelled = await desk.call(importer, 'POST', `/declarations/${mrn}/cancellation`, { reason: 'No more.' }, matching(better.body))
    expect([cancelled.status, cancelled.body.code]).toEqual([409, 'declaration.consignments-some-released'])
  })
})

describe('an override of one of several consignments', () => {
  const words = { reason: 'checked-before', text: 'The same bottles were examined last week.' }
  const override = (mrn: string, body: object) => desk.call(supervisor, 'POST', `/declarations/${mrn}/overrides`, { ...words, ...body })
  const folded = async (mrn: string) => {
    const events = await listEventsAbout(desk.node.db, 'declaration', mrn)
    expect(foldActs(events.map(recordOf))).toEqual({ ok: true, value: (await findDeclaration(desk.node.db, mrn))?.standing })
  }

  test('waives its control, and it goes on', async () => {
    const { mrn } = await desk.lodge(importer, two('SEV-WAIVE', {}, 'whisky'))
    await pay(mrn)
    const waive = { kind: 'waive-control', control: 'document-check' }
    const other = await override(mrn, { ...waive, consignment: 'BL-SEV-WAIVE-1' })
    expect([other.status, other.body.code]).toEqual([409, 'risk.override-control-not-asked'])
    expect((await override(mrn, { ...waive, consignment: 'BL-9' })).body.code).toBe('declaration.consignment-unknown')
    const waived = await override(mrn, waive)
    expect([waived.status, waived.body]).toMatchObject([201, { status: 'done', effect: { waived: ['document-check.2'], to: 'green' } }])
    const after = await read(mrn)
    expect([after.controls, statuses(after)]).toEqual([[], ['released', 'released', 'released']])
    await folded(mrn)
  })

  test('asks a control of it, and the other goes', async () => {
    const { mrn } = await desk.lodge(importer, two('SEV-RAISE'))
    const raise = { kind: 'raise', controls: ['scan'], reason: 'irregularity-seen', consignment: 'BL-SEV-RAISE-2' }
    expect((await override(mrn, raise)).body).toMatchObject({ effect: { asked: ['scan'], consignment: 'BL-SEV-RAISE-2' } })
    await pay(mrn)
    const raised = await read(mrn)
    expect(raised.controls).toEqual([{ control: 'scan', consignment: 'BL-SEV-RAISE-2', outcome: 'outstanding' }])
    expect(statuses(raised)).toEqual(['under-control', 'released', 'under-control'])
    expect((await desk.call(here, 'POST', `/declarations/${mrn}/controls/scan/outcome`, { outcome: 'clean' })).status).toBe(200)
    expect(statuses(await read(mrn))).toEqual(['released', 'released', 'released'])
    await folded(mrn)
  })
})

test('an exporter of nothing that is charged has both released as they are lodged, each with its note', async () => {
  const free = two('SEV-EX', {
    type: 'EX1',
    exporter: { id: 'VN-0101', name: 'May Sài Gòn' },
    destinationCountry: 'KH',
    exportCountry: 'VN',
    tradeTerms: { incoterm: 'FOB', place: 'Hồ Chí Minh' },
  })
  const lodged = await desk.lodge(importer, free)
  expect(statuses(lodged)).toEqual(['released', 'released', 'released'])
  expect(lodged.consignments?.map(each => each.releasedOn)).toEqual([TODAY, TODAY])
  for (const { releaseNote = '' } of lodged.consignments ?? []) {
    expect((await desk.call(importer, 'GET', releaseNote.replace('/api/v1', ''))).status).toBe(200)
  }
})

test.each<[string, (document: DeclarationInput) => DeclarationInput, string]>([
  [
    'of a trader nobody gave the tier',
    document => ({ ...document, importer: { id: 'VN-0202' }, declarant: { id: 'VN-0202' } }),
    'declaration.consignments-tier',
  ],
  ['arriving too far apart', document => ({ ...document, arrivals: { 'BL-SEV-N-2': '2026-02-20' } }), 'declaration.consignments-apart'],
  [
    'with goods on a paper that is not listed',
    document => ({ ...document, transportDocuments: [{ id: 'BL-SEV-N-1' }, { id: 'BL-9' }] }),
    'declaration.consignment-not-listed',
  ],
])('two consignments %s are refused', async (_, change, code) => {
  const document = change(two('SEV-N'))
  const caller = trader(document.importer?.id ?? '')
  const refused = await desk.call(caller, 'POST', '/declarations', document)
  expect([refused.status, refused.body.issues.map(each => each.code)]).toEqual([422, expect.arrayContaining([code])])
})
