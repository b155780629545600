import type {
  DeclarationAnswer,
  ExporterApplication,
  MadeOriginDeclaration,
  OriginList,
  ProofCheck,
  ReadOriginDeclaration,
  RegisteredExporter,
} from '@lintas/contract'
import type { DeclarationInput } from '@lintas/customs/declaration'
import { expect, test } from 'vitest'
import { administrator, officer, openLodgingDesk, supervisor, trader } from '../declaration/testing/lodging-desk.ts'
import { shirts } from '../declaration/testing/shirts.ts'
import { PUBLIC } from '../platform/http/index.ts'
import { directNeighbours } from '../platform/neighbours.ts'

const neighbours = directNeighbours()
const desk = await openLodgingDesk('VN', neighbours)
const abroad = await openLodgingDesk('KH', neighbours)
const exporter = trader('VN-0101')
const stranger = trader('VN-0909')
const customs = officer('VN-SGN')
const specimen = { mediaType: 'image/png', base64: 'iVBORw0KGgoAAAANSUhEUgAA' }
const wish = {
  name: 'May Sài Gòn',
  address: '12 Lê Lợi, Hồ Chí Minh',
  activity: 'producer',
  products: [{ code: '610910', description: 'cotton T-shirts' }],
  signatories: [{ name: 'Nguyễn Thị Lan', specimen }],
  undertakes: true,
}
const findings = {
  registered: 'met',
  'signatories-know-the-rules': 'met',
  experience: 'met',
  'no-origin-fraud': 'met',
  compliance: 'met',
  'manufacturers-declarations': 'not-needed',
  bookkeeping: 'met',
}
const days = { decision: 'granted', validFrom: '2026-03-10', validTo: '2028-03-10' }

const applyFor = (traderId: string, more: object = {}, caller = exporter) =>
  desk.call<ExporterApplication>(caller, 'POST', '/exporter-applications', { trader: traderId, exporter: wish, ...more })
const decide = (id: string, what: object, caller = supervisor) =>
  desk.call<ExporterApplication>(caller, 'POST', `/exporter-applications/${id}/decision`, what)
const examine = (id: string, more: object = {}, caller = customs) =>
  desk.call<ExporterApplication>(caller, 'POST', `/exporter-applications/${id}/examination`, { findings: { ...findings, ...more } })

test('an exporter applies, one officer examines, another person certifies; it is suspended, restored and withdrawn', async () => {
  const applied = await applyFor('VN-0101')
  expect([applied.status, applied.body.status]).toEqual([201, 'applied'])
  const { id } = applied.body
  expect((await applyFor('VN-0101')).body).toMatchObject({ code: 'exporters.application-open' })
  expect((await decide(id, days)).body).toMatchObject({ code: 'exporters.application-unexamined' })
  expect((await examine(id, { bookkeeping: 'not-met' }, supervisor)).body.status).toBe('examined')
  expect(await decide(id, days)).toMatchObject({ status: 403, body: { code: 'exporters.examined-yourself' } })
  expect((await examine(id, { bookkeeping: 'not-met' })).status).toBe(200)
  expect((await decide(id, { ...days, validTo: '2026-03-01', validFrom: '2026-03-09' })).body).toMatchObject({
    issues: [{ code: 'exporters.condition-not-met' }, { code: 'exporters.days' }, { code: 'exporters.day-past' }],
  })
  await examine(id)
  const granted = await decide(id, days)
  expect(granted.body).toMatchObject({ status: 'granted', code: '0001/VN26' })
  expect((await decide(id, days)).status).toBe(409)

  const path = `/certified-exporters/${encodeURIComponent('0001/VN26')}`
  expect((await desk.call<RegisteredExporter>(exporter, 'GET', path)).body).toMatchObject({ standing: 'in-force', trader: 'VN-0101' })
  const reason = 'The books were not shown at the visit.'
  const suspend = () => desk.call<RegisteredExporter>(supervisor, 'POST', `${path}/interruption`, { kind: 'suspended', reason })
  expect((await suspend()).body.standing).toBe('suspended')
  expect((await suspend()).body.interruptions).toHaveLength(1)
  desk.moveTo('2026-03-12T05:00:00Z')
  expect((await desk.call<RegisteredExporter>(supervisor, 'POST', `${path}/restoration`, { reason })).body).toMatchObject({
    standing: 'in-force',
    interruptions: [{ kind: 'suspended', validFrom: '2026-03-10', validTo: '2026-03-12' }],
  })

  const more = { ...wish, products: [...wish.products, { code: '620342', description: 'cotton trousers' }] }
  expect((await applyFor('VN-0101')).body).toMatchObject({ code: 'exporters.certified-already' })
  const change = await applyFor('VN-0101', { code: '0001/VN26', exporter: more })
  await examine(change.body.id)
  await decide(change.body.id, { ...days, validFrom: '2026-03-20' })
  const changed = (await desk.call<RegisteredExporter>(customs, 'GET', path)).body
  expect(changed.products.map(each => [each.code, each.validFrom])).toEqual([
    ['610910', '2026-03-10'],
    ['620342', '2026-03-20'],
  ])
  const csv = await desk.call(customs, 'GET', '/certified-exporters.csv')
  expect(csv.text.split('\r\n').slice(1, 3)).toEqual([
    'VN,0001/VN26,May Sài Gòn,in-force,2026-03-10,2028-03-10,610910,cotton T-shirts,Nguyễn Thị Lan',
    '',
  ])

  await desk.call(supervisor, 'POST', `${path}/interruption`, { kind: 'withdrawn', reason })
  expect((await desk.call(supervisor, 'POST', `${path}/restoration`, { reason })).body).toMatchObject({ code: 'exporters.not-suspended' })
  expect((await applyFor('VN-0101', { code: '0001/VN26' })).body).toMatchObject({ issues: [{ code: 'exporters.withdrawn' }] })
  expect((await applyFor('VN-0101')).status).toBe(201)
  const acts = await desk.ownerDb.query<{ act: string }>("SELECT act FROM event WHERE subject = 'certified-exporter' ORDER BY id")
  expect(acts.map(each => each.act)).toEqual(['suspended', 'restored', 'withdrawn'])
})

test('what is others’ is not there, and the register is for customs', async () => {
  const { body } = await applyFor('VN-0202', {}, trader('VN-0202'))
  const missing = '/exporter-applications/00000000-0000-4000-8000-000000000000'
  for (const [method, end] of [['GET', ''] as const, ['POST', '/withdrawal'] as const]) {
    const theirs = await desk.call(stranger, method, `/exporter-applications/${body.id}${end}`)
    const none = await desk.call(stranger, method, `${missing}${end}`)
    expect([theirs.status, theirs.body.code]).toEqual([404, none.body.code])
  }
  expect((await applyFor('VN-0202', {}, stranger)).status).toBe(404)
  const path = `/certified-exporters/${encodeURIComponent('0001/VN26')}`
  expect((await desk.call(stranger, 'GET', path)).status).toBe(404)
  expect((await desk.call<{ items: readonly unknown[] }>(stranger, 'GET', '/certified-exporters')).body.items).toEqual([])
  for (const caller of [stranger, administrator, PUBLIC])
    expect([401, 403]).toContain((await desk.call(caller, 'GET', '/exporter-register')).status)
  expect((await desk.call(customs, 'POST', `/exporter-applications/${body.id}/decision`, days)).status).toBe(403)
  expect((await desk.call(PUBLIC, 'GET', '/certified-exporters')).status).toBe(401)
  expect(
    (await desk.call<ExporterApplication>(trader('VN-0202'), 'POST', `/exporter-applications/${body.id}/withdrawal`)).body.status,
  ).toBe('withdrawn')
})

const thai = {
  code: '0007/TH26',
  name: 'Bangkok Garment',
  address: 'Rama IV Road, Bangkok',
  validFrom: '2026-01-01',
  products: [{ code: '610910', description: 'T-shirts', validFrom: '2026-01-01' }],
  signatories: [{ name: 'Somchai Jaidee', specimen, validFrom: '2026-01-01' }],
}
const send = (entries: readonly object[]) =>
  desk.call<OriginList>(customs, 'POST', '/origin-lists', {
    kind: 'exporters',
    state: 'TH',
    entries,
    reason: 'Sent by the Thai authority.',
  })
const accept = (id: string, caller = supervisor) =>
  desk.call<OriginList>(caller, 'POST', `/origin-lists/${id}/decision`, { decision: 'approved' })

function claiming(localReference: string, proof: object = {}): DeclarationInput {
  const plain = shirts(localReference)
  const named = { type: 'origin-declaration', id: 'INV-7', issuedOn: '2026-03-01', issuingCountry: 'TH', originCriterion: 'CTH' }
  const preference = { agreement: 'atiga', proof: { ...named, authorisation: '0007/TH26', signatory: 'Somchai Jaidee', ...proof } }
  return {
    ...plain,
    exportCountry: 'TH',
    goodsItems: (plain.goodsItems ?? []).map(item => ({ ...item, originCountry: 'TH', preference })),
  } as DeclarationInput
}
const saidOf = ({ decision }: DeclarationAnswer) => decision.issues.map(each => each.code).filter(each => each.startsWith('origin.'))
const dutyOf = ({ charged }: DeclarationAnswer) => charged.find(each => each.kind === 'customs-duty')?.amount ?? '0'

test('a declaration of origin gives the preference where the look-ups find exporter, signatory and product, and stays decided', async () => {
  desk.moveTo('2026-03-15T05:00:00Z')
  const blind = await desk.lodge(exporter, claiming('OD-0'))
  expect([saidOf(blind), dutyOf(blind) !== '0']).toEqual([['origin.exporters-not-on-file'], true])

  const sent = await send([thai])
  expect(sent.body).toMatchObject({ status: 'proposed', about: ['0007/TH26'] })
  expect((await accept(sent.body.id, customs)).status).toBe(403)
  expect((await accept(sent.body.id)).body.status).toBe('approved')
  const honoured = await desk.lodge(exporter, claiming('OD-1'))
  expect([saidOf(honoured), dutyOf(honoured)]).toEqual([[], '0'])
  for (const [localReference, proof, code] of [
    ['OD-2', { authorisation: '0008/TH26' }, 'origin.exporter-unknown'],
    ['OD-3', { signatory: 'Malee' }, 'origin.signatory-unknown'],
    ['OD-4', { issuedOn: '2025-12-31' }, 'origin.exporter-not-yet'],
  ] as const) {
    const doubted = await desk.lodge(exporter, claiming(localReference, proof))
    expect(saidOf(doubted)).toContain(code)
    expect(dutyOf(doubted)).not.toBe('0')
  }

  const withdrawn = await send([{ ...thai, interruptions: [{ kind: 'withdrawn', validFrom: '2026-03-02' }] }])
  await accept(withdrawn.body.id)
  expect(saidOf(await desk.lodge(exporter, claiming('OD-5')))).toEqual([]) // made out before
  expect(saidOf(await desk.lodge(exporter, claiming('OD-6', { issuedOn: '2026-03-02' })))).toEqual(['origin.exporter-withdrawn'])
  for (const { mrn } of [blind, honoured])
    expect((await desk.call<{ identical: boolean }>(exporter, 'POST', `/declarations/${mrn}/replay`)).body.identical).toBe(true)
})

test('a list needs a second person, and nobody sends a state its own exporters; officials are listed likewise', async () => {
  expect((await send([thai, thai])).body).toMatchObject({ issues: [{ code: 'exporters.list-entry-repeated' }] })
  const own = { kind: 'exporters', state: 'VN', entries: [{ ...thai, code: '0001/VN26' }], reason: 'A list of our own.' }
  expect((await desk.call(customs, 'POST', '/origin-lists', own)).body.issues[0]?.code).toBe('exporters.list-own')
  const official = { name: 'Malee Srisuk', office: 'Department of Foreign Trade', specimen, validFrom: '2026-01-01' }
  const officials = { kind: 'officials', state: 'TH', entries: [official], reason: 'The list of the year 2026.' }
  const { body } = await desk.call<OriginList>(supervisor, 'POST', '/origin-lists', officials)
  expect((await accept(body.id)).body).toMatchObject({ code: 'exporters.list-yourself' })
  expect((await accept(body.id, { ...supervisor, accountId: 'another supervisor' })).body.status).toBe('approved')
  const found = await desk.call<{ items: readonly object[] }>(customs, 'GET', '/issuing-officials?state=TH&name=malee')
  expect(found.body.items).toEqual([{ state: 'TH', ...official }])
  expect((await desk.call(stranger, 'GET', '/issuing-officials')).status).toBe(403)
})

test('a certified exporter makes a declaration out, anyone checks it by its number, and one that is revoked says so', async () => {
  const maker = trader('VN-0303')
  const { body } = await applyFor('VN-0303', {}, maker)
  await examine(body.id)
  const { code } = (await decide(body.id, { decision: 'granted', validFrom: '2026-03-15' })).body
  const declaration = {
    authorisation: code,
    country: 'VN',
    document: { number: 'INV-118', issuedOn: '2026-03-15' },
    products: [{ name: 'T-shirts', code: '610910', criterion: 'CTH', quantity: { value: '4000', unit: 'C62' } }],
    signatory: 'Nguyễn Thị Lan',
  }
  const make = (change: object = {}, caller = maker) =>
    desk.call<MadeOriginDeclaration>(caller, 'POST', '/origin-declarations', { ...declaration, ...change })
  expect(
    (await make({ signatory: 'Somebody', products: declaration.products.map(each => ({ ...each, code: '620342' })) })).body,
  ).toMatchObject({
    issues: [
      { code: 'origin.signatory-unknown', path: 'signatory' },
      { code: 'origin.product-not-registered', path: 'products[0].code' },
    ],
  })
  expect((await make({ country: 'TH', document: { number: 'X', issuedOn: '2026-03-16' } })).body).toMatchObject({
    issues: [{ code: 'exporters.declaration-elsewhere' }, { code: 'exporters.declaration-day-to-come' }],
  })
  expect((await make({}, stranger)).status).toBe(404)
  const made = await make()
  expect([made.status, made.body.status]).toEqual([201, 'valid'])
  expect((await make()).body).toMatchObject({ code: 'exporters.declaration-made' })

  const read = (caller: typeof maker) =>
    desk.call<ReadOriginDeclaration>(caller, 'POST', '/origin-declarations/reading', Buffer.from(made.body.text), {
      'content-type': 'text/plain',
    })
  expect((await read(PUBLIC)).body).toEqual({ declaration: made.body.declaration, issues: [] })
  expect((await read(customs)).body.honoured).toEqual([true])

  const { number } = made.body
  const check = async (asked: string) =>
    (await desk.call<ProofCheck>(PUBLIC, 'GET', `/proofs/check?number=${encodeURIComponent(asked)}`)).body
  expect(await check(number)).toEqual({
    number,
    answer: 'valid',
    message: expect.stringContaining('holds'),
    state: 'VN',
    kind: 'origin-declaration',
    issuedOn: '2026-03-15',
  })
  const answers = ['VN-OD-1', 'd-vn26-7k3m-9qx2-0abc-defg', 'D-TH26-7K3M-9QX2-0ABC-DEFG'].map(async each => (await check(each)).answer)
  expect(await Promise.all(answers)).toEqual(['unknown', 'unknown', 'not-yet-received'])
  expect(made.body.checkAt).toContain(`/vn/proofs/check?number=${number}`)
  expect((await desk.call(PUBLIC, 'GET', `/origin-declarations/${number}/qr.svg`)).text).toContain('<svg')
  const path = `/origin-declarations/${number}`
  const reason = { reason: 'The goods were not shipped.' }
  expect((await desk.call(stranger, 'POST', `${path}/revocation`, reason)).status).toBe(404)
  desk.moveTo('2027-03-16T05:00:00Z')
  expect((await check(number)).answer).toBe('expired')
  desk.moveTo('2026-03-16T05:00:00Z')
  expect((await desk.call<MadeOriginDeclaration>(maker, 'POST', `${path}/revocation`, reason)).body.status).toBe('revoked')
  expect((await check(number)).answer).toBe('revoked')
  expect((await make()).status).toBe(201)
})

test('what is certified here is looked up there: each wording arrives once, a repeated or older one changes nothing', async () => {
  const register = async () =>
    (await abroad.call<{ items: readonly RegisteredExporter[] }>(customs, 'GET', '/certified-exporters?state=VN')).body.items
  abroad.moveTo('2026-03-16T05:00:00Z')
  await desk.jobs.run('exporters.deliver')
  const first = await register()
  expect(first.length).toBeGreaterThan(0)
  const { code } = first.find(each => each.standing === 'in-force') ?? { code: '' }
  expect(first.every(each => each.trader === undefined)).toBe(true)

  const reason = 'The books were not shown at the visit.'
  await desk.call(supervisor, 'POST', `/certified-exporters/${encodeURIComponent(code)}/interruption`, { kind: 'suspended', reason })
  await desk.jobs.run('exporters.deliver')
  await desk.jobs.run('exporters.deliver')
  expect((await register()).find(each => each.code === code)?.interruptions).toHaveLength(1)
  const older = { id: 'old', from: 'VN', subject: 'exporters', body: { version: '1', entry: { ...thai, code } } } as const
  await neighbours.deliver('KH', older)
  expect((await register()).find(each => each.code === code)?.interruptions).toHaveLength(1)
  const received = await abroad.ownerDb.query<{ id: string }>("SELECT id FROM event WHERE act = 'receive' AND subject_id = $1", [
    `VN ${code}`,
  ])
  expect(received).toHaveLength(2)
})

test('an origin declaration is drawn of once and within its quantities in the state that used it first, and of no revoked one', async () => {
  const maker = trader('KH-0404')
  for (const each of [desk, abroad]) each.moveTo('2026-03-16T05:00:00Z')
  const at = async (caller: typeof maker, path: string, body: object) =>
    (await abroad.call<ExporterApplication>(caller, 'POST', `/exporter-applications${path}`, body)).body
  const { id: application } = await at(maker, '', { trader: 'KH-0404', exporter: wish })
  await at(officer('KH-PNH'), `/${application}/examination`, { findings })
  const { code } = await at(supervisor, `/${application}/decision`, { decision: 'granted', validFrom: '2026-03-16' })
  const declare = async (invoice: string) => {
    const document = { number: invoice, issuedOn: '2026-03-16' }
    const products = [{ name: 'T-shirts', code: '610910', criterion: 'CTH', quantity: { value: '4000', unit: 'C62' } }]
    const wished = { authorisation: code, country: 'KH', document, products, signatory: 'Nguyễn Thị Lan' }
    return (await abroad.call<MadeOriginDeclaration>(maker, 'POST', '/origin-declarations', wished)).body
  }
  const exchange = async () => {
    for (const each of [abroad, desk, abroad]) for (const job of ['exporters.deliver', 'proofs.deliver']) await each.jobs.run(job)
  }
  const use = async (reference: string, id: string, count: string, signatory = 'Nguyễn Thị Lan') => {
    const proof = {
      type: 'origin-declaration',
      id,
      issuedOn: '2026-03-16',
      issuingCountry: 'KH',
      originCriterion: 'CTH',
      authorisation: code,
    }
    const goods = shirts(reference)
    const goodsItems = (goods.goodsItems ?? []).map(item => ({
      ...item,
      originCountry: 'KH',
      quantities: [{ value: count, unit: 'C62' }],
      preference: { agreement: 'atiga', proof: { ...proof, signatory } },
    }))
    const lodged = await desk.lodge(trader('VN-0101'), { ...goods, goodsItems } as DeclarationInput)
    const codes = lodged.decision.issues.map(each => each.code).filter(each => /^(proofs|origin)\./.test(each))
    return { mrn: lodged.mrn, drawn: lodged.decision.proofs?.map(each => each.value), codes }
  }
  const read = async (number: string) => (await abroad.call<MadeOriginDeclaration>(maker, 'GET', `/origin-declarations/${number}`)).body
  const check = async (at: typeof desk, number: string) =>
    (await at.call<ProofCheck>(PUBLIC, 'GET', `/proofs/check?number=${number}`)).body.answer

  const made = await declare('INV-7 a')
  expect(await check(desk, made.number)).toBe('not-yet-received')
  await exchange()
  expect((await read(made.number)).knownTo).toEqual(['VN'])
  expect(await check(desk, made.number)).toBe('valid')
  expect((await use('SELF-1', 'INV-7 a', '1000', 'Somebody')).drawn).toBeUndefined()
  const first = await use('SELF-2', 'inv-7A', '3000')
  expect(first).toMatchObject({ drawn: ['3000'], codes: [] })
  expect(await use('SELF-3', 'INV-7 a', '1000')).toMatchObject({ drawn: undefined, codes: ['proofs.used-once'] })
  const replay = await desk.call<{ identical: boolean }>(trader('VN-0101'), 'POST', `/declarations/${first.mrn}/replay`)
  expect(replay.body.identical).toBe(true)
  await exchange()
  expect((await read(made.number)).uses).toEqual([{ state: 'VN', status: 'used-partly', items: [{ item: 1, used: '3000' }] }])

  const more = await declare('INV-8')
  await exchange()
  expect(await use('SELF-4', 'INV-8', '4001')).toMatchObject({ drawn: undefined, codes: ['proofs.quantity-exceeded'] })
  await abroad.call(maker, 'POST', `/origin-declarations/${more.number}/revocation`, { reason: 'The yarn was not ours.' })
  expect([await check(abroad, more.number), await check(desk, more.number)]).toEqual(['revoked', 'valid'])
  await exchange()
  expect(await check(desk, more.number)).toBe('revoked')
  expect((await read(more.number)).revocationKnownTo).toEqual(['VN'])
  expect(await use('SELF-5', 'INV-8', '1')).toMatchObject({ drawn: undefined, codes: ['proofs.cancelled'] })

  // No node told of these: what is drawn first is all there is.
  expect(await use('SELF-6', 'BY-HAND-1', '500')).toMatchObject({ drawn: ['500'], codes: [] })
  expect(await use('SELF-7', 'BY-HAND-1', '1')).toMatchObject({ drawn: undefined, codes: ['proofs.declaration-used-once'] })
  const both = await Promise.all(['SELF-8', 'SELF-9'].map(each => use(each, 'BY-HAND-2', '500')))
  expect(both.filter(each => each.drawn !== undefined)).toHaveLength(1)

  const third = await declare('INV-9')
  await exchange()
  const used = { kind: 'use', number: `KH ${code} INV-9`, report: 1, status: 'used', items: [{ item: 1, used: '4000' }] }
  await neighbours.deliver('KH', { id: crypto.randomUUID(), from: 'TH', subject: 'proofs', body: used })
  await exchange()
  expect([await check(abroad, third.number), await check(desk, third.number)]).toEqual(['used', 'used'])
  expect(await use('SELF-10', 'INV-9', '1')).toMatchObject({ drawn: undefined, codes: ['proofs.for-other-state'] })
  const free = { ...used, report: 2, status: 'received', items: [{ item: 1, used: '0' }] }
  await neighbours.deliver('KH', { id: crypto.randomUUID(), from: 'TH', subject: 'proofs', body: free })
  await exchange()
  expect(await use('SELF-11', 'INV-9', '4000')).toMatchObject({ drawn: ['4000'], codes: [] })
})
