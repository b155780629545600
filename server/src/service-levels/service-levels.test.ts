import type { ServiceLevel } from '@lintas/contract'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { officer, openLodgingDesk, trader } from '../declaration/testing/lodging-desk.ts'
import { shirts } from '../declaration/testing/shirts.ts'
import { levelsOf, remediesOf } from './index.ts'

const desk = await openLodgingDesk('VN')
const importer = trader('VN-0101')

interface Levels {
  readonly atLeast: number
  readonly targets: readonly object[]
  readonly items: readonly ServiceLevel[]
}

test('declarations are counted by the week they were lodged in, timed to their release, and held against the target', async () => {
  const mrns: string[] = []
  for (let each = 0; each < 11; each++) mrns.push((await desk.lodge(importer, shirts(`SL-${each}`))).mrn)
  desk.moveTo('2026-03-10T05:10:00Z')
  for (const mrn of mrns.slice(0, 10)) {
    const { body } = await desk.call<{ id: string }>(importer, 'POST', `/declarations/${mrn}/payments`, {})
    expect((await desk.call(importer, 'POST', `/payments/${body.id}/test-confirmation`, {})).status).toBe(200)
  }
  const { body } = await desk.call<Levels>(importer, 'GET', '/service-levels?by=lane')
  expect(body.targets).toContainEqual(expect.objectContaining({ lane: 'green', withinSeconds: 60, confidence: 'assumed' }))
  expect(body.items).toHaveLength(1)
  expect(body.items[0]).toMatchObject({
    week: '2026-03-09',
    group: 'green',
    lodged: 11,
    released: 10,
    decisionMedianS: 0,
    inTime: 0,
    counted: 11,
  })
  expect(body.items[0]?.releaseMedianS).toBeGreaterThan(500)
  expect(body.items[0]?.releaseMedianS).toBeLessThan(660)

  const csv = await desk.call(importer, 'GET', '/service-levels.csv?by=mode')
  expect(csv.text).toMatch(/^week,group,lodged,released,.*\r\n2026-03-09,NORMAL,11,10,/)
})

test('the public learns of no group of fewer than ten, and of no office; officers of every group', async () => {
  await desk.lodge(importer, shirts('SL-FEW', { mode: 'PRE_ARRIVAL' }))
  const modes = async (caller: typeof importer, path: string) =>
    (await desk.call<Levels>(caller, 'GET', path)).body.items.map(each => each.group)
  expect(await modes(importer, '/service-levels?by=mode&weeks=7')).toEqual(['NORMAL'])
  expect(await modes(officer('VN-SGN'), '/service-levels/detail?by=mode')).toContain('NORMAL')
  expect((await modes(officer('VN-SGN'), '/service-levels/detail?by=mode')).length).toBeGreaterThan(1)
  expect(await modes(officer('VN-SGN'), '/service-levels/detail?by=office')).toEqual(['VN-SGN'])
  expect((await desk.call(importer, 'GET', '/service-levels?by=office')).status).toBe(400)
  expect((await desk.call(importer, 'GET', '/service-levels/detail')).status).toBe(403)
})

test('of fewer than ten reviews, appeals or refunds nothing is told, and of fewer than ten answers no time', () => {
  const row = {
    month: '2026-03-01',
    group: 'all',
    remedy: 'review',
    withdrawn: 1,
    answerMedianS: 5,
    answerP90S: 9,
    inTime: 8,
    overdue: 1,
  } as const
  expect(remediesOf([{ ...row, asked: 9, answered: 9, counted: 9 }], 10)).toEqual([])
  const { answerMedianS, answerP90S, inTime, overdue, ...told } = { ...row, asked: 11, answered: 9 }
  expect(remediesOf([{ ...told, answerMedianS, answerP90S, inTime, overdue, counted: 9 }], 10)).toEqual([told])
  expect(remediesOf([{ ...row, asked: 11, answered: 10, counted: 10 }], 10)).toEqual([{ ...row, asked: 11, answered: 10, counted: 10 }])
})

test('whatever is counted, nothing of fewer than ten is told', () => {
  const count = fc.nat({ max: 30 })
  const row = fc.record({ lodged: count, decided: count, released: count, inTime: count, counted: count }).map(given => ({
    ...given,
    week: '2026-03-09',
    group: 'green',
    decisionMedianS: 1,
    decisionP90S: 2,
    releaseMedianS: 3,
    releaseP90S: 4,
  }))
  fc.assert(
    fc.property(fc.array(row), rows => {
      const told = levelsOf(rows, [], [], 10).items
      const large = rows.filter(each => each.lodged >= 10)
      expect(told).toHaveLength(large.length)
      for (const [index, item] of told.entries()) {
        expect(item.lodged).toBeGreaterThanOrEqual(10)
        if (item.decisionMedianS !== undefined || item.decisionP90S !== undefined) expect(large[index]?.decided).toBeGreaterThanOrEqual(10)
        if (item.releaseMedianS !== undefined) expect(item.released).toBeGreaterThanOrEqual(10)
        if (item.counted !== undefined) expect(item.counted).toBeGreaterThanOrEqual(10)
      }
    }),
  )
})
