import type { RegimeAuthorisation } from '@lintas/contract'
import { day } from '@lintas/customs/kernel'
import { expect, test } from 'vitest'
import { officer, openLodgingDesk, supervisor, trader } from '../declaration/testing/lodging-desk.ts'
import { shirts } from '../declaration/testing/shirts.ts'
import { findAuthorisation, normsOn } from './authorisation-store.ts'

const desk = await openLodgingDesk('VN')
const holder = trader('VN-0101')
const other = trader('VN-9999')

const wish = (quantity: string, validFrom: string, more: object = {}) => ({
  regime: 'inward-processing',
  validFrom,
  validTo: '2027-01-01',
  purpose: 'Shirts of imported fabric.',
  norms: [{ product: '61091010', name: 'Shirt', unit: 'C62', materials: [{ code: '52081200', quantity, unit: 'KGM' }] }],
  ...more,
})

async function granted(body: object): Promise<string> {
  const { body: applied } = await desk.call<RegimeAuthorisation>(holder, 'POST', '/regime-authorisations', body)
  const path = `/regime-authorisations/${applied.number}/decision`
  await desk.call(officer('VN-SGN'), 'POST', path, { decision: 'approved' })
  await desk.call(supervisor, 'POST', path, { decision: 'approved' })
  return applied.number
}

test('amended norms are examined and granted as the first were, and hold from their first day on', async () => {
  const number = await granted(wish('0.25', '2026-01-01'))
  await granted(wish('0.30', '2026-04-01', { amends: number }))
  const refused = await desk.call<RegimeAuthorisation>(
    holder,
    'POST',
    '/regime-authorisations',
    wish('0.40', '2026-05-01', { amends: number }),
  )
  await desk.call(officer('VN-SGN'), 'POST', `/regime-authorisations/${refused.body.number}/decision`, {
    decision: 'refused',
    reasons: [{ text: 'Not shown.', legalBasis: 'Law on Customs 54/2014/QH13' }],
  })
  const row = await findAuthorisation(desk.ownerDb, number)
  if (row === undefined) throw new Error('needs the authorisation')
  const on = async (text: string) => (await normsOn(desk.ownerDb, row, day(text)))[0]?.materials[0]?.quantity
  expect([await on('2026-03-31'), await on('2026-04-01'), await on('2026-06-01')]).toEqual(['0.25', '0.30', '0.30'])
})

test('an amendment is of an own granted authorisation of the regime, has norms, and no goods stand under it', async () => {
  const number = await granted(wish('0.25', '2026-01-01'))
  const codes = async (caller: typeof holder, body: object) =>
    (await desk.call(caller, 'POST', '/regime-authorisations', body)).body.issues.map(each => each.code)
  expect(await codes(holder, wish('1', '2026-04-01', { amends: 'VN-R-999999' }))).toEqual(['regimes.amends-unfit'])
  expect(await codes(other, wish('1', '2026-04-01', { amends: number }))).toEqual(['regimes.amends-unfit'])
  expect(await codes(holder, wish('1', '2026-04-01', { amends: number, regime: 'drawback' }))).toEqual(['regimes.amends-unfit'])
  const amendment = await granted(wish('0.30', '2026-02-01', { amends: number }))
  expect(await codes(holder, wish('1', '2026-04-01', { amends: amendment }))).toEqual(['regimes.amends-unfit'])
  const entry = shirts('NV-1', { type: 'IM5-P', authorisation: amendment })
  const lodged = await desk.call(holder, 'POST', '/declarations', entry)
  expect(lodged.body.issues.map(each => each.code)).toContain('regimes.authorisation-amends')
})
