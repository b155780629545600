import type { DeclarationAnswer } from '@lintas/contract'
import type { DeclarationInput } from '@lintas/customs/declaration'
import { expect, test } from 'vitest'
import { whileAllAreTaken } from '../platform/testing/all-taken.ts'
import { broker, openLodgingDesk, trader } from './testing/lodging-desk.ts'
import { shirts } from './testing/shirts.ts'

const desk = await openLodgingDesk('VN')
const importer = trader('VN-0101')

const [item] = shirts('').goodsItems ?? []
if (item === undefined) throw new Error('the shirts have no item')
const withItem = (change: Partial<typeof item>): Partial<DeclarationInput> => ({ goodsItems: [{ ...item, ...change }] })

async function countRows(): Promise<Readonly<Record<string, string>>> {
  const tables = [
    'declaration',
    'declaration_version',
    'decision',
    'event',
    'ledger_posting',
    'random_lot',
    'declared_consignment',
    'idempotency',
  ]
  const counts = tables.map(table => `(SELECT count(*) FROM ${table}) AS ${table}`)
  const [row] = await desk.ownerDb.query<Record<string, string>>(`SELECT ${counts.join(', ')}`)
  return row ?? {}
}

test('a lodging is registered and answered with its decision, every figure with its ground', async () => {
  const { status, body, headers } = await desk.call(importer, 'POST', '/declarations', shirts('LRN-1'))
  expect(status).toBe(201)
  expect(body).toMatchObject({
    localReference: 'LRN-1',
    status: 'payment-due',
    lane: 'green',
    charged: [
      { kind: 'customs-duty', amount: '16000000', currency: 'VND' },
      { kind: 'vat', amount: '7680000', currency: 'VND' },
    ],
    payable: [{ amount: '23680000', currency: 'VND' }],
  })
  expect(body.mrn).toMatch(/^26VN[0-9A-Z]{12}R\d$/)
  expect(headers.location).toBe(`http://localhost/vn/api/v1/declarations/${body.mrn}`)
  expect(body.missing.map(each => each.code)).toEqual(['release.payment-outstanding'])
  const read = await desk.call(importer, 'GET', `/declarations/${body.mrn}`)
  expect(read.body).toEqual(body)
  expect(read.headers.etag).toBe(`"${body.revision}"`)
})

test('a lodging that gets no connection in time is told to come again, and is registered once when it does', async () => {
  const before = await countRows()
  const lodge = () => desk.call(importer, 'POST', '/declarations', shirts('LRN-BUSY'), { 'idempotency-key': 'busy' })
  const refused = await whileAllAreTaken(desk.db, lodge)
  expect([refused.status, refused.body.code, refused.headers['retry-after']]).toEqual([503, 'request.unavailable', '2'])
  expect(await countRows()).toEqual(before)
  const [first, again] = [await lodge(), await lodge()]
  expect([first.status, again.status, again.body]).toEqual([201, 201, first.body])
  expect(Number((await countRows()).declaration)).toBe(Number(before.declaration) + 1)
})

test('the same document under the same reference is the same declaration; another one is refused, naming it', async () => {
  const first = await desk.lodge(importer, shirts('LRN-2'))
  const before = await countRows()
  const again = await desk.call(importer, 'POST', '/declarations', shirts('LRN-2'))
  expect([again.status, again.body]).toEqual([200, first])

  const other = await desk.call(importer, 'POST', '/declarations', shirts('LRN-2', { totalPackages: 20, office: 'VN-HPH' }))
  expect(other.status).toBe(409)
  expect(other.body.issues).toMatchObject([{ code: 'declaration.reference-taken', params: { mrn: first.mrn, localReference: 'LRN-2' } }])
  expect(await countRows()).toEqual(before)
})

test('nobody learns of a reference by naming another as declarant', async () => {
  const first = await desk.lodge(importer, shirts('LRN-SECRET'))
  const stranger = await desk.call(trader('VN-0999'), 'POST', '/declarations', shirts('LRN-SECRET'))
  expect(stranger.status).toBe(422)
  expect(stranger.text).not.toContain(first.mrn)
  expect(stranger.body.issues.map(each => each.code)).not.toContain('declaration.reference-taken')

  const otherBroker = await desk.call(broker('BR-2', 'VN-0101'), 'POST', '/declarations', shirts('LRN-SECRET'))
  expect([otherBroker.status, otherBroker.body.code]).toEqual([422, 'declaration.reference-used'])
  expect(otherBroker.text).not.toContain(first.mrn)
})

test('spaces and the order of keys make no other document', async () => {
  const first = await desk.lodge(importer, shirts('LRN-ORDER'))
  const reversed = Object.fromEntries(Object.entries(shirts('LRN-ORDER')).reverse())
  const again = await desk.call(importer, 'POST', '/declarations', JSON.stringify(reversed, undefined, 3), {
    'content-type': 'application/json',
  })
  expect([again.status, again.body.mrn]).toEqual([200, first.mrn])
})

test('everything that is wrong is said at once, and nothing is registered', async () => {
  const before = await countRows()
  const wrong = shirts('LRN-3', { importer: { id: 'VN-9999' }, ...withItem({ commodityCode: '61091099', netMassKg: '2000' }) })
  const { status, body } = await desk.call(importer, 'POST', '/declarations', wrong)
  expect(status).toBe(422)
  const codes = body.issues.filter(each => each.severity === 'error').map(each => `${each.code} ${each.path}`)
  expect(codes).toEqual(expect.arrayContaining(['trust.mandate-missing importer.id', 'tariff.code-unknown goodsItems[0].commodityCode']))
  expect(await countRows()).toEqual(before)
})

test('a lodging refused before may be mended and lodged under the same reference', async () => {
  const wrong = await desk.call(importer, 'POST', '/declarations', shirts('LRN-MEND', withItem({ commodityCode: '61091099' })))
  expect(wrong.status).toBe(422)
  expect((await desk.call(importer, 'POST', '/declarations', shirts('LRN-MEND'))).status).toBe(201)
})

test('a declaration needs a reference of its own', async () => {
  const { localReference: _, ...anonymous } = shirts('')
  const { status, body } = await desk.call(importer, 'POST', '/declarations', anonymous)
  expect([status, body.code]).toEqual([422, 'declaration.local-reference-missing'])
})

test('the same goods on the same transport document are declared once within ninety days', async () => {
  const sameGoods = { transportDocuments: [{ type: 'N705', id: 'BL-ONCE' }] }
  await desk.lodge(importer, shirts('LRN-4', sameGoods))
  const second = await desk.call(importer, 'POST', '/declarations', shirts('LRN-5', sameGoods))
  expect([second.status, second.body.code]).toEqual([422, 'declaration.consignment-declared'])
})

test('a repeated request under an idempotency key is answered as the first was; another request under it is refused', async () => {
  const key = { 'idempotency-key': 'key-1' }
  const first = await desk.call(importer, 'POST', '/declarations', shirts('LRN-6'), key)
  const again = await desk.call(importer, 'POST', '/declarations', shirts('LRN-6'), key)
  expect([again.status, again.body]).toEqual([201, first.body])
  expect(again.headers['idempotency-replayed']).toBe('true')
  const other = await desk.call(importer, 'POST', '/declarations', shirts('LRN-7'), key)
  expect([other.status, other.body.code]).toEqual([409, 'request.idempotency-conflict'])
})

test('sixteen clients that lodge the same at once get one declaration', async () => {
  const answers = await Promise.all(Array.from({ length: 16 }, () => desk.call(importer, 'POST', '/declarations', shirts('LRN-16'))))
  expect(new Set(answers.map(each => each.body.mrn)).size).toBe(1)
  expect(answers.map(each => each.status).sort()).toEqual([...Array.from({ length: 15 }, () => 200), 201])
  const [row] = await desk.ownerDb.query<{ count: string }>("SELECT count(*) FROM declaration WHERE local_reference = 'LRN-16'")
  expect(row?.count).toBe('1')
})

test('of sixteen different declarations of one consignment at once, one is registered', async () => {
  const sameGoods = { transportDocuments: [{ type: 'N705', id: 'BL-RACE' }] }
  const answers = await Promise.all(
    Array.from({ length: 16 }, (_, index) => desk.call(importer, 'POST', '/declarations', shirts(`LRN-RACE-${index}`, sameGoods))),
  )
  expect(answers.filter(each => each.status === 201)).toHaveLength(1)
  expect(new Set(answers.filter(each => each.status !== 201).map(each => each.body.code))).toEqual(
    new Set(['declaration.consignment-declared']),
  )
})

test('an amount in a currency without a rate is refused by name, and taken once the rate is there', async () => {
  const inDollars = shirts('LRN-USD', {
    invoiceTotal: { amount: '3200', currency: 'USD' },
    ...withItem({ invoiceAmount: { amount: '3200', currency: 'USD' } }),
  })
  const refused = await desk.call(importer, 'POST', '/declarations', inDollars)
  expect(refused.body.issues.filter(each => each.code === 'rates.missing').map(each => each.params)).toEqual([
    { state: 'VN', currency: 'USD', day: '2026-03-10' },
  ])
  const administrator = { accountId: 'administrator', role: 'administrator' as const, traderIds: [] }
  const rates = { rates: [{ currency: 'USD', rate: '25000', validFrom: '2026-03-09' }] }
  expect((await desk.call(administrator, 'POST', '/exchange-rates?source=test', rates)).status).toBeLessThan(300)
  const answer = await desk.lodge(importer, inDollars)
  expect(answer.decision.valuation.total).toBe('80000000')
  expect(answer.decision.restsOn.exchangeRates).toMatchObject([{ currency: 'USD', rate: '25000', source: 'test' }])
})

test('what is lodged at the same time has different numbers', async () => {
  const answers = await Promise.all(Array.from({ length: 40 }, (_, index) => desk.lodge(importer, shirts(`LRN-MANY-${index}`))))
  expect(new Set(answers.map((each: DeclarationAnswer) => each.mrn)).size).toBe(40)
})

test('a lodging is one statement', async () => {
  const asked: string[] = []
  const query = desk.node.db.query.bind(desk.node.db)
  desk.node.db.query = (text, values, name) => {
    asked.push(name ?? text)
    return query(text, values, name)
  }
  await desk.lodge(importer, shirts('LRN-ONE'))
  desk.node.db.query = query
  expect(asked).toEqual(['declaration.lodge'])
})
