import type { DeclarationAnswer, TierAnswer } from '@lintas/contract'
import { expect, test } from 'vitest'
import { administrator, checker, giveTier, officer, openLodgingDesk, supervisor, trader } from '../declaration/testing/lodging-desk.ts'
import { whisky } from '../declaration/testing/shirts.ts'

const desk = await openLodgingDesk('VN')
const importer = trader('VN-0101')
const path = '/operators/VN-0101/tiers'
const proposal = { tier: 3, validFrom: '2026-03-01', validTo: '2026-03-12', reason: 'Five years of books in order, audited in 2025.' }
const laneOf = async (reference: string) => (await desk.lodge(importer, whisky(reference))).lane

test('an operator of the third tier is trusted on the word of two, on its days, and no more from the moment it is suspended', async () => {
  expect(await laneOf('BEFORE')).toBe('yellow')
  const proposed = await desk.call<TierAnswer>(administrator, 'POST', path, proposal)
  expect([proposed.status, proposed.body.status]).toEqual([201, 'proposed'])
  expect(await laneOf('PROPOSED')).toBe('yellow')
  const approval = `${path}/${proposed.body.id}/approval`
  expect((await desk.call(administrator, 'POST', approval, { decision: 'approved' })).body).toMatchObject({ code: 'trust.tier-own' })
  expect((await desk.call<TierAnswer>(checker, 'POST', approval, { decision: 'approved' })).body.status).toBe('approved')

  const trusted = await desk.lodge(importer, whisky('TRUSTED'))
  expect(trusted.lane).toBe('blue')
  desk.moveTo('2026-03-12T05:00:00Z')
  expect(await laneOf('OVER')).toBe('yellow')
  desk.moveTo('2026-03-11T05:00:00Z')
  expect(await laneOf('STILL')).toBe('blue')

  const suspension = { reason: 'An inspection found undeclared bottles.' }
  const suspended = await desk.call<TierAnswer>(supervisor, 'POST', `${path}/${proposed.body.id}/suspension`, suspension)
  expect(suspended.body).toMatchObject({ status: 'suspended', suspension: suspension.reason })
  expect(await laneOf('SUSPENDED')).toBe('yellow')

  const replayed = await desk.call<{ identical: boolean }>(importer, 'POST', `/declarations/${trusted.mrn}/replay`)
  expect(replayed.body.identical).toBe(true)
  const acts = await desk.ownerDb.query<{ act: string }>(
    "SELECT act FROM event WHERE subject = 'operator' AND subject_id = 'VN-0101' ORDER BY id",
  )
  expect(acts.map(each => each.act)).toEqual(['propose-tier', 'give-tier', 'suspend-tier'])
})

test('a restricted operator is not trusted, whatever was approved', async () => {
  const proposed = await desk.call<TierAnswer>(checker, 'POST', path, proposal)
  await desk.call(administrator, 'POST', `${path}/${proposed.body.id}/approval`, { decision: 'approved' })
  expect(await desk.node.db.query('SELECT 1 FROM operator_tier')).toHaveLength(2)
  expect(await laneOf('TRUSTED-AGAIN')).toBe('blue')
  await desk.call(supervisor, 'POST', '/operators/VN-0101/restrictions', {
    restriction: 'suspended',
    validFrom: '2026-03-11',
    reason: 'Books were not kept for two years.',
  })
  expect((await desk.call(importer, 'POST', '/declarations', whisky('RESTRICTED'))).body.code).toBe('trust.operator-suspended')
})

test('the second tier is a tier, and lowers no control', async () => {
  const given = await giveTier(desk, 'VN-0202', 2)
  expect(given).toMatchObject({ tier: 2, status: 'approved', proposedBy: 'the administrator', decidedBy: 'the checker' })
  const document = { ...whisky('SECOND-TIER'), importer: { id: 'VN-0202', name: 'Rượu Hà Nội' }, declarant: { id: 'VN-0202' } }
  expect((await desk.lodge(trader('VN-0202'), document)).lane).toBe('yellow')
})

test('what was refused is no tier, and is not decided again', async () => {
  const proposed = await desk.call<TierAnswer>(administrator, 'POST', '/operators/VN-0303/tiers', proposal)
  const approval = `/operators/VN-0303/tiers/${proposed.body.id}/approval`
  const refusal = { decision: 'refused', reason: 'The audit of 2025 is not on file.' }
  expect((await desk.call<TierAnswer>(checker, 'POST', approval, refusal)).body).toMatchObject({
    status: 'refused',
    refusal: refusal.reason,
  })
  expect((await desk.call(checker, 'POST', approval, { decision: 'approved' })).body.code).toBe('trust.tier-decided')
  const elsewhere = approval.replace('VN-0303', 'VN-0404')
  expect((await desk.call(checker, 'POST', elsewhere, { decision: 'approved' })).status).toBe(404)
})

test('the database itself keeps one administrator from both', async () => {
  const { body } = await desk.call<TierAnswer>(administrator, 'POST', '/operators/VN-0303/tiers', proposal)
  const alone = desk.ownerDb.query(
    "UPDATE operator_tier SET decision = 'approved', decided_by = proposed_by, decided_at = now() WHERE id = $1",
    [body.id],
  )
  await expect(alone).rejects.toThrow('operator_tier_second_person')
})

test('it is explained to officers, and no trader reads or sets it', async () => {
  for (const caller of [importer, officer('VN-SGN'), supervisor]) expect((await desk.call(caller, 'POST', path, proposal)).status).toBe(403)
  expect((await desk.call(importer, 'GET', path)).status).toBe(403)
  expect((await desk.call<{ items: TierAnswer[] }>(officer('VN-SGN'), 'GET', path)).body.items).toHaveLength(2)
  const own = await desk.call<DeclarationAnswer>(importer, 'GET', '/declarations?limit=100')
  expect(own.text).not.toMatch(/mitigated|trusted/)
})

test.each<[string, object, string]>([
  ['a period that is empty', { validTo: '2026-03-01' }, 'trust.tier-period'],
  ['a period without end in sight', { validTo: '2036-03-01' }, 'trust.tier-long'],
])('%s is refused', async (_, change, code) => {
  const refused = await desk.call(administrator, 'POST', path, { ...proposal, ...change })
  expect([refused.status, refused.body.code]).toEqual([422, code])
})
