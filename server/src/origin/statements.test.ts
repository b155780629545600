import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type {
  Notification,
  OriginBill,
  OriginComparison,
  OriginDetermination,
  OriginStatement,
  OriginStatementHead,
  SupplierDeclaration,
  SupplierDeclarationDetail,
} from '@lintas/contract'
import { expect, test } from 'vitest'
import { administrator, officer, openLodgingDesk, trader } from '../declaration/testing/lodging-desk.ts'
import { CLONE } from '../platform/config.ts'
import { openLog } from '../platform/events/index.ts'
import { sealSettled } from '../platform/events/testing/settled.ts'
import { PUBLIC } from '../platform/http/index.ts'
import type { Caller } from '../platform/node.ts'

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

const supplier = trader('VN-0202')
const wire = JSON.parse(read('suppliers/long-term.json'))
const dongNai = { name: 'Dong Nai Copper', country: 'VN' }
const SUPPLIES = '/origin/supplier-declarations'
const supply = (caller: Caller, end: string, body: object = {}) =>
  desk.call<SupplierDeclarationDetail & { code: string; issues: readonly { code: string; path: string }[] }>(
    caller,
    'POST',
    `${SUPPLIES}${end}`,
    body,
  )
const record = (more: object = {}, caller = producer) =>
  supply(caller, '', { trader: 'VN-0101', supplier: dongNai, statement: wire, ...more })
const naming = (number: string) => ({
  ...question,
  on: '2026-03-10',
  materials: [
    {
      line: '1',
      code: '74081900',
      value: { amount: '80', currency: 'USD' },
      origin: { status: 'originating', state: 'VN', declaration: number },
    },
    question.materials[1],
  ],
})
const determine = async (asked: object, caller = producer) =>
  (await desk.call<OriginDetermination>(caller, 'POST', '/origin/determinations', asked)).body
const standingOf = async (id: string) => (await desk.call<OriginStatementHead>(producer, 'GET', `/origin/statements/${id}`)).body.standing
async function toldTo(caller: Caller): Promise<readonly Pick<Notification, 'type' | 'data'>[]> {
  await sealSettled(await openLog(desk.node))
  const { body } = await desk.call<{ items: readonly Notification[] }>(caller, 'GET', '/events?limit=200')
  return body.items.map(({ type, data }) => ({ type, data }))
}

test('a supplier declares what it was asked, the producer’s bill names it, and once it is withdrawn the statement is to be done again', async () => {
  desk.moveTo('2026-03-10T05:00:00Z')
  await desk.ownerDb.query("INSERT INTO organisation (kind, name, trader_id) VALUES ('trader', 'Dong Nai Copper', 'VN-0202')")
  const asked = {
    trader: 'VN-0101',
    supplier: { ...dongNai, trader: 'VN-0202' },
    product: wire.product,
    words: 'For refrigerators to the Philippines.',
  }
  const { status, body } = await supply(producer, '/requests', asked)
  expect([status, body.status, body.acts]).toEqual([201, 'asked', ['withdraw']])
  const { number } = body
  expect((await determine(naming(number))).trace.map(each => each.code)).toContain('origin.link-not-made')

  const seen = await desk.call<{ items: readonly SupplierDeclaration[] }>(supplier, 'GET', `${SUPPLIES}?side=supplier`)
  expect(seen.body.items.map(each => [each.number, each.acts])).toEqual([[number, ['declare', 'decline']]])
  const other = { ...wire, product: { ...wire.product, article: 'CU-1.0' } }
  expect((await supply(supplier, `/${number}/declaration`, other)).body.issues.map(each => each.code)).toEqual([
    'origin.supplier-other-product',
  ])
  expect((await supply(supplier, `/${number}/declaration`, wire)).body).toMatchObject({ status: 'declared', validTo: '2027-01-01' })
  expect((await supply(producer, `/${number}/withdrawal`, { reason: 'Not mine.' })).body.code).toBe('origin.supplier-act-not-permitted')

  const kept = await keep({ name: 'linked', question: naming(number), standing: { validFrom: '2026-03-01', validTo: '2027-06-01' } })
  expect(kept.body).toMatchObject({ status: 'originating', standing: 'in-force', restsOn: [{ kind: 'supplier', number, line: '1' }] })
  expect((await supply(supplier, `/${number}/withdrawal`, { reason: 'The cathodes came from elsewhere.' })).body.status).toBe('withdrawn')
  expect(await standingOf(kept.body.id)).toBe('to-redo')
  const { body: fallen } = await desk.call<OriginStatement>(producer, 'GET', `/origin/statements/${kept.body.id}`)
  expect(fallen.restsOn[0]?.problem).toEqual({ code: 'origin.link-withdrawn', message: `Line 1: ${number} was withdrawn.` })
  expect((await determine(naming(number))).status).toBe('not-originating')
  const told = await toldTo(producer)
  expect(told.map(each => each.type)).toEqual(['supplier-declaration.made', 'supplier-declaration.withdrawn', 'origin-statement.to-redo'])
  expect(told.at(-1)?.data).toMatchObject({ statement: kept.body.id, record: number, because: 'origin.link-withdrawn' })
  expect((await toldTo(supplier)).map(each => each.type)).toEqual(['supplier-declaration.asked'])
})

test('what one producer recorded is no one else’s to see, act on or name in a bill; customs reads it', async () => {
  const { status, body } = await record()
  expect([status, body.status, body.madeBy]).toEqual([201, 'recorded', 'producer'])
  const { number } = body
  expect((await determine(naming(number))).status).toBe('originating')
  for (const caller of [stranger, supplier, PUBLIC]) {
    const { status: found, trace } = await determine(naming(number), caller)
    expect([found, trace.filter(each => /link/.test(each.code)).map(each => each.code)]).toEqual([
      'not-originating',
      ['origin.link-unknown'],
    ])
  }
  const missing = `${SUPPLIES}/VN-SD-2026-9999999`
  for (const [method, end, send] of [
    ['GET', '', undefined],
    ['POST', '/withdrawal', { reason: 'x' }],
    ['POST', '/declaration', wire],
    ['POST', '/refusal', { reason: 'x' }],
    ['POST', '/replacement', wire],
    ['POST', '/evidence?name=a.txt', Buffer.from('a')],
  ] as const) {
    const [theirs, none] = [
      await desk.call(stranger, method, `${SUPPLIES}/${number}${end}`, send),
      await desk.call(stranger, method, `${missing}${end}`, send),
    ]
    expect([end, theirs.status, none.status, theirs.body.code]).toEqual([end, 404, 404, none.body.code])
  }
  expect((await desk.call<{ items: readonly object[] }>(stranger, 'GET', SUPPLIES)).body.items).toEqual([])
  expect((await record({}, stranger)).status).toBe(404)
  expect((await desk.call(customs, 'GET', `${SUPPLIES}/${number}`)).status).toBe(200)
  expect((await desk.call(customs, 'POST', `${SUPPLIES}/${number}/withdrawal`, { reason: 'x' })).status).toBe(403)
  expect((await desk.call(administrator, 'GET', SUPPLIES)).status).toBe(403)
})

test('a declaration that is wrong is refused with all that is; one replaced has a number of its own; the same request is one', async () => {
  const wrong = { ...wire, origin: { ...wire.origin, criterion: 'PE' }, covers: { ...wire.covers, validTo: '2026-01-01' } }
  expect((await record({ statement: wrong })).body.issues.map(each => [each.code, each.path])).toEqual([
    ['origin.supplier-days', 'statement.covers.validTo'],
    ['origin.supplier-criterion', 'statement.origin.criterion'],
  ])
  const nobody = { trader: 'VN-0101', supplier: { ...dongNai, trader: 'VN-0999' }, product: wire.product }
  expect((await supply(producer, '/requests', nobody)).body.code).toBe('origin.supplier-no-account')
  const { number } = (await record()).body
  const kept = await keep({ name: 'replaced', question: naming(number) })
  const next = await supply(producer, `/${number}/replacement`, { ...wire, valueBasis: 'FOB' })
  expect([next.status, next.body.replaces, next.body.status]).toEqual([201, number, 'recorded'])
  expect(await standingOf(kept.body.id)).toBe('to-redo')
  expect((await supply(producer, `/${number}/replacement`, wire)).status).toBe(409)
  const headers = { 'idempotency-key': 'supply-once' }
  const once = { trader: 'VN-0101', supplier: dongNai, statement: wire }
  const numbers = [1, 2].map(() => desk.call<SupplierDeclaration>(producer, 'POST', SUPPLIES, once, headers))
  const [first, second] = [await numbers[0], await numbers[1]]
  expect(first?.body.number).toBe(second?.body.number)
})

test('papers that show it are kept with it and handed out as files', async () => {
  const { number } = (await record()).body
  const add = (text: string) =>
    desk.call<{ id: string; name: string }>(producer, 'POST', `${SUPPLIES}/${number}/evidence?name=mill.txt`, Buffer.from(text), {
      'content-type': 'text/plain',
    })
  const [added, again] = [await add('mill certificate'), await add('mill certificate')]
  expect([added.status, again.status, again.body.id]).toEqual([201, 200, added.body.id])
  const path = `${SUPPLIES}/${number}/evidence/${added.body.id}`
  const file = await desk.call(producer, 'GET', path)
  expect([file.text, file.headers['content-disposition']]).toEqual([
    'mill certificate',
    expect.stringContaining('attachment; filename="mill.txt"'),
  ])
  expect((await desk.call(stranger, 'GET', path)).status).toBe(404)
  expect((await desk.call<SupplierDeclarationDetail>(producer, 'GET', `${SUPPLIES}/${number}`)).body.history.map(each => each.act)).toEqual(
    ['record', 'add-evidence'],
  )
})

test('a Form D another state sent is read by its number; one that is cancelled undoes what rests on it within the minute, reinstated it stands again', async () => {
  desk.moveTo('2026-03-10T05:00:00Z')
  const number = 'D-TH26-7K3M-9QX2-0ABC-DEFG'
  const item = { sequence: 1, commodityCode: '84143040', originCriterion: '40%', quantity: { value: '500', unit: 'NMB' } }
  const form = { producedIn: 'TH', consignee: { id: 'VN-0101' }, items: [item] }
  await desk.ownerDb.query(
    `INSERT INTO proof (side, status, trader, issuing_state, importing_state, form, number, issued_on, valid_to, applied_at)
     VALUES ('importing', 'received', 'VN-0101', 'TH', 'VN', $1, $2, '2026-01-05', '2027-01-05', now())`,
    [JSON.stringify(form), number],
  )
  const [compressor, frame] = question.materials
  const proof = { type: 'form-d', number, issuedOn: '2026-01-05', item: 1 }
  const asked = (more: object = {}) => ({
    ...question,
    on: '2026-03-10',
    materials: [{ ...compressor, origin: { status: 'originating', state: 'TH', proof }, ...more }, frame],
  })
  const codesOf = async (more: object, caller = producer) =>
    (await determine(asked(more), caller)).trace.flatMap(each => (/link|word/.test(each.code) ? [each.code] : []))
  expect(await codesOf({ quantity: { value: '500', unit: 'NMB' } })).toEqual(['origin.link-proof'])
  expect(await codesOf({ quantity: { value: '501', unit: 'NMB' } })).toEqual(['origin.link-quantity-exceeded'])
  expect(await codesOf({ code: '85014019' })).toEqual(['origin.link-other-code'])
  expect(await codesOf({ code: '85014019' }, stranger)).toEqual(['origin.link-proof', 'origin.link-not-compared'])

  const { id } = (
    await keep({ name: 'compressor by Form D', question: asked(), standing: { validFrom: '2026-03-01', validTo: '2028-01-01' } })
  ).body
  const say = async (status: string) => {
    await desk.ownerDb.query('UPDATE proof SET status = $2 WHERE number = $1', [number, status])
    await desk.node.db.transaction(tx =>
      desk.node.events.append(tx, [{ subject: 'proof', subjectId: number, act: status, by: 'system', facts: {} }]),
    )
    await sealSettled(await openLog(desk.node))
    await desk.jobs.run('origin-follow-records')
    return await standingOf(id)
  }
  expect([await say('denied'), await say('received')]).toEqual(['to-redo', 'in-force'])
  desk.moveTo('2027-01-06T05:00:00Z')
  await desk.jobs.run('origin-watch-records')
  expect(await standingOf(id)).toBe('to-redo')
  const told = (await toldTo(producer)).filter(each => each.data.statement === id)
  expect(told.map(each => each.data.because)).toEqual(['origin.link-denied', undefined, 'origin.link-ended'])
})
