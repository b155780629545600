import type { DeclarationAnswer, RegisterEntryAnswer } from '@lintas/contract'
import type { DeclarationInput } from '@lintas/customs/declaration'
import { expect, test } from 'vitest'
import { broker, officer, openLodgingDesk, supervisor, trader } from '../declaration/testing/lodging-desk.ts'
import { shirts, whisky } from '../declaration/testing/shirts.ts'
import { openLog } from '../platform/events/index.ts'
import { sealSettled } from '../platform/events/testing/settled.ts'
import { listRoutes } from '../platform/http/index.ts'
import type { Caller } from '../platform/node.ts'
import { computeBands, followDeclarations } from './history.ts'

const desk = await openLodgingDesk('VN')
const log = await openLog(desk.node)
const importer = trader('VN-0101')
const other = trader('VN-0202')
const agent = broker('VN-0909', 'VN-0101', 'VN-0202')
const here = officer('VN-SGN')
const chief: Caller = { ...supervisor, accountId: 'the second supervisor' }

/** Lets what follows the lodging happen, as a worker does every few seconds. */
async function follow(): Promise<void> {
  await sealSettled(log)
  await followDeclarations(desk.node)
}

async function soon(check: () => Promise<void>): Promise<void> {
  await expect.poll(() => check().then(() => 'done', String), { timeout: 10_000 }).toBe('done')
}

/** The hints of a declaration as its officer reads them. */
async function hintsOf(mrn: string, caller: Caller = here): Promise<readonly string[]> {
  const { body } = await desk.call<DeclarationAnswer>(caller, 'GET', `/declarations/${mrn}`)
  return body.decision.issues.map(each => each.code).filter(code => code.startsWith('risk.'))
}

const lodge = (caller: Caller, document: DeclarationInput) => desk.lodge(caller, document)
const of = (traderId: string) => ({ importer: { id: traderId, name: `Trader ${traderId}` }, declarant: { id: traderId } })

test('the first declaration of an importer is told to officers, the next is none; after a year it counts as dormant', async () => {
  const first = await lodge(importer, shirts('FIRST'))
  expect(await hintsOf(first.mrn)).toEqual(['risk.importer-new'])
  await follow()
  await soon(async () => {
    const next = await lodge(importer, shirts(`NEXT-${Math.random()}`))
    expect(await hintsOf(next.mrn)).toEqual([])
  })
  // Nothing but the clock: the second of these documents is the first one's, a year and a day later.
  await desk.ownerDb.query("UPDATE importer_record SET last_declared_on = '2025-03-09', changed = nextval('importer_record_change')")
  await desk.ownerDb.query("SELECT pg_notify('risk_records', '')")
  await soon(async () => {
    const late = await lodge(importer, shirts(`LATE-${Math.random()}`))
    expect(await hintsOf(late.mrn)).toEqual(['risk.importer-dormant'])
  })
})

test('an entry of the watch list runs from the second word on, until two have ended it', async () => {
  const draft = {
    register: 'party',
    text: 'Phnom Penh Garment Co',
    source: 'own finding of 2026',
    owner: 'Risk unit',
    validFrom: '2026-01-01',
    validTo: '2027-01-01',
  }
  const proposed = await desk.call<RegisterEntryAnswer>(supervisor, 'POST', '/risk/register', draft)
  expect([proposed.status, proposed.body.status]).toEqual([201, 'proposed'])
  const decide = (caller: Caller, body: object = { decision: 'approved' }) =>
    desk.call<RegisterEntryAnswer>(caller, 'POST', `/risk/register/${proposed.body.id}/approval`, body)
  expect((await decide(supervisor)).body).toMatchObject({ code: 'risk.entry-own' })
  expect((await decide(here)).status).toBe(403)
  expect((await decide(chief)).body).toMatchObject({ status: 'approved' })
  await soon(async () => {
    const { mrn } = await lodge(
      importer,
      shirts(`LISTED-${Math.random()}`, { exporter: { name: 'PHNOM PENH GARMENTS CO.', address: { country: 'KH' } } }),
    )
    expect(await hintsOf(mrn)).toContain('risk.party-listed')
  })
  const path = `/risk/register/${proposed.body.id}/ending`
  expect((await desk.call<RegisterEntryAnswer>(here, 'POST', path, { reason: 'It was another company.' })).body.status).toBe('ending')
  expect((await desk.call<RegisterEntryAnswer>(chief, 'POST', `${path}/approval`)).body.status).toBe('ended')
  await soon(async () => {
    const { mrn } = await lodge(
      importer,
      shirts(`FREE-${Math.random()}`, { exporter: { name: 'PHNOM PENH GARMENTS CO.', address: { country: 'KH' } } }),
    )
    expect(await hintsOf(mrn)).not.toContain('risk.party-listed')
  })
})

test('a unit price far from those of thirty cleared goods is told to officers, from the night on', async () => {
  const { mrn } = await lodge(importer, shirts('PRICED'))
  await desk.ownerDb.query(
    `INSERT INTO cleared_price (mrn, item, code, origin, unit, price, cleared_on)
     SELECT $1, n, '61091010', 'KH', 'C62', 30000 + n * 100, '2026-03-01' FROM generate_series(1, 30) AS n`,
    [mrn],
  )
  await computeBands(desk.node)
  await soon(async () => {
    const cheap = await lodge(importer, shirts(`CHEAP-${Math.random()}`))
    expect(await hintsOf(cheap.mrn)).toContain('risk.price-unusual')
  })
})

test('what is released counts among the prices, per unit and in the currency of the state', async () => {
  const { mrn, payable } = await lodge(importer, shirts('CLEARED'))
  expect(payable.length).toBeGreaterThan(0)
  const asked = await desk.call<{ id: string }>(importer, 'POST', `/declarations/${mrn}/payments`)
  await desk.call(importer, 'POST', `/payments/${asked.body.id}/test-confirmation`)
  await follow()
  const rows = await desk.ownerDb.query(
    'SELECT item, code, origin, unit, price::text AS price, cleared_on FROM cleared_price WHERE mrn = $1',
    [mrn],
  )
  expect(rows).toMatchObject([{ item: 0, code: '61091010', origin: 'KH', unit: 'C62', price: '20000' }])
})

test('the log is counted once, however often it is followed', async () => {
  await follow()
  const count = () => desk.ownerDb.query('SELECT trader_id, released FROM importer_record ORDER BY trader_id')
  const before = await count()
  await follow()
  expect(await count()).toEqual(before)
})

test('invoice, container and goods in common with others are told on arrival, and to whoever opens the case', async () => {
  const container = { containers: [{ id: 'CSQU3054383' }] }
  const before = await lodge(other, { ...whisky('OPEN'), ...container, ...of('VN-0202') })
  const invoice = { invoice: { id: 'INV-7', issuedOn: '2026-03-01' } }
  await lodge(importer, { ...whisky('INVOICE'), ...invoice, exporter: { name: 'Speyside Casks', address: { country: 'GB' } } })
  const { mrn } = await lodge(importer, { ...whisky('COMMON'), ...invoice, ...container, mode: 'PRE_ARRIVAL', arrivalOn: '2026-03-12' })
  expect(await hintsOf(mrn)).not.toContain('risk.container-declared')
  await follow()
  const opened = await desk.call<{ hints: { code: string; params: { mrn: string } }[] }>(here, 'GET', `/cases/${mrn}`)
  expect(opened.body.hints).toContainEqual(
    expect.objectContaining({ code: 'risk.container-declared', params: expect.objectContaining({ mrn: before.mrn }) }),
  )
  expect(opened.body.hints.map(each => each.code)).toContain('risk.invoice-of-another')

  desk.moveTo('2026-03-12T05:00:00Z')
  const arrived = await desk.call(importer, 'POST', `/declarations/${mrn}/arrival`)
  expect(arrived.status).toBe(200)
  expect(await hintsOf(mrn)).toEqual(expect.arrayContaining(['risk.container-declared', 'risk.invoice-of-another']))
  expect((await desk.call<{ identical: boolean }>(here, 'POST', `/declarations/${mrn}/replay`)).body.identical).toBe(true)
  expect(await hintsOf(mrn, importer)).toEqual([])
})

test('no route that a trader may read tells a hint, nor does what a trader does', async () => {
  const document = shirts('HIDDEN', { exporter: { name: 'PHNOM PENH GARMENTS CO.', address: { country: 'KH' } }, totalGrossMassKg: '1040' })
  const hidden = await desk.call(other, 'POST', '/declarations', { ...document, ...of('VN-0202'), totalPackages: 20 })
  expect(hidden.status).toBe(201)
  const { mrn } = hidden.body
  expect((await hintsOf(mrn)).length).toBeGreaterThan(0)
  const readable = listRoutes(desk.node.http as Parameters<typeof listRoutes>[0]).filter(
    ({ method, who }) => method === 'GET' && who.some(role => role === 'trader' || role === 'public'),
  )
  const texts = [hidden.text]
  for (const { path } of readable) {
    const below = path
      .replace(/^\/vn(\/api\/v1)?/, '')
      .replace(':mrn', mrn)
      .replace(/:(number|version|decision)/, '1')
      .replace(/:day/, '2026-03-10')
    // What never ends, and the descriptions of the API itself, say nothing of one declaration.
    if (/stream|openapi|docs|metrics/.test(below)) continue
    for (const caller of [other, agent]) texts.push((await desk.call(caller, 'GET', below)).text)
  }
  const broken = {
    ...document,
    ...of('VN-0202'),
    localReference: 'BROKEN',
    goodsItems: [{ ...document.goodsItems?.[0], sequence: 1, invoiceAmount: { amount: '0', currency: 'VND' } }],
  }
  texts.push((await desk.call(other, 'POST', '/declarations', broken)).text)
  texts.push((await desk.call(other, 'POST', '/declarations/check', broken)).text)
  const words = /risk\.(address-virtual|container-declared|goods-returned|importer-|invoice-of|mass-beyond|party-listed|price-)/
  expect(texts.filter(text => words.test(text))).toEqual([])
})
