import type { LedgerDayAnswer } from '@lintas/contract'
import { chargeJournal, emptyAccount, paymentJournal } from '@lintas/customs/debt'
import { addDays, type Currency, type Day, money } from '@lintas/customs/kernel'
import { describe, expect, test, vi } from 'vitest'
import { closeDays, verifyDays } from './close-days.ts'
import { findAccount, post, register } from './index.ts'
import { testProvider } from './test-provider.ts'
import { officer, openDesk, supervisor, TODAY, trader } from './testing/desk.ts'

const VND = 'VND' as Currency
const desk = await openDesk('VN', ({ node, declarations }) => register(node, declarations, testProvider(Buffer.alloc(32, 7))))
const { db, ownerDb, node } = desk
const chief = supervisor('chief', 'VNSGN')
const vnd = (minor: bigint) => money(minor, VND)

async function charge(mrn: string, minor: bigint, on: Day = TODAY): Promise<void> {
  await desk.declare({ mrn })
  const journal = chargeJournal(
    { mrn, debtor: 'VN-1', decision: '1', postedOn: on },
    [{ kind: 'duty', amount: vnd(minor) }],
    emptyAccount(VND),
  )
  if (journal !== undefined) await db.transaction(tx => post(tx, [journal]))
}

const postedOn = async (mrn: string) =>
  (await ownerDb.query<{ on: Day }>('SELECT DISTINCT posted_on::text AS on FROM ledger_posting WHERE mrn = $1 ORDER BY 1', [mrn])).map(
    row => row.on,
  )
const read = async (on: Day) => (await desk.call(chief, 'GET', `/ledger/days/${on}`)).body as unknown as LedgerDayAnswer
const verify = async () => (await desk.call(chief, 'POST', '/ledger/verification')).body

describe('the ledger', () => {
  test('is closed by day up to yesterday, each day once, on what the day before closed with', async () => {
    await charge('DAY-1', 100n, addDays(TODAY, -3))
    await charge('DAY-2', 30n, addDays(TODAY, -1))
    await charge('DAY-3', 5n)
    const closed = await desk.call(chief, 'POST', '/ledger/days')
    expect([closed.status, closed.body]).toEqual([200, { closed: [-3, -2, -1].map(days => addDays(TODAY, days)) }])
    expect((await desk.call(chief, 'POST', '/ledger/days')).body).toEqual({ closed: [] })
    const yesterday = await read(addDays(TODAY, -1))
    expect(yesterday.accounts).toEqual([
      { account: 'receivable', currency: 'VND', opening: '100', debit: '30', credit: '0', closing: '130' },
      { account: 'revenue/duty', currency: 'VND', opening: '-100', debit: '0', credit: '-30', closing: '-130' },
    ])
    expect(yesterday.previous).toBe((await read(addDays(TODAY, -2))).sha256)
    expect(yesterday.postings).toBe(2)
    expect(await verify()).toEqual({ ok: true, days: 3, faults: [] })
  })

  test('takes what comes late on the first day that is open, and nothing on one that is closed', async () => {
    await charge('LATE', 7n, addDays(TODAY, -2))
    expect(await postedOn('LATE')).toEqual([TODAY])
    const past = db.query(
      `INSERT INTO ledger_posting (journal, line, kind, mrn, debtor, account, currency, minor, posted_on)
       VALUES ('x', 1, 'charge', 'LATE', 'VN-1', 'receivable', 'VND', 5, $1), ('x', 2, 'charge', 'LATE', 'VN-1', 'revenue/duty', 'VND', -5, $1)`,
      [addDays(TODAY, -1)],
    )
    await expect(past).rejects.toMatchObject({ constraint: 'ledger_day_open' })
  })

  test('closes a day only once those who post to it are done', async () => {
    await desk.declare({ mrn: 'SLOW' })
    const tomorrow = addDays(TODAY, 1)
    desk.moveTo(`${tomorrow}T05:00:00Z`)
    const posting = { done: (): void => undefined }
    const slow = db.transaction(async tx => {
      const journal = paymentJournal(
        { mrn: 'SLOW', debtor: 'VN-1', payment: 'slow', postedOn: TODAY, amount: vnd(9n) },
        await findAccount(tx, 'SLOW', VND),
      )
      await post(tx, [journal])
      await new Promise<void>(resolve => {
        posting.done = resolve
      })
    })
    await vi.waitUntil(() => posting.done.name !== 'done')
    const closing = closeDays(node, 'system')
    const waits = async () => (await ownerDb.query("SELECT FROM pg_locks WHERE locktype = 'advisory' AND NOT granted")).length > 0
    await vi.waitUntil(waits, { timeout: 5_000 })
    posting.done()
    await slow
    expect(await closing).toEqual([TODAY])
    expect((await read(TODAY)).accounts.find(each => each.account === 'clearing')?.debit).toBe('9')
    expect(await verify()).toMatchObject({ ok: true, days: 4 })
  })

  test('closed by several at once is closed once', async () => {
    const later = addDays(TODAY, 40)
    desk.moveTo(`${later}T05:00:00Z`)
    const closed = (await Promise.all([1, 2, 3, 4].map(() => closeDays(node, 'system')))).flat()
    expect(new Set(closed).size).toBe(closed.length)
    expect(closed.length).toBe(39)
    expect(await verify()).toMatchObject({ ok: true, days: 43 })
  })

  test('as CSV for a spreadsheet; a day that is not closed is not there', async () => {
    const table = await desk.call(chief, 'GET', `/ledger/days/${addDays(TODAY, -1)}/csv`)
    expect(table.text.split('\r\n').slice(0, 2)).toEqual([
      'day,account,currency,opening,debit,credit,closing',
      `${addDays(TODAY, -1)},receivable,VND,100,30,0,130`,
    ])
    expect((await desk.call(chief, 'GET', '/ledger/days/2030-01-01')).body.code).toBe('debt.day-not-closed')
  })

  test('is for whoever answers for the money', async () => {
    for (const caller of [trader('VN-1'), officer('officer', 'VNSGN')]) {
      expect((await desk.call(caller, 'GET', '/ledger/days')).status).toBe(403)
      expect((await desk.call(caller, 'POST', '/ledger/days')).status).toBe(403)
    }
  })

  test('tells of whatever was changed past it: a total, the chain, a posting', async () => {
    const first = addDays(TODAY, -3)
    const attempt = async (statement: string, values: readonly unknown[] = []) => {
      const undo = new Error('undone')
      let found: unknown
      await ownerDb
        .transaction(async tx => {
          await tx.query(statement, values)

          found = (await verifyDays({ db: { ...ownerDb, query: tx.query.bind(tx) } })).faults
          throw undo
        })
        .catch(failure => {
          if (failure !== undo) throw failure
        })
      return found
    }
    const touched = 'UPDATE ledger_day SET body = replace(body::text, \'"closing":"100"\', \'"closing":"99"\')::json WHERE day = $1'
    expect(await attempt(touched, [first])).toContainEqual({ day: first, fault: 'hash-differs' })
    expect(await attempt("UPDATE ledger_day SET sha256 = '\\x00' WHERE day = $1", [first])).toContainEqual({
      day: addDays(first, 1),
      fault: 'chain-broken',
    })
    expect(await attempt("UPDATE ledger_posting SET minor = minor * 2 WHERE mrn = 'DAY-1'")).toContainEqual({
      day: first,
      fault: 'postings-differ',
    })
  })
})

test('days are closed from the day of the first posting, and an empty ledger has none', async () => {
  const empty = await openDesk('VN', ({ node: other, declarations }) => register(other, declarations))
  expect(await closeDays(empty.node, 'system')).toEqual([])
})
