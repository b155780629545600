import type { AccountInterestAnswer, DebtorAccountAnswer, StatementOfAccount } from '@lintas/contract'
import { chargeJournal } from '@lintas/customs/debt'
import { type Currency, money } from '@lintas/customs/kernel'
import { expect, test } from 'vitest'
import type { Caller } from '../platform/node.ts'
import { chargeAccounts } from './account-interest.ts'
import { findAccount, post, register } from './index.ts'
import { issueStatements } from './statements.ts'
import { type Desk, openDesk, trader } from './testing/desk.ts'

const administrator: Caller = { accountId: 'administrator', role: 'administrator', traderIds: [] }
const checker: Caller = { accountId: 'checker', role: 'checker', traderIds: [] }

/** An account of a trader on which something is owed that no month has stated yet. */
async function owing({ node, db, declare, call }: Desk, importer: Caller, minor: bigint): Promise<string> {
  const wish = {
    kind: 'deferred-payment',
    trader: 'T-1',
    validFrom: '2026-10-01',
    term: { kind: 'day-of-month', day: 10 },
    limit: '1000000',
  }
  const { number } = (await call(administrator, 'POST', '/debtor-accounts', wish)).body as unknown as DebtorAccountAnswer
  await call(checker, 'POST', `/debtor-accounts/${number}/decision`, { decision: 'open' }, { 'if-match': '"1"' })
  const mrn = `${node.state}-OWES`
  await declare({ mrn, principal: 'T-1', filer: 'T-1' })
  const currency = (node.state === 'VN' ? 'VND' : 'SGD') as Currency
  await db.transaction(async tx => {
    const given = { mrn, debtor: 'T-1', decision: '1', postedOn: node.clock.today() }
    const journal = chargeJournal(given, [{ kind: 'duty', amount: money(minor, currency) }], await findAccount(tx, mrn, currency))
    await post(tx, journal === undefined ? [] : [journal])
  })
  expect((await call(importer, 'POST', `/declarations/${mrn}/deferrals`, { account: number })).status).toBe(200)
  return number
}

const importer = trader('T-1')
const read = async ({ call }: Desk, number: string) =>
  (await call(importer, 'GET', `/debtor-accounts/${number}/interest`)).body as unknown as AccountInterestAnswer

test('a statement past its day bears interest from the next day, charged once a night, shown, stated and paid', async () => {
  const desk = await openDesk('VN', ({ node, declarations }) => register(node, declarations))
  const { node, ownerDb } = desk
  const number = await owing(desk, importer, 1_000_000n)
  desk.moveTo('2026-12-01T05:00:00Z')
  await issueStatements(node)
  desk.moveTo('2026-12-10T05:00:00Z')
  await chargeAccounts(node)
  expect(await read(desk, number)).toEqual({ account: number, currency: 'VND', charges: [], issues: [] })

  desk.moveTo('2026-12-21T05:00:00Z')
  const shown = await read(desk, number)
  expect(shown.interest).toMatchObject({
    calculation: {
      ground: 'late-payment',
      from: '2026-12-11',
      to: '2026-12-21',
      amount: '3000',
      spans: [{ days: 10, base: '1000000', percent: '0.03' }],
    },
    charged: '0',
    toCharge: '3000',
  })
  await Promise.all([chargeAccounts(node), chargeAccounts(node)])
  await chargeAccounts(node)
  expect(await read(desk, number)).toMatchObject({
    interest: { charged: '3000', toCharge: '0' },
    charges: [{ until: '2026-12-21', amount: '3000' }],
  })
  desk.moveTo('2026-12-22T05:00:00Z')
  await chargeAccounts(node)
  expect((await read(desk, number)).charges).toEqual([
    { until: '2026-12-22', amount: '300' },
    { until: '2026-12-21', amount: '3000' },
  ])
  // It is owed beyond the limit, bears no interest itself, and no payment of the statement is late once it is made.
  const account = (await desk.call(importer, 'GET', `/debtor-accounts/${number}`)).body
  expect(account).toMatchObject({ used: '1003300', left: '0', payable: '1000000' })
  const asked = await desk.call(importer, 'POST', `/debtor-accounts/${number}/payments`)
  expect((await desk.call(importer, 'POST', `/payments/${asked.body.id}/test-confirmation`)).status).toBe(200)
  desk.moveTo('2027-01-02T05:00:00Z')
  await chargeAccounts(node)
  await issueStatements(node)
  expect((await read(desk, number)).charges).toHaveLength(2)
  const { items } = (await desk.call(importer, 'GET', `/debtor-accounts/${number}/statements`)).body as unknown as {
    items: StatementOfAccount[]
  }
  expect(items[0]).toMatchObject({ month: '2026-12', opening: '1000000', closing: '3300' })
  expect(items[0]?.lines.filter(line => line.kind === 'interest').map(line => [line.debit, line.mrn])).toEqual([
    ['3000', undefined],
    ['300', undefined],
  ])
  const rest = await desk.call(importer, 'POST', `/debtor-accounts/${number}/payments`)
  expect([rest.body.amount, (await desk.call(importer, 'POST', `/payments/${rest.body.id}/test-confirmation`)).status]).toEqual([
    '3300',
    200,
  ])
  expect((await desk.call(importer, 'GET', `/debtor-accounts/${number}`)).body).toMatchObject({ used: '0', overdue: false })
  expect(await ownerDb.query('SELECT journal FROM ledger_posting GROUP BY journal, currency HAVING sum(minor) <> 0')).toEqual([])
  expect((await desk.call(trader('T-2'), 'GET', `/debtor-accounts/${number}/interest`)).status).toBe(404)
})

test('a statement paid late before any night charged it is charged once that is made up for', async () => {
  const desk = await openDesk('VN', ({ node, declarations }) => register(node, declarations))
  const number = await owing(desk, importer, 1_000_000n)
  desk.moveTo('2026-12-01T05:00:00Z')
  await issueStatements(desk.node)
  desk.moveTo('2026-12-21T05:00:00Z')
  const asked = await desk.call(importer, 'POST', `/debtor-accounts/${number}/payments`)
  expect((await desk.call(importer, 'POST', `/payments/${asked.body.id}/test-confirmation`)).status).toBe(200)
  expect((await desk.call(importer, 'GET', `/debtor-accounts/${number}`)).body).toMatchObject({ used: '0' })
  for (const day of ['2026-12-22', '2026-12-23']) {
    desk.moveTo(`${day}T05:00:00Z`)
    await chargeAccounts(desk.node)
    expect((await read(desk, number)).charges).toEqual([{ until: '2026-12-22', amount: '3000' }])
  }
})

test('where no rate is on file nothing is charged, and it is said', async () => {
  const desk = await openDesk('SG', ({ node, declarations }) => register(node, declarations))
  const number = await owing(desk, importer, 50_000n)
  desk.moveTo('2026-12-01T05:00:00Z')
  await issueStatements(desk.node)
  desk.moveTo('2026-12-21T05:00:00Z')
  await chargeAccounts(desk.node)
  const { interest, charges, issues } = await read(desk, number)
  expect([interest, charges, issues.map(each => each.code)]).toEqual([undefined, [], ['debt.interest-rate-missing']])
})
