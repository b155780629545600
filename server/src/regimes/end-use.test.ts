import type { DebtAccount, DeclarationAnswer, ProblemDocument, RegimeAuthorisation, RegimeLedger, RegimeLot } from '@lintas/contract'
import type { DeclarationInput } from '@lintas/customs/declaration'
import { expect, test } from 'vitest'
import { officer, openLodgingDesk, supervisor, trader } from '../declaration/testing/lodging-desk.ts'
import { shirts } from '../declaration/testing/shirts.ts'

const desk = await openLodgingDesk('VN')
const holder = trader('VN-0101')
const other = trader('VN-9999')
const asked = { regime: 'end-use', validFrom: '2026-01-01', validTo: '2027-01-01', purpose: 'Uniforms of a project with incentives.' }
const listOf = (amount: string) => ({
  use: 'fixed-assets',
  list: [{ line: 1, name: 'Uniforms', codes: ['6109'], cap: { of: 'quantity', amount, unit: 'C62' } }],
})

async function authorise(amount: string): Promise<string> {
  const { body } = await desk.call<RegimeAuthorisation>(holder, 'POST', '/regime-authorisations', { ...asked, relief: listOf(amount) })
  const path = `/regime-authorisations/${body.number}/decision`
  await desk.call(officer('VN-SGN'), 'POST', path, { decision: 'approved' })
  await desk.call(supervisor, 'POST', path, { decision: 'approved' })
  return body.number
}

function relieved(localReference: string, authorisation: string, pieces = '4000', lane = 'green'): DeclarationInput {
  const like = shirts(localReference)
  const [item] = like.goodsItems ?? []
  if (item === undefined) throw new Error('needs an item')
  return {
    ...like,
    authorisation,
    goodsItems: [{ ...item, quantities: [{ value: pieces, unit: 'C62' }] }],
    additionalInformation: [{ code: 'SANDBOX', text: `lane=${lane}` }],
  }
}

async function leftOf(number: string): Promise<string | undefined> {
  return (await desk.call<RegimeLedger>(holder, 'GET', `/regime-authorisations/${number}/ledger`)).body.list?.[0]?.left
}

async function release(document: DeclarationInput): Promise<{ readonly mrn: string; readonly lot: RegimeLot }> {
  const { mrn } = await desk.lodge(holder, document)
  const payment = await desk.call<{ id: string }>(holder, 'POST', `/declarations/${mrn}/payments`, {})
  await desk.call(holder, 'POST', `/payments/${payment.body.id}/test-confirmation`, {})
  const [lot] = (await desk.call<{ items: RegimeLot[] }>(holder, 'GET', `/regime-lots?mrn=${mrn}`)).body.items
  if (lot === undefined) throw new Error(`no lot of ${mrn}`)
  return { mrn, lot }
}

test('an application says what the goods are for and lists them, for a use the law knows', async () => {
  const ask = async (body: object) => (await desk.call(holder, 'POST', '/regime-authorisations', { ...asked, ...body })).body.issues
  expect(await ask({})).toMatchObject([{ code: 'regimes.use-needed' }])
  expect(await ask({ relief: { ...listOf('1'), use: 'film-making' } })).toMatchObject([{ code: 'regimes.use-not-on-file' }])
  const elsewhere = await ask({ regime: 'drawback', relief: listOf('1') })
  expect(elsewhere.map(each => each.code)).toContain('regimes.use-not-for-regime')
})

test('of forty lodgings at once only as many draw of a list as it holds, and never a piece more', async () => {
  const number = await authorise('10000')
  const answers = await Promise.all(
    Array.from({ length: 40 }, (_, index) =>
      desk.call<DeclarationAnswer>(holder, 'POST', '/declarations', relieved(`EU-MANY-${index}`, number, '900', 'yellow')),
    ),
  )
  const lodged = answers.filter(each => each.status === 201)
  expect(lodged).toHaveLength(11)
  const refused = answers.filter(each => each.status !== 201).flatMap(each => (JSON.parse(each.text) as ProblemDocument).issues)
  const codes = refused.filter(each => each.severity === 'error').map(each => each.code)
  expect(new Set(codes)).toEqual(new Set(['regimes.list-exceeded']))
  expect(await leftOf(number)).toBe('100')
  const [first] = lodged
  const match = { 'if-match': `"${first?.body.revision}"` }
  await desk.call(holder, 'POST', `/declarations/${first?.body.mrn}/cancellation`, { reason: 'not needed' }, match)
  expect(await leftOf(number)).toBe('1000')
}, 60_000)

test('an amended declaration draws what it says now', async () => {
  const number = await authorise('5000')
  const held = await desk.lodge(holder, relieved('EU-AMEND', number, '4000', 'yellow'))
  const match = { 'if-match': `"${held.revision}"` }
  const beyond = await desk.call(
    holder,
    'POST',
    `/declarations/${held.mrn}/amendment`,
    relieved('EU-AMEND', number, '5001', 'yellow'),
    match,
  )
  expect(beyond.body.issues.filter(each => each.severity === 'error').map(each => each.code)).toEqual(['regimes.list-exceeded'])
  expect(await leftOf(number)).toBe('1000')
  const amended = await desk.call(
    holder,
    'POST',
    `/declarations/${held.mrn}/amendment`,
    relieved('EU-AMEND', number, '5000', 'yellow'),
    match,
  )
  expect([amended.status, await leftOf(number)]).toEqual([200, '0'])
})

test('what is used otherwise is due, charged beside what was assessed', async () => {
  const number = await authorise('10000')
  const { mrn, lot } = await release(relieved('EU-USE', number))
  expect(lot).toMatchObject({ regime: 'end-use', left: '4000', debt: { due: '0' } })
  expect(Number(lot.debt.suspended)).toBeGreaterThan(0)
  const replayed = await desk.call<{ identical: boolean }>(holder, 'POST', `/declarations/${mrn}/replay`)
  expect(replayed.body.identical).toBe(true)
  const notice = { kind: 'diversion', quantity: '1000', reason: 'Sold to somebody else.' }
  const strange = await desk.call(other, 'POST', `/regime-lots/${lot.id}/notices`, notice)
  expect(strange.status).toBe(404)
  const told = await desk.call<RegimeLot>(holder, 'POST', `/regime-lots/${lot.id}/notices`, notice)
  expect(told.body.debt).toMatchObject({ due: String(Number(lot.debt.suspended) / 4) })
  const { body } = await desk.call<DebtAccount>(holder, 'GET', `/declarations/${mrn}/account`)
  expect(body.due).toBe(told.body.debt.due)
  expect(body.charged.map(each => each.kind)).toContain('diverted-customs-duty')
})

test("what is used up is told of goods relieved for their use alone, and another's list is as one that is not there", async () => {
  const number = await authorise('10000')
  const { lot } = await release(relieved('EU-UP', number))
  const used = await desk.call<RegimeLot>(holder, 'POST', `/regime-lots/${lot.id}/notices`, {
    kind: 'use',
    quantity: '5',
    reason: 'Worn out.',
  })
  expect(used.body.movements).toMatchObject([{ kind: 'used', status: 'pending', quantity: '5' }])
  const document = { ...relieved('EU-OTHER', number), importer: { id: 'VN-9999', name: 'Khác' }, declarant: { id: 'VN-9999' } }
  const refused = await desk.call(other, 'POST', '/declarations', document)
  expect(refused.body.issues.map(each => each.code)).toContain('regimes.authorisation-unknown')
})
