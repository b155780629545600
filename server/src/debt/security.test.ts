import { chargeJournal, dueOf, emptyAccount, type SecurityRequired } from '@lintas/customs/debt'
import { type Currency, money } from '@lintas/customs/kernel'
import { describe, expect, test } from 'vitest'
import { findAccount, post, register } from './index.ts'
import { broker, officer, openDesk, supervisor, TODAY, trader } from './testing/desk.ts'

const VND = 'VND' as Currency
const desk = await openDesk('VN', ({ node, declarations }) => register(node, declarations))
const { db, ownerDb } = desk
const importer = trader('VN-1')
const here = officer('officer', 'VNSGN')
const chief = supervisor('chief', 'VNSGN')
const vnd = (minor: bigint) => money(minor, VND)
const required: SecurityRequired = { reason: 'value-open', amount: { amount: '1000', currency: 'VND' } }

/** A declaration charged and waiting for security. */
async function waiting(mrn: string, charged = 0n) {
  await desk.declare({ mrn })
  desk.required.set(mrn, [required])
  const given = { mrn, debtor: 'VN-1', decision: '1', postedOn: TODAY }
  const journal = chargeJournal(given, [{ kind: 'duty', amount: vnd(charged) }], emptyAccount(VND))
  if (journal !== undefined) await db.transaction(tx => post(tx, [journal]))
}

async function guarantee(number: string, limit: bigint): Promise<string> {
  const [row] = await ownerDb.query<{ id: string }>(
    `INSERT INTO debtor_account (number, kind, trader, currency, limit_minor, guarantor, valid_from, status, proposed_by, proposed_at, decided_by)
     VALUES ($1, 'comprehensive-guarantee', 'VN-1', 'VND', $2, 'Bank', '2026-01-01', 'open', 'one', now(), 'other') RETURNING id`,
    [number, String(limit)],
  )
  return row?.id ?? ''
}

const usedOn = async (number: string) =>
  (await ownerDb.query<{ used_minor: string }>('SELECT used_minor FROM debtor_account WHERE number = $1', [number]))[0]?.used_minor

async function deposit(mrn: string) {
  const asked = await desk.call(importer, 'POST', `/declarations/${mrn}/deposits`, { reason: 'value-open' })
  expect([asked.status, asked.body.amount, asked.body.reason]).toEqual([201, '1000', 'value-open'])
  return desk.call(importer, 'POST', `/payments/${asked.body.id}/test-confirmation`)
}

describe('a deposit', () => {
  test('is held for its reason, lets the declaration go on, and is given back through the provider', async () => {
    await waiting('DEPOSIT')
    expect((await deposit('DEPOSIT')).body).toMatchObject({ status: 'paid', receipt: expect.any(String) })
    expect(await desk.statusOf('DEPOSIT')).toBe('released')
    const account = await findAccount(db, 'DEPOSIT', VND)
    expect([account.paid, account.held]).toEqual([0n, new Map([['value-open', 1_000n]])])

    const needed = await desk.call(here, 'POST', '/declarations/DEPOSIT/discharges', { reason: 'value-open' })
    expect([needed.status, needed.body.code]).toEqual([409, 'debt.security-needed'])
    desk.required.delete('DEPOSIT')
    expect((await desk.call(importer, 'POST', '/declarations/DEPOSIT/discharges', { reason: 'value-open' })).status).toBe(403)
    const back = await desk.call(here, 'POST', '/declarations/DEPOSIT/discharges', { reason: 'value-open' })
    expect(back.body).toEqual({ discharged: { amount: '1000', currency: 'VND' } })
    const again = await desk.call(here, 'POST', '/declarations/DEPOSIT/discharges', { reason: 'value-open' })
    expect(again.body).toEqual({ discharged: { amount: '0', currency: 'VND' } })

    const seen = await desk.call(importer, 'GET', '/declarations/DEPOSIT/account')
    expect(seen.body).toMatchObject({ securities: [{ open: '0' }], payouts: [{ purpose: 'security', amount: '1000', status: 'ordered' }] })
    const [{ id } = { id: '' }] = seen.body.payouts as { id: string }[]
    const confirmed = await Promise.all(Array.from({ length: 6 }, () => desk.call(here, 'POST', `/payouts/${id}/test-confirmation`)))
    expect(confirmed.map(each => each.body.status)).toEqual(confirmed.map(() => 'paid'))
    const [paid] = await db.query<{ sum: string }>("SELECT sum(minor) FROM ledger_posting WHERE mrn = 'DEPOSIT' AND account = 'clearing'")
    expect(paid?.sum).toBe('0')
  })

  test('drawn pays what is due, and no more', async () => {
    await waiting('DRAWN', 700n)
    await deposit('DRAWN')
    expect(await desk.statusOf('DRAWN')).toBe('payment-due')
    expect((await desk.call(here, 'POST', '/declarations/DRAWN/draws', { reason: 'value-open' })).status).toBe(403)
    const drawn = await desk.call(chief, 'POST', '/declarations/DRAWN/draws', { reason: 'value-open' })
    expect(drawn.body).toEqual({ drawn: [{ amount: '700', currency: 'VND' }] })
    expect(dueOf(await findAccount(db, 'DRAWN', VND))).toEqual(vnd(0n))
  })

  test('for which nothing is asked is refused', async () => {
    await desk.declare({ mrn: 'UNASKED' })
    const asked = await desk.call(importer, 'POST', '/declarations/UNASKED/deposits', { reason: 'value-open' })
    expect([asked.status, asked.body.code]).toEqual([422, 'debt.nothing-due'])
  })
})

describe('a reservation on a guarantee', () => {
  test('is security, moves what is left, and ends when it is given back', async () => {
    await guarantee('G-1', 1_500n)
    await waiting('PLEDGED')
    const pledged = await desk.call(importer, 'POST', '/declarations/PLEDGED/pledges', { reason: 'value-open', account: 'G-1' })
    expect([pledged.status, pledged.body]).toMatchObject([201, { amount: '1000', open: '1000', account: 'G-1' }])
    expect([await desk.statusOf('PLEDGED'), await usedOn('G-1')]).toEqual(['released', '1000'])

    await waiting('TOO-MUCH')
    const refused = await desk.call(importer, 'POST', '/declarations/TOO-MUCH/pledges', { reason: 'value-open', account: 'G-1' })
    expect([refused.status, refused.body.issues]).toMatchObject([422, [{ code: 'debt.limit-exceeded', params: { left: '500' } }]])

    desk.required.delete('PLEDGED')
    await desk.call(here, 'POST', '/declarations/PLEDGED/discharges', { reason: 'value-open' })
    expect(await usedOn('G-1')).toBe('0')
  })

  test('of many at once never exceeds the reference amount', async () => {
    await guarantee('G-2', 5_500n)
    const numbers = Array.from({ length: 16 }, (_, nth) => `MANY-${nth}`)
    for (const mrn of numbers) await waiting(mrn)
    const answers = await Promise.all(
      numbers.map(mrn => desk.call(importer, 'POST', `/declarations/${mrn}/pledges`, { reason: 'value-open', account: 'G-2' })),
    )
    expect(answers.filter(each => each.status === 201)).toHaveLength(5)
    const refused = answers
      .filter(each => each.status !== 201)
      .map(each => each.body.issues as { code: string; params: { left: string } }[])
    expect(refused.map(([issue]) => [issue?.code, issue?.params.left])).toEqual(refused.map(() => ['debt.limit-exceeded', '500']))
    expect(await usedOn('G-2')).toBe('5000')
  })

  test('of somebody else, or by a broker whose mandate does not say so, is answered as not there', async () => {
    await guarantee('G-3', 5_000n)
    await waiting('BROKERED')
    const wish = { reason: 'value-open', account: 'G-3' }
    const agent = { ...broker('VN-9', 'VN-1'), mandates: [{ traderId: 'VN-1', scopes: ['import' as const] }] }
    expect((await desk.call(agent, 'POST', '/declarations/BROKERED/pledges', wish)).body.code).toBe('debt.account-unknown')
    const paying = { ...agent, accountId: 'paying', mandates: [{ traderId: 'VN-1', scopes: ['import' as const, 'payment' as const] }] }
    expect((await desk.call(paying, 'POST', '/declarations/BROKERED/pledges', wish)).status).toBe(201)
  })
})
