import { chargeJournal, dueOf, emptyAccount, type Journal, overpaidOf } from '@lintas/customs/debt'
import { type Currency, money } from '@lintas/customs/kernel'
import { describe, expect, test } from 'vitest'
import { findAccount, post, register } from './index.ts'
import { requestPayment, takePayment } from './pay.ts'
import { testProvider } from './test-provider.ts'
import { broker, officer, openDesk, TODAY, trader } from './testing/desk.ts'

const VND = 'VND' as Currency
const secret = Buffer.alloc(32, 7)
const provider = testProvider(secret)
const desk = await openDesk('VN', ({ node, declarations }) => register(node, declarations, provider))
const sandbox = await openDesk('VN', ({ node, declarations }) => register(node, declarations))
const { db, node, declarations } = desk
const cashier = { node, provider, declarations }

const importer = trader('VN-1')
const stranger = trader('VN-2')
const customs = officer('officer', 'VNSGN')

const vnd = (minor: bigint) => money(minor, VND)

function charged(mrn: string, decision: string, minor: bigint, account = emptyAccount(VND)): readonly Journal[] {
  const charges = [{ kind: 'duty', amount: vnd(minor) }]
  const journal = chargeJournal({ mrn, debtor: 'VN-1', decision, postedOn: TODAY }, charges, account)
  return journal === undefined ? [] : [journal]
}

/** A declaration charged and waiting to be paid. */
async function owing(mrn: string, minor: bigint, on = desk) {
  const head = await on.declare({ mrn })
  await on.db.transaction(tx => post(tx, charged(mrn, '1', minor)))
  return head
}

function notice(payment: string, minor: bigint, outcome: 'paid' | 'failed' = 'paid') {
  return { about: 'payment' as const, id: payment, outcome, amount: vnd(minor), reference: `T-${payment}` }
}

async function ask(mrn: string): Promise<string> {
  const declaration = await declarations.find(db, mrn)
  if (declaration === undefined) throw new Error(mrn)
  const asked = await requestPayment(cashier, declaration, 'account')
  if (!asked.ok) throw new Error(JSON.stringify(asked.issues))
  return asked.value.id
}

describe('the ledger', () => {
  test('refuses a journal that does not balance', async () => {
    await desk.declare({ mrn: 'UNBALANCED' })
    const wrong = db.query(
      `INSERT INTO ledger_posting (journal, line, kind, mrn, debtor, account, currency, minor, posted_on)
       VALUES ('j', 1, 'charge', 'UNBALANCED', 'VN-1', 'receivable', 'VND', 5, $1), ('j', 2, 'charge', 'UNBALANCED', 'VN-1', 'revenue/duty', 'USD', -5, $1)`,
      [TODAY],
    )
    await expect(wrong).rejects.toMatchObject({ code: '23514' })
  })

  test('refuses the same journal twice', async () => {
    await owing('TWICE', 100n)
    await expect(db.transaction(tx => post(tx, charged('TWICE', '1', 100n)))).rejects.toMatchObject({ code: '23505' })
  })

  test('is only ever added to', async () => {
    await expect(db.query('UPDATE ledger_posting SET minor = 1')).rejects.toMatchObject({ code: '42501' })
    await expect(db.query('DELETE FROM ledger_posting')).rejects.toMatchObject({ code: '42501' })
    await expect(db.query('DELETE FROM receipt')).rejects.toMatchObject({ code: '42501' })
  })

  test('keeps amounts larger than any number', async () => {
    const amount = 123_456_789_012_345_678_901n
    await owing('LARGE', amount)
    expect(dueOf(await findAccount(db, 'LARGE', VND))).toEqual(vnd(amount))
  })

  test('posts nothing for no journals', async () => {
    await db.transaction(tx => post(tx, []))
  })
})

describe('a payment', () => {
  test('is asked for once while it is open, posted when the provider says so, and the declaration goes on', async () => {
    await owing('PAID', 2_350n)
    const payment = await ask('PAID')
    expect(await ask('PAID')).toBe(payment)
    const taken = await takePayment(cashier, notice(payment, 2_350n))
    expect(taken.ok && taken.value.receipt).toMatch(/^VN-2026-[A-P]-\d{7}$/)
    expect(await desk.statusOf('PAID')).toBe('released')
    expect(dueOf(await findAccount(db, 'PAID', VND))).toEqual(vnd(0n))
  })

  test('asked for from many windows at once is one payment', async () => {
    await owing('WINDOWS', 1_000n)
    const payments = await Promise.all(Array.from({ length: 12 }, () => ask('WINDOWS')))
    expect(new Set(payments).size).toBe(1)
  })

  test('confirmed many times at once is posted once', async () => {
    await owing('STORM', 900n)
    const payment = await ask('STORM')
    const taken = await Promise.all(Array.from({ length: 12 }, () => takePayment(cashier, notice(payment, 900n))))
    expect(new Set(taken.map(each => each.ok && each.value.receipt)).size).toBe(1)
    const [row] = await db.query<{ postings: string }>(
      "SELECT count(*) AS postings FROM ledger_posting WHERE mrn = 'STORM' AND kind = 'payment'",
    )
    expect(row?.postings).toBe('2')
    const [events] = await db.query<{ count: string }>("SELECT count(*) FROM event WHERE subject_id = $1 AND act = 'confirm'", [payment])
    expect(events?.count).toBe('1')
  })

  test('receipts are numbered without a gap in each book, also when many are given at once', async () => {
    const payments = await Promise.all(
      Array.from({ length: 40 }, async (_, index) => {
        await owing(`GAPLESS-${index}`, 10n)
        return ask(`GAPLESS-${index}`)
      }),
    )
    await Promise.all(payments.map(payment => takePayment(cashier, notice(payment, 10n))))
    const books = new Map<string, number[]>()
    for (const { number } of await db.query<{ number: string }>('SELECT number FROM receipt ORDER BY number')) {
      const [, , book = '', serial] = number.split('-')
      books.set(book, [...(books.get(book) ?? []), Number(serial)])
    }
    expect(books.size).toBeGreaterThan(1)
    for (const serials of books.values()) expect(serials).toEqual(serials.map((_, index) => index + 1))
  })

  test('of less than the debt leaves the rest due', async () => {
    await owing('PART', 500n)
    const payment = await ask('PART')
    await takePayment(cashier, notice(payment, 200n))
    expect(dueOf(await findAccount(db, 'PART', VND))).toEqual(vnd(300n))
    expect(await desk.statusOf('PART')).toBe('payment-due')
    expect(await ask('PART')).not.toBe(payment)
  })

  test('that comes for a declaration cancelled meanwhile stands as a balance in the debtor’s favour', async () => {
    await owing('LATE', 500n)
    const payment = await ask('LATE')
    await db.transaction(async tx => {
      const [reversal] = [
        chargeJournal({ mrn: 'LATE', debtor: 'VN-1', decision: 'cancel', postedOn: TODAY }, [], await findAccount(tx, 'LATE', VND)),
      ]
      await post(tx, reversal === undefined ? [] : [reversal])
      await tx.query("UPDATE declaration SET status = 'cancelled' WHERE mrn = 'LATE'")
    })
    await takePayment(cashier, notice(payment, 500n))
    expect(overpaidOf(await findAccount(db, 'LATE', VND))).toEqual(vnd(500n))
    const seen = await desk.call(importer, 'GET', '/declarations/LATE/account')
    expect(seen.body).toMatchObject({ overpaid: '500', due: '0', issues: [{ code: 'debt.overpaid' }] })
    expect(await desk.statusOf('LATE')).toBe('cancelled')
  })

  test('that failed posts nothing', async () => {
    await owing('FAILED', 500n)
    const payment = await ask('FAILED')
    expect(await takePayment(cashier, notice(payment, 500n, 'failed'))).toMatchObject({ ok: true, value: { receipt: undefined } })
    expect(dueOf(await findAccount(db, 'FAILED', VND))).toEqual(vnd(500n))
  })

  test('in another currency than was asked for is refused, and posted nowhere', async () => {
    await owing('DOLLARS', 500n)
    const payment = await ask('DOLLARS')
    const taken = await takePayment(cashier, { ...notice(payment, 500n), amount: money(500n, 'USD' as Currency) })
    expect(taken.ok ? [] : taken.issues.map(each => each.code)).toEqual(['debt.currency-differs'])
    expect(dueOf(await findAccount(db, 'DOLLARS', VND))).toEqual(vnd(500n))
  })

  test('whose posting fails leaves nothing behind, neither number nor receipt', async () => {
    await owing('ROLLBACK', 500n)
    const payment = await ask('ROLLBACK')
    const failing = { ...cashier, declarations: { ...declarations, proceed: () => Promise.reject(new Error('the world failed')) } }
    const before = await db.query('SELECT book, last FROM receipt_serial ORDER BY book')
    await expect(takePayment(failing, notice(payment, 500n))).rejects.toThrow('the world failed')
    expect(await db.query('SELECT book, last FROM receipt_serial ORDER BY book')).toEqual(before)
    expect(dueOf(await findAccount(db, 'ROLLBACK', VND))).toEqual(vnd(500n))
  })
})

describe('what a provider says', () => {
  const callback = (body: Buffer, headers: Record<string, string>) =>
    desk.call({ accountId: 'public', role: 'public', traderIds: [] }, 'POST', '/payments/provider-callback', body, headers)
  const message = (id: string, mrn: string, minor: bigint) => provider.write({ id, mrn, amount: vnd(minor) }, 'paid', node.clock.now())
  const plain = (headers: object) => headers as Record<string, string>

  test('is taken when signed, and again without effect', async () => {
    await owing('SIGNED', 700n)
    const { headers, body } = message(await ask('SIGNED'), 'SIGNED', 700n)
    expect((await callback(body, plain(headers))).status).toBe(204)
    expect((await callback(body, plain(headers))).status).toBe(204)
    expect(await desk.statusOf('SIGNED')).toBe('released')
  })

  test('is refused unsigned, altered, signed by another, or too old', async () => {
    await owing('FORGED', 700n)
    const payment = await ask('FORGED')
    const { headers, body } = message(payment, 'FORGED', 700n)
    const altered = Buffer.from(body.toString().replace('700', '701'))
    const other = testProvider(Buffer.alloc(32, 8)).write({ id: payment, mrn: 'FORGED', amount: vnd(700n) }, 'paid', node.clock.now())
    const old = provider.write({ id: payment, mrn: 'FORGED', amount: vnd(700n) }, 'paid', new Date(node.clock.now().getTime() - 600_000))
    const answers = [
      await callback(body, {}),
      await callback(altered, plain(headers)),
      await callback(other.body, plain(other.headers)),
      await callback(old.body, plain(old.headers)),
    ]
    expect(answers.map(answer => [answer.status, answer.body.code])).toEqual(answers.map(() => [400, 'debt.callback-unsigned']))
    expect(await desk.statusOf('FORGED')).toBe('payment-due')
  })

  test('about a payment not known here is answered as such, so that it is said again', async () => {
    const { headers, body } = message('00000000-0000-4000-8000-000000000000', 'X', 1n)
    expect((await callback(body, plain(headers))).status).toBe(404)
  })
})

describe('who may see and pay what', () => {
  test('the importer asks to pay, the same request under the same key is the same payment', async () => {
    await owing('ROUTE', 1_234n)
    const key = { 'idempotency-key': 'pay-1' }
    const first = await desk.call(importer, 'POST', '/declarations/ROUTE/payments', undefined, key)
    expect(first.status).toBe(201)
    expect(first.body).toMatchObject({ mrn: 'ROUTE', amount: '1234', currency: 'VND', status: 'open', provider: 'test' })
    const again = await desk.call(importer, 'POST', '/declarations/ROUTE/payments', undefined, key)
    expect(again.body).toEqual(first.body)
  })

  test('a stranger is told there is no such declaration, an officer sees it and may not pay it', async () => {
    await owing('OTHERS', 5n)
    expect((await desk.call(stranger, 'GET', '/declarations/OTHERS/account')).status).toBe(404)
    expect((await desk.call(stranger, 'POST', '/declarations/OTHERS/payments')).status).toBe(404)
    expect((await desk.call(customs, 'GET', '/declarations/OTHERS/account')).body).toMatchObject({ due: '5', paid: '0', overpaid: '0' })
    expect((await desk.call(customs, 'POST', '/declarations/OTHERS/payments')).status).toBe(403)
  })

  test('a broker pays for whoever gave it a mandate', async () => {
    await owing('MANDATE', 5n)
    expect((await desk.call(broker('VN-9', 'VN-1'), 'POST', '/declarations/MANDATE/payments')).status).toBe(201)
    expect((await desk.call(broker('VN-8'), 'POST', '/declarations/MANDATE/payments')).status).toBe(404)
  })

  test('where nothing is due, or the declaration does not wait for a payment, it is refused by name', async () => {
    await desk.declare({ mrn: 'NOTHING' })
    await owing('DONE', 5n)
    await db.query("UPDATE declaration SET status = 'cancelled' WHERE mrn = 'DONE'")
    expect((await desk.call(importer, 'POST', '/declarations/NOTHING/payments')).body.code).toBe('debt.nothing-due')
    expect((await desk.call(importer, 'POST', '/declarations/DONE/payments')).body.code).toBe('declaration.act-not-permitted')
  })

  test('a statement runs its balance on over pages, and is the own one', async () => {
    await owing('STATED', 40n)
    const first = await desk.call(importer, 'GET', '/statement?limit=3')
    const items = first.body.items as { balance: string; debit: string; credit: string }[]
    const next = await desk.call(importer, 'GET', `/statement?limit=500&cursor=${first.body.next}`)
    const all = [...items, ...(next.body.items as typeof items)]
    let balance = 0n
    for (const line of all) {
      balance += BigInt(line.debit) - BigInt(line.credit)
      expect(line.balance).toBe(String(balance))
    }
    expect((await desk.call(stranger, 'GET', '/statement')).body.items).toEqual([])
    expect((await desk.call(stranger, 'GET', '/statement?debtor=VN-1')).status).toBe(404)
  })
})

describe('in a sandbox', () => {
  test('the test provider says it was paid when asked to; the receipt is there as data and as a page', async () => {
    await owing('SANDBOX', 60n, sandbox)
    const asked = await sandbox.call(importer, 'POST', '/declarations/SANDBOX/payments')
    const confirm = `/payments/${asked.body.id}/test-confirmation`
    expect((await sandbox.call(stranger, 'POST', confirm)).status).toBe(404)
    expect((await sandbox.call(importer, 'POST', confirm, { outcome: 'failed' })).body).toMatchObject({ status: 'open' })
    const paid = await sandbox.call(importer, 'POST', confirm)
    expect(paid.body).toMatchObject({ status: 'paid', receipt: expect.stringMatching(/^VN-2026-[A-P]-0000001$/) })
    expect((await sandbox.call(importer, 'POST', confirm)).body).toEqual(paid.body)

    const receipt = await sandbox.call(importer, 'GET', `/receipts/${paid.body.receipt}`)
    expect(receipt.body).toMatchObject({
      mrn: 'SANDBOX',
      amount: '60',
      currency: 'VND',
      charged: [{ kind: 'duty', amount: '60' }],
      due: '0',
    })
    const page = await sandbox.call(importer, 'GET', `/receipts/${paid.body.receipt}/page`)
    expect(page.text).toContain(`Receipt ${paid.body.receipt}`)
    expect((await sandbox.call(stranger, 'GET', `/receipts/${paid.body.receipt}`)).status).toBe(404)
  })

  test('a node with a provider of its own has no test confirmation', async () => {
    await owing('REAL', 60n)
    const asked = await desk.call(importer, 'POST', '/declarations/REAL/payments')
    expect((await desk.call(importer, 'POST', `/payments/${asked.body.id}/test-confirmation`)).body.code).toBe('debt.sandbox-only')
  })
})
