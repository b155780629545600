import type { ActionNeeded, CaseMessage, ReadUpTo, SupportingDocument } from '@lintas/contract'
import { expect, test } from 'vitest'
import { broker, type LodgingDesk, officer, openLodgingDesk, supervisor, trader } from '../declaration/testing/lodging-desk.ts'
import { shirts } from '../declaration/testing/shirts.ts'
import { erasePayloads } from '../platform/events/index.ts'
import type { Caller } from '../platform/node.ts'

const desk: LodgingDesk = await openLodgingDesk('VN')
const importer = trader('VN-0101')
const agent = broker('VN-0909', 'VN-0101')
const stranger = trader('VN-0202')
const [officerId] = await desk.ownerDb.query<{ id: string }>(
  `INSERT INTO auth."user" (name, email, "emailVerified") VALUES ('Trần Thị Mai', 'mai@customs.example', true) RETURNING id::text AS id`,
)
const here: Caller = { ...officer('VN-SGN'), accountId: officerId?.id ?? '' }
const elsewhere = officer('VN-HPH')

const lodge = async (reference: string) => (await desk.lodge(importer, shirts(reference))).mrn
const send = (caller: Caller, mrn: string, text: string, documents: readonly string[] = []) =>
  desk.call<CaseMessage & { code: string }>(caller, 'POST', `/declarations/${mrn}/messages`, { text, documents })
const thread = (caller: Caller, mrn: string, query = '') =>
  desk.call<{ items: CaseMessage[]; readUpTo: ReadUpTo; unread: number; next?: string }>(
    caller,
    'GET',
    `/declarations/${mrn}/messages${query}`,
  )

test('each side reads what the other wrote, and sees how far it was read', async () => {
  const mrn = await lodge('THREAD')
  expect((await send(importer, mrn, 'May I pay tomorrow?')).body).toMatchObject({
    number: 1,
    from: 'declarant',
    traderId: 'VN-0101',
    text: 'May I pay tomorrow?',
  })
  expect((await thread(here, mrn)).body).toMatchObject({ unread: 1, readUpTo: { declarant: 1, customs: 0 } })
  await send(here, mrn, 'You may, until the goods are collected.')
  const { body } = await thread(importer, mrn)
  expect(body.items.map(each => [each.number, each.from, each.text])).toEqual([
    [2, 'customs', 'You may, until the goods are collected.'],
    [1, 'declarant', 'May I pay tomorrow?'],
  ])
  expect(body).toMatchObject({ unread: 1, readUpTo: { declarant: 1, customs: 2 } })
  const needed = await desk.call<{ items: ActionNeeded[] }>(importer, 'GET', '/action-needed')
  expect(needed.body.items).toContainEqual({ kind: 'message', mrn, localReference: 'THREAD', count: 1, overdue: false })
  const marked = await desk.call<{ readUpTo: ReadUpTo }>(importer, 'POST', `/declarations/${mrn}/messages/read`, { upTo: 99 })
  expect(marked.body.readUpTo).toEqual({ declarant: 2, customs: 2 })
  await desk.call(importer, 'POST', `/declarations/${mrn}/messages/read`, { upTo: 1 })
  expect((await thread(here, mrn)).body.readUpTo.declarant).toBe(2)
})

test('a trader reads of customs the office and the role, colleagues the name', async () => {
  const mrn = await lodge('NAMES')
  await send(here, mrn, 'Which of the two invoices is the true one?')
  const told = await thread(importer, mrn)
  expect(told.body.items[0]).toMatchObject({ from: 'customs', office: 'VN-SGN', role: 'officer' })
  expect(told.text).not.toContain('Mai')
  expect(told.text).not.toContain(here.accountId)
  expect((await thread(supervisor, mrn)).body.items[0]).toMatchObject({ name: 'Trần Thị Mai' })
})

test('to whoever does not see the declaration there is no thread', async () => {
  const mrn = await lodge('STRANGERS')
  await send(importer, mrn, 'Good morning')
  for (const caller of [stranger, agent, elsewhere]) {
    expect((await thread(caller, mrn)).status).toBe(404)
    expect((await send(caller, mrn, 'Good morning')).status).toBe(404)
    expect((await desk.call(caller, 'POST', `/declarations/${mrn}/messages/read`, { upTo: 1 })).status).toBe(404)
  }
  for (const role of ['administrator', 'checker'] as const) {
    expect((await thread({ accountId: role, role, traderIds: [] }, mrn)).status).toBe(403)
  }
})

test('it may point to documents of the same declaration, and to no others', async () => {
  const [mrn, other] = [await lodge('PAPERS'), await lodge('PAPERS-2')]
  const bytes = Buffer.from('%PDF-1.7\n%%EOF\n')
  const add = (to: string) =>
    desk.call<SupportingDocument>(importer, 'POST', `/declarations/${to}/documents?name=b.pdf`, bytes, {
      'content-type': 'application/pdf',
    })
  const [mine, others] = [(await add(mrn)).body, (await add(other)).body]
  expect((await send(importer, mrn, 'Here it is.', [mine.id, mine.id])).body.documents).toEqual([
    { id: mine.id, name: 'b.pdf', mediaType: 'application/pdf', size: bytes.length },
  ])
  expect((await send(importer, mrn, 'And here.', [others.id])).body.code).toBe('documents.unknown')
})

test('its words stand in the payload of its event alone: erased there, they are gone everywhere', async () => {
  const mrn = await lodge('ERASED')
  await send(importer, mrn, 'My daughter Lan collects the goods.')
  const [event] = await desk.ownerDb.query<{ id: string; facts: object }>(
    "SELECT id, facts FROM event WHERE subject = 'message' AND subject_id = $1",
    [`${mrn}/1`],
  )
  expect(event?.facts).toEqual({ mrn, number: 1, as: 'declarant', documents: 0 })
  await desk.db.transaction(tx => erasePayloads(desk.node, tx, [event?.id ?? ''], { by: 'a test', reason: 'asked to' }))
  const { body, text } = await thread(here, mrn)
  expect(body.items[0]).toMatchObject({ number: 1, from: 'declarant' })
  expect(text).not.toContain('daughter')
})

test('of several at once each has its own number', async () => {
  const mrn = await lodge('AT-ONCE')
  const sent = await Promise.all(Array.from({ length: 6 }, (_, index) => send(index % 2 === 0 ? importer : here, mrn, `message ${index}`)))
  expect(sent.map(each => each.body.number).sort()).toEqual([1, 2, 3, 4, 5, 6])
  const page = await thread(here, mrn, '?limit=4')
  const rest = await thread(here, mrn, `?limit=4&cursor=${page.body.next}`)
  expect([...page.body.items, ...rest.body.items].map(each => each.number)).toEqual([6, 5, 4, 3, 2, 1])
})

test('is plain text of at most 4,000 characters, and not more than 30 in ten minutes from one account', async () => {
  const mrn = await lodge('LIMITS')
  const writer = { ...importer, accountId: 'a busy writer' }
  expect((await send(writer, mrn, 'x'.repeat(4_001))).status).toBe(400)
  expect((await send(writer, mrn, '   ')).status).toBe(400)
  for (let sent = 0; sent < 30; sent += 1) expect((await send(writer, mrn, `message ${sent}`)).status).toBe(201)
  expect(await send(writer, mrn, 'one more')).toMatchObject({ status: 429, body: { code: 'messages.too-many' } })
  expect((await send(here, mrn, 'Slowly.')).status).toBe(201)
  desk.moveTo('2026-03-10T05:11:00Z')
  expect((await send(writer, mrn, 'one more')).status).toBe(201)
  desk.moveTo('2026-03-10T05:00:00Z')
})
