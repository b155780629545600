import { gzipSync } from 'node:zlib'
import type {
  AuditCandidate,
  CaseDetail,
  Drift,
  Fairness,
  OfficeCapacity,
  PriceAlarm,
  RiskModelsAnswer,
  TakenFromWorklist,
  Worklist,
} from '@lintas/contract'
import type { DeclarationInput } from '@lintas/customs/declaration'
import { describe, expect, test } from 'vitest'
import { officer, openLodgingDesk, supervisor, trader } from '../declaration/testing/lodging-desk.ts'
import { shirts } from '../declaration/testing/shirts.ts'
import { openLog } from '../platform/events/index.ts'
import { sealSettled } from '../platform/events/testing/settled.ts'
import type { Caller } from '../platform/node.ts'
import { computeDrift } from './drift.ts'
import { followPast } from './follow-past.ts'
import { computeBands, followDeclarations } from './history.ts'

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
    `UPDATE decision SET body = jsonb_set(body::jsonb, '{screening,score}', '{"model": 1, "probability": 0.97}')::json WHERE mrn = $1`,
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

/** Consignments that nothing stopped, as a model would have scored them. */
async function scored(...likely: readonly (readonly [probability: number, charges: number])[]): Promise<readonly string[]> {
  const mrns: string[] = []
  for (const [probability, charges] of likely) {
    const { mrn, lane } = await desk.lodge(importer, shirts(`GREEN-${probability}-${charges}`))
    expect(lane).toBe('green')
    mrns.push(mrn)
    await desk.ownerDb.query(
      `UPDATE decision SET body = (body::jsonb || jsonb_build_object('assessment', body::jsonb->'assessment' || jsonb_build_object('total', $2::text),
         'screening', body::jsonb->'screening' || jsonb_build_object('score', $3::jsonb)))::json WHERE mrn = $1`,
      [mrn, String(charges), JSON.stringify({ model: 1, probability, item: 0, reasons: [] })],
    )
  }
  await sealSettled(log)
  await followDeclarations(desk.node)
  return mrns
}
const room = (inspections: number, revenueWeight: string) =>
  desk.call<OfficeCapacity>(supervisor, 'PUT', '/risk/capacities/VN-SGN', { inspections, exploration: '0', revenueWeight })
const list = async () => (await desk.call<Worklist>(here, 'GET', '/risk/worklist')).body
const take = (caller: Caller, mrn: string | undefined, control = 'examination', key?: string) =>
  desk.call<TakenFromWorklist & { code: string }>(
    caller,
    'POST',
    `/risk/worklist/${mrn}/control`,
    { control },
    key === undefined ? {} : { 'idempotency-key': key },
  )

describe('what nothing stopped', () => {
  let likely = ''
  let dear = ''
  test('is on the day’s list where a model scored it', async () => {
    for (const { mrn } of (await list()).cases)
      await desk.call(here, 'POST', `/declarations/${mrn}/controls/examination/outcome`, { outcome: 'clean' })
    const [one = '', two = ''] = await scored([0.9, 1_000], [0.2, 900_000], [0.3, 2_000])
    likely = one
    dear = two
    expect((await list()).cases.map(({ isGreen }) => isGreen)).toEqual([true, true, true])
  })

  test('is ranked by the policy its supervisor chose; what each policy would come to stands beside it, and who chose it when', async () => {
    const { done } = await list()
    expect((await room(done + 1, '0')).body).toMatchObject({ revenueWeight: '0', setBy: supervisor.accountId })
    expect((await list()).cases.map(({ mrn, why, isGreen }) => [mrn === likely, why, isGreen])[0]).toEqual([true, 'policy', true])
    await room(done + 1, '1')
    const { cases, outlooks } = await list()
    expect(cases[0]).toMatchObject({ mrn: dear, why: 'policy', probability: '0.200', revenue: '900000' })
    expect(outlooks.map(each => each.revenueWeight)).toEqual(['0', '0.1', '0.25', '0.5', '0.75', '1'])
    expect(outlooks[0]).toMatchObject({ inspections: 1, found: '0.90', revenue: '900', isChosen: false })
    expect(outlooks.at(-1)).toMatchObject({ inspections: 1, found: '0.20', revenue: '180000', isChosen: true })
    const said = await desk.call<{ items: readonly OfficeCapacity[] }>(here, 'GET', '/risk/capacities/VN-SGN?limit=2')
    expect(said.body.items.map(each => each.revenueWeight)).toEqual(['1', '0'])
    expect((await desk.call(elsewhere, 'GET', '/risk/capacities/VN-SGN')).body.code).toBe('risk.office-of-others')
    expect(
      (await desk.call(supervisor, 'PUT', '/risk/capacities/VN-SGN', { inspections: 1, exploration: '0', revenueWeight: '1.5' })).status,
    ).toBe(400)
  })

  test('is taken from the list with the list as the reason: by its office, while there is a place, each once', async () => {
    expect((await take(elsewhere, dear)).body.code).toBe('risk.case-unknown')
    expect((await take(importer, dear)).status).toBe(403)
    expect((await take(here, 'VN-NONE')).body.code).toBe('risk.case-unknown')
    expect((await take(here, likely)).body.code).toBe('risk.day-full')
    // Two officers at once take the two likeliest of a day with one place: one of them gets it.
    const both = await Promise.all([take(here, dear, 'examination', 'taken-once'), take(here, likely)])
    expect(both.map(each => each.status).sort()).toEqual([201, 409])
    const [taken, again] = [both[0], await take(here, dear, 'examination', 'taken-once')]
    expect(taken?.body).toMatchObject({ became: 'control', control: 'examination', status: 'under-control' })
    expect(again.body).toEqual(taken?.body)
    expect((await take(here, dear)).body.code).toBe('risk.pick-not-listed')
    const found = (await desk.call<CaseDetail>(here, 'GET', `/cases/${dear}`)).body
    expect(found).toMatchObject({
      lane: 'red',
      controls: [{ control: 'examination', hits: [expect.stringMatching(/^override@/), 'day-list@1'] }],
    })
    expect(found.summary.reason).toMatch(/^Day's list of 2026-03-10: place 1 of \d+, policy, probability 0\.200, weight of revenue 1\.$/)
    const told = JSON.stringify((await desk.call(importer, 'GET', `/declarations/${dear}`)).body)
    for (const word of ['day-list', 'probability', 'override', 'place 1']) expect(told).not.toContain(word)
    const replayed = await desk.call(here, 'POST', `/declarations/${dear}/replay`)
    expect(replayed.status).toBe(200)
  })

  test('counts as targeted once it is answered, and fills a place of the day', async () => {
    const before = (await list()).done
    await desk.call(here, 'POST', `/declarations/${dear}/controls/examination/outcome`, { outcome: 'clean' })
    expect((await list()).done).toBe(before + 1)
    const [row] = await desk.ownerDb.query<{ drawn: boolean; targeted: boolean }>(
      'SELECT drawn, targeted FROM risk_inspection WHERE mrn = $1',
      [dear],
    )
    expect(row).toEqual({ drawn: false, targeted: true })
  })

  test('of a trusted trader is asked one step less', async () => {
    await desk.ownerDb.query('UPDATE risk_candidate SET trusted = true WHERE mrn = $1', [likely])
    await room((await list()).done + 1, '0')
    expect((await take(here, likely)).body).toMatchObject({ became: 'control', control: 'document-check' })
    expect((await list()).cases.every(each => each.why === 'later')).toBe(true)
  })

  test('and released is noted for a check after release, once, as JSON and as CSV', async () => {
    const [gone] = await scored([0.7, 5_000])
    expect((await list()).released).toEqual([])
    await desk.ownerDb.query(
      `UPDATE declaration SET status = 'released', standing = (standing::jsonb || '{"status": "released"}')::json, released_on = '2026-03-10' WHERE mrn = $1`,
      [gone],
    )
    expect((await list()).released).toMatchObject([{ mrn: gone, probability: '0.700' }])
    expect((await take(here, gone)).body).toEqual({ mrn: gone, became: 'audit-candidate' })
    expect((await take(here, gone)).body.code).toBe('risk.pick-not-listed')
    expect((await list()).released).toEqual([])
    const noted = await desk.call<{ items: readonly AuditCandidate[] }>(here, 'GET', '/risk/audit-candidates')
    expect(noted.body.items).toMatchObject([
      { mrn: gone, probability: '0.700', revenue: '5000', releasedOn: '2026-03-10', notedBy: here.accountId },
    ])
    expect((await desk.call<{ items: unknown[] }>(elsewhere, 'GET', '/risk/audit-candidates')).body.items).toEqual([])
    expect((await desk.call(supervisor, 'GET', '/risk/audit-candidates.csv')).text).toContain(`VN-SGN,${gone},`)
    expect((await desk.call(importer, 'GET', '/risk/audit-candidates')).status).toBe(403)
  })
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
  await followPast(desk.node)
  const all = Number(items[0]?.declarations)
  const { byOrigin, groupMin } = (await desk.call<Fairness>(here, 'GET', '/risk/fairness')).body
  expect(all).toBeGreaterThanOrEqual(groupMin)
  expect(byOrigin).toMatchObject([{ size: 'small', origin: 'KH', origins: 1, declarations: all, picked: 0 }])
  const few = await desk.call<Fairness>(here, 'GET', '/risk/fairness?to=2026-03-10')
  expect(few.body).toMatchObject({ items: [], byOrigin: [] })
  expect((await desk.call(importer, 'GET', '/risk/fairness')).status).toBe(403)
})

test('what is declared otherwise than in the months before is an alarm of drift', async () => {
  expect((await desk.call<{ items: unknown[] }>(here, 'GET', '/risk/drift')).body.items).toEqual([])
  desk.moveTo('2026-04-20T05:00:00Z')
  const [item] = shirts('').goodsItems ?? []
  for (let n = 0; n < 12; n++)
    await desk.lodge(importer, shirts(`LATER-${n}`, { goodsItems: item === undefined ? [] : [{ ...item, originCountry: 'LA' }] }))
  desk.moveTo('2026-04-21T05:00:00Z')
  // The model in use: nine in ten of its scores of late are high, where all were low before.
  await desk.ownerDb.query(
    `WITH model AS (INSERT INTO risk_model (asked_by, asked_at, outcome_delay_days, status, body) VALUES ('x', now(), 0, 'trained', $1) RETURNING version)
     INSERT INTO risk_model_use (version, is_roll_back, used_by, used_at) SELECT version, false, 'y', now() FROM model`,
    [gzipSync('{}')],
  )
  await desk.ownerDb.query(
    `INSERT INTO risk_candidate (mrn, office, on_day, since, trader, goods, model, probability, charges, trusted)
     SELECT mrn, 'VN-SGN', CASE WHEN row_number() OVER (ORDER BY mrn) % 2 = 0 THEN '2026-02-20' ELSE '2026-04-10' END::date, now(), '', '', 1,
       CASE WHEN row_number() OVER (ORDER BY mrn) % 2 = 0 THEN 0.05 ELSE 0.95 END, 0, false FROM declaration
     ON CONFLICT (mrn) DO UPDATE SET model = 1, on_day = excluded.on_day, probability = excluded.probability`,
  )
  await computeDrift(desk.node)
  await computeDrift(desk.node)
  const [model] = (await desk.call<RiskModelsAnswer>(here, 'GET', '/risk/models')).body.items
  expect(model).toMatchObject({ isActive: true, drift: { says: 'alarm', computedOn: '2026-04-21' }, against: { isWorse: false } })
  expect(model?.against?.targeted.inspected).toBeGreaterThan(0)
  const { items } = (await desk.call<{ items: readonly Drift[] }>(here, 'GET', '/risk/drift')).body
  expect(items.find(each => each.feature === 'origin')).toMatchObject({ says: 'alarm', recent: 12, computedOn: '2026-04-21' })
  expect(items.find(each => each.feature === 'office')).toMatchObject({ says: 'stable' })
})
