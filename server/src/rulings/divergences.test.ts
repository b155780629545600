import type { DivergenceAnswer } from '@lintas/contract'
import { expect, test } from 'vitest'
import { administrator, type LodgingDesk, officer, openLodgingDesk, supervisor } from '../declaration/testing/lodging-desk.ts'
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
