import type { DebtAccount, DeclarationAnswer, Payment } from '@lintas/contract'
import { foldActs } from '@lintas/customs/declaration'
import { describe, expect, test } from 'vitest'
import { listEventsAbout } from '../platform/events/index.ts'
import { schedulesOf } from '../tariff/index.ts'
import { recordOf } from './act-events.ts'
import { findDeclaration } from './store.ts'
import { broker, officer, openLodgingDesk, supervisor, TODAY, trader } from './testing/lodging-desk.ts'
import { shirts, whisky } from './testing/shirts.ts'

const desk = await openLodgingDesk('VN')
const importer = trader('VN-0101')
const here = officer('VN-SGN')

async function pay(mrn: string): Promise<DeclarationAnswer> {
  const { body } = await desk.call<Payment>(importer, 'POST', `/declarations/${mrn}/payments`, {})
  await desk.call(importer, 'POST', `/payments/${body.id}/test-confirmation`, {})
  return (await desk.call(importer, 'GET', `/declarations/${mrn}`)).body
}

const matching = ({ revision }: { readonly revision: number }) => ({ 'if-match': `"${revision}"` })
const read = async (mrn: string) => (await desk.call(importer, 'GET', `/declarations/${mrn}`)).body

describe('a consignment that nobody stops', () => {
  test('is released when it is paid, with a note that anyone can check', async () => {
    const { mrn } = await desk.lodge(importer, shirts('LIFE-1'))
    const released = await pay(mrn)
    expect(released).toMatchObject({ status: 'released', releasedOn: TODAY, payable: [], missing: [], releaseNote: expect.any(String) })

    const note = await desk.call<{ note: { mrn: string }; verifyAt: string; qrSvg: string }>(
      importer,
      'GET',
      `/declarations/${mrn}/release-note`,
    )
    expect(note.body.note.mrn).toBe(mrn)
    expect(note.body.qrSvg).toContain('<svg')
    const anyone = { accountId: 'public', role: 'public' as const, traderIds: [] }
    const verified = await desk.call<{ mrn: string }>(
      anyone,
      'GET',
      note.body.verifyAt.replace('http://localhost/vn/notes', '/release-notes'),
    )
    expect([verified.status, verified.body.mrn]).toEqual([200, mrn])
    expect(verified.text).not.toContain('VN-0101')
    expect((await desk.call(anyone, 'GET', '/release-notes/AAAAAAAAAAAAAAAAAAAAAA')).status).toBe(404)
    const page = await desk.call(importer, 'GET', `/declarations/${mrn}/release-note/page`)
    expect(page.text).toContain(`Release note ${mrn}`)
  })

  test('with nothing to pay is released as it is lodged', async () => {
    const free = shirts('LIFE-FREE', {
      type: 'EX1',
      exporter: { id: 'VN-0101', name: 'May Sài Gòn' },
      destinationCountry: 'KH',
      exportCountry: 'VN',
      tradeTerms: { incoterm: 'FOB', place: 'Hồ Chí Minh' },
    })
    const answer = await desk.lodge(importer, free)
    expect(answer).toMatchObject({ status: 'released', payable: [], releasedOn: TODAY })
    expect((await desk.call(importer, 'GET', `/declarations/${answer.mrn}/release-note`)).status).toBe(200)
  })

  test('declared before it comes, is cleared, waits for its arrival, is screened again and released', async () => {
    const ahead = shirts('LIFE-PRE', { mode: 'PRE_ARRIVAL', arrivalOn: '2026-03-12' })
    const lodged = await desk.lodge(importer, ahead)
    expect(lodged.missing.map(each => each.code)).toEqual(['release.payment-outstanding', 'release.arrival-outstanding'])
    expect((await pay(lodged.mrn)).status).toBe('awaiting-arrival')
    desk.moveTo('2026-03-12T05:00:00Z')
    const arrived = await desk.call(importer, 'POST', `/declarations/${lodged.mrn}/arrival`, {})
    desk.moveTo(`${TODAY}T05:00:00Z`)
    expect(arrived.body).toMatchObject({
      status: 'released',
      arrivedOn: '2026-03-12',
      releasedOn: '2026-03-12',
      decision: { number: 2, occasion: 'arrive' },
    })
    const again = await desk.call(importer, 'POST', `/declarations/${lodged.mrn}/arrival`, {})
    expect([again.status, again.body.revision]).toEqual([200, arrived.body.revision])
  })
})

test('goods that arrive all at once are each screened again, also where the node has just forgotten its schedules', async () => {
  const numbers = Array.from({ length: 12 }, (_, nth) => `LIFE-ALL-${nth}`)
  const ahead = await Promise.all(numbers.map(each => desk.lodge(importer, shirts(each, { mode: 'PRE_ARRIVAL', arrivalOn: '2026-03-12' }))))
  schedulesOf(desk.node).refresh()
  const arrived = await Promise.all(ahead.map(({ mrn }) => desk.call(importer, 'POST', `/declarations/${mrn}/arrival`, {})))
  expect(arrived.map(each => each.status)).toEqual(numbers.map(() => 200))
})

test('a number no version can have is refused as one', async () => {
  const { mrn } = await desk.lodge(importer, shirts('LIFE-NUMBER'))
  for (const path of ['/decisions/99999999999', '/document?version=99999999999']) {
    expect((await desk.call(importer, 'GET', `/declarations/${mrn}${path}`)).status).toBe(400)
  }
})

describe('a consignment that customs looks at', () => {
  test('waits for the officer, then for the money, and is released', async () => {
    const { mrn, ...lodged } = await desk.lodge(importer, whisky('LIFE-W1'))
    expect(lodged).toMatchObject({
      status: 'under-control',
      lane: 'yellow',
      controls: [{ control: 'document-check', outcome: 'outstanding' }],
    })
    expect((await pay(mrn)).status).toBe('under-control')
    const outcome = await desk.call(here, 'POST', `/declarations/${mrn}/controls/document-check/outcome`, { outcome: 'clean' })
    expect(outcome.status).toBe(200)
    expect(await read(mrn)).toMatchObject({ status: 'released' })
    const queue = await desk.call<{ items: { mrn: string }[] }>(here, 'GET', '/cases')
    expect(queue.body.items.map(each => each.mrn)).not.toContain(mrn)
  })

  test('no word of why it was picked reaches the trader: not in answers, timeline, decision, events or the log', async () => {
    const lodged = await desk.call(importer, 'POST', '/declarations', whisky('LIFE-W2'))
    const { mrn } = lodged.body
    const asCustoms = await desk.call(here, 'GET', `/cases/${mrn}`)
    const [screening] = (asCustoms.body as unknown as { screenings: { hits: { profile: string; reason: string }[] }[] }).screenings
    const words = screening?.hits.flatMap(hit => [hit.profile, hit.reason]) ?? []
    expect(words.length).toBeGreaterThan(0)
    const texts = [lodged.text]
    for (const path of ['', '/timeline', '/decisions/1', '/document', '/account', '/notices']) {
      texts.push((await desk.call(importer, 'GET', `/declarations/${mrn}${path}`)).text)
    }
    const events = await desk.ownerDb.query("SELECT facts::text FROM event WHERE subject = 'declaration'")
    texts.push(JSON.stringify(events))
    for (const word of words) expect(texts.filter(text => text.includes(word))).toEqual([])
    expect((await desk.call(importer, 'GET', `/cases/${mrn}`)).status).toBe(403)
  })

  test('found not in order it is refused in writing, with the way to have that reviewed', async () => {
    const { mrn } = await desk.lodge(importer, whisky('LIFE-W3'))
    const report = { outcome: 'discrepancy', findings: [{ kind: 'description', declared: 'whisky', found: 'brandy' }] }
    await desk.call(here, 'POST', `/declarations/${mrn}/controls/document-check/outcome`, report)
    const stopped = await read(mrn)
    expect(stopped.missing.map(each => each.code)).toContain('release.control-adverse')
    const reasons = [{ text: 'The goods are brandy, not whisky as declared.', legalBasis: 'Law on Customs 54/2014/QH13' }]
    expect((await desk.call(here, 'POST', `/declarations/${mrn}/refusal`, { reasons }, matching(stopped))).status).toBe(403)
    expect((await desk.call(supervisor, 'POST', `/declarations/${mrn}/refusal`, { reasons })).status).toBe(428)
    const refused = await desk.call<{ remedies: object[] }>(
      supervisor,
      'POST',
      `/declarations/${mrn}/refusal`,
      { reasons },
      matching(stopped),
    )
    expect(refused.body.remedies).toMatchObject([
      { remedy: 'review', until: '2026-06-08' },
      { remedy: 'appeal', legalRef: 'ATIGA art. 69' },
    ])
    expect(await read(mrn)).toMatchObject({ status: 'release-refused', acts: ['request-review', 'appeal', 'abandon'] })
    const notices = await desk.call<{ items: object[] }>(importer, 'GET', `/declarations/${mrn}/notices`)
    expect(notices.body.items).toMatchObject([{ reasons }])
    const review = await desk.call(importer, 'POST', `/declarations/${mrn}/acts/request-review`, {})
    expect([review.status, review.body.code]).toEqual([422, 'declaration.act-needs-more'])
  })
})

describe('a declaration that is changed', () => {
  test('is a new version, decided anew, and what was charged is set right by the difference', async () => {
    const { mrn, ...lodged } = await desk.lodge(importer, shirts('LIFE-A1'))
    const cheaper = shirts('LIFE-A1', { invoiceTotal: { amount: '40000000', currency: 'VND' } })
    const items = cheaper.goodsItems?.map(item => ({ ...item, invoiceAmount: { amount: '40000000', currency: 'VND' } })) ?? []
    const amended = { ...cheaper, goodsItems: items }
    expect((await desk.call(importer, 'POST', `/declarations/${mrn}/amendment`, amended)).status).toBe(428)
    expect((await desk.call(importer, 'POST', `/declarations/${mrn}/amendment`, amended, { 'if-match': '"99"' })).status).toBe(412)
    const answer = await desk.call(importer, 'POST', `/declarations/${mrn}/amendment`, amended, matching(lodged))
    expect(answer.body).toMatchObject({
      version: 2,
      status: 'payment-due',
      payable: [{ amount: '11840000', currency: 'VND' }],
      decision: { number: 2, version: 2 },
    })
    const account = await desk.call<DebtAccount>(importer, 'GET', `/declarations/${mrn}/account`)
    expect(account.body).toMatchObject({ due: '11840000', paid: '0', overpaid: '0' })
    const first = await desk.call<{ document: { invoiceTotal: object } }>(importer, 'GET', `/declarations/${mrn}/document?version=1`)
    expect(first.body.document.invoiceTotal).toEqual({ amount: '80000000', currency: 'VND' })
  })

  test('draws the same lot again, and is asked for the same controls again', async () => {
    const { mrn, ...lodged } = await desk.lodge(importer, whisky('LIFE-A2'))
    const toShirts = shirts('LIFE-A2', { transportDocuments: [{ type: 'N705', id: 'BL-LIFE-A2' }] })
    const answer = await desk.call(importer, 'POST', `/declarations/${mrn}/amendment`, toShirts, matching(lodged))
    expect(answer.body).toMatchObject({ version: 2, lane: 'yellow', controls: [{ control: 'document-check', outcome: 'outstanding' }] })
    const lots = await desk.ownerDb.query<{ lot: { number: string } }>(
      "SELECT body->'screening'->'lot' AS lot FROM decision WHERE mrn = $1",
      [mrn],
    )
    expect(new Set(lots.map(each => each.lot.number)).size).toBe(1)
  })

  test('does not become a second declaration of what another one declares', async () => {
    const sameGoods = { transportDocuments: [{ type: 'N705', id: 'BL-TWICE' }] }
    const { mrn: first, ...other } = await desk.lodge(importer, shirts('LIFE-D1', sameGoods))
    const { mrn, ...lodged } = await desk.lodge(importer, shirts('LIFE-D2'))
    const twice = shirts('LIFE-D2', sameGoods)
    const refused = await desk.call(importer, 'POST', `/declarations/${mrn}/amendment`, twice, matching(lodged))
    expect([refused.status, refused.body.code]).toEqual([422, 'declaration.consignment-declared'])
    await desk.call(importer, 'POST', `/declarations/${first}/cancellation`, { reason: 'declared twice' }, matching(other))
    const amended = await desk.call(importer, 'POST', `/declarations/${mrn}/amendment`, twice, matching(lodged))
    expect(amended.status).toBe(200)
    const cancelled = await desk.call(
      importer,
      'POST',
      `/declarations/${mrn}/cancellation`,
      { reason: 'not bought' },
      matching(amended.body),
    )
    expect(cancelled.status).toBe(200)
    await desk.lodge(importer, shirts('LIFE-D3', { transportDocuments: [{ type: 'N705', id: 'BL-LIFE-D2' }] }))
    await desk.lodge(importer, shirts('LIFE-D4', sameGoods))
  })

  test('cannot be changed or cancelled once it is released', async () => {
    const { mrn } = await desk.lodge(importer, shirts('LIFE-A3'))
    const released = await pay(mrn)
    const amended = await desk.call(
      importer,
      'POST',
      `/declarations/${mrn}/amendment`,
      shirts('LIFE-A3', { totalPackages: 19 }),
      matching(released),
    )
    expect([amended.status, amended.body.code]).toEqual([409, 'declaration.act-not-permitted'])
    const cancelled = await desk.call(
      importer,
      'POST',
      `/declarations/${mrn}/cancellation`,
      { reason: 'sold elsewhere' },
      matching(released),
    )
    expect([cancelled.status, cancelled.body.code]).toEqual([409, 'declaration.act-not-permitted'])
  })

  test('cancelled, owes nothing, and its goods may be declared again with the lot they had', async () => {
    const sameGoods = { transportDocuments: [{ type: 'N705', id: 'BL-CANCEL' }] }
    const { mrn, ...lodged } = await desk.lodge(importer, shirts('LIFE-C1', sameGoods))
    const cancelled = await desk.call(importer, 'POST', `/declarations/${mrn}/cancellation`, { reason: 'wrong office' }, matching(lodged))
    expect(cancelled.body).toMatchObject({ status: 'cancelled', payable: [] })
    expect((await desk.call<DebtAccount>(importer, 'GET', `/declarations/${mrn}/account`)).body).toMatchObject({ due: '0' })
    desk.moveTo('2026-03-11T05:00:00Z')
    const again = await desk.lodge(importer, shirts('LIFE-C2', sameGoods))
    desk.moveTo(`${TODAY}T05:00:00Z`)
    const lots = await desk.ownerDb.query<{ number: string; day: string }>(
      "SELECT body->'screening'->'lot'->>'number' AS number, inputs->'lot'->>'day' AS day FROM decision WHERE mrn = ANY($1)",
      [[mrn, again.mrn]],
    )
    expect(new Set(lots.map(each => each.number)).size).toBe(1)
    expect(lots.map(each => each.day)).toEqual([TODAY, TODAY])
  })
})

describe('who may not', () => {
  const stranger = trader('VN-0999')
  const itsBroker = broker('BR-1', 'VN-0101')

  test.each([
    ['GET', ''],
    ['GET', '/document'],
    ['GET', '/decisions/1'],
    ['GET', '/timeline'],
    ['GET', '/account'],
    ['GET', '/release-note'],
    ['GET', '/notices'],
    ['POST', '/replay'],
    ['POST', '/amendment'],
    ['POST', '/cancellation'],
    ['POST', '/arrival'],
    ['POST', '/acts/appeal'],
    ['POST', '/payments'],
  ] as const)('another trader’s %s %s is not found, as a number that does not exist', async (method, path) => {
    const { mrn } = await desk.lodge(importer, shirts(`MAY-${method}${path.replaceAll('/', '-')}`))
    const body =
      { '/amendment': shirts('X'), '/cancellation': { reason: 'mischief' } }[path as string] ?? (method === 'POST' ? {} : undefined)
    const theirs = await desk.call(stranger, method, `/declarations/${mrn}${path}`, body, { 'if-match': '"3"' })
    const nobodys = await desk.call(stranger, method, `/declarations/26VN000000000000R0${path}`, body, { 'if-match': '"3"' })
    expect([theirs.status, theirs.body.code]).toEqual([404, nobodys.body.code])
  })

  test('a broker declares for whoever gave it a mandate and for nobody else, and both see what it filed', async () => {
    const filed = await desk.lodge(itsBroker, shirts('MAY-B1', { declarant: { id: 'BR-1' } }))
    expect(filed).toMatchObject({ filer: 'BR-1', principal: 'VN-0101' })
    expect((await desk.call(importer, 'GET', `/declarations/${filed.mrn}`)).status).toBe(200)
    const refused = await desk.call(
      itsBroker,
      'POST',
      '/declarations',
      shirts('MAY-B2', { importer: { id: 'VN-0999' }, declarant: { id: 'BR-1' } }),
    )
    expect(refused.body.issues.map(each => each.code)).toContain('trust.mandate-missing')
  })

  test('an officer sees the own office, a supervisor all, an administrator none', async () => {
    const { mrn } = await desk.lodge(importer, shirts('MAY-O1'))
    const statusFor = async (caller: Parameters<typeof desk.call>[0]) => (await desk.call(caller, 'GET', `/declarations/${mrn}`)).status
    const administrator = { accountId: 'administrator', role: 'administrator' as const, traderIds: [] }
    expect(await Promise.all([here, officer('VN-HPH'), supervisor, administrator].map(statusFor))).toEqual([200, 404, 200, 403])
    expect((await desk.call(officer('VN-HPH'), 'GET', '/declarations?office=VN-SGN')).status).toBe(403)
  })
})

test('lists hold what is the caller’s own, the newest first, page by page', async () => {
  const other = trader('VN-0202')
  const mrns: string[] = []
  for (let index = 0; index < 5; index++) {
    const document = shirts(`LIST-${index}`, { importer: { id: 'VN-0202' }, declarant: { id: 'VN-0202' } })
    mrns.unshift((await desk.lodge(other, document)).mrn)
  }
  const first = await desk.call<{ items: { mrn: string }[]; next: string }>(other, 'GET', '/declarations?limit=3')
  const rest = await desk.call<{ items: { mrn: string }[]; next?: string }>(other, 'GET', `/declarations?limit=3&cursor=${first.body.next}`)
  expect([...first.body.items, ...rest.body.items].map(each => each.mrn)).toEqual(mrns)
  expect(rest.body.next).toBeUndefined()
  const none = await desk.call<{ items: object[] }>(trader('VN-0303'), 'GET', '/declarations')
  expect(none.body.items).toEqual([])
  const found = await desk.call<{ items: object[] }>(other, 'GET', '/declarations?localReference=LIST-2&status=payment-due')
  expect(found.body.items).toHaveLength(1)
})

test('the acts fold to the standing that is kept beside them, and the timeline tells them', async () => {
  const rows = await desk.ownerDb.query<{ mrn: string }>('SELECT mrn FROM declaration')
  expect(rows.length).toBeGreaterThan(10)
  for (const { mrn } of rows) {
    const events = await listEventsAbout(desk.db, 'declaration', mrn)
    const row = await findDeclaration(desk.db, mrn)
    const folded = foldActs(events.map(recordOf))
    expect(folded).toEqual({ ok: true, value: row?.standing })
    expect(row?.revision).toBe(events.length)
  }
})

test('charges of a declaration that names an account of its debtor are deferred to it, without being asked again', async () => {
  const administrator = { accountId: 'LIFE-A', role: 'administrator' as const, traderIds: [] }
  const checker = { accountId: 'LIFE-C', role: 'checker' as const, traderIds: [] }
  const wish = {
    kind: 'deferred-payment',
    trader: 'VN-0101',
    limit: '900000000',
    validFrom: '2026-01-01',
    term: { kind: 'days', days: 10 },
  }
  const proposed = await desk.call<{ number: string }>(administrator, 'POST', '/debtor-accounts', wish)
  const { number } = proposed.body
  const decided = await desk.call(checker, 'POST', `/debtor-accounts/${number}/decision`, { decision: 'open' }, { 'if-match': '"1"' })
  expect(decided.status).toBe(200)

  const waiting = await desk.lodge(importer, shirts('LIFE-DEFER', { guarantees: [{ reference: number }] }))
  expect(waiting.status).toBe('payment-due')
  const wanted = await desk.ownerDb.query('SELECT mrn FROM deferral_wanted WHERE mrn = $1', [waiting.mrn])
  expect(wanted).toHaveLength(1)
  const deferred = await desk.call(importer, 'POST', `/declarations/${waiting.mrn}/deferrals`, { account: number })
  expect([deferred.status, deferred.body.status]).toEqual([200, 'released'])

  await desk.call(importer, 'POST', `/debtor-accounts/${number}/standing`, { standing: true })
  const standing = await desk.lodge(importer, shirts('LIFE-STANDING'))
  expect(await desk.ownerDb.query('SELECT mrn FROM deferral_wanted WHERE mrn = $1', [standing.mrn])).toHaveLength(1)

  // More charged by an amendment goes to the same account; what it does not take would be due.
  const held = await desk.lodge(importer, shirts('LIFE-MOVES', { mode: 'PRE_ARRIVAL', arrivalOn: '2026-03-12' }))
  await desk.call(importer, 'POST', `/declarations/${held.mrn}/deferrals`, { account: number })
  const before = await read(held.mrn)
  expect(before.status).toBe('awaiting-arrival')
  const dearer = shirts('LIFE-MOVES', {
    mode: 'PRE_ARRIVAL',
    arrivalOn: '2026-03-12',
    invoiceTotal: { amount: '90000000', currency: 'VND' },
  })
  const items = dearer.goodsItems?.map(item => ({ ...item, invoiceAmount: { amount: '90000000', currency: 'VND' } })) ?? []
  const amended = await desk.call(
    importer,
    'POST',
    `/declarations/${held.mrn}/amendment`,
    { ...dearer, goodsItems: items },
    matching(before),
  )
  expect(amended.body).toMatchObject({ status: 'awaiting-arrival', payable: [] })
  const account = await desk.call<DebtAccount>(importer, 'GET', `/declarations/${held.mrn}/account`)
  expect(Number(account.body.deferred)).toBe(amended.body.charged.reduce((sum, each) => sum + Number(each.amount), 0))
})
