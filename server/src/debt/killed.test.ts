import { setTimeout as sleep } from 'node:timers/promises'
import type { BankFileAnswer, LedgerVerification } from '@lintas/contract'
import pg from 'pg'
import { afterAll, expect, test } from 'vitest'
import { shirts } from '../declaration/testing/shirts.ts'
import { ended, openKillable } from '../testing/killable.ts'
import { camt } from './testing/camt.ts'

const DECLARATIONS = 20
const TRANSFERS = 240
const DAYS = 800

const killable = await openKillable('killed')
const { node, run, ask, insist, apiKeyOf } = killable
afterAll(() => killable.close())

/** Asks the database, past everything that answers for it. */
async function query<Row extends pg.QueryResultRow>(database: pg.Client, text: string): Promise<Row[]> {
  return (await database.query<Row>(text)).rows
}

/** Waits until a count is between two bounds: something has begun, and is not done. */
async function midway(database: pg.Client, text: string, from: number, to: number): Promise<void> {
  for (let looked = 0; looked < 6_000; looked++) {
    const count = Number((await query<{ count: string }>(database, text))[0]?.count ?? 0)
    if (count >= to) throw new Error(`given ${count}, needs fewer than ${to} to kill in the middle`)
    if (count >= from) return
    await sleep(5)
  }
  throw new Error('nothing began within half a minute')
}

test('killed in the middle of a bank’s file and of the closing of days, what was begun is gone on with, and nothing is posted twice', {
  timeout: 600_000,
}, async () => {
  let running = await run()
  const database = new pg.Client(await ask('database-url', '--state', 'VN'))
  database.on('error', () => undefined) // it ends with the home
  await database.connect()
  const [trader, supervisor] = [apiKeyOf('trader'), apiKeyOf('supervisor')]
  const today = new Date().toISOString().slice(0, 10)
  const mrns: string[] = []
  for (let number = 0; number < DECLARATIONS; number++) {
    const party = { id: 'TRADER-VN' }
    const body = shirts(`killed-${number}`, { importer: party, declarant: party, arrivalOn: today })
    mrns.push((await insist<{ mrn: string }>({ key: `lodge-${number}`, path: '/declarations', body, apiKey: trader })).mrn)
  }

  // A payment file: twelve transfers for each declaration, each of another amount, and one in suspense.
  const transfers = Array.from({ length: TRANSFERS }, (_, index) => ({
    amount: String(1_000 + index),
    words: mrns[index % DECLARATIONS] ?? '',
    reference: `B-${index}`,
  }))
  const text = camt({
    messageId: 'STATEMENT',
    entries: [...transfers, { amount: '77', words: 'for whom', reference: 'B-LOST' }],
    on: today,
  })
  const give = (key: string) =>
    insist<BankFileAnswer>({ key, path: '/bank/files', body: text, apiKey: supervisor, headers: { 'content-type': 'application/xml' } })
  await give('file')
  const posted = "SELECT count(*) FROM bank_entry WHERE status <> 'waiting'"
  for (const part of [0.1, 0.4]) {
    await midway(database, posted, TRANSFERS * part, TRANSFERS)
    await Promise.all([ended(running.server, 'SIGKILL'), ended(running.worker, 'SIGKILL')])
    running = await run()
    await give(`file-${part}`) // as somebody does who does not know how far it came
  }
  await Promise.all([give('once-more'), give('and-again')])
  for (let waited = 0; waited < 1_200 && Number((await query<{ count: string }>(database, posted))[0]?.count) <= TRANSFERS; waited++)
    await sleep(200)

  const paid = await query<{ mrn: string; minor: string; times: string }>(
    database,
    "SELECT mrn, sum(minor) AS minor, count(*) AS times FROM ledger_posting WHERE kind = 'payment' AND account = 'clearing' GROUP BY mrn ORDER BY mrn",
  )
  const expected = mrns.map((mrn, index) => {
    const own = transfers.filter((_, place) => place % DECLARATIONS === index)
    return { mrn, minor: String(own.reduce((sum, each) => sum + Number(each.amount), 0)), times: String(own.length) }
  })
  expect(paid).toEqual(expected.toSorted((one, other) => (one.mrn < other.mrn ? -1 : 1)))
  const balances = await query<{ account: string; minor: string }>(
    database,
    "SELECT account, sum(minor) AS minor FROM ledger_posting WHERE account IN ('bank', 'clearing', 'suspense') GROUP BY account ORDER BY account",
  )
  const total = transfers.reduce((sum, each) => sum + Number(each.amount), 77)
  expect(balances).toEqual([
    { account: 'bank', minor: String(total) },
    { account: 'clearing', minor: '0' },
    { account: 'suspense', minor: '-77' },
  ])

  // The days of years are closed at once, by the night's work and by hand, and both are killed.
  const moved = await fetch(`${node}/api/v1/sandbox/clock`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json', 'x-api-key': apiKeyOf('broker') },
    body: JSON.stringify({ now: new Date(Date.now() + DAYS * 86_400_000).toISOString() }),
  })
  expect(moved.status).toBe(200)
  const days = 'SELECT count(*) FROM ledger_day'
  const closing = insist({ key: 'close-killed', path: '/ledger/days', apiKey: supervisor })
  await midway(database, days, DAYS * 0.1, DAYS)
  await Promise.all([ended(running.server, 'SIGKILL'), ended(running.worker, 'SIGKILL')])
  running = await run()
  await closing
  await insist({ key: 'close', path: '/ledger/days', apiKey: supervisor })
  const closed = await query<{ day: string; gap: boolean | null }>(
    database,
    'SELECT day::text AS day, day - lag(day) OVER (ORDER BY day) <> 1 AS gap FROM ledger_day ORDER BY day',
  )
  expect(closed.length).toBeGreaterThanOrEqual(DAYS - 1)
  expect(closed.filter(each => each.gap === true)).toEqual([])
  const events = await query<{ count: string }>(database, "SELECT count(*) FROM event WHERE subject = 'ledger' AND act = 'close'")
  expect(Number(events[0]?.count)).toBe(closed.length)
  const verified = await insist<LedgerVerification>({ key: 'verify', path: '/ledger/verification', apiKey: supervisor })
  expect(verified).toEqual({ ok: true, days: closed.length, faults: [] })
  expect(JSON.parse(await ask('verify', '--state', 'VN', '--json'))).toMatchObject({ ok: true })
  await database.end()
  await Promise.all([ended(running.server, 'SIGTERM'), ended(running.worker, 'SIGTERM')])
})
