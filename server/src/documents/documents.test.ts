import { randomBytes } from 'node:crypto'
import type { ActionNeeded, DeclarationAnswer, StoredRequest, SupportingDocument } from '@lintas/contract'
import { FILE_BYTES_MAX } from '@lintas/customs/documents'
import { describe, expect, test } from 'vitest'
import { broker, type LodgingDesk, officer, openLodgingDesk, supervisor, trader } from '../declaration/testing/lodging-desk.ts'
import { shirts } from '../declaration/testing/shirts.ts'
import type { Caller } from '../platform/node.ts'
import { remind } from './remind.ts'
import { attachment } from './routes.ts'
import { zipOf } from './testing/zip.ts'

const desk: LodgingDesk = await openLodgingDesk('VN')
const importer = trader('VN-0101')
const agent = broker('VN-0909', 'VN-0101')
const stranger = trader('VN-0202')
const here = officer('VN-SGN')
const elsewhere = officer('VN-HPH')

const BYTES = { 'content-type': 'application/octet-stream' }
const PDF = Buffer.from('%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer<<>>\n%%EOF\n')
const PNG = Buffer.from(
  '89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000a49444154789c6360000002000154a24f600000000049454e44ae426082',
  'hex',
)

const lodge = async (reference: string) => (await desk.lodge(importer, shirts(reference))).mrn
const add = (caller: Caller, mrn: string, bytes: Buffer, name = 'invoice.pdf', more = '') =>
  desk.call<SupportingDocument & { code: string; issues: unknown }>(
    caller,
    'POST',
    `/declarations/${mrn}/documents?name=${encodeURIComponent(name)}${more}`,
    bytes,
    BYTES,
  )

describe('the documents of a declaration', () => {
  test('are added as bytes, listed, and given out as they came: always to save, never to open', async () => {
    const mrn = await lodge('ADD')
    const { status, body } = await add(importer, mrn, PDF, '..\\hóa đơn.exe', '&type=380')
    expect(status).toBe(201)
    expect(body).toMatchObject({
      mrn,
      type: '380',
      name: 'hóa đơn.exe.pdf',
      mediaType: 'application/pdf',
      size: PDF.length,
      addedBy: 'declarant',
    })
    const listed = await desk.call<{ items: SupportingDocument[]; bytesLeft: number }>(here, 'GET', `/declarations/${mrn}/documents`)
    expect(listed.body).toEqual({ items: [body], bytesLeft: 100_000_000 - PDF.length })
    const { headers, text } = await desk.call(here, 'GET', `/declarations/${mrn}/documents/${body.id}/content`)
    expect(text).toBe(PDF.toString())
    expect(headers).toMatchObject({
      'content-type': 'application/pdf',
      'x-content-type-options': 'nosniff',
      'content-disposition': attachment('hóa đơn.exe.pdf'),
    })
    expect(headers['content-security-policy']).toContain('sandbox')
  })

  test('are there for the declarant’s side and for customs at its office; for others they are not', async () => {
    const mrn = await lodge('WHO')
    const { body } = await add(importer, mrn, PDF)
    const paths = [`/declarations/${mrn}/documents`, `/declarations/${mrn}/documents/${body.id}/content`]
    for (const path of paths) {
      for (const caller of [importer, here, supervisor]) expect((await desk.call(caller, 'GET', path)).status).toBe(200)
      for (const caller of [stranger, elsewhere, agent]) expect((await desk.call(caller, 'GET', path)).status).toBe(404)
    }
    for (const caller of [stranger, elsewhere, agent]) expect((await add(caller, mrn, PNG, 'a.png')).status).toBe(404)
    expect((await add(here, mrn, PNG, 'the seal.png')).body).toMatchObject({ addedBy: 'customs' })
    const other = await lodge('WHO-2')
    expect((await desk.call(importer, 'GET', `/declarations/${other}/documents/${body.id}/content`)).body).toMatchObject({
      code: 'documents.unknown',
    })
  })

  test('are kept once: the same bytes again are the same document, and on another declaration take no room', async () => {
    const [one, other] = [await lodge('ONCE-1'), await lodge('ONCE-2')]
    const bytes = Buffer.concat([PDF, randomBytes(700_000)])
    const answers = await Promise.all([add(importer, one, bytes), add(importer, other, bytes), add(here, one, bytes, 'again.pdf')])
    expect(answers.map(each => each.status).sort()).toEqual([200, 201, 201])
    expect(answers[0]?.body.id).toBe(answers[2]?.body.id)
    const [kept] = await desk.ownerDb.query<{ pieces: string; bytes: string }>(
      "SELECT count(*) AS pieces, sum(length(bytes)) AS bytes FROM document_piece WHERE sha256 = decode($1, 'hex')",
      [answers[0]?.body.sha256],
    )
    expect(kept).toEqual({ pieces: '3', bytes: String(bytes.length) })
    const { text } = await desk.call(importer, 'GET', `/declarations/${other}/documents/${answers[1]?.body.id}/content`)
    expect(text.length).toBeGreaterThan(0)
  })

  test('leave an event without their name in what is proved', async () => {
    const mrn = await lodge('EVENT')
    const { body } = await add(importer, mrn, PDF, 'Nguyễn Văn An.pdf')
    const [event] = await desk.ownerDb.query<{ facts: object; payload: object }>(
      "SELECT facts, payload FROM event JOIN event_payload ON event_id = event.id WHERE subject = 'document' AND subject_id = $1",
      [body.id],
    )
    expect(event?.facts).toEqual({ mrn, sha256: body.sha256, size: PDF.length, mediaType: 'application/pdf', as: 'declarant' })
    expect(event?.payload).toEqual({ name: 'Nguyễn Văn An.pdf' })
  })
})

describe('what a file is, is found in its bytes', () => {
  const office =
    '<?xml version="1.0"?><Types><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>'
  const workbook = (...more: readonly string[]) =>
    zipOf({ '[Content_Types].xml': office, 'xl/workbook.xml': '<workbook/>', ...Object.fromEntries(more.map(name => [name, 'x'])) })

  test.each<[string, Buffer, string, string]>([
    ['a picture under the name of a paper', PNG, 'invoice.pdf', 'image/png invoice.pdf.png'],
    ['a table of values', Buffer.from('hàng,lượng\náo,200\n'), 'packing list.csv', 'text/csv packing list.csv'],
    ['a page of the web is plain text', Buffer.from('<html><script>alert(1)</script></html>'), 'page.html', 'text/plain page.html.txt'],
    ['a message', Buffer.from('<?xml version="1.0"?><a/>'), 'message.xml', 'application/xml message.xml'],
    ['a workbook', workbook(), 'prices.xlsx', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet prices.xlsx'],
  ])('%s', async (_, bytes, name, found) => {
    const { body, status } = await add(importer, await lodge(`KIND ${name}`), bytes, name)
    expect({ status, found: `${body.mediaType} ${body.name}` }).toEqual({ status: 201, found })
  })

  test.each<[string, Buffer, string]>([
    ['a program', Buffer.concat([Buffer.from('MZ'), randomBytes(600)]), 'documents.file-kind-refused'],
    ['an archive', zipOf({ 'invoice.pdf': 'x' }), 'documents.file-kind-refused'],
    ['a workbook with macros', workbook('xl/vbaProject.bin'), 'documents.macros'],
    ['a workbook that holds another program', workbook('xl/embeddings/oleObject1.bin'), 'documents.macros'],
    [
      'an old office file, whose macros nobody sees',
      Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), randomBytes(600)]),
      'documents.file-kind-refused',
    ],
    ['bytes of no kind', Buffer.concat([Buffer.from([1, 2, 3]), randomBytes(600)]), 'documents.file-kind-refused'],
    ['text of another encoding', Buffer.from([0x68, 0xe0, 0x6e, 0x67]), 'documents.file-kind-refused'],
    ['nothing at all', Buffer.alloc(0), 'documents.bytes-missing'],
  ])('%s is refused', async (name, bytes, code) => {
    const { status, body } = await add(importer, await lodge(`NO ${name}`.slice(0, 30)), bytes, 'invoice.xlsx')
    expect({ status: status === 400 ? 422 : status, code: body.code }).toEqual({ status: 422, code })
  })

  test('beyond the largest file it is cut off, and nothing is kept', async () => {
    const mrn = await lodge('LARGE')
    const { status, body } = await add(importer, mrn, Buffer.concat([PDF, Buffer.alloc(FILE_BYTES_MAX)]))
    expect({ status, code: body.code }).toEqual({ status: 413, code: 'documents.file-large' })
    expect((await desk.call<{ items: unknown[] }>(importer, 'GET', `/declarations/${mrn}/documents`)).body.items).toEqual([])
  })
})

describe('what customs asks for', () => {
  const wanted = {
    documents: [{ type: '380' }, { words: 'the lease contract', items: [1] }],
    reason: 'The invoice names no currency.',
    dueOn: '2026-03-17',
  }
  const at = (mrn: string, path = '') => `/declarations/${mrn}/document-requests${path}`
  const ask = (mrn: string, caller = here, body: unknown = wanted) =>
    desk.call<StoredRequest & { code: string }>(caller, 'POST', at(mrn), body)
  const statusOf = async (mrn: string) => (await desk.call<DeclarationAnswer>(importer, 'GET', `/declarations/${mrn}`)).body
  const answer = (mrn: string, number: number, body: unknown, caller: Caller = importer) =>
    desk.call<StoredRequest & { code: string }>(caller, 'POST', at(mrn, `/1/documents/${number}/answer`), body)
  const judge = (mrn: string, number: number, body: unknown, caller: Caller = here) =>
    desk.call<StoredRequest & { code: string }>(caller, 'POST', at(mrn, `/1/documents/${number}/verdict`), body)
  const pay = async (mrn: string) => {
    const asked = await desk.call<{ id: string }>(importer, 'POST', `/declarations/${mrn}/payments`)
    await desk.call(importer, 'POST', `/payments/${asked.body.id}/test-confirmation`)
  }

  test('keeps the goods until each document is settled; answered in parts, refused once, then released', async () => {
    const mrn = await lodge('ASK')
    expect((await statusOf(mrn)).status).toBe('payment-due')
    const asked = await ask(mrn)
    expect(asked.status).toBe(201)
    expect(asked.body).toMatchObject({
      number: 1,
      office: 'VN-SGN',
      dueOn: '2026-03-17',
      overdue: false,
      documents: [
        { id: '1.1', state: 'asked' },
        { id: '1.2', state: 'asked' },
      ],
    })
    expect(await statusOf(mrn)).toMatchObject({
      status: 'under-control',
      missing: [{ code: 'release.documents-outstanding', params: { count: 2 } }, { code: 'release.payment-outstanding' }],
    })
    await pay(mrn)
    expect((await statusOf(mrn)).status).toBe('under-control')
    expect((await desk.call<{ items: { mrn: string }[] }>(here, 'GET', '/cases?search=ASK')).status).toBe(200)
    expect((await desk.call<{ closedAt?: string }>(here, 'GET', `/cases/${mrn}`)).body.closedAt).toBeUndefined()

    const invoice = (await add(importer, mrn, PDF)).body
    expect((await answer(mrn, 1, { document: invoice.id })).body.documents[0]).toMatchObject({
      state: 'answered',
      answers: [{ document: { id: invoice.id, name: 'invoice.pdf' } }],
    })
    expect((await answer(mrn, 1, { document: invoice.id })).body.code).toBe('declaration.document-answered')
    expect((await statusOf(mrn)).missing.map(each => each.code)).toEqual([
      'release.documents-outstanding',
      'release.documents-under-review',
    ])
    expect((await judge(mrn, 2, { verdict: 'accepted' })).body.code).toBe('declaration.document-not-answered')
    const refused = await judge(mrn, 1, { verdict: 'refused', reason: 'It still names no currency.', dueOn: '2026-03-20' })
    expect(refused.body).toMatchObject({
      dueOn: '2026-03-20',
      documents: [{ state: 'asked', answers: [{ verdict: 'refused', verdictReason: 'It still names no currency.' }] }, {}],
    })

    const better = (await add(importer, mrn, PNG, 'invoice.png')).body
    expect((await answer(mrn, 1, { document: better.id })).status).toBe(200)
    expect((await answer(mrn, 2, { cannotBeHad: 'There is no lease: the goods are bought.' })).status).toBe(200)
    expect((await judge(mrn, 1, { verdict: 'accepted' })).status).toBe(200)
    const last = await judge(mrn, 2, { verdict: 'accepted' })
    expect(last.body.documents.map(each => each.state)).toEqual(['accepted', 'accepted'])
    expect((await statusOf(mrn)).status).toBe('released')
    expect((await desk.call<{ closedAt?: string }>(here, 'GET', `/cases/${mrn}`)).body.closedAt).toBeDefined()
  })

  test('withdrawn, it waits for nobody any more', async () => {
    const mrn = await lodge('WITHDRAW')
    await ask(mrn)
    const { status, body } = await desk.call<StoredRequest>(here, 'POST', at(mrn, '/1/withdrawal'))
    expect({ status, states: body.documents.map(each => each.state) }).toEqual({ status: 200, states: ['withdrawn', 'withdrawn'] })
    expect((await statusOf(mrn)).status).toBe('payment-due')
    expect((await desk.call<{ code: string }>(here, 'POST', at(mrn, '/1/withdrawal'))).body.code).toBe('documents.request-unknown')
  })

  test('a second request has its own number; both keep the goods', async () => {
    const mrn = await lodge('TWICE')
    await ask(mrn)
    expect((await ask(mrn)).body).toMatchObject({ number: 2, documents: [{ id: '2.1' }, { id: '2.2' }] })
    await desk.call(here, 'POST', at(mrn, '/1/withdrawal'))
    expect((await statusOf(mrn)).status).toBe('under-control')
  })

  test('everything unclear about it is told at once, and nothing is asked', async () => {
    const mrn = await lodge('UNCLEAR')
    const { status, body } = await ask(mrn, here, { documents: [{ items: [7] }], reason: 'The invoice names no currency.' })
    expect(status).toBe(422)
    expect((body as unknown as { issues: { code: string }[] }).issues.map(each => each.code)).toEqual([
      'documents.kind-missing',
      'documents.item-unknown',
      'documents.due-day-missing',
    ])
    expect((await statusOf(mrn)).status).toBe('payment-due')
  })

  test('is customs’ to ask and to judge, the declarant’s to answer, and nobody else’s to know', async () => {
    const mrn = await lodge('ROLES')
    expect((await ask(mrn, importer)).status).toBe(403)
    expect((await ask(mrn, elsewhere)).status).toBe(404)
    await ask(mrn)
    expect((await answer(mrn, 1, { cannotBeHad: 'never had one' }, here)).status).toBe(403)
    for (const caller of [stranger, agent]) expect((await answer(mrn, 1, { cannotBeHad: 'never had one' }, caller)).status).toBe(404)
    await answer(mrn, 1, { cannotBeHad: 'never had one' })
    expect((await judge(mrn, 1, { verdict: 'accepted' }, importer)).status).toBe(403)
    expect((await judge(mrn, 1, { verdict: 'accepted' }, elsewhere)).status).toBe(404)
    for (const caller of [stranger, agent, elsewhere]) expect((await desk.call(caller, 'GET', at(mrn))).status).toBe(404)
    const { text } = await desk.call(importer, 'GET', at(mrn))
    expect(text).not.toContain(here.accountId)
    const others = (await add(importer, await lodge('ROLES-2'), PDF)).body.id
    expect((await answer(mrn, 2, { document: others })).body.code).toBe('documents.unknown')
  })

  test('reminds before the day and tells that it has passed, each once, whenever the job runs; who has answered is left alone', async () => {
    const [mrn, answered] = [await lodge('REMIND'), await lodge('ANSWERED')]
    for (const each of [mrn, answered]) await ask(each, here, { ...wanted, dueOn: '2026-03-15' })
    for (const number of [1, 2]) await answer(answered, number, { cannotBeHad: 'There is none.' })
    const told: string[] = []
    for (const on of ['12', '13', '13', '15', '16', '17']) {
      desk.moveTo(`2026-03-${on}T05:00:00Z`)
      await Promise.all([remind(desk.node), remind(desk.node)])
      const events = await desk.ownerDb.query<{ act: string }>(
        "SELECT act FROM event WHERE subject = 'document-request' AND subject_id = $1 ORDER BY id",
        [`${mrn}/1`],
      )
      told.push(`${on}: ${events.map(each => each.act).join(' ')}`)
    }
    expect(told).toEqual(['12: ', '13: reminder', '13: reminder', '15: reminder', '16: reminder overdue', '17: reminder overdue'])
    const { body } = await desk.call<{ items: StoredRequest[] }>(importer, 'GET', at(mrn))
    expect(body.items[0]).toMatchObject({ overdue: true, notices: [{ notice: 'reminder' }, { notice: 'overdue', dueOn: '2026-03-15' }] })
    const needed = await desk.call<{ items: ActionNeeded[] }>(importer, 'GET', '/action-needed')
    expect(needed.body.items[0]).toEqual({ kind: 'documents', mrn, localReference: 'REMIND', count: 2, dueOn: '2026-03-15', overdue: true })
    expect(needed.body.items.some(each => each.mrn === answered)).toBe(false)
    expect(needed.body.items.some(each => each.kind === 'payment')).toBe(true)
    expect((await desk.call<{ items: ActionNeeded[] }>(stranger, 'GET', '/action-needed')).body.items).toEqual([])
    desk.moveTo('2026-03-10T05:00:00Z')
  })

  test('the standing folds from the events alone, and they hold no word of anybody', async () => {
    const mrn = await lodge('FOLD')
    await ask(mrn)
    await answer(mrn, 2, { cannotBeHad: 'The lessor does not answer.' })
    const events = await desk.ownerDb.query<{ act: string; facts: object }>(
      "SELECT act, facts FROM event WHERE subject = 'declaration' AND subject_id = $1 ORDER BY id",
      [mrn],
    )
    expect(events.map(each => each.act)).toEqual(expect.arrayContaining(['request-documents', 'answer-request']))
    expect(JSON.stringify(events)).not.toMatch(/currency\.|lessor|lease/)
  })
})
