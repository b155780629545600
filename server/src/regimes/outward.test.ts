import type { DeclarationAnswer, RegimeAuthorisation, RegimeLot } from '@lintas/contract'
import type { DeclarationInput } from '@lintas/customs/declaration'
import { expect, test } from 'vitest'
import { officer, openLodgingDesk, supervisor, trader } from '../declaration/testing/lodging-desk.ts'
import { shirts } from '../declaration/testing/shirts.ts'

const desk = await openLodgingDesk('VN')
const holder = trader('VN-0101')
const other = trader('VN-9999')
const script = (lane: string) => ({ additionalInformation: [{ code: 'SANDBOX', text: `lane=${lane}` }] })
const asked = {
  regime: 'outward-processing',
  validFrom: '2026-01-01',
  validTo: '2027-01-01',
  termMonths: 6,
  purpose: 'Shirts mended abroad.',
}
const outward = { operation: 'repair', identification: 'marks in the collar' }

async function authorise(): Promise<string> {
  const { body } = await desk.call<RegimeAuthorisation>(holder, 'POST', '/regime-authorisations', { ...asked, outward })
  const path = `/regime-authorisations/${body.number}/decision`
  await desk.call(officer('VN-SGN'), 'POST', path, { decision: 'approved' })
  await desk.call(supervisor, 'POST', path, { decision: 'approved' })
  return body.number
}

function goods(pieces: string, marks: string, previous: readonly object[] = []) {
  const [item] = shirts('').goodsItems ?? []
  if (item === undefined) throw new Error('needs an item')
  return {
    goodsItems: [
      {
        ...item,
        quantities: [{ value: pieces, unit: 'C62' }],
        additionalInformation: [{ code: 'IDENTIFICATION', text: marks }],
        previousDocuments: [...previous],
      },
    ],
  }
}

function out(localReference: string, authorisation: string): DeclarationInput {
  const { importer: _, arrivalOn: __, ...base } = shirts(localReference)
  return {
    ...base,
    type: 'EX2-P',
    authorisation,
    exporter: { id: 'VN-0101', name: 'May Sài Gòn' },
    consignee: { name: 'Phnom Penh Garments', address: { country: 'KH' } },
    exportCountry: 'VN',
    destinationCountry: 'KH',
    tradeTerms: { incoterm: 'FOB', place: 'Cát Lái' },
    departedOn: '2026-03-10',
    ...goods('4000', 'lot A, lot B'),
    ...script('green'),
  }
}

const back = (localReference: string, pieces: string, mrn: string, authorisation: string, lane = 'green'): DeclarationInput => ({
  ...shirts(localReference),
  type: 'IM6',
  arrivalOn: '2026-03-10',
  authorisation,
  ...goods(pieces, 'lot A', [{ id: mrn, lineNumber: 1 }]),
  ...script(lane),
})

async function lotOf(mrn: string): Promise<RegimeLot | undefined> {
  return (await desk.call<{ items: RegimeLot[] }>(holder, 'GET', `/regime-lots?mrn=${mrn}`)).body.items[0]
}

test('an application says what is done abroad, and is refused by name where no law knows it', async () => {
  const ask = async (body: object) => (await desk.call(holder, 'POST', '/regime-authorisations', { ...asked, ...body })).body
  expect((await ask({})).issues).toMatchObject([{ code: 'regimes.outward-needed' }])
  expect((await ask({ outward: { ...outward, operation: 'standard-exchange' } })).issues).toMatchObject([
    { code: 'regimes.outward-operation-not-on-file', params: { operation: 'standard-exchange' } },
  ])
  expect((await ask({ outward: { ...outward, operation: 'processing' } })).issues).toMatchObject([{ code: 'regimes.norms-needed' }])
  expect((await ask({ outward, regime: 'inward-processing' })).issues.map(each => each.code)).toContain('regimes.outward-not-for-regime')
})

test('goods go out to come back, are charged no duty then, and the same bytes come of the same goods', async () => {
  const number = await authorise()
  const gone = await desk.lodge(holder, out('OP-1', number))
  expect(gone).toMatchObject({ status: 'released', suspended: true, payable: [] })
  expect(await lotOf(gone.mrn)).toMatchObject({ left: '4000', until: '2026-09-10', identification: ['lot A', 'lot B'] })
  const returned = await desk.lodge(holder, back('OP-1-B', '1500', gone.mrn, number))
  expect(returned.decision.assessment.totals).toMatchObject([{ kind: 'customs-duty', amount: '0' }, { kind: 'vat' }])
  const again = await desk.call<{ identical: boolean }>(holder, 'POST', `/declarations/${returned.mrn}/replay`)
  expect(again.body.identical).toBe(true)
  expect(await lotOf(gone.mrn)).toMatchObject({ left: '2500', movements: [{ kind: 're-import', quantity: '1500', status: 'pending' }] })
})

test('of many that bring back the same goods only as many do as went out; cancelled, they are given back', async () => {
  const number = await authorise()
  const gone = await desk.lodge(holder, out('OP-2', number))
  const answers = await Promise.all(
    Array.from({ length: 6 }, (_, index) =>
      desk.call<DeclarationAnswer>(holder, 'POST', '/declarations', back(`OP-2-B${index}`, '1500', gone.mrn, number, 'yellow')),
    ),
  )
  const lodged = answers.filter(each => each.status === 201)
  expect(lodged).toHaveLength(2)
  expect(await lotOf(gone.mrn)).toMatchObject({ left: '1000' })
  const [first] = lodged
  const match = { 'if-match': `"${first?.body.revision}"` }
  await desk.call(holder, 'POST', `/declarations/${first?.body.mrn}/cancellation`, { reason: 'it stays abroad' }, match)
  expect(await lotOf(gone.mrn)).toMatchObject({ left: '2500' })
})

test("another's authorisation is as one that is not there", async () => {
  const number = await authorise()
  const refused = await desk.call(other, 'POST', '/declarations', {
    ...out('OP-3', number),
    exporter: { id: 'VN-9999', name: 'Khác' },
    declarant: { id: 'VN-9999' },
  })
  expect(refused.body.issues.map(each => each.code)).toContain('regimes.authorisation-unknown')
})
