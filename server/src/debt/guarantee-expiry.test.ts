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
