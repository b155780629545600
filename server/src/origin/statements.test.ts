import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { OriginBill, OriginComparison, OriginStatement, OriginStatementHead } from '@lintas/contract'
import { expect, test } from 'vitest'
import { administrator, officer, openLodgingDesk, trader } from '../declaration/testing/lodging-desk.ts'
import { CLONE } from '../platform/config.ts'

const desk = await openLodgingDesk('VN')
const producer = trader('VN-0101')
const stranger = trader('VN-0909')
const customs = officer('VNHPH')
const read = (file: string) => readFileSync(join(CLONE, 'examples/origin', file), 'utf8')
const question = JSON.parse(read('accumulation-full.json'))
const days = { validFrom: '2026-03-01', validTo: '2026-09-01' }

async function keep(more: object = {}, caller = producer) {
  const body = { trader: 'VN-0101', name: 'refrigerator, 180 l', question, ...more }
  return await desk.call<OriginStatement>(caller, 'POST', '/origin/statements', body)
}

test('a producer keeps a statement with what was determined; it stands on its days until it is withdrawn', async () => {
  const kept = await keep({ standing: days })
  expect(kept.status).toBe(201)
  const { id } = kept.body
  expect(kept.body).toMatchObject({ status: 'originating', criterion: '55%', percent: '55.00', standing: 'in-force', ...days })
  expect(kept.body.determination.trace.some(each => each.code === 'origin.material-accumulated')).toBe(true)

  const path = `/origin/statements/${id}`
  expect((await desk.call<OriginStatement>(producer, 'GET', path)).body).toEqual(kept.body)
  expect((await desk.call<OriginStatement>(customs, 'GET', path)).status).toBe(200)
  desk.moveTo('2026-09-01T05:00:00Z')
  expect((await desk.call<OriginStatementHead>(producer, 'GET', path)).body.standing).toBe('ended')
  desk.moveTo('2026-02-28T05:00:00Z')
  expect((await desk.call<OriginStatementHead>(producer, 'GET', path)).body.standing).toBe('not-yet')

  expect((await desk.call<OriginStatementHead>(producer, 'POST', `${path}/withdrawal`)).body.standing).toBe('withdrawn')
  expect(await desk.call(producer, 'POST', `${path}/withdrawal`)).toMatchObject({
    status: 409,
    body: { code: 'origin.statement-withdrawn' },
  })
  const acts = await desk.ownerDb.query<{ act: string }>(
    "SELECT act FROM event WHERE subject = 'origin-statement' AND subject_id = $1 ORDER BY id",
    [id],
  )
  expect(acts.map(each => each.act)).toEqual(['keep', 'withdraw'])
})

test('statements of others are not there, for reading, listing or withdrawing; nobody keeps one for a trader not theirs', async () => {
  const { body } = await keep()
  const missing = '/origin/statements/00000000-0000-4000-8000-000000000000'
  for (const [method, end] of [['GET', ''] as const, ['POST', '/withdrawal'] as const]) {
    const [theirs, none] = [
      await desk.call(stranger, method, `/origin/statements/${body.id}${end}`),
      await desk.call(stranger, method, `${missing}${end}`),
    ]
    expect([theirs.status, none.status, theirs.body.code]).toEqual([404, 404, none.body.code])
  }
  const list = await desk.call<{ items: readonly OriginStatementHead[] }>(stranger, 'GET', '/origin/statements')
  expect(list.body.items).toEqual([])
  expect((await keep({}, stranger)).status).toBe(404)
  expect((await desk.call(administrator, 'GET', '/origin/statements')).status).toBe(403)
  expect((await desk.call(customs, 'POST', `/origin/statements/${body.id}/withdrawal`)).status).toBe(403)
})

test('the list is paged, the newest first, and given as CSV that no spreadsheet takes for a formula', async () => {
  await keep({ name: '=1+1' })
  const first = await desk.call<{ items: readonly OriginStatementHead[]; next: string }>(producer, 'GET', '/origin/statements?limit=1')
  expect(first.body.items.map(each => each.name)).toEqual(['=1+1'])
  const second = await desk.call<{ items: readonly OriginStatementHead[] }>(
    producer,
    'GET',
    `/origin/statements?limit=1&cursor=${first.body.next}`,
  )
  expect(second.body.items.map(each => each.name)).toEqual(['refrigerator, 180 l'])
  const csv = await desk.call(producer, 'GET', '/origin/statements.csv')
  expect(csv.text.split('\r\n')[1]).toContain(",VN-0101,'=1+1,84181031,VN,PH,")
})

test('what cannot be determined, or ends before it begins, is not kept', async () => {
  const wrong = await keep({ question: { ...question, materialsHsVersion: '2017' } })
  expect(wrong).toMatchObject({
    status: 422,
    body: { issues: [{ code: 'origin.hs-version-differs', path: 'question.materialsHsVersion' }] },
  })
  expect(await keep({ standing: { validFrom: '2026-03-01', validTo: '2026-03-01' } })).toMatchObject({
    status: 422,
    body: { code: 'origin.statement-days' },
  })
})

test('the same request is kept once', async () => {
  const body = { trader: 'VN-0101', name: 'once', question }
  const headers = { 'idempotency-key': 'statement-once' }
  const answers = [
    await desk.call<OriginStatement>(producer, 'POST', '/origin/statements', body, headers),
    await desk.call<OriginStatement>(producer, 'POST', '/origin/statements', body, headers),
  ]
  expect(answers.map(each => [each.status, each.body.id])).toEqual(Array(2).fill([201, answers[0]?.body.id]))
  expect(await desk.ownerDb.query("SELECT 1 FROM origin_statement WHERE name = 'once'")).toHaveLength(1)
})

test('anyone reads a bill from CSV and sees what another supplier would change', async () => {
  const headers = { 'content-type': 'text/csv' }
  const bill = await desk.call<OriginBill>(stranger, 'POST', '/origin/bills', Buffer.from(read('bill-of-materials.csv')), headers)
  expect(bill.body.materials.map(each => each.line)).toEqual(['1', '2', '3', '4'])
  const changes = [{ line: '1', origin: { status: 'non-originating', country: 'CN' } }]
  const asked = { question: { ...question, materials: bill.body.materials }, changes }
  const { body } = await desk.call<OriginComparison>(stranger, 'POST', '/origin/comparisons', asked)
  expect([body.before, body.after].map(each => [each.status, each.rvc?.percent])).toEqual([
    ['originating', '64.50'],
    ['not-originating', '24.50'],
  ])
  expect(await desk.call(stranger, 'POST', '/origin/bills', Buffer.from('line,code\n1,2'), headers)).toMatchObject({
    status: 422,
    body: { code: 'origin.bill-columns-missing' },
  })
})

test('a stock is kept by one method through the fiscal year, whatever statement says so first', async () => {
  const stocked = (method: string, fiscalYear = '2026') => {
    const stock = { group: 'compressors', method, fiscalYear, ...(method === 'average' ? { originatingPercent: '50' } : {}) }
    const materials = question.materials.map((each: object, index: number) => (index === 0 ? { ...each, stock } : each))
    return keep({ name: `stock ${method} ${fiscalYear}`, question: { ...question, materials } })
  }
  expect((await stocked('fifo')).status).toBe(201)
  expect(await stocked('average')).toMatchObject({
    status: 422,
    body: { issues: [{ code: 'origin.stock-method-changed', path: 'question.materials[0].stock.method', params: { method: 'fifo' } }] },
  })
  expect((await stocked('fifo')).status).toBe(201)
  expect((await stocked('average', '2027')).status).toBe(201)
})
