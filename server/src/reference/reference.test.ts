import { day } from '@lintas/customs/kernel'
import { beforeEach, expect, test } from 'vitest'
import type { Caller } from '../platform/node.ts'
import { testNode } from '../platform/testing/node.ts'
import { ratesOf } from './index.ts'

const { node, inject, ownerDb, db } = await testNode('VN')
const administrator: Caller = { accountId: 'administrator-1', role: 'administrator', traderIds: [] }
let caller = administrator
node.http.identify = () => caller

beforeEach(async () => {
  caller = administrator
  await ownerDb.query('TRUNCATE exchange_rate')
  await ownerDb.query("SELECT pg_notify('rates', '')")
  await expect.poll(async () => (await ratesOf(node)).find('USD', day('2026-02-01'))).toBeUndefined()
})

const CSV = 'currency,unit,rate,valid_from,valid_to,source\nUSD,1,25450.5,2026-01-26,,Vietcombank\nJPY,100,16643,2026-01-26,2026-02-02,\n'

async function publish(payload: string, type = 'text/csv', query = '') {
  const answer = await inject({ method: 'POST', url: `/vn/api/v1/exchange-rates${query}`, headers: { 'content-type': type }, payload })
  return { status: answer.statusCode, body: answer.json() }
}

const codes = (body: { issues: readonly { code: string; path: string }[] }) => body.issues.map(issue => `${issue.code} ${issue.path}`)

test('rates published as CSV hold at once, and say where they come from', async () => {
  expect(await publish(CSV, 'text/csv', '?source=weekly+list')).toEqual({ status: 201, body: { published: 2, known: 0 } })
  const rates = await ratesOf(node)
  expect(rates.find('USD', day('2026-02-01'))).toEqual({
    state: 'VN',
    currency: 'USD',
    unit: 1,
    rate: '25450.5',
    validFrom: '2026-01-26',
    source: 'Vietcombank',
  })
  expect(rates.find('JPY', day('2026-02-01'))).toMatchObject({ unit: 100, rate: '16643', validTo: '2026-02-02', source: 'weekly list' })
  expect(rates.find('JPY', day('2026-02-02'))).toBeUndefined()
})

test('rates published as JSON are the same', async () => {
  const document = JSON.stringify({ rates: [{ currency: 'USD', rate: '25450.50', validFrom: '2026-01-26' }] })
  expect(await publish(document, 'application/json')).toEqual({ status: 201, body: { published: 1, known: 0 } })
  expect(await publish('currency,rate,valid_from\nUSD,25450.5,2026-01-26\n')).toEqual({ status: 201, body: { published: 0, known: 1 } })
})

test('a rate on file is not overwritten, and nothing of the list is published then', async () => {
  await publish(CSV)
  const { status, body } = await publish('currency,rate,valid_from\nEUR,27800,2026-01-26\nUSD,26000,2026-01-26\n')
  expect([status, codes(body)]).toEqual([409, ['rates.already-published rates[1]']])
  expect((await ratesOf(node)).find('EUR', day('2026-02-01'))).toBeUndefined()
})

test.each([
  ['a column that is missing', 'currency,rate\nUSD,1\n', 'rates.column-missing header'],
  ['a currency that is none', 'currency,rate,valid_from\nUSX,1,2026-01-26\n', 'rates.row-malformed rates[0]'],
  ['a rate of nothing', 'currency,rate,valid_from\nUSD,0.00,2026-01-26\n', 'rates.row-malformed rates[0]'],
  ['a day that is none', 'currency,rate,valid_from\nUSD,1,2026-02-30\n', 'rates.row-malformed rates[0]'],
  ['another unit', 'currency,unit,rate,valid_from\nUSD,10,1,2026-01-26\n', 'rates.row-malformed rates[0]'],
  ["the state's own currency", 'currency,rate,valid_from\nVND,1,2026-01-26\n', 'rates.own-currency rates[0].currency'],
  ['no CSV', 'currency,rate,valid_from\n"USD,1\n', 'rates.file-malformed '],
])('%s is refused', async (_, csv, code) => {
  const { status, body } = await publish(csv)
  expect([status, codes(body)]).toEqual([422, [code]])
})

test('only administrators publish; anyone reads', async () => {
  await publish(CSV)
  caller = { accountId: 'trader-1', role: 'trader', traderIds: [] }
  expect((await publish(CSV)).status).toBe(403)
  const list = async (query: string) => (await inject({ url: `/vn/api/v1/exchange-rates${query}` })).json()
  expect((await list('?on=2026-02-01')).items.map((rate: { currency: string }) => rate.currency)).toEqual(['JPY', 'USD'])
  expect((await list('?on=2026-02-02')).items.map((rate: { currency: string }) => rate.currency)).toEqual(['USD'])
})

test('a list goes on where its page ended, the newest rate of each currency first', async () => {
  await publish(CSV)
  await publish('currency,rate,valid_from\nUSD,25460,2026-02-02\nUSD,25470,2026-02-09\n')
  const first = (await inject({ url: '/vn/api/v1/exchange-rates?limit=2' })).json()
  const rest = (await inject({ url: `/vn/api/v1/exchange-rates?limit=2&cursor=${first.next}` })).json()
  expect([...first.items, ...rest.items].map(({ currency, validFrom }) => `${currency} ${validFrom}`)).toEqual([
    'JPY 2026-01-26',
    'USD 2026-02-09',
    'USD 2026-02-02',
    'USD 2026-01-26',
  ])
  expect(rest.next).toBeUndefined()
})

test('what was published is an event, and the table cannot be changed by the running node', async () => {
  await publish(CSV)
  const events = await db.query<{ subject_id: string }>("SELECT subject_id FROM event WHERE subject = 'exchange-rate' ORDER BY id")
  expect(
    events
      .map(event => event.subject_id)
      .slice(-2)
      .sort(),
  ).toEqual(['JPY 2026-01-26', 'USD 2026-01-26'])
  await expect(db.query("UPDATE exchange_rate SET rate = 1 WHERE currency = 'USD'")).rejects.toThrow(/permission denied/)
})
