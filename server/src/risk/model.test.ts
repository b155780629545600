import type { CaseDetail, RiskModelsAnswer } from '@lintas/contract'
import { type DeclarationInput, declarationSchema } from '@lintas/customs/declaration'
import { type Currency, chances, day } from '@lintas/customs/kernel'
import { openExchangeRates } from '@lintas/customs/reference'
import type { ConsignmentScore } from '@lintas/customs/risk'
import { expect, test } from 'vitest'
import { administrator, officer, openLodgingDesk, supervisor, trader } from '../declaration/testing/lodging-desk.ts'
import { shirts, whisky } from '../declaration/testing/shirts.ts'
import { openLog } from '../platform/events/index.ts'
import { sealSettled } from '../platform/events/testing/settled.ts'
import { listRoutes } from '../platform/http/index.ts'
import type { JobRunner } from '../platform/jobs.ts'
import type { Caller } from '../platform/node.ts'
import { worthOn } from './day-books.ts'
import { computeDrift } from './drift.ts'
import { followPast } from './follow-past.ts'
import { pastItemsOf } from './model-past.ts'
import { openScores, usedNow } from './models.ts'

const desk = await openLodgingDesk('VN')
const jobs = desk.node.jobs as JobRunner
const log = await openLog(desk.node)
const scores = await openScores(desk.node)
const importer = trader('VN-0101')
const here = officer('VN-SGN')
const colleague: Caller = { ...supervisor, accountId: 'another supervisor' }

/** A past in which VN-0101 was found wrong in seven of ten inspections, and the others in one of twenty. */
function past(many: number) {
  const chance = chances(7)
  const among = (count: number) => Math.floor(chance() * count)
  return Array.from({ length: many }, (_, index) => {
    const who = among(6) === 0 ? 'VN-0101' : `VN-9${among(9)}`
    const item = {
      procedure: 'IM4',
      use: '',
      payment: 'VND',
      mode: '1',
      carrier: '',
      originMark: '',
      dutyRate: 0,
      rateKind: '',
      seller: '',
    }
    return {
      ...item,
      on: `2025-${String(1 + Math.floor(index / 60)).padStart(2, '0')}-${String(1 + (index % 28)).padStart(2, '0')}`,
      office: 'VN-SGN',
      declarant: who,
      importer: who,
      commodity: ['220830', '610910', '640399'][among(3)] ?? '',
      departure: ['GB', 'KH', 'CN'][among(3)] ?? '',
      origin: ['GB', 'KH', 'CN'][among(3)] ?? '',
      netMassKg: 1 + among(5_000),
      value: 1_000 + among(900_000),
      isFraud: chance() < (who === 'VN-0101' ? 0.7 : 0.05),
    }
  })
}

const models = async () => (await desk.call<RiskModelsAnswer>(here, 'GET', '/risk/models')).body
const scoreOf = async (mrn: string) => (await desk.call<CaseDetail>(here, 'GET', `/cases/${mrn}`)).body.screenings[0]?.score
const train = async (caller: Caller) =>
  (await desk.call<{ version: number }>(caller, 'POST', '/risk/models', { outcomeDelayDays: 0 })).body.version

test('with no history there is no model: rules alone decide, and training says that it was refused', async () => {
  const version = await train(here)
  await jobs.run('risk-train', { version })
  expect(await models()).toMatchObject({ items: [{ version, status: 'refused', isActive: false }] })
  const picked = await desk.lodge(importer, whisky('RULES'))
  expect(picked.lane).toBe('yellow')
  expect(await scoreOf(picked.mrn)).toBeUndefined()
  const early = await desk.call(supervisor, 'POST', `/risk/models/${version}/activation`)
  expect([early.status, early.body.code]).toEqual([409, 'risk.model-untrained'])
  expect((await desk.call(supervisor, 'POST', '/risk/models/roll-back')).body.code).toBe('risk.model-none')
})

test('the past is loaded once, and trained on while the node answers', { timeout: 60_000 }, async () => {
  const items = past(700)
  expect((await desk.call(administrator, 'POST', '/risk/past', { items })).body).toEqual({ rows: 700, fresh: 700 })
  expect((await desk.call(administrator, 'POST', '/risk/past', { items })).body).toEqual({ rows: 700, fresh: 0 })

  const version = await train(supervisor)
  const training = jobs.run('risk-train', { version })
  let isOver = false
  const over = training.then(() => {
    isOver = true
  })
  let answered = 0
  while (!isOver) {
    expect((await desk.inject({ method: 'GET', url: '/vn/health' })).statusCode).toBe(200)
    answered += 1
    await new Promise(resolve => setTimeout(resolve, 20))
  }
  await over
  expect(answered).toBeGreaterThan(3)
  const [newest] = (await models()).items
  expect(newest).toMatchObject({ version, status: 'trained', progress: 100, card: { items: 700, inspected: 700 } })
  await jobs.run('risk-train', { version })
  expect((await models()).items).toHaveLength(2)
})

test('a model is put to use by somebody other than who had it trained, and scores what is lodged, with the cases behind it', async () => {
  const [newest] = (await models()).items
  const path = `/risk/models/${newest?.version}/activation`
  const own = await desk.call(supervisor, 'POST', path)
  expect([own.status, own.body.code]).toEqual([403, 'risk.model-own'])
  expect((await desk.call(colleague, 'POST', '/risk/models/999/activation')).body.code).toBe('risk.model-unknown')
  expect((await desk.call<RiskModelsAnswer>(colleague, 'POST', path)).body.active).toBe(newest?.version)

  const picked = await desk.lodge(importer, whisky('SCORED'))
  const score = await scoreOf(picked.mrn)
  expect(score).toMatchObject({ model: newest?.version, item: 0, expectedRevenue: expect.any(String) })
  expect(score?.probability).toBeGreaterThan(0.3)
  const ofTrader = score?.reasons.find(({ about }) => /importer|declarant/.test(about))
  expect(ofTrader?.found).toBeGreaterThan(50)
  const replayed = await desk.call(here, 'POST', `/declarations/${picked.mrn}/replay`)
  expect([replayed.status, replayed.text]).toEqual([200, expect.not.stringContaining('"same":false')])
})

test('values are compared in the currency of the state, and the same invoice is known again whatever the rate', () => {
  const usd = (rate: string, validFrom: string) =>
    ({ state: 'VN', currency: 'USD' as Currency, unit: 1, rate, validFrom: day(validFrom), source: 'test' }) as const
  const rates = openExchangeRates([usd('25000', '2026-03-01'), usd('26000.5', '2026-03-08')])
  const worth = { state: 'VN', rates, law: desk.node.law, schedule: undefined } as const
  const priced = (amount: string, currency: string, on: string) => {
    const document = declarationSchema.parse({ goodsItems: [{ sequence: 1, invoiceAmount: { amount, currency } }] })
    const [{ value, invoiced } = {}] = pastItemsOf(document, day(on), worth)
    return { value, invoiced }
  }
  expect(priced('12.50', 'USD', '2026-03-02')).toEqual({ value: 312_500, invoiced: '12.5 USD' })
  expect(priced('12.5', 'USD', '2026-03-09')).toEqual({ value: 325_006.25, invoiced: '12.5 USD' })
  expect(priced('312500', 'VND', '2026-03-02')).toEqual({ value: 312_500, invoiced: undefined })
  expect(priced('12.5', 'EUR', '2026-03-02')).toEqual({ value: 0, invoiced: '12.5 EUR' })
})

test('the rate of duty is the one the tariff gives on the day to what is claimed; where it has none that is a share of the value, nothing is said', async () => {
  const registeredOn = desk.node.clock.today()
  const worth = await worthOn(desk.node, registeredOn, desk.node.db)
  const ratesIn = (input: object, given = worth) =>
    pastItemsOf(declarationSchema.parse(input), registeredOn, given).map(each => each.dutyRate)
  const [item] = shirts('RATED').goodsItems ?? []
  expect(ratesIn({ goodsItems: [{ ...item, originCountry: 'CN', preference: undefined }] })).toEqual([20])
  const preference = { agreement: 'atiga', proof: { type: 'e-form-d', id: 'KH-2026-1', issuedOn: '2026-03-01' } }
  expect(
    ratesIn({
      goodsItems: [
        { ...item, preference },
        { ...item, preference: { agreement: 'atiga' } },
      ],
    }),
  ).toEqual([0, 20])
  expect(
    ratesIn({
      goodsItems: [
        { ...item, commodityCode: '99999999' },
        { ...item, commodityCode: undefined },
      ],
    }),
  ).toEqual([undefined, undefined])
  expect(ratesIn({ goodsItems: [item] }, { ...worth, schedule: undefined })).toEqual([undefined])

  const picked = await desk.lodge(importer, whisky('DUTY'))
  const score = await scoreOf(picked.mrn)
  const [remembered] = pastItemsOf(declarationSchema.parse(whisky('DUTY')), registeredOn, worth)
  expect(score?.duty).toBe((((remembered?.value ?? 0) * (remembered?.dutyRate ?? 0)) / 100).toFixed(2))
})

test('whatever was declared counts for who was there before, inspected or not, once, and rebuilt from the database to the same bit', async () => {
  const nobody = { seller: 'Nobody Before Ltd' }
  const rowsOf = (mrn: string) =>
    desk.ownerDb.query<{ item: { seller: string }; is_fraud: boolean | null; inspected: { seller: string } | null }>(
      'SELECT item, is_fraud, inspected FROM risk_past WHERE id LIKE $1 ORDER BY id',
      [`${mrn}/%`],
    )
  const { mrn } = await desk.lodge(importer, { ...whisky('SEEN'), exporter: { name: nobody.seller } })
  expect(await rowsOf(mrn)).toEqual([])
  await sealSettled(log)
  await followPast(desk.node)
  await followPast(desk.node)
  expect(await rowsOf(mrn)).toMatchObject([{ item: nobody, is_fraud: null, inspected: null }])
  const finding = { outcome: 'discrepancy', findings: [{ path: 'goodsItems[0]', kind: 'quantity' }], revenue: '1' }
  await desk.call(here, 'POST', `/declarations/${mrn}/controls/document-check/outcome`, finding)
  await followPast(desk.node)
  expect(await rowsOf(mrn)).toMatchObject([{ item: nobody, is_fraud: true, inspected: null }])

  // Counted live, row by row as they came, and built anew from the database, the counters know the same.
  const rebuilt = await openScores(desk.node)
  const asked = declarationSchema.parse({ ...whisky('ASKED'), exporter: { name: nobody.seller } })
  await scores.readAnew()
  for (const on of ['2026-03-10', '2026-03-11', '2026-12-01']) expect(rebuilt.of(asked, day(on))).toEqual(scores.of(asked, day(on)))
  expect(rebuilt.of(asked, day('2026-03-11'))).toBeDefined()
})

test('decided again, a declaration is as new as it was, and what its own inspection found is no evidence against it', async () => {
  const again = async (mrn: string) => {
    const [row] = await desk.ownerDb.query<{ document: DeclarationInput; score: ConsignmentScore }>(
      `SELECT v.document, n.inputs->'known'->'score' AS score FROM declaration_version v JOIN decision n ON n.mrn = v.mrn AND n.number = 1 WHERE v.mrn = $1`,
      [mrn],
    )
    const document = declarationSchema.parse(row?.document)
    return [row?.score, await scores.ofAgain(desk.node.db, mrn, document, day('2026-03-10'), row?.score)]
  }
  const { mrn } = await desk.lodge(importer, { ...whisky('AGAIN'), exporter: { name: 'As New As It Was' } })
  await sealSettled(log)
  await followPast(desk.node)
  await scores.readAnew()
  const [first, second] = await again(mrn)
  expect(second).toEqual(first)
  await desk.call(here, 'POST', `/declarations/${mrn}/controls/document-check/outcome`, {
    outcome: 'discrepancy',
    findings: [{ path: 'goodsItems[0]', kind: 'quantity' }],
    revenue: '1',
  })
  await scores.readAnew()
  const [before, after] = await again(mrn)
  expect([after, scores.of(declarationSchema.parse(whisky('OTHER')), day('2026-03-10'))]).toEqual([
    before,
    expect.not.objectContaining(before ?? {}),
  ])
})

test('what an inspection found counts for the very next declaration', async () => {
  const before = await desk.lodge(importer, whisky('BEFORE'))
  const inspectedOf = async (mrn: string) => (await scoreOf(mrn))?.reasons.find(({ about }) => /^(importer|declarant)$/.test(about))
  const known = await inspectedOf(before.mrn)
  const finding = { outcome: 'discrepancy', findings: [{ path: 'goodsItems[0]', kind: 'quantity' }], revenue: '12500000' }
  expect((await desk.call(here, 'POST', `/declarations/${before.mrn}/controls/document-check/outcome`, finding)).status).toBe(200)
  const next = await inspectedOf((await desk.lodge(importer, whisky('AFTER'))).mrn)
  expect(known?.inspected).toBeGreaterThan(50)
  expect([next?.inspected, next?.found]).toEqual([(known?.inspected ?? 0) + 1, (known?.found ?? 0) + 1])
})

test('no route that a trader may call tells of it', async () => {
  const scored = await desk.lodge(importer, shirts('SECRET'))
  const told = (text: string) =>
    text.startsWith('{"openapi"')
      ? []
      : ['probability', '"score"', '"reasons"', '"model"', 'expectedRevenue'].filter(word => text.includes(word))
  const readable = listRoutes(desk.node.http as Parameters<typeof listRoutes>[0]).filter(
    ({ method, who, path }) => method === 'GET' && path.includes('/declarations') && who.some(role => role === 'trader'),
  )
  expect(readable.length).toBeGreaterThan(5)
  for (const { path } of readable) {
    const below = path
      .replace(/^\/vn(\/api\/v1)?/, '')
      .replace(':mrn', scored.mrn)
      .replace(/:(number|version|decision)/, '1')
    expect({ path, told: told((await desk.call(importer, 'GET', below)).text) }).toEqual({ path, told: [] })
  }
  expect(told(JSON.stringify(scored))).toEqual([])
  expect(told((await desk.call(importer, 'POST', `/declarations/${scored.mrn}/replay`)).text)).toEqual([])
  const doors = [
    ['GET', '/risk/models'],
    ['POST', '/risk/models'],
    ['POST', '/risk/models/1/activation'],
    ['POST', '/risk/models/roll-back'],
    ['POST', '/risk/past'],
  ] as const
  for (const [method, path] of doors) expect((await desk.call(importer, method, path, method === 'POST' ? {} : undefined)).status).toBe(403)
})

test('what the model in use weighs is compared every night with the days of its trial, by thresholds that are law', async () => {
  const inUse = async () => (await models()).items.find(each => each.isActive)
  expect((await inUse())?.features).toBeUndefined()
  await computeDrift(desk.node)
  expect((await inUse())?.features, 'a handful says nothing').toBeUndefined()
  // Goods of another origin, and far dearer, of late.
  const items = past(250).map((item, place) => ({
    ...item,
    on: `2026-03-0${1 + (place % 9)}`,
    origin: 'LA',
    value: item.value * 1_000 + place,
  }))
  await desk.call(administrator, 'POST', '/risk/past', { items })
  await computeDrift(desk.node)
  await computeDrift(desk.node)
  const features = (await inUse())?.features
  expect(features).toMatchObject({ computedOn: '2026-03-10', threshold: { watch: '0.1', alarm: '0.25', confidence: 'assumed' } })
  expect(features?.recent).toBeGreaterThan(249)
  const says = new Map(features?.items.map(each => [each.feature, each.says]))
  expect([says.get('value'), says.get('origin')]).toEqual(['alarm', 'alarm'])
  expect(says.get('office')).toBe('stable')
  expect(features?.items.map(each => Number(each.psi))).toEqual(
    features?.items.map(each => Number(each.psi)).toSorted((one, other) => other - one),
  )
})

test('one command goes back to what was used before', async () => {
  expect((await desk.call<RiskModelsAnswer>(supervisor, 'POST', '/risk/models/roll-back')).body.active).toBeUndefined()
  expect(await scoreOf((await desk.lodge(importer, whisky('BACK'))).mrn)).toBeUndefined()
})

test('going back twice goes back twice', () => {
  const use = (version: number) => ({ version, isRollBack: false })
  const back = { version: null, isRollBack: true }
  expect(usedNow([])).toBeUndefined()
  expect(usedNow([use(1), use(2), use(3), back])).toBe(2)
  expect(usedNow([use(1), use(2), use(3), back, back])).toBe(1)
  expect(usedNow([use(1), back, use(4), back, back])).toBeUndefined()
})

test('an outcome that comes later than its item is learned, once; what was wrong stays so', async () => {
  const [unknown] = past(1).map(({ isFraud: _, ...item }) => ({ ...item, office: 'VN-HPH' }))
  const load = (item: object) => desk.call(administrator, 'POST', '/risk/past', { items: [item] })
  expect((await load({ ...unknown })).body).toEqual({ rows: 1, fresh: 1 })
  expect((await load({ ...unknown, isFraud: false })).body).toEqual({ rows: 1, fresh: 1 })
  expect((await load({ ...unknown, isFraud: false })).body).toEqual({ rows: 1, fresh: 0 })
  expect((await load({ ...unknown, isFraud: true })).body).toEqual({ rows: 1, fresh: 1 })
  expect((await load({ ...unknown, isFraud: false })).body).toEqual({ rows: 1, fresh: 0 })
})
