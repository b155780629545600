import type { RefundAnswer } from '@lintas/contract'
import { chargeJournal, dueOf, overpaidOf, REFUND_CONTROLS } from '@lintas/customs/debt'
import { type Currency, money, type Result } from '@lintas/customs/kernel'
import { openLawBook } from '@lintas/customs/reference'
import { describe, expect, test, vi } from 'vitest'
import { findAccount, post, register } from './index.ts'
import { takePayment } from './pay.ts'
import { tellProvider } from './payouts.ts'
import type { PayoutOrder } from './provider.ts'
import { findRefund } from './refund-store.ts'
import { decideRefund, holdForRefund, proposeRefunds } from './refunds.ts'
import { testProvider } from './test-provider.ts'
import { officer, openDesk, TODAY, trader } from './testing/desk.ts'

const VND = 'VND' as Currency
const desk = await openDesk('VN', ({ node, declarations }) => register(node, declarations))
const { db, ownerDb, node, declarations } = desk
const cashier = { node, provider: testProvider(Buffer.alloc(32, 7)), declarations }
const importer = trader('VN-1')
const stranger = trader('VN-2')
const one = officer('one', 'VNSGN')
const other = officer('other', 'VNSGN')
const vnd = (minor: bigint) => money(minor, VND)
const reasons = [{ text: 'Charged at a rate that had ended.', legalBasis: 'ATIGA art. 60' }]
const matching = (revision: number) => ({ 'if-match': `"${revision}"` })

async function charge(mrn: string, decision: string, minor: bigint) {
  await db.transaction(async tx => {
    const given = { mrn, debtor: 'VN-1', decision, postedOn: TODAY }
    const journal = chargeJournal(given, [{ kind: 'duty', amount: vnd(minor) }], await findAccount(tx, mrn, VND))
    await post(tx, journal === undefined ? [] : [journal])
  })
}

/** A declaration paid, released and charged less since. */
async function overpaid(mrn: string, paid: bigint, charged: bigint) {
  await desk.declare({ mrn })
  await charge(mrn, '1', paid)
  const asked = await desk.call(importer, 'POST', `/declarations/${mrn}/payments`)
  await takePayment(cashier, { about: 'payment', id: String(asked.body.id), outcome: 'paid', amount: vnd(paid), reference: 'T' })
  await charge(mrn, '2', charged)
}

async function claim(mrn: string): Promise<RefundAnswer> {
  const claimed = await desk.call(importer, 'POST', `/declarations/${mrn}/refunds`, { reason: 'The rate was lower that day.' })
  expect(claimed.status).toBe(201)
  return claimed.body as unknown as RefundAnswer
}

const decide = (
  by: typeof one,
  { id, revision }: Pick<RefundAnswer, 'id' | 'revision'>,
  body: object = { decision: 'approved', reasons },
) => desk.call(by, 'POST', `/refunds/${id}/decision`, body, matching(revision))

describe('a refund', () => {
  test('is claimed once, decided by two officers, ordered once and confirmed once', async () => {
    await overpaid('BACK', 500n, 300n)
    const refund = await claim('BACK')
    expect(refund).toMatchObject({ amount: '200', status: 'claimed', proposed: false })
    expect((await desk.call(importer, 'POST', '/declarations/BACK/refunds', { reason: 'again' })).body.code).toBe('debt.refund-claimed')
    expect((await decide(one, { ...refund, revision: 9 })).status).toBe(412)
    const first = await decide(one, refund)
    expect(first.body).toMatchObject({ status: 'approved-once' })
    expect((await decide(one, first.body as unknown as RefundAnswer)).body.code).toBe('debt.refund-same-officer')
    expect(overpaidOf(await findAccount(db, 'BACK', VND))).toEqual(vnd(200n))

    const all = await Promise.all(Array.from({ length: 6 }, () => decide(other, first.body as unknown as RefundAnswer)))
    expect(all.map(each => each.status).sort()).toEqual([200, 412, 412, 412, 412, 412])
    const paid = await desk.call(importer, 'GET', `/refunds/${refund.id}`)
    expect(paid.body).toMatchObject({ status: 'approved', payout: expect.any(String), decisions: [{ reasons }, { reasons }] })
    expect(overpaidOf(await findAccount(db, 'BACK', VND))).toEqual(vnd(0n))

    const payout = String(paid.body.payout)
    const confirmed = await Promise.all(Array.from({ length: 5 }, () => desk.call(one, 'POST', `/payouts/${payout}/test-confirmation`)))
    expect(confirmed.map(each => each.body.status)).toEqual(confirmed.map(() => 'paid'))
    const [sums] = await ownerDb.query<{ cash: string; payouts: string }>(
      `SELECT sum(minor) FILTER (WHERE account = 'clearing') AS cash, sum(minor) FILTER (WHERE account = 'payouts') AS payouts
       FROM ledger_posting WHERE mrn = 'BACK'`,
    )
    expect(sums).toEqual({ cash: '300', payouts: '0' })
    expect((await desk.call(importer, 'POST', '/declarations/BACK/refunds', { reason: 'once more' })).body.code).toBe(
      'debt.nothing-overpaid',
    )
  })

  test('refused says its reasons and their legal basis, and nothing moves', async () => {
    await overpaid('REFUSED', 500n, 400n)
    const refund = await claim('REFUSED')
    expect((await decide(one, refund, { decision: 'refused', reasons: [] })).body.code).toBe('debt.refund-reason-missing')
    const refused = await decide(one, refund, { decision: 'refused', reasons })
    expect(refused.body).toMatchObject({ status: 'refused', decisions: [{ decision: 'refused', reasons }] })
    expect(overpaidOf(await findAccount(db, 'REFUSED', VND))).toEqual(vnd(100n))
  })

  test('is for its debtor and for officers: others do not see it, and no trader decides', async () => {
    await overpaid('WHOSE', 500n, 400n)
    const refund = await claim('WHOSE')
    expect((await desk.call(stranger, 'GET', `/refunds/${refund.id}`)).status).toBe(404)
    expect((await desk.call(stranger, 'POST', '/declarations/WHOSE/refunds', { reason: 'mine' })).status).toBe(404)
    expect((await decide(importer as typeof one, refund)).status).toBe(403)
    expect((await desk.call(stranger, 'GET', '/refunds')).body.items).toEqual([])
  })

  test('nobody claimed is proposed by customs, once, and not again for an amount that was refused', async () => {
    await overpaid('FOUND', 500n, 450n)
    await proposeRefunds(cashier)
    await proposeRefunds(cashier)
    const found = (await desk.call(one, 'GET', '/refunds?limit=500')).body.items as unknown as RefundAnswer[]
    const ours = found.filter(each => each.mrn === 'FOUND')
    expect(ours).toMatchObject([{ amount: '50', proposed: true, status: 'claimed' }])
    await decide(one, ours[0] ?? { id: '', revision: 0 }, { decision: 'refused', reasons })
    await proposeRefunds(cashier)
    const after = (await desk.call(one, 'GET', '/refunds?limit=500')).body.items as unknown as RefundAnswer[]
    expect(after.filter(each => each.mrn === 'FOUND')).toHaveLength(1)
  })

  test('whose payout failed can be ordered again, once', async () => {
    await overpaid('FAILED', 500n, 300n)
    const refund = await claim('FAILED')
    const first = await decide(one, refund)
    const approved = await decide(other, first.body as unknown as RefundAnswer)
    const payout = String(approved.body.payout)
    expect((await desk.call(one, 'POST', `/payouts/${payout}/repetition`)).body.code).toBe('debt.payout-not-failed')
    await db.query("UPDATE payout SET status = 'failed' WHERE id = $1", [payout])
    const again = await Promise.all(Array.from({ length: 4 }, () => desk.call(one, 'POST', `/payouts/${payout}/repetition`)))
    expect(again.map(each => each.status).sort()).toEqual([201, 409, 409, 409])
    const ordered: PayoutOrder[] = []
    const provider = { ...cashier.provider, orderPayout: async (order: PayoutOrder) => void ordered.push(order) }
    await tellProvider({ ...cashier, provider }, payout)
    await tellProvider({ ...cashier, provider }, String(again.find(each => each.status === 201)?.body.id))
    expect(ordered).toMatchObject([{ mrn: 'FAILED', amount: vnd(200n) }])
  })
})

describe('where the law of a state says so', () => {
  const row = {
    id: 'vn.refund-control',
    state: 'VN',
    oneOfficerUpTo: '1000',
    setOff: true,
    validFrom: '2020-01-01',
    knownSince: '2026-01-01',
    legalRef: 'a test',
    source: 'a test',
    confidence: 'assumed',
  }
  const law = openLawBook([REFUND_CONTROLS], [{ file: 'test', kind: 'refund-control', rows: [row] }], 'test')
  if (!law.ok) throw new Error(JSON.stringify(law.issues))
  const lawful = { declarations, node: { ...node, law: law.value } }

  test('one officer decides a small refund, and it pays what the debtor owes elsewhere before any of it leaves', async () => {
    await desk.declare({ mrn: 'OWES' })
    await charge('OWES', '1', 80n)
    await overpaid('SET-OFF', 500n, 300n)
    const { id } = await claim('SET-OFF')
    await db.transaction(async tx => {
      const refund = await findRefund(tx, id)
      if (refund === undefined) throw new Error(id)
      const others = await holdForRefund(tx, lawful, refund)
      await decideRefund(tx, lawful, refund, { decision: 'approved', reasons, by: 'one', others })
    })
    expect((await findRefund(db, id))?.status).toBe('approved')
    const settled = await ownerDb.query("SELECT mrn FROM ledger_posting WHERE journal LIKE 'refund/' || $1 || '/set-off/%' AND line = 1", [
      id,
    ])
    expect(settled).toContainEqual({ mrn: 'OWES' })
    expect([await desk.statusOf('OWES'), dueOf(await findAccount(db, 'OWES', VND))]).toEqual(['released', vnd(0n)])
    const refund = await findRefund(db, id)
    const [payout] = await db.query<{ minor: string }>('SELECT minor FROM payout WHERE id = $1', [refund?.payout])
    expect(BigInt(payout?.minor ?? '0') + (refund?.setOff.minor ?? 0n)).toBe(200n)
    expect(await ownerDb.query('SELECT journal FROM ledger_posting GROUP BY journal, currency HAVING sum(minor) <> 0')).toEqual([])
  })

  test("whoever holds the debtor's declarations in the order of their numbers, as the payment of an account does, and the refund wait, never for one another", async () => {
    await desk.declare({ mrn: 'ORDER-1' })
    await charge('ORDER-1', '1', 80n)
    await overpaid('ORDER-2', 500n, 300n)
    const refund = await findRefund(db, (await claim('ORDER-2')).id)
    if (refund === undefined) throw new Error('needs the refund')
    const waiting: Promise<Result<void>>[] = []
    const waits = async () => {
      const rows = await ownerDb.query(
        'SELECT FROM pg_locks JOIN pg_stat_activity USING (pid) WHERE NOT granted AND datname = current_database()',
      )
      return rows.length > 0
    }
    await db.transaction(async tx => {
      await declarations.hold(tx, 'ORDER-1')
      const decided = db.transaction(async other => {
        const others = await holdForRefund(other, lawful, refund)
        return await decideRefund(other, lawful, refund, { decision: 'approved', reasons, by: 'one', others })
      })
      waiting.push(decided)
      await vi.waitUntil(waits, { timeout: 5_000 })
      await declarations.hold(tx, 'ORDER-2')
    })
    expect((await waiting[0])?.ok).toBe(true)
    expect(await desk.statusOf('ORDER-1')).toBe('released')
  })
})
