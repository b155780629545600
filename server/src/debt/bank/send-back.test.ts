import type { BankEntryAnswer, BankOrdered, SendingBackAnswer } from '@lintas/contract'
import { type Currency, makeMrn, money } from '@lintas/customs/kernel'
import { beforeAll, expect, test } from 'vitest'
import { register } from '../index.ts'
import { takePayout } from '../payouts.ts'
import { testProvider } from '../test-provider.ts'
import { camt, type ToldTransfer } from '../testing/camt.ts'
import { officer, openDesk, supervisor, TODAY, trader } from '../testing/desk.ts'
import { postWaiting } from './post-entries.ts'

const provider = testProvider(Buffer.alloc(32, 7))
const desk = await openDesk('VN', ({ node, declarations }) => register(node, declarations, provider))
const { ownerDb, node, declarations } = desk
const cashier = { node, provider, declarations }
const [one, other] = [supervisor('one', 'VNSGN'), supervisor('other', 'VNSGN')]
const mrn = makeMrn({ on: TODAY, country: 'VN' as never, procedure: 'import', serial: 1n, secret: new Uint8Array(16) })
beforeAll(async () => {
  await desk.declare({ mrn })
})

let message = 0
/** Takes a statement with transfers, and answers its entries in their order. */
async function state(entries: readonly ToldTransfer[]): Promise<readonly BankEntryAnswer[]> {
  const text = camt({ messageId: `S-${++message}`, entries })
  const file = (await desk.call(one, 'POST', '/bank/files', Buffer.from(text), { 'content-type': 'application/xml' })).body.id
  await postWaiting(cashier)
  return ((await desk.call(one, 'GET', `/bank/entries?file=${file}`)).body.items as BankEntryAnswer[]).toReversed()
}
const come = async (amount: string, from?: string) => (await state([{ amount, words: 'for whom', ...(from && { from }) }]))[0]?.id ?? ''
const propose = (entry: string) => desk.call(one, 'POST', `/bank/entries/${entry}/sending-back`, { note: 'The payer does not answer.' })
const decide = (caller: typeof one, id: unknown, body: object = { decision: 'approved' }) =>
  desk.call(caller, 'POST', `/bank/sendings-back/${id}/decision`, body)
const entryStatus = async (entry: string) =>
  ((await desk.call(one, 'GET', '/bank/entries?limit=500')).body.items as BankEntryAnswer[]).find(each => each.id === entry)?.status
const balances = async () => {
  const rows = await ownerDb.query<{ account: string; minor: string }>(
    'SELECT account, sum(minor) AS minor FROM ledger_posting GROUP BY account',
  )
  return Object.fromEntries(rows.map(row => [row.account, Number(row.minor)]))
}
const unbalanced = () => ownerDb.query('SELECT journal FROM ledger_posting GROUP BY journal, currency HAVING sum(minor) <> 0')
/** Writes the next order to the bank, and answers its text. */
async function order(): Promise<string> {
  const made = (await desk.call(one, 'POST', '/bank/orders')).body as unknown as BankOrdered
  return made.order === undefined ? '' : (await desk.call(one, 'GET', `/bank/orders/${made.order.id}/xml`)).text
}
const say = (payout: unknown, minor: bigint, outcome: 'paid' | 'failed') =>
  takePayout(cashier, { about: 'payout', id: String(payout), outcome, amount: money(minor, 'VND' as Currency), reference: 'B' })

test('money nobody knows goes back to the account it came from, by two officers, once', async () => {
  const entry = await come('500', 'VN-SENDER-1')
  expect(await balances()).toEqual({ bank: 500, suspense: -500 })
  const proposed = await propose(entry)
  expect([proposed.status, proposed.body]).toMatchObject([
    201,
    { status: 'proposed', amount: '500', account: 'VN-SENDER-1', party: 'Lotus Trading' },
  ])
  expect((await propose(entry)).body.code).toBe('debt.sending-back-proposed')
  expect((await decide(one, proposed.body.id)).body.code).toBe('debt.sending-back-same-officer')
  expect((await decide(other, proposed.body.id, { decision: 'refused' })).body.code).toBe('debt.sending-back-note-missing')
  const decided = await Promise.all([decide(other, proposed.body.id), decide(other, proposed.body.id)])
  expect(decided.map(each => each.status).toSorted()).toEqual([200, 409])
  expect([await entryStatus(entry), await balances()]).toEqual(['sent-back', { bank: 500, suspense: 0, payouts: -500 }])

  const text = await order()
  expect(text).toContain('<Id>VN-SENDER-1</Id>')
  expect(text).toContain('Lotus Trading')
  expect(await order()).toBe('')
  const payout = decided.find(each => each.status === 200)?.body.payout
  await state([{ amount: '500', endToEnd: String(payout).replaceAll('-', ''), direction: 'DBIT' }])
  expect(await balances()).toEqual({ bank: 0, suspense: 0, payouts: 0, clearing: 0 })
  expect((await propose(entry)).body.code).toBe('debt.bank-entry-not-so')
})

test('what the bank cannot pay, or sends back, stands in suspense again, and may be sent back anew', async () => {
  const entry = await come('70', 'VN-SENDER-2')
  const first = await decide(other, (await propose(entry)).body.id)
  await order()
  await say(first.body.payout, 70n, 'failed')
  expect([await entryStatus(entry), (await balances()).suspense]).toEqual(['suspense', -70])
  expect((await desk.call(one, 'POST', `/payouts/${first.body.payout}/repetition`)).body.code).toBe('debt.payout-not-failed')
  const second = await decide(other, (await propose(entry)).body.id)
  await say(second.body.payout, 70n, 'paid')
  await state([{ amount: '70', endToEnd: String(second.body.payout), reference: 'BACK' }])
  expect([await entryStatus(entry), await balances()]).toMatchObject(['suspense', { suspense: -70, payouts: 0 }])
  const listed = (await desk.call(one, 'GET', '/bank/sendings-back')).body.items as SendingBackAnswer[]
  expect(listed.slice(0, 2).map(each => each.payoutStatus)).toEqual(['returned', 'failed'])
  expect(await unbalanced()).toEqual([])
})

test('money of an account the bank does not name stays in suspense, and what left the account is not sent back', async () => {
  const entry = await come('30')
  expect((await propose(entry)).body.code).toBe('debt.bank-sender-unknown')
  const [debit] = await state([{ amount: '5', direction: 'DBIT', from: 'VN-SENDER-3' }])
  expect((await propose(debit?.id ?? '')).body.code).toBe('debt.bank-entry-not-so')
  expect((await desk.call(one, 'GET', '/bank/entries/csv?status=suspense')).text).toContain(entry)
})

test('a proposal lapses where somebody finds out what the money is for, and a refused one leaves it in suspense', async () => {
  const entry = await come('90', 'VN-SENDER-4')
  const refused = (await propose(entry)).body.id
  expect((await decide(other, refused, { decision: 'refused', note: 'The payer wrote.' })).body.status).toBe('refused')
  const proposed = (await propose(entry)).body.id
  const assigned = await desk.call(one, 'POST', `/bank/entries/${entry}/assignment`, { reference: mrn, note: 'The payer wrote.' })
  expect(assigned.body.status).toBe('paid')
  const late = await decide(other, proposed)
  expect([late.status, late.body.code]).toEqual([409, 'debt.sending-back-decided'])
  expect(await unbalanced()).toEqual([])
})

test('is for whoever answers for the money', async () => {
  const entry = await come('1', 'VN-SENDER-5')
  for (const caller of [trader('VN-1'), officer('three', 'VNSGN')])
    for (const path of [`/bank/entries/${entry}/sending-back`, `/bank/sendings-back/${entry}/decision`])
      expect((await desk.call(caller, 'POST', path, { note: 'mine' })).status).toBe(403)
})
