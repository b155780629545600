import type { DebtorAccountAnswer, StatementOfAccount } from '@lintas/contract'
import { chargeJournal, dueOf, overpaidOf } from '@lintas/customs/debt'
import { type Currency, money, type Result } from '@lintas/customs/kernel'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { DeclarationHead } from '../declarations.ts'
import type { Caller } from '../platform/node.ts'
import { deferCharges, deferWanted } from './defer.ts'
import { findAccount, post, register } from './index.ts'
import { takePayment } from './pay.ts'
import { issueStatements } from './statements.ts'
import { broker, officer, openDesk, TODAY, trader } from './testing/desk.ts'

const VND = 'VND' as Currency
const desk = await openDesk('VN', ({ node, declarations }) => register(node, declarations))
const { db, ownerDb, node, declarations } = desk
const importer = trader('VN-1')
const stranger = trader('VN-2')
const administrator: Caller = { accountId: 'administrator', role: 'administrator', traderIds: [] }
const checker: Caller = { accountId: 'checker', role: 'checker', traderIds: [] }
const vnd = (minor: bigint) => money(minor, VND)
const matching = (revision: number) => ({ 'if-match': `"${revision}"` })
const NEW = { kind: 'deferred-payment', trader: 'VN-1', validFrom: '2026-10-01', term: { kind: 'day-of-month', day: 10 } }

async function charge(mrn: string, minor: bigint, decision = '1') {
  await db.transaction(async tx => {
    await declarations.hold(tx, mrn)
    const given = { mrn, debtor: 'VN-1', decision, postedOn: node.clock.today() }
    const journal = chargeJournal(given, [{ kind: 'duty', amount: vnd(minor) }], await findAccount(tx, mrn, VND))
    await post(tx, journal === undefined ? [] : [journal])
  })
}

async function owing(mrn: string, minor: bigint) {
  await desk.declare({ mrn })
  await charge(mrn, minor)
}

async function open(limit: string, more: object = {}): Promise<string> {
  const proposed = await desk.call(administrator, 'POST', '/debtor-accounts', { ...NEW, limit, ...more })
  expect([proposed.status, proposed.body.status]).toEqual([201, 'proposed'])
  const { number } = proposed.body as unknown as DebtorAccountAnswer
  const opened = await desk.call(checker, 'POST', `/debtor-accounts/${number}/decision`, { decision: 'open' }, matching(1))
  expect([opened.status, opened.body.status]).toEqual([200, 'open'])
  return number
}

const read = async (number: string) =>
  (await desk.call(importer, 'GET', `/debtor-accounts/${number}`)).body as unknown as DebtorAccountAnswer
const defer = (mrn: string, account: string, caller = importer) => desk.call(caller, 'POST', `/declarations/${mrn}/deferrals`, { account })

/** What stands on accounts is what was posted to them, and every journal balances. */
async function expectBalanced() {
  const wrong = await ownerDb.query(
    `SELECT number FROM debtor_account a WHERE used_minor <>
       (SELECT coalesce(sum(minor), 0) FROM ledger_posting WHERE account IN ('deferred/' || a.id, 'pledged/' || a.id))`,
  )
  expect(wrong).toEqual([])
  expect(await ownerDb.query('SELECT journal FROM ledger_posting GROUP BY journal, currency HAVING sum(minor) <> 0')).toEqual([])
}

describe('an account', () => {
  test('is opened by two administrators, never by one', async () => {
    const proposed = await desk.call(administrator, 'POST', '/debtor-accounts', { ...NEW, limit: '1000' })
    const { number } = proposed.body as unknown as DebtorAccountAnswer
    const own = await desk.call(administrator, 'POST', `/debtor-accounts/${number}/decision`, { decision: 'open' }, matching(1))
    expect([own.status, own.body.code]).toEqual([409, 'debt.opener-may-not-approve'])
    await owing('TOO-EARLY', 10n)
    expect((await defer('TOO-EARLY', number)).body.code).toBe('debt.account-not-open')
    expect((await desk.call(importer, 'POST', '/debtor-accounts', { ...NEW, limit: '1' })).status).toBe(403)
  })

  test('that lacks what it needs is refused with everything that is missing', async () => {
    const wrong = { kind: 'individual-guarantee', trader: 'VN-1', limit: '0', validFrom: '2026-10-01', validTo: '2026-10-01' }
    const refused = await desk.call(administrator, 'POST', '/debtor-accounts', wrong)
    expect((refused.body.issues as { code: string }[]).map(each => each.code)).toEqual([
      'debt.limit-malformed',
      'debt.account-period',
      'debt.guarantor-missing',
      'debt.guarantee-declaration',
    ])
    const unknown = {
      kind: 'individual-guarantee',
      trader: 'VN-1',
      limit: '5',
      guarantor: 'BANK',
      guarantorReference: '1',
      validFrom: '2026-10-01',
      mrn: ' ',
    }
    expect((await desk.call(administrator, 'POST', '/debtor-accounts', unknown)).body).toMatchObject({
      status: 422,
      issues: [{ code: 'debt.declaration-unknown', path: 'mrn' }],
    })
    const { term: _, ...endless } = NEW
    expect((await desk.call(administrator, 'POST', '/debtor-accounts', { ...endless, limit: '1' })).body.code).toBe('debt.term-missing')
  })

  test('is seen by its holder, by whoever may pay for it and by customs, and is not there for anyone else', async () => {
    const number = await open('1000')
    const agent = { ...broker('VN-9', 'VN-1'), mandates: [{ traderId: 'VN-1', scopes: ['import' as const] }] }
    expect((await desk.call(stranger, 'GET', `/debtor-accounts/${number}`)).status).toBe(404)
    expect((await desk.call(agent, 'GET', `/debtor-accounts/${number}`)).status).toBe(404)
    expect((await desk.call(officer('o', 'VNSGN'), 'GET', `/debtor-accounts/${number}`)).status).toBe(200)
    expect((await desk.call(stranger, 'GET', '/debtor-accounts')).body.items).toEqual([])
  })
})

describe('charges deferred', () => {
  test('let the declaration go on, take from the limit, and beyond it are refused with what is left', async () => {
    const number = await open('1000')
    await owing('D-1', 700n)
    await owing('D-2', 400n)
    expect((await defer('D-1', number)).body).toMatchObject({ status: 'released', account: { used: '700', left: '300' } })
    expect((await defer('D-2', number)).body.issues).toMatchObject([
      { code: 'debt.limit-exceeded', params: { left: '300', amount: '400' } },
    ])
    expect(await desk.statusOf('D-2')).toBe('payment-due')
    const seen = await desk.call(importer, 'GET', '/declarations/D-1/account')
    expect(seen.body).toMatchObject({ due: '0', paid: '0', deferred: '700' })
    const agent = { ...broker('VN-9', 'VN-1'), mandates: [{ traderId: 'VN-1', scopes: ['import' as const] }] }
    expect((await defer('D-2', number, agent)).body.code).toBe('debt.account-unknown')
    await expectBalanced()
  })

  test('to a suspended account are refused, and taken again when it is opened again', async () => {
    const number = await open('1000')
    await owing('SUSPENDED', 10n)
    await desk.call(
      administrator,
      'POST',
      `/debtor-accounts/${number}/decision`,
      { decision: 'suspended', reason: 'late twice' },
      matching(2),
    )
    expect((await defer('SUSPENDED', number)).body.code).toBe('debt.account-not-open')
    await desk.call(administrator, 'POST', `/debtor-accounts/${number}/decision`, { decision: 'open' }, matching(3))
    expect((await defer('SUSPENDED', number)).status).toBe(200)
  })

  test('a thousand at once never go beyond the limit, and each refusal says what is left', async () => {
    const number = await open('5000')
    const { id } = (await ownerDb.query<{ id: string }>('SELECT id FROM debtor_account WHERE number = $1', [number]))[0] ?? { id: '' }
    const numbers = Array.from({ length: 1_000 }, (_, nth) => `K-${nth}`)
    await ownerDb.query(
      `INSERT INTO declaration (mrn, declarant, local_reference, filer, principal, office, type, mode, document_sha256, consignment_key,
         transport_key, lot_day, registered_on, registered_at, standing, status, lane, version, decision, revision)
       SELECT mrn, 'VN-1', mrn, 'VN-1', 'VN-1', 'VNSGN', 'IM4', 'NORMAL', '\\x00', mrn, mrn, $2, $2, now(), '{}', 'payment-due', 'green', 1, 1, 1
       FROM unnest($1::text[]) AS mrn`,
      [numbers, TODAY],
    )
    await db.transaction(tx =>
      post(
        tx,
        numbers.map((mrn, nth) => ({
          id: `${mrn}/charge/1`,
          kind: 'charge' as const,
          mrn,
          debtor: 'VN-1',
          postedOn: TODAY,
          postings: [
            { account: 'receivable' as const, amount: vnd(BigInt(7 + (nth % 5))) },
            { account: 'revenue/duty' as const, amount: vnd(-BigInt(7 + (nth % 5))) },
          ],
        })),
      ),
    )
    const waiting = [...numbers]
    const outcomes: Result<DeclarationHead>[] = []
    async function clerk() {
      for (let mrn = waiting.pop(); mrn !== undefined; mrn = waiting.pop()) {
        const one = mrn
        outcomes.push(
          await db.transaction(async tx => {
            const held = await declarations.hold(tx, one)
            if (held === undefined) throw new Error(one)
            return deferCharges(tx, { node, declarations }, held, id, 'account')
          }),
        )
        const [seen] = await db.query<{ used_minor: string }>('SELECT used_minor FROM debtor_account WHERE id = $1', [id])
        expect(BigInt(seen?.used_minor ?? '0') <= 5_000n).toBe(true)
      }
    }
    await Promise.all(Array.from({ length: 24 }, clerk))
    expect(outcomes).toHaveLength(1_000)
    const refused = outcomes.flatMap(each => (each.ok ? [] : each.issues))
    expect(refused.length).toBeGreaterThan(300)
    for (const { code, params } of refused) {
      expect(code).toBe('debt.limit-exceeded')
      expect(Number(params?.left)).toBeLessThan(Number(params?.amount))
    }
    const { used } = await read(number)
    expect(BigInt(used)).toBeGreaterThan(4_988n)
    expect(BigInt(used) <= 5_000n).toBe(true)
    await expectBalanced()
  }, 120_000)

  test('that a lodging asks for follow it; what the account does not take stays due, and the debtor is told why', async () => {
    const number = await open('100')
    const { id } = (await ownerDb.query<{ id: string }>('SELECT id FROM debtor_account WHERE number = $1', [number]))[0] ?? { id: '' }
    for (const [mrn, minor] of [
      ['W-1', 60n],
      ['W-2', 60n],
    ] as const) {
      await owing(mrn, minor)
      await db.query('INSERT INTO deferral_wanted (mrn, account) VALUES ($1, $2)', [mrn, id])
    }
    const cashier = { node, provider: undefined, declarations }
    await Promise.all([deferWanted(cashier), deferWanted(cashier)])
    await deferWanted(cashier)
    expect([await desk.statusOf('W-1'), await desk.statusOf('W-2')]).toEqual(['released', 'payment-due'])
    expect((await desk.call(importer, 'GET', '/declarations/W-2/account')).body.issues).toMatchObject([{ code: 'debt.limit-exceeded' }])
    expect((await read(number)).used).toBe('60')
  })

  test('of lodgings one that fails keeps no other from its turn', async () => {
    const number = await open('100')
    const { id } = (await ownerDb.query<{ id: string }>('SELECT id FROM debtor_account WHERE number = $1', [number]))[0] ?? { id: '' }
    for (const mrn of ['W-3', 'W-4']) {
      await owing(mrn, 10n)
      await db.query('INSERT INTO deferral_wanted (mrn, account) VALUES ($1, $2)', [mrn, id])
    }
    const failing: typeof declarations = {
      ...declarations,
      proceed: async (tx, held, ...rest) => {
        if (held.mrn === 'W-3') throw new Error('the connection was lost')
        return await declarations.proceed(tx, held, ...rest)
      },
    }
    await deferWanted({ node, provider: undefined, declarations: failing })
    expect([await desk.statusOf('W-3'), await desk.statusOf('W-4')]).toEqual(['payment-due', 'released'])
    expect((await read(number)).used).toBe('10')
    await deferWanted({ node, provider: undefined, declarations })
    expect([await desk.statusOf('W-3'), (await read(number)).used]).toEqual(['released', '20'])
  })

  test('of themselves go to one account, whichever of several was named last', async () => {
    const named = await Promise.all(['1000', '1000', '1000'].map(limit => open(limit, { trader: 'VN-7' })))
    const holder = trader('VN-7')
    const answers = await Promise.all(
      named.map(number => desk.call(holder, 'POST', `/debtor-accounts/${number}/standing`, { standing: true })),
    )
    expect(answers.map(each => each.status)).toEqual([200, 200, 200])
    const standing = await ownerDb.query("SELECT FROM debtor_account WHERE trader = 'VN-7' AND standing")
    expect(standing).toHaveLength(1)
  })

  test('less charged comes off the account first; what was paid of it is owed back', async () => {
    const number = await open('1000')
    await owing('LESS', 500n)
    await defer('LESS', number)
    await charge('LESS', 300n, '2')
    expect((await read(number)).used).toBe('300')
    expect(overpaidOf(await findAccount(db, 'LESS', VND))).toEqual(vnd(0n))
    await expectBalanced()
  })
})

describe('a statement', () => {
  test('is issued once for a month that ended, is paid through the provider, and not paid keeps the account from taking more', async () => {
    const number = await open('1000')
    await owing('S-1', 300n)
    await owing('S-2', 200n)
    await owing('S-3', 50n)
    await defer('S-1', number)
    await defer('S-2', number)
    expect((await desk.call(importer, 'POST', `/debtor-accounts/${number}/payments`)).body.code).toBe('debt.account-nothing-due')

    desk.moveTo('2026-12-01T05:00:00Z')
    await Promise.all([issueStatements(node), issueStatements(node)])
    await issueStatements(node)
    const { items } = (await desk.call(importer, 'GET', `/debtor-accounts/${number}/statements`)).body as unknown as {
      items: StatementOfAccount[]
    }
    expect(items).toMatchObject([
      { month: '2026-11', opening: '0', closing: '500', dueOn: '2026-12-10', lines: [{ balance: '300' }, { balance: '500' }] },
    ])
    const page = await desk.call(importer, 'GET', `/debtor-accounts/${number}/statements/2026-11/page`)
    expect(page.text).toContain('To pay: VND 500, by 2026-12-10.')
    expect((await desk.call(stranger, 'GET', `/debtor-accounts/${number}/statements/2026-11`)).status).toBe(404)

    desk.moveTo('2026-12-11T05:00:00Z')
    expect(await read(number)).toMatchObject({ payable: '500', overdue: true })
    expect((await defer('S-3', number)).body.code).toBe('debt.account-overdue')

    const asked = await desk.call(importer, 'POST', `/debtor-accounts/${number}/payments`)
    expect(asked.body).toMatchObject({ account: number, amount: '500', status: 'open' })
    const confirm = `/payments/${asked.body.id}/test-confirmation`
    expect((await desk.call(stranger, 'POST', confirm)).status).toBe(404)
    const paid = await Promise.all(Array.from({ length: 5 }, () => desk.call(importer, 'POST', confirm)))
    expect(new Set(paid.map(each => each.body.receipt)).size).toBe(1)
    expect(await read(number)).toMatchObject({ used: '0', payable: '0', overdue: false })
    expect(dueOf(await findAccount(db, 'S-1', VND))).toEqual(vnd(0n))
    expect((await findAccount(db, 'S-1', VND)).paid).toBe(300n)
    expect((await desk.call(importer, 'GET', `/receipts/${paid[0]?.body.receipt}`)).body).toMatchObject({ account: number, amount: '500' })
    expect((await defer('S-3', number)).status).toBe(200)

    await charge('S-1', 100n, '2')
    expect(overpaidOf(await findAccount(db, 'S-1', VND))).toEqual(vnd(200n))
    expect((await read(number)).used).toBe('50')
    await expectBalanced()
    desk.moveTo(`${TODAY}T05:00:00Z`)
  })

  test('paid with more than it asks for leaves the rest payable to the debtor', async () => {
    const number = await open('1000')
    await owing('MORE', 100n)
    await defer('MORE', number)
    desk.moveTo('2026-12-01T05:00:00Z')
    await issueStatements(node)
    const asked = await desk.call(importer, 'POST', `/debtor-accounts/${number}/payments`)
    const notice = { about: 'payment', id: String(asked.body.id), outcome: 'paid', amount: vnd(130n), reference: 'T-1' } as const
    const taken = await takePayment({ node, provider: undefined, declarations }, notice)
    expect(taken.ok).toBe(true)
    expect(overpaidOf(await findAccount(db, 'MORE', VND))).toEqual(vnd(30n))
    expect((await read(number)).used).toBe('0')
    desk.moveTo(`${TODAY}T05:00:00Z`)
  })

  test('paid with more than it asks for pays what its declaration still owes beside it, and lets that go on', async () => {
    const number = await open('100')
    await owing('BESIDE', 100n)
    await defer('BESIDE', number)
    await charge('BESIDE', 150n, '2')
    await ownerDb.query("UPDATE declaration SET status = 'payment-due' WHERE mrn = 'BESIDE'")
    desk.moveTo('2026-12-01T05:00:00Z')
    await issueStatements(node)
    const asked = await desk.call(importer, 'POST', `/debtor-accounts/${number}/payments`)
    const notice = { about: 'payment', id: String(asked.body.id), outcome: 'paid', amount: vnd(150n), reference: 'T-2' } as const
    expect((await takePayment({ node, provider: undefined, declarations }, notice)).ok).toBe(true)
    expect([dueOf(await findAccount(db, 'BESIDE', VND)), await desk.statusOf('BESIDE')]).toEqual([vnd(0n), 'released'])
    await expectBalanced()
    desk.moveTo(`${TODAY}T05:00:00Z`)
  })
})

test('whatever is charged, deferred, paid and stated at once, everything balances and nothing exceeds its limit', async () => {
  const number = await open('2000')
  let run = 0
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.record({ act: fc.constantFrom('defer', 'charge', 'pay'), of: fc.nat(3), minor: fc.bigInt({ min: 1n, max: 900n }) }), {
        minLength: 4,
        maxLength: 14,
      }),
      async steps => {
        run += 1
        const mrns = [0, 1, 2, 3].map(nth => `P-${run}-${nth}`)
        for (const mrn of mrns) await owing(mrn, 100n)
        await Promise.all(
          steps.map(async ({ act, of, minor }, nth) => {
            const mrn = mrns[of] ?? ''
            if (act === 'defer') await defer(mrn, number)
            else if (act === 'charge') await charge(mrn, minor, `${nth + 2}`)
            else {
              const asked = await desk.call(importer, 'POST', `/declarations/${mrn}/payments`)
              if (asked.status === 201) await desk.call(importer, 'POST', `/payments/${asked.body.id}/test-confirmation`)
            }
          }),
        )
        await expectBalanced()
        const [used, limit] = await read(number).then(each => [BigInt(each.used), BigInt(each.limit)])
        expect((used ?? 0n) <= (limit ?? 0n)).toBe(true)
      },
    ),
    { numRuns: 12 },
  )
}, 60_000)
