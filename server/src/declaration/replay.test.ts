import { expect, test } from 'vitest'
import { openLodgingDesk, supervisor, TODAY, trader } from './testing/lodging-desk.ts'
import { shirts, whisky } from './testing/shirts.ts'

const desk = await openLodgingDesk('VN')
const importer = trader('VN-0101')
const administrator = { accountId: 'administrator', role: 'administrator' as const, traderIds: [] }

interface Replayed {
  readonly identical: boolean
  readonly sha256: string
  readonly replayed: string
}

const replay = async (mrn: string) => (await desk.call<Replayed>(supervisor, 'POST', `/declarations/${mrn}/replay`)).body
const publish = (rate: string, validFrom: string) =>
  desk.call(administrator, 'POST', '/exchange-rates?source=test', { rates: [{ currency: 'USD', rate, validFrom }] })

function inDollars(localReference: string) {
  const like = shirts(localReference, { invoiceTotal: { amount: '3200', currency: 'USD' } })
  const items = like.goodsItems?.map(item => ({ ...item, invoiceAmount: { amount: '3200', currency: 'USD' } })) ?? []
  return { ...like, goodsItems: items }
}

test('a decision taken again is the same, byte for byte', async () => {
  for (const document of [shirts('AGAIN-1'), whisky('AGAIN-2')]) {
    const { mrn, decision } = await desk.lodge(importer, document)
    expect(await replay(mrn)).toMatchObject({ identical: true, sha256: decision.sha256, replayed: decision.sha256 })
  }
})

test('it stays the same when rates, profiles, law and the day have moved on', async () => {
  await publish('25000', '2026-03-01')
  const { mrn } = await desk.lodge(importer, inDollars('AGAIN-3'))
  await publish('26000', '2026-03-10')
  await desk.ownerDb.query("UPDATE risk_profile SET retired_by = 'somebody', retired_at = now()")
  await desk.ownerDb.query("SELECT pg_notify('risk_profiles', '')")
  desk.moveTo('2026-03-20T05:00:00Z')
  expect((await replay(mrn)).identical).toBe(true)
  desk.moveTo(`${TODAY}T05:00:00Z`)
})

test('also where a rule alone looked at a rate', async () => {
  await publish('25000', '2026-03-01')
  const { mrn, decision } = await desk.lodge(importer, shirts('AGAIN-RULE', { freight: { amount: '0', currency: 'USD' } }))
  expect(decision.restsOn.exchangeRates).toMatchObject([{ currency: 'USD' }])
  expect((await replay(mrn)).identical).toBe(true)
})

test('a decision is replayed on the law it was taken under, which the node keeps when its files change', async () => {
  const { mrn, decision } = await desk.lodge(importer, shirts('AGAIN-4'))
  const version = decision.restsOn.law
  const [book] = await desk.ownerDb.query<{ tables: { kind: string; rows: object[] }[] }>(
    'SELECT tables FROM law_book WHERE version = $1',
    [version],
  )
  expect(book?.tables.find(table => table.kind === 'duty-layer')?.rows.length).toBeGreaterThan(10)
  const other = 'an earlier law'
  await desk.ownerDb.query('INSERT INTO law_book (version, tables) SELECT $2, tables FROM law_book WHERE version = $1', [version, other])
  const rename = (column: string) => `${column} = replace(${column}::text, '"${version}"', '"${other}"')::json`
  await desk.ownerDb.query(`UPDATE decision SET ${rename('body')} WHERE mrn = $1`, [mrn])
  await desk.ownerDb.query("UPDATE decision SET sha256 = sha256(convert_to(body::text, 'UTF8')) WHERE mrn = $1", [mrn])
  expect((await replay(mrn)).identical).toBe(true)
})

test('a decision in which one figure was changed is found out', async () => {
  const { mrn } = await desk.lodge(importer, shirts('AGAIN-5'))
  await desk.ownerDb.query(`UPDATE decision SET body = replace(body::text, '"16000000"', '"15000000"')::json WHERE mrn = $1`, [mrn])
  expect((await replay(mrn)).identical).toBe(false)
})

test('so is one whose document was changed', async () => {
  const { mrn } = await desk.lodge(importer, shirts('AGAIN-6'))
  await desk.ownerDb.query(`UPDATE declaration_version SET document = replace(document::text, 'PPG', 'PPX')::json WHERE mrn = $1`, [mrn])
  expect((await replay(mrn)).identical).toBe(false)
})
