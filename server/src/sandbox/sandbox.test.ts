import type { SandboxClock } from '@lintas/contract'
import { declarationSchema } from '@lintas/customs/declaration'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { scriptIn } from '../declaration/desk.ts'
import { officer, openLodgingDesk, supervisor, TODAY, trader } from '../declaration/testing/lodging-desk.ts'
import { shirts, whisky } from '../declaration/testing/shirts.ts'
import { openSandboxClock } from '../platform/sandbox-clock.ts'
import { testNode } from '../platform/testing/node.ts'

const desk = await openLodgingDesk('VN')
beforeAll(() => desk.jobs.start({ works: false }))
afterAll(() => desk.jobs.stop())

const importer = trader('VN-0101')
const other = trader('VN-9999')
const asked = (text: string) => ({ additionalInformation: [{ code: 'SANDBOX', text }] })

describe('a declaration that tells a sandbox what to ask for', () => {
  test.each([
    ['lane=green', 'green', []],
    ['lane=blue', 'blue', []],
    ['lane=yellow', 'yellow', ['document-check']],
    ['lane=red', 'red', ['examination']],
    ['controls=document-check,scan', 'red', ['document-check', 'scan']],
  ])('%s is followed, and its officer can be played', async (text, lane, controls) => {
    const { mrn, status } = await desk.lodge(importer, { ...whisky(`SCRIPT-${text}`.slice(0, 35)), ...asked(text) })
    expect(status).toBe(controls.length > 0 ? 'under-control' : 'payment-due')
    const found = await desk.call<{ lane: string }>(importer, 'GET', `/declarations/${mrn}`)
    expect(found.body.lane).toBe(lane)
    const played = await desk.call<{ answered: string[]; status: string }>(importer, 'POST', `/sandbox/declarations/${mrn}/controls`, {})
    expect(played).toMatchObject({ status: 200, body: { mrn, status: 'payment-due' } })
    expect(played.body.answered).toHaveLength(controls.length)
    const replayed = await desk.call<{ identical: boolean }>(importer, 'POST', `/declarations/${mrn}/replay`)
    expect(replayed.body.identical).toBe(true)
  })

  test('a discrepancy can be played, and holds the goods', async () => {
    const { mrn } = await desk.lodge(importer, { ...shirts('SCRIPT-BAD'), ...asked('lane=red') })
    const played = await desk.call<{ status: string }>(importer, 'POST', `/sandbox/declarations/${mrn}/controls`, {
      outcome: 'discrepancy',
    })
    expect(played.body.status).toBe('under-control')
  })

  test.each(['lane=purple', 'lane=constructor', 'controls=wishing', 'green', 'lane=red,green'])(
    '%s cannot be read, and is refused by name',
    async text => {
      const refused = await desk.call(importer, 'POST', '/declarations', { ...shirts('SCRIPT-ODD'), ...asked(text) })
      expect(refused.status).toBe(422)
      expect(refused.body.issues).toMatchObject([{ code: 'risk.script-unreadable', path: 'additionalInformation[0].text' }])
    },
  )

  test('an officer is played only for a declaration of one’s own', async () => {
    const { mrn } = await desk.lodge(importer, { ...shirts('SCRIPT-OWN'), ...asked('lane=red') })
    expect((await desk.call(other, 'POST', `/sandbox/declarations/${mrn}/controls`, {})).status).toBe(404)
    expect((await desk.call(officer('VN-SGN'), 'POST', `/sandbox/declarations/${mrn}/controls`, {})).status).toBe(403)
  })
})

describe('the clock of a sandbox', () => {
  const move = (now: string | null) => desk.call<SandboxClock & { started: string[] }>(importer, 'PUT', '/sandbox/clock', { now })

  test('is set for every process of the node; where days went by, the daily work starts', async () => {
    const elsewhere = await openSandboxClock('VN', desk.db)
    const moved = await move('2027-01-04T09:00:00+07:00')
    expect(moved).toMatchObject({ status: 200, body: { today: '2027-01-04', moved: true } })
    expect(moved.body.started).toContain('risk-day-secrets')
    expect(desk.node.clock.today()).toBe('2027-01-04')
    await expect.poll(() => elsewhere.today()).toBe('2027-01-04')
    expect((await openSandboxClock('VN', desk.db)).today()).toBe('2027-01-04')
    const [waiting] = await desk.db.query<{ count: string }>("SELECT count(*) FROM pgboss.job WHERE name = 'risk-day-secrets'")
    expect(Number(waiting?.count)).toBeGreaterThan(0)
  })

  test('goes back to the real time, and the log still verifies', async () => {
    expect((await move('2026-05-01T00:00:00Z')).body).toMatchObject({ today: '2026-05-01', started: [] })
    expect((await move(null)).body).toMatchObject({ moved: false, today: new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 10) })
    const verified = await desk.call<{ ok: boolean }>(supervisor, 'POST', '/log/verification')
    expect(verified.body).toMatchObject({ ok: true })
    desk.moveTo(`${TODAY}T05:00:00Z`)
  })

  test.each([
    ['1999-12-31T23:59:59Z', 422, 'sandbox.instant-far'],
    ['2100-01-01T00:00:00Z', 422, 'sandbox.instant-far'],
    ['tomorrow', 400, undefined],
  ])('%s is refused', async (now, status, code) => {
    const refused = await desk.call(importer, 'PUT', '/sandbox/clock', { now })
    expect(refused.status).toBe(status)
    if (code !== undefined) expect(refused.body.issues).toMatchObject([{ code, path: 'now' }])
  })

  test('is read by anyone and set by nobody who did not sign in', async () => {
    const anyone = { accountId: 'public', role: 'public' as const, traderIds: [] }
    expect((await desk.call(anyone, 'GET', '/sandbox/clock')).status).toBe(200)
    expect((await desk.call(anyone, 'PUT', '/sandbox/clock', { now: null })).status).toBe(401)
  })
})

test('a node in service has none of it', async () => {
  const { inject, node } = await testNode('SG', false)
  expect((await inject({ method: 'GET', url: '/sg/api/v1/sandbox/clock' })).statusCode).toBe(404)
  expect('moveTo' in node.clock).toBe(false)
  expect(scriptIn({ sandbox: false }, declarationSchema.parse(asked('lane=green')))).toEqual({ ok: true, value: {} })
})
