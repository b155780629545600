import type { BackTestAnswer, ExpressionTrial, KeptBackTest, StoredProfile } from '@lintas/contract'
import { expect, test } from 'vitest'
import { officer, openLodgingDesk, supervisor, trader } from '../declaration/testing/lodging-desk.ts'
import { shirts, whisky } from '../declaration/testing/shirts.ts'

const desk = await openLodgingDesk('VN')
const importer = trader('VN-0101')
const here = officer('VN-SGN')
const SPIRITS = 'item.heading == "2208"'

const picked = await desk.lodge(importer, whisky('PAST-1'))
await desk.lodge(importer, whisky('PAST-2'))
const plain = await desk.lodge(importer, shirts('PAST-3'))
const finding = { outcome: 'discrepancy', findings: [{ path: 'goodsItems[0]', kind: 'quantity' }] }
await desk.call(here, 'POST', `/declarations/${picked.mrn}/controls/document-check/outcome`, finding)

test('an expression is checked, and tried on one declaration of the own office', async () => {
  const ask = (body: object, caller = here) => desk.call<ExpressionTrial>(caller, 'POST', '/risk/expression-trials', body)
  expect((await ask({ expression: SPIRITS })).body).toEqual({ asks: 'item' })
  const tried = await ask({ expression: SPIRITS, mrn: picked.mrn })
  expect(tried.body.tried).toEqual({ mrn: picked.mrn, holds: true, paths: ['goodsItems[0]'] })
  expect((await ask({ expression: SPIRITS, mrn: plain.mrn })).body.tried).toMatchObject({ holds: false })
  expect((await ask({ expression: SPIRITS, mrn: picked.mrn }, officer('VN-HPH'))).status).toBe(404)
  expect((await ask({ expression: SPIRITS, mrn: picked.mrn }, importer)).status).toBe(403)
  const wrong = await ask({ expression: 'item.haeding == "2208"' })
  expect([wrong.status, wrong.text]).toEqual([422, expect.stringContaining('risk.expression-field')])
})

test('an expression is asked of the past: hits a day, what was found, who picked the same', async () => {
  const ask = (body: object) => desk.call<BackTestAnswer>(here, 'POST', '/risk/back-tests', body)
  const { body } = await ask({ expression: SPIRITS, from: '2026-03-01', to: '2026-03-11' })
  expect(body).toMatchObject({
    registered: 3,
    asked: 3,
    hits: 2,
    hitsPerDay: '0.20',
    inspected: { inspected: 1, found: 1 },
    control: { inspected: 0, found: 0 },
    alone: 0,
    failed: 0,
  })
  expect(body.overlap[0]?.both).toBe(2)
  expect((await ask({ expression: SPIRITS, from: '2026-03-11', to: '2026-03-11' })).body).toMatchObject({ code: 'risk.back-test-period' })
  expect((await ask({ expression: 'cargo.packages > 3' })).body).toMatchObject({ code: 'risk.back-test-manifest' })
})

test('a proposed version is tried before it runs, and whoever approves it reads how', async () => {
  const draft = {
    id: 'spirits-again',
    owner: 'Risk unit',
    objective: 'revenue',
    reason: 'Spirits declared by the bottle.',
    expression: SPIRITS,
    controls: ['document-check'],
    mitigable: false,
    validFrom: '2026-01-01',
    validTo: '2026-12-01',
  }
  await desk.call<StoredProfile>(here, 'POST', '/risk/profiles', draft)
  const path = '/risk/profiles/spirits-again/versions/1/back-test'
  expect((await desk.call(supervisor, 'GET', path)).status).toBe(404)
  expect((await desk.call<BackTestAnswer>(here, 'POST', path, {})).body).toMatchObject({ hits: 2, days: 365 })
  const kept = await desk.call<KeptBackTest>(supervisor, 'GET', path)
  expect(kept.body).toMatchObject({ hits: 2, askedBy: here.accountId })
  expect((await desk.call(importer, 'GET', path)).status).toBe(403)
  const [event] = await desk.ownerDb.query<{ facts: object }>("SELECT facts FROM event WHERE act = 'back-test'")
  expect(event?.facts).toMatchObject({ profile: 'spirits-again', hits: 2 })
})
