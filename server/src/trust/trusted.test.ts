import type { DeclarationAnswer, TrustAnswer } from '@lintas/contract'
import { expect, test } from 'vitest'
import { officer, openLodgingDesk, supervisor, trader } from '../declaration/testing/lodging-desk.ts'
import { whisky } from '../declaration/testing/shirts.ts'
import type { Caller } from '../platform/node.ts'

const desk = await openLodgingDesk('VN')
const importer = trader('VN-0101')
const administrator: Caller = { accountId: 'the administrator', role: 'administrator', traderIds: [] }
const checker: Caller = { accountId: 'the checker', role: 'checker', traderIds: [] }
const path = '/operators/VN-0101/trust'
const proposal = { validFrom: '2026-03-01', validTo: '2026-03-12', reason: 'Five years of books in order, audited in 2025.' }
const laneOf = async (reference: string) => (await desk.lodge(importer, whisky(reference))).lane

test('an operator is trusted on the word of two, on its days, and no more from the moment it is suspended', async () => {
  expect(await laneOf('BEFORE')).toBe('yellow')
  const proposed = await desk.call<TrustAnswer>(administrator, 'POST', path, proposal)
  expect([proposed.status, proposed.body.status]).toEqual([201, 'proposed'])
  expect(await laneOf('PROPOSED')).toBe('yellow')
  const approval = `${path}/${proposed.body.id}/approval`
  expect((await desk.call(administrator, 'POST', approval, { decision: 'approved' })).body).toMatchObject({ code: 'trust.trust-own' })
  expect((await desk.call<TrustAnswer>(checker, 'POST', approval, { decision: 'approved' })).body.status).toBe('approved')

  const trusted = await desk.lodge(importer, whisky('TRUSTED'))
  expect(trusted.lane).toBe('blue')
  desk.moveTo('2026-03-12T05:00:00Z')
  expect(await laneOf('OVER')).toBe('yellow')
  desk.moveTo('2026-03-11T05:00:00Z')
  expect(await laneOf('STILL')).toBe('blue')

  const suspension = { reason: 'An inspection found undeclared bottles.' }
  const suspended = await desk.call<TrustAnswer>(supervisor, 'POST', `${path}/${proposed.body.id}/suspension`, suspension)
  expect(suspended.body).toMatchObject({ status: 'suspended', suspension: suspension.reason })
  expect(await laneOf('SUSPENDED')).toBe('yellow')

  const replayed = await desk.call<{ identical: boolean }>(importer, 'POST', `/declarations/${trusted.mrn}/replay`)
  expect(replayed.body.identical).toBe(true)
  const acts = await desk.ownerDb.query<{ act: string }>(
    "SELECT act FROM event WHERE subject = 'operator' AND subject_id = 'VN-0101' ORDER BY id",
  )
  expect(acts.map(each => each.act)).toEqual(['propose-trust', 'trust', 'suspend-trust'])
})

test('a restricted operator is not trusted, whatever was approved', async () => {
  const proposed = await desk.call<TrustAnswer>(checker, 'POST', path, proposal)
  await desk.call(administrator, 'POST', `${path}/${proposed.body.id}/approval`, { decision: 'approved' })
  expect(await desk.node.db.query('SELECT 1 FROM operator_trust')).toHaveLength(2)
  expect(await laneOf('TRUSTED-AGAIN')).toBe('blue')
  await desk.call(supervisor, 'POST', '/operators/VN-0101/restrictions', {
    restriction: 'suspended',
    validFrom: '2026-03-11',
    reason: 'Books were not kept for two years.',
  })
  expect((await desk.call(importer, 'POST', '/declarations', whisky('RESTRICTED'))).body.code).toBe('trust.operator-suspended')
})

test('it is explained to officers, and no trader reads or sets it', async () => {
  for (const caller of [importer, officer('VN-SGN')]) expect((await desk.call(caller, 'POST', path, proposal)).status).toBe(403)
  expect((await desk.call(importer, 'GET', path)).status).toBe(403)
  expect((await desk.call<{ items: TrustAnswer[] }>(officer('VN-SGN'), 'GET', path)).body.items).toHaveLength(2)
  const own = await desk.call<DeclarationAnswer>(importer, 'GET', '/declarations?limit=100')
  expect(own.text).not.toMatch(/mitigated|trusted/)
})

test.each<[string, object, string]>([
  ['a period that is empty', { validTo: '2026-03-01' }, 'trust.trust-period'],
  ['a period without end in sight', { validTo: '2036-03-01' }, 'trust.trust-long'],
])('%s is refused', async (_, change, code) => {
  const refused = await desk.call(administrator, 'POST', path, { ...proposal, ...change })
  expect([refused.status, refused.body.code]).toEqual([422, code])
})
