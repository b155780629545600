import { expect, test } from 'vitest'
import type { Caller } from '../platform/node.ts'
import { warnOfExpiry } from './guarantee-expiry.ts'
import { register } from './index.ts'
import { officer, openDesk, trader } from './testing/desk.ts'

const desk = await openDesk('VN', ({ node, declarations }) => register(node, declarations))
const administrator: Caller = { accountId: 'administrator', role: 'administrator', traderIds: [] }
const checker: Caller = { ...administrator, accountId: 'checker', role: 'checker' }
const importer = trader('VN-1')
const required = [{ reason: 'value-open', amount: { amount: '1000', currency: 'VND' } }] as const
const BOND = {
  kind: 'comprehensive-guarantee',
  instrument: 'bond',
  trader: 'VN-1',
  limit: '5000',
  guarantor: 'Surety House',
  guarantorReference: 'B-77',
  validFrom: '2026-01-01',
  validTo: '2026-12-31',
}

async function openBond(): Promise<string> {
  const { status, body } = await desk.call(administrator, 'POST', '/debtor-accounts', BOND)
  expect([status, body.instrument, body.validTo]).toEqual([201, 'bond', '2026-12-31'])
  const opened = await desk.call(checker, 'POST', `/debtor-accounts/${body.number}/decision`, { decision: 'open' }, { 'if-match': '"1"' })
  expect(opened.body.status).toBe('open')
  return String(body.number)
}

async function pledge(mrn: string, account: string) {
  await desk.declare({ mrn })
  desk.required.set(mrn, required)
  return desk.call(importer, 'POST', `/declarations/${mrn}/pledges`, { reason: 'value-open', account })
}

const warnings = async (number: string) =>
  (
    await desk.ownerDb.query<{ facts: { daysBefore: number; used: string } }>(
      "SELECT facts FROM event WHERE subject_id = $1 AND act = 'warn-of-end' ORDER BY id",
      [number],
    )
  ).map(({ facts }) => [facts.daysBefore, facts.used])

test('a bond without number or end is refused, both named', async () => {
  const { guarantorReference: _, validTo: __, ...bare } = BOND
  const { status, body } = await desk.call(administrator, 'POST', '/debtor-accounts', bare)
  expect(status).toBe(422)
  expect((body.issues as { code: string }[]).map(each => each.code)).toEqual([
    'debt.instrument-number-missing',
    'debt.instrument-end-missing',
  ])
})

test('a bond takes reservations up to its end; its holder is warned once each time, and what is reserved stays', async () => {
  const number = await openBond()
  expect((await pledge('BOND-1', number)).status).toBe(201)
  await warnOfExpiry(desk.node)
  expect(await warnings(number)).toEqual([])
  expect((await desk.call(importer, 'GET', '/debtor-accounts?ending=soon')).body.items).toEqual([])

  desk.moveTo('2026-12-02T05:00:00Z')
  await Promise.all([warnOfExpiry(desk.node), warnOfExpiry(desk.node)])
  expect(await warnings(number)).toEqual([[30, '1000']])
  const soon = await desk.call(officer('officer', 'VNSGN'), 'GET', '/debtor-accounts?ending=soon')
  expect(soon.body.items).toMatchObject([{ number, endsInDays: 29, used: '1000' }])
  expect((await desk.call(trader('VN-2'), 'GET', '/debtor-accounts?ending=soon')).body.items).toEqual([])

  desk.moveTo('2026-12-30T05:00:00Z')
  await warnOfExpiry(desk.node)
  expect((await pledge('BOND-2', number)).status).toBe(201)

  desk.moveTo('2026-12-31T05:00:00Z')
  await warnOfExpiry(desk.node)
  expect(await warnings(number)).toEqual([
    [30, '1000'],
    [7, '1000'],
    [0, '2000'],
  ])
  const late = await pledge('BOND-3', number)
  expect([late.status, late.body.code]).toEqual([422, 'debt.account-not-in-force'])
  expect((await desk.call(importer, 'GET', `/debtor-accounts/${number}`)).body).toMatchObject({
    used: '2000',
    endsInDays: 0,
    status: 'open',
  })
})

test('a bond ends later where its holder asks, its guarantor signed, and an administrator grants it; then it takes reservations again', async () => {
  desk.moveTo('2026-12-01T05:00:00Z')
  const number = await openBond()
  const path = `/debtor-accounts/${number}/prolongations`
  const wish = { until: '2027-06-30', guarantorReference: 'B-77/2', reason: 'The goods stay for another season.' }
  const codes = (body: unknown) => ((body as { issues?: readonly { code: string }[] }).issues ?? []).map(each => each.code)
  expect((await desk.call(trader('VN-2'), 'POST', path, wish)).status).toBe(404)
  expect(codes((await desk.call(importer, 'POST', path, { ...wish, until: '2026-12-31' })).body)).toEqual(['debt.prolongation-not-later'])
  const asked = await desk.call(importer, 'POST', path, wish)
  expect([asked.status, asked.body.validTo, asked.body.until]).toEqual([201, '2026-12-31', '2027-06-30'])
  expect((await desk.call(importer, 'POST', path, wish)).body).toMatchObject({ code: 'debt.prolongation-open' })

  await warnOfExpiry(desk.node)
  desk.moveTo('2026-12-30T05:00:00Z')
  const reasons = [{ text: 'The bond house signed.', legalBasis: 'RKC General Annex std. 5.3' }]
  const decision = `${path}/${asked.body.id}/decision`
  expect((await desk.call(importer, 'POST', decision, { outcome: 'granted', reasons })).status).toBe(403)
  expect((await desk.call(administrator, 'POST', decision, { outcome: 'granted', reasons: [] })).status).toBe(400)
  const granted = await desk.call(administrator, 'POST', decision, { outcome: 'granted', reasons })
  expect(granted.body).toMatchObject({ account: { validTo: '2027-06-30' }, prolongation: { outcome: 'granted', reasons } })
  expect((await desk.call(checker, 'POST', decision, { outcome: 'refused', reasons })).body).toMatchObject({
    code: 'debt.prolongation-decided',
  })
  desk.moveTo('2027-01-15T05:00:00Z')
  expect((await pledge('BOND-LONGER', number)).status).toBe(201)
  const before = (await warnings(number)).length
  desk.moveTo('2027-06-15T05:00:00Z')
  await warnOfExpiry(desk.node)
  expect((await warnings(number)).length).toBe(before + 1)
  desk.moveTo('2027-06-30T05:00:00Z')
  expect(codes((await desk.call(importer, 'POST', path, { ...wish, until: '2028-01-01' })).body)).toEqual(['debt.prolongation-ended'])
  expect((await desk.call(importer, 'GET', path)).body.items).toMatchObject([{ outcome: 'granted' }])
})
