import type { CaseDetail, RiskModelsAnswer } from '@lintas/contract'
import { declarationSchema } from '@lintas/customs/declaration'
import { type Currency, chances, day } from '@lintas/customs/kernel'
import { openExchangeRates } from '@lintas/customs/reference'
import { expect, test } from 'vitest'
import { administrator, officer, openLodgingDesk, supervisor, trader } from '../declaration/testing/lodging-desk.ts'
import { shirts, whisky } from '../declaration/testing/shirts.ts'
import { listRoutes } from '../platform/http/index.ts'
import type { JobRunner } from '../platform/jobs.ts'
import type { Caller } from '../platform/node.ts'
import { pastItemsOf } from './model-past.ts'
import { usedNow } from './models.ts'

const desk = await openLodgingDesk('VN')
const jobs = desk.node.jobs as JobRunner
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
  const worth = { state: 'VN', rates: openExchangeRates([usd('25000', '2026-03-01'), usd('26000.5', '2026-03-08')]) } as const
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
