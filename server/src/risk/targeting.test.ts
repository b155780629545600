import type { CaseDetail, Drift, Fairness, PriceAlarm, Worklist } from '@lintas/contract'
import type { DeclarationInput } from '@lintas/customs/declaration'
import { expect, test } from 'vitest'
import { officer, openLodgingDesk, supervisor, trader } from '../declaration/testing/lodging-desk.ts'
import { shirts } from '../declaration/testing/shirts.ts'
import { openLog } from '../platform/events/index.ts'
import { sealSettled } from '../platform/events/testing/settled.ts'
import { computeBands, followDeclarations } from './history.ts'
import { computeDrift } from './selection.ts'

const desk = await openLodgingDesk('VN')
const log = await openLog(desk.node)
const importer = trader('VN-0101')
const here = officer('VN-SGN')
const elsewhere = officer('VN-HPH')

const red: Partial<DeclarationInput> = { additionalInformation: [{ code: 'SANDBOX', text: 'lane=red' }] }

test('a supervisor says what an office can do, and the day is filled with no more than that', async () => {
  expect((await desk.call(here, 'GET', '/risk/worklist')).body.code).toBe('risk.capacity-unknown')
  const room = { inspections: 1, exploration: '0' }
  expect((await desk.call(here, 'PUT', '/risk/capacities/VN-SGN', room)).status).toBe(403)
  expect((await desk.call(supervisor, 'PUT', '/risk/capacities/VN-SGN', room)).body).toMatchObject({ ...room, validFrom: '2026-03-10' })
  for (const reference of ['DAY-1', 'DAY-2', 'DAY-3']) await desk.lodge(importer, shirts(reference, red))
  const { body } = await desk.call<Worklist>(here, 'GET', '/risk/worklist')
  expect(body.cases.map(each => each.why)).toEqual(['policy', 'later', 'later'])
  expect((await desk.call<Worklist>(here, 'GET', '/risk/worklist')).body).toEqual(body)

  // A model's word goes before what profiles found so far.
  await desk.ownerDb.query(
    `UPDATE decision SET body = jsonb_set(body::jsonb, '{screening,score}', '{"probability": 0.97}')::json WHERE mrn = $1`,
    [body.cases[1]?.mrn],
  )
  const scored = (await desk.call<Worklist>(here, 'GET', '/risk/worklist')).body.cases
  expect(scored[0]).toMatchObject({ mrn: body.cases[1]?.mrn, why: 'policy', probability: '0.970' })

  // What the lot drew is never left for later, however little there is room for.
  await desk.ownerDb.query(`UPDATE risk_control SET hits = '["random@1"]' WHERE mrn = $1`, [body.cases[2]?.mrn])
  const [first, ...others] = (await desk.call<Worklist>(here, 'GET', '/risk/worklist')).body.cases
  expect([first?.mrn, first?.why, ...others.map(each => each.why)]).toEqual([body.cases[2]?.mrn, 'lot', 'later', 'later'])

  await desk.call(here, 'POST', `/declarations/${first?.mrn}/controls/examination/outcome`, { outcome: 'clean' })
  expect((await desk.call<Worklist>(here, 'GET', '/risk/worklist')).body.cases).toHaveLength(2)
  expect((await desk.call(here, 'GET', '/risk/worklist?office=VN-HPH')).status).toBe(403)
  expect((await desk.call(importer, 'GET', '/risk/worklist')).status).toBe(403)
  expect((await desk.call(supervisor, 'PUT', '/risk/capacities/VN-SGN', { inspections: 1, exploration: '0.9' })).status).toBe(400)
})

test('a unit price far from the quarter before raises an alarm: to officers, who may ask, and to nobody else', async () => {
  const before = await desk.lodge(importer, shirts('PRICED'))
  await desk.ownerDb.query(
    `INSERT INTO cleared_price (mrn, item, code, origin, unit, price, cleared_on)
     SELECT $1, n, CASE WHEN n % 2 = 0 THEN '61091020' ELSE '61091090' END, 'KH', 'C62', 60000 + n * 100, '2026-02-01' FROM generate_series(1, 40) AS n`,
    [before.mrn],
  )
  await computeBands(desk.node)
  // Of the eight digits nothing was cleared: the six speak for them. 20 000 a shirt, where the middle is 62 050.
  let cheap = before
  await expect
    .poll(async () => {
      cheap = await desk.lodge(importer, shirts(`CHEAP-${Math.random()}`, red))
      return (await desk.call<CaseDetail>(here, 'GET', `/cases/${cheap.mrn}`)).body.hints.map(each => each.code)
    })
    .toContain('risk.price-outlying')
  expect(JSON.stringify(cheap)).not.toContain('price-outlying')
  expect((await desk.call(importer, 'GET', `/declarations/${cheap.mrn}`)).text).not.toContain('price-outlying')

  await sealSettled(log)
  await followDeclarations(desk.node)
  const { body } = await desk.call<{ items: readonly PriceAlarm[] }>(here, 'GET', '/risk/price-alarms')
  const alarm = body.items.find(each => each.mrn === cheap.mrn)
  expect(alarm).toMatchObject({
    item: 0,
    price: '20000',
    middle: expect.stringMatching(/^62049\.9/),
    count: 40,
    digits: 6,
    currency: 'VND',
    trader: 'VN-0101',
  })
  expect(Number(alarm?.z)).toBeLessThan(-3.5)
  expect((await desk.call(supervisor, 'GET', '/risk/price-alarms.csv')).text).toContain(`${cheap.mrn},1,VN-0101,'-`)
  expect((await desk.call<{ items: unknown[] }>(elsewhere, 'GET', '/risk/price-alarms')).body.items).toEqual([])
  expect((await desk.call(importer, 'GET', '/risk/price-alarms')).status).toBe(403)

  const { items } = (await desk.call<Fairness>(here, 'GET', '/risk/fairness')).body
  expect(items).toMatchObject([{ size: 'small', alarmed: body.items.length, picked: 0, pickedShare: '0.000' }])
})

test('what is declared otherwise than in the months before is an alarm of drift', async () => {
  expect((await desk.call<{ items: unknown[] }>(here, 'GET', '/risk/drift')).body.items).toEqual([])
  desk.moveTo('2026-04-20T05:00:00Z')
  const [item] = shirts('').goodsItems ?? []
  for (let n = 0; n < 12; n++)
    await desk.lodge(importer, shirts(`LATER-${n}`, { goodsItems: item === undefined ? [] : [{ ...item, originCountry: 'LA' }] }))
  desk.moveTo('2026-04-21T05:00:00Z')
  await computeDrift(desk.node)
  await computeDrift(desk.node)
  const { items } = (await desk.call<{ items: readonly Drift[] }>(here, 'GET', '/risk/drift')).body
  expect(items.find(each => each.feature === 'origin')).toMatchObject({ says: 'alarm', recent: 12, computedOn: '2026-04-21' })
  expect(items.find(each => each.feature === 'office')).toMatchObject({ says: 'stable' })
})
