import type { AdverseDecisionAnswer, DebtorAccountAnswer, DeclarationAnswer, Payment, ProblemDocument } from '@lintas/contract'
import type { DeclarationInput } from '@lintas/customs/declaration'
import { expect, test } from 'vitest'
import { administrator, checker, giveTier, openLodgingDesk, supervisor, trader } from '../declaration/testing/lodging-desk.ts'
import { shirts, whisky } from '../declaration/testing/shirts.ts'
import type { Caller } from '../platform/node.ts'

const desk = await openLodgingDesk('VN')
const importer = trader('VN-0101')
const reviewer: Caller = { accountId: 'the reviewing officer', role: 'officer', office: 'VN-SGN', traderIds: [] }
const REASONS = [{ text: 'The goods are not those that came.', legalBasis: 'Law on Customs 54/2014/QH13' }]
type Said = AdverseDecisionAnswer & Pick<ProblemDocument, 'code' | 'issues'>

const see = async (mrn: string) => (await desk.call<DeclarationAnswer>(importer, 'GET', `/declarations/${mrn}`)).body
const match = (revision: number) => ({ 'if-match': `"${revision}"` })

async function imported(localReference: string): Promise<string> {
  const { mrn } = await desk.lodge(importer, shirts(localReference))
  const asked = await desk.call<Payment>(importer, 'POST', `/declarations/${mrn}/payments`, {})
  await desk.call(importer, 'POST', `/payments/${asked.body.id}/test-confirmation`, {})
  return mrn
}

/** Shirts that go back to where they came from, and that customs looks at first. */
function reExport(localReference: string, pieces: string, previous: string): DeclarationInput {
  const { importer: _, arrivalOn: __, ...base } = shirts(localReference)
  const [item] = base.goodsItems ?? []
  return {
    ...base,
    type: 'EX3',
    exporter: { id: 'VN-0101', name: 'May Sài Gòn' },
    consignee: { name: 'Phnom Penh Garments', address: { country: 'KH' } },
    exportCountry: 'VN',
    destinationCountry: 'KH',
    tradeTerms: { incoterm: 'FOB', place: 'Cát Lái' },
    departedOn: '2026-03-12',
    goodsItems: [{ sequence: 1, ...item, quantities: [{ value: pieces, unit: 'C62' }], previousDocuments: [{ id: previous }] }],
    additionalInformation: [{ code: 'SANDBOX', text: 'lane=yellow' }],
  }
}

async function refuse(mrn: string): Promise<string> {
  const { revision } = await see(mrn)
  const path = `/declarations/${mrn}/refusal`
  const refused = await desk.call<{ number: string }>(supervisor, 'POST', path, { reasons: REASONS }, match(revision))
  expect([refused.status, refused.text]).toEqual([200, expect.any(String)])
  return refused.body.number
}

async function act(by: Caller, number: string, what: string, body?: object) {
  const { revision } = (await desk.call<Said>(supervisor, 'GET', `/adverse-decisions/${number}`)).body
  return await desk.call<Said>(by, 'POST', `/adverse-decisions/${number}/${what}`, body, match(revision))
}

async function setAside(number: string) {
  await act(importer, number, 'review-request', { grounds: 'They are the very goods: the marks are the same.' })
  return await act(reviewer, number, 'review-outcome', { outcome: 'changed', reasons: REASONS })
}

const takenOf = async (mrn: string) => {
  const [row] = await desk.ownerDb.query<{ sum: string }>('SELECT sum(quantity)::text AS sum FROM declaration_link WHERE previous = $1', [
    mrn,
  ])
  return row?.sum
}

test('goods that go on after a refusal take what they came with again, unless others took it meanwhile: then an officer is told', async () => {
  const mrn = await imported('RESTORE-1')
  const first = await desk.lodge(importer, reExport('RESTORE-1-A', '4000', mrn))
  const number = await refuse(first.mrn)
  expect(await takenOf(mrn)).toBe(null)
  const second = await desk.lodge(importer, reExport('RESTORE-1-B', '1500', mrn))

  const blocked = await setAside(number)
  expect([blocked.status, blocked.body.issues]).toMatchObject([
    409,
    [{ code: 'declaration.restored-taken', params: { mrn, item: 1, quantity: '4000', left: '2500', unit: 'C62' } }],
  ])
  expect([await takenOf(mrn), (await see(first.mrn)).status]).toEqual(['1500', 'release-refused'])
  expect((await desk.call<Said>(supervisor, 'GET', `/adverse-decisions/${number}`)).body.status).toBe('review-requested')

  const { revision } = await see(second.mrn)
  const path = `/declarations/${second.mrn}/cancellation`
  expect((await desk.call(importer, 'POST', path, { reason: 'they go after all' }, match(revision))).status).toBe(200)
  expect((await act(reviewer, number, 'review-outcome', { outcome: 'changed', reasons: REASONS })).body.status).toBe('changed')
  expect([await takenOf(mrn), (await see(first.mrn)).status]).toEqual(['4000', 'under-control'])
})

test('of a refusal set aside and a lodging of the same goods at once, one has them', async () => {
  const mrn = await imported('RESTORE-2')
  const first = await desk.lodge(importer, reExport('RESTORE-2-A', '4000', mrn))
  const number = await refuse(first.mrn)
  await act(importer, number, 'review-request', { grounds: 'They are the very goods.' })
  const [outcome, lodged] = await Promise.all([
    act(reviewer, number, 'review-outcome', { outcome: 'changed', reasons: REASONS }),
    desk.call(importer, 'POST', '/declarations', reExport('RESTORE-2-B', '4000', mrn)),
  ])
  expect([
    [200, 422],
    [409, 201],
  ]).toContainEqual([outcome.status, lodged.status])
  expect(await takenOf(mrn)).toBe('4000')
})

test('a removal that goes on after a refusal is reserved for anew, and waits for its security where the account has no room left', async () => {
  await giveTier(desk, 'VN-0101', 2)
  const open = async (limit: string) => {
    const terms = { kind: 'deferred-payment', trader: 'VN-0101', validFrom: '2026-01-01', term: { kind: 'day-of-month', day: 10 }, limit }
    const { body } = await desk.call<DebtorAccountAnswer>(administrator, 'POST', '/debtor-accounts', terms)
    await desk.call(checker, 'POST', `/debtor-accounts/${body.number}/decision`, { decision: 'open' }, match(body.revision))
    return body.number
  }
  const usedOf = async (number: string) => (await desk.call<DebtorAccountAnswer>(importer, 'GET', `/debtor-accounts/${number}`)).body.used
  const remove = async (localReference: string, account: string) => {
    const { mode: _, ...document } = whisky(localReference)
    const wish = { ...document, guarantees: [{ reference: account }] }
    const { status, body, text } = await desk.call<DeclarationAnswer>(importer, 'POST', '/declarations/removals', wish)
    expect([status, text]).toEqual([201, expect.any(String)])
    return body
  }
  const wide = await open('900000000')
  const first = await remove('RESTORE-3-A', wide)
  const reserved = String(first.securities?.[0]?.amount.amount)
  const refusal = await refuse(first.mrn)
  expect(await usedOf(wide)).toBe('0')
  expect((await setAside(refusal)).body.status).toBe('changed')
  expect([(await see(first.mrn)).unsecured, await usedOf(wide)]).toEqual([[], reserved])

  const narrow = await open(reserved)
  const second = await remove('RESTORE-3-B', narrow)
  const again = await refuse(second.mrn)
  await remove('RESTORE-3-C', narrow)
  expect((await setAside(again)).body.status).toBe('changed')
  const waiting = await see(second.mrn)
  expect([waiting.unsecured?.map(each => each.reason), await usedOf(narrow)]).toEqual([['periodic'], reserved])
  expect(waiting.missing.map(each => each.code)).toContain('release.security-outstanding')
})
