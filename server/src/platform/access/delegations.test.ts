import type { Delegation } from '@lintas/contract'
import { DELEGABLE, MAY } from '@lintas/contract'
import { beforeAll, describe, expect, test } from 'vitest'
import { openWorld } from '../../testing/world.ts'
import type { MovableClock } from '../clock.ts'
import { listRoutes } from '../http/index.ts'

const world = await openWorld()
const { ask, must, lodge, accountOf } = world
const clock = world.node.clock as MovableClock
const OFFICER = 'an officer of the office'
const CHIEF = 'the supervisor'
const REASONS = [{ text: 'The goods are not what was declared.', legalBasis: 'Law on Customs, art. 1' }]
const SEIZURE = { description: 'Cartons', place: 'Yard', reasons: REASONS }
const ENTRY = { register: 'party', source: 'a finding of this test', owner: 'Risk unit', validFrom: '2026-03-10', validTo: '2027-01-01' }
let second = ''

const week = { validFrom: '2026-03-10', validTo: '2026-03-17', reason: 'A week of leave.' }
const give = (from: typeof OFFICER | typeof CHIEF, body: object) => must<Delegation>(from, 'POST', '/delegations', { ...week, ...body })
const codesOf = (text: string) => (JSON.parse(text).issues as { code: string }[]).map(each => each.code)

async function propose(by: typeof OFFICER | typeof CHIEF, text: string): Promise<string> {
  return (await must(by, 'POST', '/risk/register', { ...ENTRY, text })).id ?? ''
}

const approve = (by: typeof OFFICER | typeof CHIEF, entry: string) =>
  ask(by, 'POST', `/risk/register/${entry}/approval`, { decision: 'approved' })

/** Somebody else at the office, asked for by a key of his own. */
async function asSecond(method: 'GET' | 'POST', path: string, body?: object) {
  const answer = await world.inject({
    method,
    url: `/vn/api/v1${path}`,
    headers: { 'x-api-key': secondKey },
    ...(body === undefined ? {} : { payload: body }),
  })
  return { status: answer.statusCode, body: answer.body === '' ? {} : answer.json() }
}
let secondKey = ''

beforeAll(async () => {
  const made = await must('the administrator', 'POST', '/accounts', {
    email: 'second@other.example',
    name: 'Second Officer',
    assignment: { role: 'officer', office: world.office },
  })
  second = made.id ?? ''
  secondKey = (await must('the administrator', 'POST', `/accounts/${second}/api-keys`, { name: 'test' })).key ?? ''
})

test('every power that may be handed over is named by a route that no officer may call of his own', () => {
  const routes = listRoutes(world.node.http)
  for (const power of DELEGABLE) {
    expect(routes.filter(({ permission }) => permission === power).length, power).toBeGreaterThan(0)
    expect(MAY[power]).not.toContain('officer')
  }
})

test('colleagues are those of the own office, without oneself', async () => {
  const { items } = await must<{ items: readonly { id: string }[] }>(OFFICER, 'GET', '/colleagues')
  const ids = items.map(each => each.id)
  expect(ids).toEqual(expect.arrayContaining([accountOf[CHIEF], second]))
  for (const name of [OFFICER, 'an officer of another office', 'the administrator'] as const) expect(ids).not.toContain(accountOf[name])
})

describe('a power that was handed over', () => {
  test('is not there before, is used on behalf of who gave it, and is listed with every act', async () => {
    const { mrn, revision } = await lodge('DELEGATED', 'lane=yellow')
    const seize = () => ask(OFFICER, 'POST', `/declarations/${mrn}/seizures`, SEIZURE, { 'if-match': `"${revision}"` })
    expect((await seize()).status).toBe(403)

    const given = await give(CHIEF, { to: accountOf[OFFICER], powers: ['rights.seize', 'risk.approve-entry'] })
    expect([given.status, given.mayEnd, given.from.id]).toEqual(['in-force', true, accountOf[CHIEF]])
    const me = await must<{ role: string; permissions: readonly string[] }>(OFFICER, 'GET', '/me')
    expect([me.role, me.permissions.includes('rights.seize'), me.permissions.includes('rights.appeal')]).toEqual(['officer', true, false])
    expect((await seize()).status).toBe(201)

    const events = await world.db.query<{ by: string; act: string; facts: { onBehalfOf?: string } }>(
      "SELECT by, act, facts FROM event WHERE facts->>'onBehalfOf' IS NOT NULL ORDER BY id",
    )
    expect(events.length).toBeGreaterThan(0)
    for (const { by, facts } of events) expect([by, facts.onBehalfOf]).toEqual([accountOf[OFFICER], accountOf[CHIEF]])
    const acts = await must<{ items: readonly { act: string; by: { id: string } }[] }>(
      CHIEF,
      'GET',
      `/delegated-acts?officer=${accountOf[OFFICER]}`,
    )
    expect(acts.items.map(({ act, by }) => [act, by.id])).toEqual(events.toReversed().map(({ act, by }) => [act, by]))
    const file = await ask(CHIEF, 'GET', '/delegated-acts.csv')
    expect(file.text.split('\r\n')).toHaveLength(events.length + 2)
    expect((await asSecond('GET', '/delegated-acts')).body.items).toEqual([])
    await must(CHIEF, 'POST', '/log/verification')
  })

  test('leaves every other power, and every act of the own role, as it was', async () => {
    expect(
      (
        await ask(OFFICER, 'POST', '/operators/NOBODY/restrictions', {
          restriction: 'suspended',
          validFrom: '2026-03-10',
          reason: 'none at all',
        })
      ).status,
    ).toBe(403)
    const before = await world.db.query('SELECT 1 FROM delegated_act')
    await propose(OFFICER, 'By the own role')
    expect(await world.db.query('SELECT 1 FROM delegated_act')).toHaveLength(before.length)
  })

  test('makes no second person of a delegate, in either direction, nor once more while it is fresh', async () => {
    const own = await propose(OFFICER, 'Own')
    const theirs = await propose(CHIEF, 'Theirs')
    for (const [by, entry] of [
      [OFFICER, own],
      [OFFICER, theirs],
      [CHIEF, own],
    ] as const) {
      const { status, code } = await approve(by, entry)
      expect([status, code]).toEqual([403, 'risk.entry-own'])
    }
    const { body } = await asSecond('POST', '/risk/register', { ...ENTRY, text: 'By a third' })
    expect((await approve(OFFICER, body.id)).status).toBe(200)
  })

  test('cannot be handed on', async () => {
    const { status, text } = await ask(OFFICER, 'POST', '/delegations', { ...week, to: second, powers: ['rights.seize'] })
    expect([status, codesOf(text)]).toEqual([422, ['access.power-not-held']])
  })

  test('ends by itself on its day; the two stay one person for thirty days more, and not longer', async () => {
    clock.moveTo(new Date('2026-03-17T05:00:00Z'))
    const { mrn, revision } = await lodge('DELEGATED-LATE', 'lane=yellow')
    const late = await ask(OFFICER, 'POST', `/declarations/${mrn}/seizures`, SEIZURE, { 'if-match': `"${revision}"` })
    expect(late.status).toBe(403)
    const entry = await propose(OFFICER, 'After the end')
    expect((await approve(CHIEF, entry)).code).toBe('risk.entry-own')
    clock.moveTo(new Date('2026-04-15T05:00:00Z'))
    expect((await approve(CHIEF, entry)).code).toBe('risk.entry-own')
    clock.moveTo(new Date('2026-04-16T05:00:00Z'))
    expect((await approve(CHIEF, entry)).status).toBe(200)
  })
})

describe('cases that were handed over', () => {
  test('are worked on by the colleague on behalf of who has them, until it is ended', async () => {
    const { mrn } = await lodge('DELEGATED-CASE', 'lane=yellow')
    const other = await lodge('DELEGATED-CASE-2', 'lane=yellow')
    for (const each of [mrn, other.mrn]) await must(OFFICER, 'POST', `/cases/${each}/assignment`)
    const answer = (each: string) => asSecond('POST', `/declarations/${each}/controls/document-check/outcome`, { outcome: 'clean' })
    expect((await answer(mrn)).body.code).toBe('risk.case-taken')

    const today = { validFrom: '2026-04-16', validTo: '2026-04-20' }
    const given = await give(OFFICER, { ...today, to: second, cases: true })
    expect((await answer(mrn)).status).toBe(200)
    const { items } = (await asSecond('GET', '/delegated-acts')).body as { items: readonly { onBehalfOf: { id: string } }[] }
    expect(new Set(items.map(each => each.onBehalfOf.id))).toEqual(new Set([accountOf[OFFICER]]))

    expect((await ask('an officer of another office', 'POST', `/delegations/${given.id}/ending`)).code).toBe('access.delegation-unknown')
    const ended = await asSecond('POST', `/delegations/${given.id}/ending`)
    expect([ended.status, ended.body.status, ended.body.mayEnd]).toEqual([200, 'ended', false])
    expect((await ask(OFFICER, 'POST', `/delegations/${given.id}/ending`)).code).toBe('access.delegation-ended')
    expect((await answer(other.mrn)).body.code).toBe('risk.case-taken')
  })

  test('end with the place of who gave them: a suspended officer hands nothing over', async () => {
    const { mrn } = await lodge('DELEGATED-GONE', 'lane=yellow')
    await must(OFFICER, 'POST', `/cases/${mrn}/assignment`)
    await give(OFFICER, { validFrom: '2026-04-16', validTo: '2026-04-20', to: second, cases: true })
    await must('the administrator', 'POST', `/accounts/${accountOf[OFFICER]}/suspension`)
    const answer = await asSecond('POST', `/declarations/${mrn}/controls/document-check/outcome`, { outcome: 'clean' })
    expect(answer.body.code).toBe('risk.case-taken')
    await must('the administrator', 'DELETE', `/accounts/${accountOf[OFFICER]}/suspension`)
    expect((await asSecond('POST', `/declarations/${mrn}/controls/document-check/outcome`, { outcome: 'clean' })).status).toBe(200)
  })
})

test('nothing is handed to another office, nor by anybody who is not of customs', async () => {
  const body = { ...week, validFrom: '2026-04-16', validTo: '2026-04-20', cases: true }
  const { status, text } = await ask(OFFICER, 'POST', '/delegations', { ...body, to: accountOf['an officer of another office'] })
  expect([status, codesOf(text)]).toEqual([422, ['access.delegate-unknown']])
  for (const caller of ['the trader', 'its broker', 'the administrator'] as const)
    expect((await ask(caller, 'POST', '/delegations', { ...body, to: second })).status).toBe(403)
})
