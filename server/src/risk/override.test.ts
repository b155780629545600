import type { Case, DeclarationAnswer, OverrideAnswer, OverrideCount } from '@lintas/contract'
import { foldActs } from '@lintas/customs/declaration'
import { beforeAll, describe, expect, test } from 'vitest'
import { officer, openLodgingDesk, supervisor, trader } from '../declaration/testing/lodging-desk.ts'
import { shirts, whisky } from '../declaration/testing/shirts.ts'
import type { Caller } from '../platform/node.ts'

const desk = await openLodgingDesk('VN')
const importer = trader('VN-0101')
const here = officer('VN-SGN')
const elsewhere = officer('VN-HPH')
const chief = supervisor
const second: Caller = { ...supervisor, accountId: 'another supervisor' }
const text = 'The same bottles were examined last week, see the report of the warehouse.'

const ask = (caller: Caller, mrn: string, body: object) =>
  desk.call<OverrideAnswer>(caller, 'POST', `/declarations/${mrn}/overrides`, { reason: 'checked-before', text, ...body })
const decide = (caller: Caller, id: string, body: object) => desk.call<OverrideAnswer>(caller, 'POST', `/overrides/${id}/approval`, body)
const see = async (mrn: string) => (await desk.call<DeclarationAnswer>(importer, 'GET', `/declarations/${mrn}`)).body
const caseOf = async (mrn: string) => (await desk.call<Case>(chief, 'GET', `/cases/${mrn}`)).body

/** Lodges whisky, of which a profile asks for the documents. */
async function yellow(reference: string): Promise<string> {
  const { mrn, lane } = await desk.lodge(importer, whisky(reference))
  expect(lane).toBe('yellow')
  return mrn
}

describe('more control', () => {
  test('an officer raises a green declaration, which then has a case, and waits for what was asked', async () => {
    const { mrn } = await desk.lodge(importer, shirts('RAISE'))
    const raised = await ask(here, mrn, { kind: 'raise', controls: ['examination'], reason: 'irregularity-seen' })
    expect(raised.body).toMatchObject({ status: 'done', needsSecond: false, effect: { from: 'green', to: 'red', asked: ['examination'] } })
    expect(await see(mrn)).toMatchObject({
      status: 'under-control',
      lane: 'red',
      controls: [{ control: 'examination', outcome: 'outstanding' }],
    })
    expect(await caseOf(mrn)).toMatchObject({ lane: 'red', office: 'VN-SGN', summary: { traderId: 'VN-0101' } })
    const found = await desk.call(here, 'POST', `/declarations/${mrn}/controls/examination/outcome`, { outcome: 'clean' })
    expect(found.body).toMatchObject({ status: 'payment-due' })
  })

  test('asking for what stands already changes nothing and is refused', async () => {
    const mrn = await yellow('RAISE-AGAIN')
    const again = await ask(here, mrn, { kind: 'raise', controls: ['document-check'] })
    expect([again.status, again.body]).toMatchObject([409, { code: 'risk.override-changes-nothing' }])
  })
})

describe('less control', () => {
  test('a supervisor waives a control of a yellow case alone, and the declaration goes on', async () => {
    const mrn = await yellow('WAIVE')
    const waived = await ask(chief, mrn, { kind: 'waive-control', control: 'document-check' })
    expect([waived.status, waived.body]).toMatchObject([
      201,
      { status: 'done', effect: { waived: ['document-check'], from: 'yellow', to: 'green' } },
    ])
    expect(await see(mrn)).toMatchObject({ status: 'payment-due', lane: 'green', controls: [] })
    expect(await caseOf(mrn)).toMatchObject({
      lane: 'green',
      closedAt: expect.any(String),
      controls: [{ id: 'document-check', waived: true }],
    })
    const answered = await desk.call(here, 'POST', `/declarations/${mrn}/controls/document-check/outcome`, { outcome: 'clean' })
    expect(answered.body).toMatchObject({ code: 'risk.control-waived' })
  })

  test("an officer's wish waits for a supervisor, and nothing changes until then", async () => {
    const mrn = await yellow('WISH')
    const wish = await ask(here, mrn, { kind: 'change-lane', lane: 'green' })
    expect(wish.body).toMatchObject({ status: 'waiting', needsSecond: true })
    expect(await see(mrn)).toMatchObject({ status: 'under-control', lane: 'yellow' })
    const done = await decide(chief, wish.body.id, { decision: 'approved' })
    expect(done.body).toMatchObject({ status: 'done', decidedBy: chief.accountId })
    expect(await see(mrn)).toMatchObject({ status: 'payment-due', lane: 'green' })
    expect((await decide(chief, wish.body.id, { decision: 'approved' })).body).toMatchObject({ code: 'risk.override-decided' })
  })

  test('of a red case it takes two supervisors', async () => {
    const mrn = await yellow('RED')
    await ask(here, mrn, { kind: 'raise', controls: ['hold'], reason: 'information-received' })
    const asked = await ask(chief, mrn, { kind: 'release-hold', reason: 'false-hit' })
    expect(asked.body).toMatchObject({ status: 'waiting', needsSecond: true })
    expect((await decide(chief, asked.body.id, { decision: 'approved' })).body).toMatchObject({ code: 'risk.override-own' })
    expect(await see(mrn)).toMatchObject({ lane: 'red' })
    const done = await decide(second, asked.body.id, { decision: 'approved' })
    expect(done.body.effect).toEqual({ waived: ['hold'], asked: [], from: 'red', to: 'yellow' })
    expect(await see(mrn)).toMatchObject({ lane: 'yellow', controls: [{ control: 'document-check', outcome: 'outstanding' }] })
  })

  test('the database itself keeps one person from both', async () => {
    const mrn = await yellow('ALONE')
    const { body } = await ask(here, mrn, { kind: 'change-lane', lane: 'green' })
    const alone = desk.ownerDb.query(
      'UPDATE risk_override SET decision = $2, decided_by = requested_by, decided_at = now() WHERE id = $1',
      [body.id, 'approved'],
    )
    await expect(alone).rejects.toThrow('risk_override_second_person')
  })

  test('a refusal says why and leaves all as it was', async () => {
    const mrn = await yellow('REFUSED')
    const asked = await ask(here, mrn, { kind: 'waive-control', control: 'document-check' })
    const refused = await decide(chief, asked.body.id, { decision: 'refused', reason: 'The report names other bottles.' })
    expect(refused.body).toMatchObject({ status: 'refused', refusal: 'The report names other bottles.' })
    expect(await see(mrn)).toMatchObject({ status: 'under-control', lane: 'yellow' })
  })

  test('what was answered is not waived, and what an amendment asked anew is not covered by an older wish', async () => {
    const mrn = await yellow('ANSWERED')
    const wish = await ask(here, mrn, { kind: 'waive-control', control: 'document-check' })
    await desk.call(here, 'POST', `/declarations/${mrn}/controls/document-check/outcome`, { outcome: 'clean' })
    expect((await decide(chief, wish.body.id, { decision: 'approved' })).body).toMatchObject({ code: 'risk.override-control-answered' })

    const other = await yellow('AMENDED')
    const older = await ask(here, other, { kind: 'waive-control', control: 'document-check' })
    const { revision } = await see(other)
    const amended = { ...whisky('AMENDED'), totalPackages: 19 }
    const document = {
      ...amended,
      goodsItems: amended.goodsItems?.map(item => ({ ...item, packages: [{ type: 'CT', count: 19, marks: 'PPG 1-19' }] })),
    }
    const change = await desk.call(importer, 'POST', `/declarations/${other}/amendment`, document, { 'if-match': `"${revision}"` })
    expect(change.body).toMatchObject({ version: 2 })
    expect((await decide(chief, older.body.id, { decision: 'approved' })).body).toMatchObject({ code: 'risk.override-superseded' })
  })

  test('a control that was waived is asked for once more under an id of its own', async () => {
    const mrn = await yellow('ONCE-MORE')
    await ask(chief, mrn, { kind: 'waive-control', control: 'document-check' })
    const again = await ask(here, mrn, { kind: 'raise', controls: ['document-check'], reason: 'information-received' })
    expect(again.body).toMatchObject({ status: 'done' })
    expect(await caseOf(mrn)).toMatchObject({
      lane: 'yellow',
      controls: [{ id: 'document-check', waived: true }, { id: 'document-check-1-2' }],
    })
    expect(await caseOf(mrn)).not.toHaveProperty('closedAt')
  })
})

describe('asked again', () => {
  test('what was done and could not be answered for was not done: an outcome, an override, a decision', async () => {
    const mrn = await yellow('REPEAT')
    const wish = await ask(here, mrn, { kind: 'change-lane', lane: 'green' })
    const other = await yellow('REPEAT-OUTCOME')
    const acts = [
      [here, `/declarations/${mrn}/overrides`, { kind: 'raise', controls: ['scan'], reason: 'checked-before', text }, 201],
      [chief, `/overrides/${wish.body.id}/approval`, { decision: 'refused', reason: 'Not the same bottles.' }, 200],
      [here, `/declarations/${other}/controls/document-check/outcome`, { outcome: 'clean' }, 200],
    ] as const
    for (const [caller, path, body, status] of acts) {
      const again = () => desk.call(caller, 'POST', path, body, { 'idempotency-key': `repeat ${path}`.replaceAll(' ', '-') })
      await desk.ownerDb.query('ALTER TABLE idempotency ADD CONSTRAINT nothing_is_kept CHECK (false) NOT VALID')
      try {
        expect((await again()).status).toBe(500)
      } finally {
        await desk.ownerDb.query('ALTER TABLE idempotency DROP CONSTRAINT nothing_is_kept')
      }
      const [first, second] = [await again(), await again()]
      expect([first.status, second.status], JSON.stringify(first.body)).toEqual([status, status])
      expect(second.body).toEqual(first.body)
    }
  })
})

describe('who', () => {
  let mrn = ''
  beforeAll(async () => {
    mrn = await yellow('WHO')
  })

  test.each<[string, Caller, object, number, string]>([
    ['an officer of another office', elsewhere, { kind: 'raise', controls: ['scan'] }, 404, 'risk.case-unknown'],
    ['an officer who would reassign', here, { kind: 'reassign', to: 'x' }, 403, 'risk.override-of-supervisors'],
    ['a supervisor who names nobody of customs', chief, { kind: 'reassign', to: 'x' }, 422, 'risk.officer-unknown'],
    ['a control nobody asked for', chief, { kind: 'waive-control', control: 'scan' }, 409, 'risk.override-control-not-asked'],
  ])('%s is refused', async (_, caller, body, status, code) => {
    const refused = await ask(caller, mrn, body)
    expect([refused.status, refused.body]).toMatchObject([status, { code }])
  })

  test('a case goes to an officer of its office', async () => {
    const [officerHere] = await desk.ownerDb.query<{ id: string }>(
      `WITH made AS (INSERT INTO auth."user" ("id", "name", "email", "emailVerified") VALUES (gen_random_uuid(), 'Lan', 'lan@customs.example', true) RETURNING "id")
       INSERT INTO assignment (account_id, role, office) SELECT "id", 'officer', 'VN-SGN' FROM made RETURNING account_id AS id`,
    )
    const to = String(officerHere?.id)
    const moved = await ask(chief, mrn, { kind: 'reassign', to, reason: 'workload' })
    expect(moved.body).toMatchObject({ status: 'done', assignTo: to })
    expect(await caseOf(mrn)).toMatchObject({ assignedTo: to })
    expect((await ask(here, mrn, { kind: 'raise', controls: ['scan'] })).body).toMatchObject({ code: 'risk.case-taken' })
  })

  test('no trader asks for one, reads one, or learns why a control went', async () => {
    expect((await ask(importer, mrn, { kind: 'waive-control', control: 'document-check' })).status).toBe(403)
    for (const path of ['/overrides', '/overrides/counts', '/overrides.csv'])
      expect((await desk.call(importer, 'GET', path)).status).toBe(403)
    const events = await desk.call(importer, 'GET', `/declarations/${mrn}/timeline`)
    expect(events.status).toBe(200)
    expect(events.text).not.toContain(text)
    expect(events.text).not.toContain('checked-before')
  })
})

describe('what supervisors read of it', () => {
  test('each override with filters, and counts per officer', async () => {
    const all = await desk.call<{ items: OverrideAnswer[] }>(chief, 'GET', '/overrides?limit=500')
    const of = await desk.call<{ items: OverrideAnswer[] }>(
      chief,
      'GET',
      `/overrides?officer=${encodeURIComponent(here.accountId)}&status=refused`,
    )
    expect(of.body.items.map(each => each.refusal)).toEqual(['Not the same bottles.', 'The report names other bottles.'])
    expect((await desk.call<{ items: unknown[] }>(chief, 'GET', '/overrides?to=2026-03-10')).body.items).toEqual([])
    expect((await desk.call<{ items: unknown[] }>(chief, 'GET', '/overrides?from=2026-03-10&limit=500')).body.items).toHaveLength(
      all.body.items.length,
    )
    const { items } = (await desk.call<{ items: OverrideCount[] }>(chief, 'GET', '/overrides/counts')).body
    expect(items.reduce((sum, each) => sum + each.total, 0)).toBe(all.body.items.length)
    expect(items.find(each => each.officer === here.accountId)).toMatchObject({ refused: 2, byKind: { raise: 4 } })
  })

  test('an officer reads those of the own office', async () => {
    const own = await desk.call<{ items: OverrideAnswer[] }>(elsewhere, 'GET', '/overrides')
    expect([own.status, own.body.items]).toEqual([200, []])
    expect((await desk.call(elsewhere, 'GET', '/overrides?office=VN-SGN')).status).toBe(403)
  })

  test('as a file in which no cell is a formula', async () => {
    const mrn = await yellow('FORMULA')
    await ask(chief, mrn, { kind: 'waive-control', control: 'document-check', text: '=HYPERLINK("http://example.org")' })
    const file = await desk.call(chief, 'GET', `/overrides.csv?mrn=${mrn}`)
    expect(file.headers['content-type']).toContain('text/csv')
    expect(file.text.split('\r\n')[1]).toContain(`"'=HYPERLINK(""http://example.org"")"`)
  })
})

test('each override is an event of its case, and the standing still folds from the events of the declaration', async () => {
  const mrn = await yellow('EVENTS')
  await ask(chief, mrn, { kind: 'waive-control', control: 'document-check' })
  const rows = await desk.ownerDb.query<{ subject: string; act: string; facts: Record<string, unknown> }>(
    'SELECT subject, act, facts FROM event WHERE subject_id = $1 ORDER BY id',
    [mrn],
  )
  expect(rows.filter(row => row.subject === 'case')).toMatchObject([
    { act: 'override', facts: { kind: 'waive-control', from: 'yellow', to: 'green' } },
  ])
  const acts = rows.filter(row => row.subject === 'declaration').map(({ act, facts }) => ({ ...facts, act }))
  const folded = foldActs(acts as Parameters<typeof foldActs>[0])
  expect(folded).toMatchObject({ ok: true, value: { status: 'payment-due', controls: [] } })
  expect((await desk.call<{ identical: boolean }>(importer, 'POST', `/declarations/${mrn}/replay`)).body.identical).toBe(true)
})
