import type { RestrictionAnswer } from '@lintas/contract'
import { expect, test } from 'vitest'
import { officer, openLodgingDesk, supervisor, trader } from '../declaration/testing/lodging-desk.ts'
import { shirts } from '../declaration/testing/shirts.ts'

const desk = await openLodgingDesk('VN')
const importer = trader('VN-0101')
const path = '/operators/VN-0101/restrictions'
const suspension = {
  restriction: 'suspended',
  validFrom: '2026-03-10',
  validTo: '2026-03-12',
  reason: 'Books were not kept for two years.',
}

test('a suspended operator cannot declare while it is suspended, nor once more until that is lifted', async () => {
  const imposed = await desk.call<RestrictionAnswer>(supervisor, 'POST', path, suspension)
  expect(imposed.status).toBe(201)
  const refused = await desk.call(importer, 'POST', '/declarations', shirts('TRUST-1'))
  expect([refused.status, refused.body.issues.filter(each => each.severity === 'error')]).toMatchObject([
    422,
    [{ code: 'trust.operator-suspended', path: 'importer.id' }],
  ])
  desk.moveTo('2026-03-12T05:00:00Z')
  await desk.lodge(importer, shirts('TRUST-2'))
  desk.moveTo('2026-03-11T05:00:00Z')
  expect((await desk.call(importer, 'POST', '/declarations', shirts('TRUST-3'))).status).toBe(422)
  const lifted = await desk.call<RestrictionAnswer>(supervisor, 'POST', `${path}/${imposed.body.id}/lifting`)
  expect(lifted.body.liftedAt).toContain('2026-03-11T05:00:')
  await desk.lodge(importer, shirts('TRUST-3'))
  expect((await desk.call(supervisor, 'POST', `${path}/${imposed.body.id}/lifting`)).status).toBe(404)
})

test('only customs reads restrictions, only a supervisor sets them', async () => {
  const here = officer('VN-SGN')
  expect((await desk.call(importer, 'GET', path)).status).toBe(403)
  expect((await desk.call(here, 'POST', path, suspension)).status).toBe(403)
  const read = await desk.call<{ items: RestrictionAnswer[] }>(here, 'GET', path)
  expect(read.body.items).toMatchObject([{ restriction: 'suspended', reason: suspension.reason }])
  const backwards = await desk.call(supervisor, 'POST', path, { ...suspension, validTo: '2026-03-10' })
  expect([backwards.status, backwards.body.code]).toEqual([422, 'trust.restriction-period'])
})

test('a decision keeps the restrictions it was taken on, so that it is the same again after they changed', async () => {
  const { mrn } = await desk.lodge(importer, shirts('TRUST-4'))
  await desk.call(supervisor, 'POST', path, {
    restriction: 'debarred',
    validFrom: '2026-01-01',
    reason: 'Smuggling of tobacco, in several cases.',
  })
  const replayed = await desk.call<{ identical: boolean }>(importer, 'POST', `/declarations/${mrn}/replay`)
  expect(replayed.body.identical).toBe(true)
})
