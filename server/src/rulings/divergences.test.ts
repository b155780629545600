import type { DivergenceAnswer, LanesAnswer } from '@lintas/contract'
import type { DeclarationInput } from '@lintas/customs/declaration'
import { expect, test } from 'vitest'
import {
  administrator,
  broker,
  checker,
  type LodgingDesk,
  officer,
  openLodgingDesk,
  supervisor,
  trader,
} from '../declaration/testing/lodging-desk.ts'
import { shirts } from '../declaration/testing/shirts.ts'
import { PUBLIC } from '../platform/http/index.ts'
import { directNeighbours } from '../platform/neighbours.ts'

const neighbours = directNeighbours()
const vn = await openLodgingDesk('VN', neighbours)
const sg = await openLodgingDesk('SG', neighbours)

async function teach(desk: LodgingDesk, ...rows: readonly string[]) {
  const csv = `description,hs6,kind,trader\n${rows.join('\n')}\n`
  const taught = await desk.call(administrator, 'POST', '/classification-evidence', csv, { 'content-type': 'text/csv' })
  expect(taught.status).toBe(202)
}
const compare = async () => {
  for (const desk of [vn, sg, vn]) await desk.jobs.run('rulings-compare')
}
const list = async (desk: LodgingDesk, query = '') => {
  const answer = await desk.inject({ url: `/${desk.node.state.toLowerCase()}/api/v1/divergences${query}` })
  return (answer.json() as { items: DivergenceAnswer[] }).items
}
const brief = ({ words, standing, positions }: DivergenceAnswer) => [
  words,
  standing,
  ...positions.map(each => `${each.state} ${each.code}`),
]
const close = (number: string, by = supervisor, desk = vn) =>
  desk.call<DivergenceAnswer & { code: string }>(by, 'POST', `/divergences/${number}/closing`, { reason: 'Settled by the working group.' })

test('rulings that differ open a divergence in both states, once; no trader crosses; it is closed, and opens anew where the sides change', async () => {
  await teach(vn, 'drone with camera,880622,ruling,', 'oat drink,220299,checked,SECRET-1', 'smart watch,851762,ruling,')
  await teach(sg, 'camera drones,852589,ruling,', 'oat drink,190190,ruling,', 'smart watch,851762,ruling,')
  await compare()
  await compare()
  const both = ['SG 852589', 'VN 880622']
  expect((await list(vn)).map(brief)).toEqual([['drone camera', 'open', ...both]])
  expect((await list(sg)).map(brief)).toEqual([['camera drones', 'open', ...both]])
  const kept = await sg.ownerDb.query('SELECT * FROM classification_position')
  expect(JSON.stringify(kept)).not.toContain('SECRET')
  expect(kept).toHaveLength(5)

  await teach(vn, ...['A', 'B', 'C'].map(trader => `oat drink,220299,checked,SECRET-${trader}`))
  await compare()
  expect((await list(vn)).map(brief)[0]).toEqual(['oat drink', 'open', 'SG 190190', 'VN 220299'])

  const [, drone] = await list(vn)
  expect((await close(drone?.number ?? '', officer('VN-SGN'))).status).toBe(403)
  expect((await close(drone?.number ?? '')).body).toMatchObject({ standing: 'closed', reason: 'Settled by the working group.' })
  expect((await close(drone?.number ?? '')).body.code).toBe('rulings.divergence-closed')
  expect((await close('SG-D-1')).body.code).toBe('rulings.divergence-unknown')
  await compare()
  expect((await list(vn, '?standing=open')).map(brief)).toEqual([['oat drink', 'open', 'SG 190190', 'VN 220299']])

  await vn.ownerDb.query("DELETE FROM classification_evidence WHERE description = 'oat drink'")
  await teach(vn, 'camera drone,852580,ruling,')
  await compare()
  expect((await list(vn, '?standing=open')).map(brief)).toEqual([['camera drone', 'open', 'VN 852580', 'SG 852589', 'VN 880622']])
  expect((await list(vn, '?standing=closed')).map(each => each.reason)).toEqual(['agreed', 'Settled by the working group.'])
  const csv = await vn.inject({ url: '/vn/api/v1/divergences.csv?standing=open' })
  expect(csv.body.split('\r\n')).toHaveLength(5)
})

test('what a neighbour tells that is no position is not taken', async () => {
  const message = { id: 'x', from: 'SG' as const, subject: 'positions', body: { on: '2026-03-10', positions: [{ key: 'a', trader: 'B' }] } }
  await expect(neighbours.deliver('VN', message)).rejects.toThrow()
})

const lanesOf = async (desk: LodgingDesk, query = '', by = officer('VN-SGN')) =>
  (await desk.call<LanesAnswer>(by, 'GET', `/divergences/lanes${query}`)).body

/** Lodges two items of one code, of a trader. */
async function lodgeShirts(number: number, traderId: string, code = '6109.10.10', change: Partial<DeclarationInput> = {}) {
  const like = shirts(`L-${code}-${number}`)
  const goodsItems = like.goodsItems?.map(item => ({ ...item, commodityCode: code })) ?? []
  const parties = { importer: { id: traderId, name: traderId }, declarant: { id: traderId } }
  return await vn.lodge(trader(traderId), {
    ...like,
    ...change,
    ...parties,
    goodsItems: [...goodsItems, ...goodsItems].map((item, place) => ({
      ...item,
      sequence: place + 1,
      packages: [{ type: 'CT', count: 10 }],
      invoiceAmount: { amount: '40000000', currency: 'VND' },
      netMassKg: '500',
      grossMassKg: '520',
    })),
  })
}

const told = (red: number, green: number, code = '610910') => ({ direction: 'import', code, lanes: { green, blue: 0, yellow: 0, red } })
const tell = (positions: readonly object[], month = '2026-03', on = '2026-04-02') =>
  neighbours.deliver('VN', { id: `lanes ${Math.random()}`, from: 'SG', subject: 'lanes', body: { on, month, positions } })

test('a month that is over is counted once and told: what too few declarations or traders stand behind is not', async () => {
  for (let number = 0; number < 10; number += 1) await lodgeShirts(number, `VN-010${number % 3}`)
  for (let number = 0; number < 9; number += 1) await lodgeShirts(number, `VN-010${number % 3}`, '62034290')
  const red = { additionalInformation: [{ code: 'SANDBOX', text: 'lane=red' }] }
  for (let number = 0; number < 10; number += 1) {
    const { mrn } = await lodgeShirts(number, `VN-010${number % 3}`, '64041190', red)
    const outcome = number < 3 ? { outcome: 'discrepancy', findings: [{ kind: 'quantity' }] } : { outcome: 'clean' }
    expect((await vn.call(officer('VN-SGN'), 'POST', `/declarations/${mrn}/controls/examination/outcome`, outcome)).status).toBe(200)
  }
  for (let number = 0; number < 11; number += 1) await lodgeShirts(number, `VN-020${number % 2}`, '61091020')
  await vn.jobs.run('rulings-lanes')
  expect((await lanesOf(vn)).items).toEqual([])

  for (const desk of [vn, sg]) desk.moveTo('2026-04-02T05:00:00Z')
  await vn.jobs.run('rulings-lanes')
  await vn.jobs.run('rulings-lanes')
  const kept = 'SELECT state, month, direction, code, green, blue, yellow, red, inspected, found FROM lane_position ORDER BY code'
  const month = { state: 'VN', month: '2026-03-01', direction: 'import', blue: 0, yellow: 0, inspected: null, found: null }
  expect(await vn.ownerDb.query(kept)).toMatchObject([
    { ...month, code: '610910' }, // and none of its eight digits: one less the other would tell of two traders
    { ...month, code: '640411', green: 0, red: 10, inspected: 10, found: 3 },
    { ...month, code: '64041190', green: 0, red: 10, inspected: 10, found: 3 },
  ])
  expect(await sg.ownerDb.query(kept)).toEqual(await vn.ownerDb.query(kept))

  const six = await lanesOf(vn)
  expect(six).toMatchObject({ state: 'VN', from: '2026-01', to: '2026-03', comparisons: 0, told: [{ state: 'VN', on: '2026-04-02' }] })
  expect(six.items).toMatchObject([
    { code: '610910', sides: [{ state: 'VN', declarations: 21 }], differences: [] },
    {
      code: '640411',
      sides: [{ state: 'VN', declarations: 10, shares: { held: { rate: '1.000' }, found: { rate: '0.300' } } }],
      differences: [],
    },
  ])
  expect((await lanesOf(vn, '?digits=8')).items.map(each => each.code)).toEqual(['64041190'])
  expect((await lanesOf(vn, '?direction=export')).items).toEqual([])
})

test('shares that differ beyond chance are named with the state that told them, and what it tells again takes the place of what it told', async () => {
  await tell([told(19, 1), told(0, 20, '64041190'), told(3, 97, '852872')])
  const { items, comparisons, differing } = await lanesOf(vn)
  expect([comparisons, differing, items.map(each => each.code)]).toEqual([2, 1, ['610910', '640411']])
  // Some of ours may have been drawn by lot: a few of 21, not nineteen of twenty.
  expect(items[0]?.sides).toMatchObject([
    { state: 'VN', declarations: 21 },
    { state: 'SG', declarations: 20, shares: { red: { rate: '0.950' } } },
  ])
  expect(items[0]?.differences.map(each => [each.share, each.with, Number(each.high) < 0])).toEqual([
    ['held', 'SG', true],
    ['red', 'SG', true],
  ])
  const csv = await vn.call(officer('VN-SGN'), 'GET', '/divergences/lanes.csv?differing=true')
  expect(csv.text.split('\r\n')[2]).toMatch(/^2026-01,2026-03,import,610910,SG,2026-04-02,20,1,0,0,19,0\.950,0\.950,,,,held -0\.\d{3} \(/)

  await tell([told(1, 19)], '2026-03', '2026-04-03')
  await tell([told(19, 1)])
  expect((await lanesOf(vn, '?differing=true')).items).toEqual([])
  expect((await lanesOf(vn, '?months=1&code=6109')).items[0]?.sides[1]).toMatchObject({ state: 'SG', lanes: { green: 19, red: 1 } })
  expect((await lanesOf(vn, '?code=95')).items).toEqual([])
})

test.each([
  ['fewer than ten', [told(4, 5)]],
  ['fewer than ten inspections', [{ ...told(5, 5), inspections: { inspected: 9, found: 1 } }]],
  ['more found than inspected', [{ ...told(5, 5), inspections: { inspected: 10, found: 11 } }]],
  ['a trader', [{ ...told(5, 5), trader: 'SECRET-1' }]],
])('lanes of %s are not taken from a neighbour', async (_, positions) => {
  await expect(tell(positions)).rejects.toThrow()
})

test('traders and the public learn of no lanes', async () => {
  for (const path of ['/divergences/lanes', '/divergences/lanes.csv']) {
    for (const by of [trader('VN-0101'), broker('VN-0909', 'VN-0101'), administrator, checker])
      expect((await vn.call(by, 'GET', path)).status).toBe(403)
    expect((await vn.call(PUBLIC, 'GET', path)).status).toBe(401)
    expect((await vn.call(supervisor, 'GET', path)).status).toBe(200)
  }
})
