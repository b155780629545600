import type { DebtRecordAnswer, InstalmentPlanAnswer } from '@lintas/contract'
import { chargeJournal, dueOf } from '@lintas/customs/debt'
import { addDays, addMonths, type Currency, money } from '@lintas/customs/kernel'
import { beforeEach, describe, expect, test } from 'vitest'
import { endCalls } from './guarantee-calls.ts'
import { findAccount, post, register } from './index.ts'
import { judgePlans } from './instalments.ts'
import { takePayment } from './pay.ts'
import { pledgeSecurity } from './securities.ts'
import { testProvider } from './test-provider.ts'
import { officer, openDesk, supervisor, TODAY, trader } from './testing/desk.ts'

const VND = 'VND' as Currency
const provider = testProvider(Buffer.alloc(32, 7))
const desk = await openDesk('VN', ({ node, declarations }) => register(node, declarations, provider))
const { db, ownerDb, node, declarations } = desk
const importer = trader('VN-1')
const one = officer('one', 'VNSGN')
const chief = supervisor('chief', 'VNSGN')
const vnd = (minor: bigint) => money(minor, VND)
const administrator = { accountId: 'a1', role: 'administrator', traderIds: [] } as const
const checker = { accountId: 'a2', role: 'checker', traderIds: [] } as const

beforeEach(() => desk.moveTo(`${TODAY}T05:00:00Z`))
const goTo = (day: string) => desk.moveTo(`${day}T05:00:00Z`)

async function guarantee(limit: string): Promise<string> {
  const body = { kind: 'comprehensive-guarantee', trader: 'VN-1', limit, guarantor: 'BANK', validFrom: '2026-01-01' }
  const { number, revision } = (await desk.call(administrator, 'POST', '/debtor-accounts', body)).body
  await desk.call(checker, 'POST', `/debtor-accounts/${number}/decision`, { decision: 'open' }, { 'if-match': `"${revision}"` })
  return String(number)
}

/** A debt that outlived the release, with a guarantee behind it for as much as is said. */
async function owing(mrn: string, minor: bigint, secured: bigint, account: string): Promise<void> {
  await desk.declare({ mrn, status: 'released', releasedOn: TODAY })
  const [row] = await ownerDb.query<{ id: string }>('SELECT id FROM debtor_account WHERE number = $1', [account])
  await db.transaction(async tx => {
    const charges = [{ kind: 'duty', amount: vnd(minor) }]
    const journal = chargeJournal({ mrn, debtor: 'VN-1', decision: '1', postedOn: TODAY }, charges, await findAccount(tx, mrn, VND))
    if (journal !== undefined) await post(tx, [journal])
    const pledge = { reason: 'provisional', amount: vnd(secured), account: row?.id ?? '' } as const
    const pledged = await pledgeSecurity(tx, node, { mrn, principal: 'VN-1' }, pledge, 'importer')
    if (!pledged.ok) throw new Error(JSON.stringify(pledged.issues))
  })
}

const read = async (mrn: string) => (await desk.call(importer, 'GET', `/declarations/${mrn}/debt`)).body as unknown as DebtRecordAnswer

async function pay(mrn: string, body: object = {}): Promise<string> {
  const asked = await desk.call(importer, 'POST', `/declarations/${mrn}/payments`, body)
  if (asked.status !== 201) return String(asked.body.code)
  const notice = {
    about: 'payment',
    id: String(asked.body.id),
    outcome: 'paid',
    amount: vnd(BigInt(String(asked.body.amount))),
    reference: 'T',
  } as const
  await takePayment({ node, provider, declarations }, notice)
  return String(asked.body.amount)
}

describe('a debt paid in instalments', () => {
  const apply = (mrn: string, body: object = {}) =>
    desk.call(importer, 'POST', `/declarations/${mrn}/instalment-plans`, {
      count: 3,
      firstOn: addMonths(TODAY, 1),
      reason: 'Short of cash.',
      ...body,
    })
  const decide = (id: unknown, by = one, body: object = { decision: 'agreed' }) =>
    desk.call(by, 'POST', `/instalment-plans/${id}/decision`, body)

  test('is laid out by the law, agreed by customs, paid part by part with interest at the end, and kept', async () => {
    await owing('PARTS', 300_000n, 300_000n, await guarantee('300000'))
    const applied = await apply('PARTS')
    expect(applied.body).toMatchObject({ status: 'applied', lawRow: 'vn-instalments-2020', amount: '300000' })
    expect((applied.body as unknown as InstalmentPlanAnswer).instalments.map(each => each.amount)).toEqual(['100000', '100000', '100000'])
    expect((await apply('PARTS')).body.code).toBe('debt.instalments-open')
    expect((await desk.call(one, 'GET', '/instalment-plans')).body.items).toHaveLength(1)
    expect((await decide(applied.body.id)).body).toMatchObject({ status: 'agreed' })
    expect((await decide(applied.body.id)).body.code).toBe('debt.instalments-decided')
    for (const month of [1, 2, 3]) {
      goTo(addMonths(TODAY, month))
      expect((await read('PARTS')).instalment).toEqual({ payable: '100000', dueOn: addMonths(TODAY, month) })
      expect(await pay('PARTS', { instalment: true })).toBe('100000')
      await judgePlans(node, declarations)
    }
    const paid = await read('PARTS')
    expect(paid.plans.map(each => each.status)).toEqual(['kept'])
    expect(paid.dues.filter(each => each.kind === 'charges').every(each => each.open === '0')).toBe(true)
    expect(Number(await pay('PARTS'))).toBeGreaterThan(0)
    expect((await read('PARTS')).status).toBe('discharged')
  })

  test('of which a part is late is broken, and all the rest is due', async () => {
    await owing('BROKEN', 200n, 200n, await guarantee('200'))
    await decide((await apply('BROKEN', { count: 2 })).body.id)
    goTo(addDays(addMonths(TODAY, 1), 1))
    expect((await read('BROKEN')).instalment).toMatchObject({ payable: '200' })
    await judgePlans(node, declarations)
    expect((await read('BROKEN')).plans.map(each => each.status)).toEqual(['broken'])
    expect(await pay('BROKEN', { instalment: true })).toBe('debt.nothing-due')
    expect(dueOf(await findAccount(db, 'BROKEN', VND)).minor >= 200n).toBe(true)
  })

  test('is refused where the law is not kept, and not decided by strangers or without a reason', async () => {
    await owing('BARE', 500n, 1n, await guarantee('500'))
    expect((await apply('BARE')).body.code).toBe('debt.instalments-unsecured')
    await owing('SURE', 500n, 500n, await guarantee('500'))
    const { id } = (await apply('SURE')).body
    expect((await decide(id, importer as never)).status).toBe(403)
    expect((await decide(id, one, { decision: 'refused' })).status).toBe(409)
    expect((await decide(id, one, { decision: 'refused', reason: 'The debtor has the means.' })).body).toMatchObject({ status: 'refused' })
    expect(
      (await desk.call(trader('VN-2'), 'POST', '/declarations/SURE/instalment-plans', { count: 2, firstOn: TODAY, reason: 'mine' })).status,
    ).toBe(404)
  })
})

describe('a guarantee', () => {
  const call = (mrn: string, account: string, body: object = { days: 10 }, by = chief) =>
    desk.call(by, 'POST', `/declarations/${mrn}/guarantee-calls`, { account, ...body })

  test('is called once a debt is past its day, with interest, and drawn when the guarantor’s day has passed', async () => {
    const account = await guarantee('2000000')
    await owing('CALLED', 1_000_000n, 1_500_000n, account)
    expect((await call('CALLED', account)).body.code).toBe('debt.call-not-overdue')
    goTo(addDays(TODAY, 11))
    expect((await call('CALLED', account, {})).body.code).toBe('debt.call-term-missing')
    const called = await call('CALLED', account)
    expect(called.body).toMatchObject({ guarantor: 'BANK', amount: '1003000', payBy: addDays(TODAY, 21), status: 'demanded' })
    expect((await call('CALLED', account)).body.code).toBe('debt.call-open')
    goTo(addDays(TODAY, 21))
    await endCalls(node, declarations)
    expect((await read('CALLED')).calls.map(each => each.status)).toEqual(['demanded'])
    goTo(addDays(TODAY, 22))
    await Promise.all([endCalls(node, declarations), endCalls(node, declarations)])
    expect((await read('CALLED')).calls).toMatchObject([{ status: 'drawn', drawn: '1006300' }])
    expect((await read('CALLED')).status).toBe('discharged')
    expect(await ownerDb.query('SELECT journal FROM ledger_posting GROUP BY journal, currency HAVING sum(minor) <> 0')).toEqual([])
  })

  test('is not drawn when the debtor pays in time, nor after the call was withdrawn', async () => {
    const account = await guarantee('5000')
    for (const mrn of ['IN-TIME', 'WITHDRAWN']) await owing(mrn, 1_000n, 1_000n, account)
    goTo(addDays(TODAY, 3))
    await call('IN-TIME', account)
    const { id } = (await call('WITHDRAWN', account)).body
    await pay('IN-TIME')
    expect((await desk.call(chief, 'POST', `/guarantee-calls/${id}/withdrawal`)).body).toMatchObject({ status: 'withdrawn' })
    expect((await desk.call(chief, 'POST', `/guarantee-calls/${id}/withdrawal`)).body.code).toBe('debt.call-decided')
    goTo(addDays(TODAY, 40))
    await endCalls(node, declarations)
    expect((await read('IN-TIME')).calls.map(each => each.status)).toEqual(['paid'])
    expect((await read('WITHDRAWN')).calls.map(each => each.status)).toEqual(['withdrawn'])
    expect(dueOf(await findAccount(db, 'WITHDRAWN', VND)).minor).toBe(1_001n) // a dong of interest was charged when it was called
  })

  test('is called by a supervisor, on a guarantee that stands behind the debt', async () => {
    const [behind, other] = [await guarantee('5000'), await guarantee('5000')]
    await owing('WHOSE', 1_000n, 1_000n, behind)
    goTo(addDays(TODAY, 3))
    expect((await call('WHOSE', behind, { days: 10 }, one)).status).toBe(403)
    expect((await call('WHOSE', other)).body.code).toBe('debt.call-no-guarantor')
    expect((await call('WHOSE', 'VN-G-999999')).body.code).toBe('debt.account-unknown')
  })
})
