import type { DebtRecordAnswer, WriteOffAnswer } from '@lintas/contract'
import { chargeJournal, dueOf } from '@lintas/customs/debt'
import { addDays, type Currency, money } from '@lintas/customs/kernel'
import { beforeEach, describe, expect, test } from 'vitest'
import { chargeOverdue } from './debt-record.ts'
import { findAccount, post, register } from './index.ts'
import { takePayment } from './pay.ts'
import { testProvider } from './test-provider.ts'
import { officer, openDesk, supervisor, TODAY, trader } from './testing/desk.ts'

const VND = 'VND' as Currency
const provider = testProvider(Buffer.alloc(32, 7))
const desk = await openDesk('VN', ({ node, declarations }) => register(node, declarations, provider))
const { db, ownerDb, node, declarations } = desk
const importer = trader('VN-1')
const one = officer('officer', 'VNSGN')
const other = supervisor('supervisor', 'VNSGN')
const vnd = (minor: bigint) => money(minor, VND)

beforeEach(() => desk.moveTo(`${TODAY}T05:00:00Z`))

const later = (days: number) => desk.moveTo(`${addDays(TODAY, days)}T05:00:00Z`)

/** Goods that are gone, and of which something is charged after all. */
async function owing(mrn: string, minor: bigint, waits = false): Promise<void> {
  await desk.declare({ mrn, ...(waits ? {} : { status: 'released', releasedOn: TODAY }) })
  await db.transaction(async tx => {
    const before = await findAccount(tx, mrn, VND)
    const journal = chargeJournal({ mrn, debtor: 'VN-1', decision: '1', postedOn: TODAY }, [{ kind: 'duty', amount: vnd(minor) }], before)
    if (journal !== undefined) await post(tx, [journal])
  })
}

const read = async (mrn: string) => (await desk.call(importer, 'GET', `/declarations/${mrn}/debt`)).body as unknown as DebtRecordAnswer

async function pay(mrn: string): Promise<string> {
  const asked = await desk.call(importer, 'POST', `/declarations/${mrn}/payments`)
  const amount = vnd(BigInt(String(asked.body.amount)))
  const taken = await takePayment(
    { node, provider, declarations },
    { about: 'payment', id: String(asked.body.id), outcome: 'paid', amount, reference: 'T' },
  )
  if (!taken.ok) throw new Error(JSON.stringify(taken.issues))
  return String(asked.body.amount)
}

describe('a debt past its day', () => {
  test('shows interest up to today, and is charged it when it is paid', async () => {
    await owing('INTEREST', 1_000_000n)
    expect(await read('INTEREST')).toMatchObject({ status: 'open', arisenOn: TODAY, debtors: [{ order: 1, who: 'VN-1', as: 'principal' }] })
    later(11)
    const overdue = await read('INTEREST')
    expect(overdue).toMatchObject({
      status: 'overdue',
      dues: [{ kind: 'charges', dueOn: TODAY, open: '1000000' }],
      interest: {
        charged: '0',
        toCharge: '3000',
        calculation: { amount: '3000', spans: [{ days: 10, percent: '0.03', row: 'vn-interest-late-2020' }] },
      },
      added: [],
    })
    expect(await pay('INTEREST')).toBe('1003000')
    const paid = await read('INTEREST')
    expect(paid.status).toBe('discharged')
    expect(paid.added).toMatchObject([
      { kind: 'interest', amount: '3000', calculation: { amount: '3000', rounding: 'roundHalfUp to 1 VND' } },
    ])
  })

  test('is charged once a month by the night’s work, and never twice for a day', async () => {
    await owing('NIGHTLY', 1_000_000n)
    const charged = async () => (await read('NIGHTLY')).added.map(each => `${each.chargedOn} ${each.amount}`)
    later(5)
    await chargeOverdue(node, declarations)
    await chargeOverdue(node, declarations)
    expect(await charged()).toEqual([`${addDays(TODAY, 5)} 1200`])
    later(6)
    await chargeOverdue(node, declarations)
    expect(await charged()).toHaveLength(1)
    later(10)
    await chargeOverdue(node, declarations)
    expect(await charged()).toEqual([`${addDays(TODAY, 5)} 1200`, `${addDays(TODAY, 10)} 1500`])
    expect((await read('NIGHTLY')).interest).toMatchObject({ charged: '2700', toCharge: '0' })
  })

  test('costs nothing while the goods wait for it', async () => {
    await owing('WAITING', 1_000_000n, true)
    later(30)
    await chargeOverdue(node, declarations)
    expect(await read('WAITING')).toMatchObject({ status: 'waits-for-release', added: [] })
    expect(await pay('WAITING')).toBe('1000000')
  })

  test('is to a stranger not there', async () => {
    await owing('HIDDEN', 10n)
    expect((await desk.call(trader('VN-2'), 'GET', '/declarations/HIDDEN/debt')).body.code).toBe('debt.declaration-unknown')
  })
})

describe('a debt given up for lost', () => {
  const propose = (mrn: string, body: object = {}, by = one) =>
    desk.call(by, 'POST', `/declarations/${mrn}/write-offs`, {
      reason: 'The debtor was dissolved.',
      legalBasis: 'Law on Bankruptcy, art. 1',
      ...body,
    })
  const decide = (id: unknown, by = other, body: object = { decision: 'approved' }) =>
    desk.call(by, 'POST', `/write-offs/${id}/decision`, body)

  test('takes two officers, and is due no more', async () => {
    await owing('LOST', 500n)
    const proposed = await propose('LOST')
    expect([proposed.status, proposed.body.amount, proposed.body.status]).toEqual([201, '500', 'proposed'])
    expect((await propose('LOST')).body.code).toBe('debt.write-off-proposed')
    expect((await decide(proposed.body.id, one)).status).toBe(403)
    expect((await decide(proposed.body.id)).body).toMatchObject({ status: 'approved' })
    expect((await decide(proposed.body.id)).body.code).toBe('debt.write-off-decided')
    expect((await read('LOST')).status).toBe('discharged')
    expect(dueOf(await findAccount(db, 'LOST', VND))).toEqual(vnd(0n))
    expect(await ownerDb.query('SELECT journal FROM ledger_posting GROUP BY journal, currency HAVING sum(minor) <> 0')).toEqual([])
  })

  test('is not decided by whoever proposed it, nor refused without a reason', async () => {
    await owing('OWN', 500n)
    const { id } = (await propose('OWN', {}, other)).body
    expect((await decide(id)).body.code).toBe('debt.write-off-same-officer')
    const second = { ...other, accountId: 'second' }
    expect((await decide(id, second, { decision: 'refused' })).body.code).toBe('debt.write-off-reason-missing')
    expect((await decide(id, second, { decision: 'refused', reason: 'The debtor still trades.' })).body).toMatchObject({
      status: 'refused',
    })
    expect(dueOf(await findAccount(db, 'OWN', VND))).toEqual(vnd(500n))
  })

  test.each([
    ['more than is due', 'MUCH', { amount: '501' }, 'debt.write-off-amount'],
    ['nothing', 'NONE', { amount: '0' }, 'debt.write-off-amount'],
  ])('is never %s', async (_, mrn, body, code) => {
    await owing(mrn, 500n)
    expect((await propose(mrn, body)).body.code).toBe(code)
  })

  test('is no way to have goods released', async () => {
    await owing('KEPT', 500n, true)
    expect((await propose('KEPT')).body.code).toBe('debt.write-off-before-release')
  })

  test('is listed for officers alone', async () => {
    const listed = await desk.call(one, 'GET', '/write-offs?status=approved')
    expect((listed.body.items as WriteOffAnswer[]).map(each => each.mrn)).toEqual(['LOST'])
    expect((await desk.call(importer, 'GET', '/write-offs')).status).toBe(403)
  })
})
