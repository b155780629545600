import { expect, test } from 'vitest'
import { officer, openLodgingDesk, supervisor, trader } from '../declaration/testing/lodging-desk.ts'
import { shirts } from '../declaration/testing/shirts.ts'

const desk = await openLodgingDesk('VN')
const draft = {
  id: 'shirts-from-cambodia',
  owner: 'Risk unit',
  objective: 'revenue',
  reason: 'Shirts were undervalued of late.',
  expression: 'item.heading == "6109" && item.origin == "KH"',
  controls: ['document-check'],
  mitigable: false,
  validFrom: '2026-03-01',
  validTo: '2026-03-11',
}
const laneOf = async (reference: string) => (await desk.lodge(trader('VN-0101'), shirts(reference))).lane

test('a profile runs to the last minute of its last day in the state, and not a minute longer', async () => {
  const proposed = await desk.call(officer('VN-SGN'), 'POST', '/risk/profiles', draft)
  expect(proposed.status).toBe(201)
  const approved = await desk.call(supervisor, 'POST', `/risk/profiles/${draft.id}/versions/1/approval`)
  expect(approved.status).toBe(200)
  // Midnight in Viet Nam is at 17:00 of the world's time.
  desk.moveTo('2026-03-10T16:59:00Z')
  await expect.poll(() => laneOf(`LAST-${Math.random()}`), { timeout: 10_000 }).toBe('yellow')
  desk.moveTo('2026-03-10T17:00:00Z')
  expect(await laneOf('OVER')).toBe('green')
})

test('a profile for safety is never marked as one that trust may lower', async () => {
  const refused = await desk.call(officer('VN-SGN'), 'POST', '/risk/profiles', {
    ...draft,
    id: 'toys',
    objective: 'safety',
    mitigable: true,
  })
  expect([refused.status, refused.body.code]).toEqual([422, 'risk.profile-never-mitigated'])
})
