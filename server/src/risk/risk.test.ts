import { type DeclarationInput, declarationSchema } from '@lintas/customs/declaration'
import { addDays, day } from '@lintas/customs/kernel'
import { commitmentTo, consignmentKey, controlsToOpen, drawLot, type Screening, screenConsignment } from '@lintas/customs/risk'
import { describe, expect, test } from 'vitest'
import { broker, type Desk, officer, openDesk, supervisor, TODAY, trader } from '../debt/testing/desk.ts'
import { keepRates } from '../reference/rates.ts'
import { keepSchedules } from '../tariff/schedules.ts'
import { insertScreening, listControls, openRisk, type Risk, register, SCREENING_PARAMETERS, screeningValues } from './index.ts'

const opened = Promise.withResolvers<Risk>()
const desk: Desk = await openDesk('VN', async ({ node, declarations }) => {
  await keepRates(node)
  await keepSchedules(node)
  opened.resolve(openRisk(node))
  register(node, declarations, await opened.promise)
})
const { db, ownerDb } = desk
const risk = await opened.promise

const officerHere = officer('officer-a', 'VNSGN')
const colleague = officer('officer-b', 'VNSGN')
const officerElsewhere = officer('officer-c', 'VNHPH')
const chief = supervisor('supervisor', 'VNSGN')
const importer = trader('VN-1')

const whisky: DeclarationInput = {
  office: 'VNSGN',
  importer: { id: 'VN-1', name: 'Sài Gòn Spirits' },
  transportDocuments: [{ id: 'BL-1' }],
  goodsItems: [{ sequence: 1, commodityCode: '22083000', description: 'Scotch whisky', quantities: [{ value: '70', unit: 'LTR' }] }],
}

interface Lodged {
  readonly mrn: string
  readonly screening: Screening
}

/** Screens and keeps a declaration as a lodging does: one statement. */
async function lodge(
  mrn: string,
  input: DeclarationInput,
  more: { rank?: number; decision?: number; lot?: boolean } = {},
): Promise<Lodged> {
  const document = declarationSchema.parse(input)
  const { decision = 1 } = more
  if (decision === 1) await desk.declare({ mrn, status: 'under-control', ...(input.office === undefined ? {} : { office: input.office }) })
  const key = consignmentKey(document)
  const given = await risk.given(db, key, TODAY)
  const { profiles, secret } = await risk.books(TODAY, given.lot.day)
  const row = { stratum: 'standard' as const, rate: more.lot === true ? '1' : '0', controls: ['examination' as const] }
  const lot = drawLot(given.lot.key, secret, row)
  const found = screenConsignment({ document, day: TODAY, profiles, lot, drawnBefore: given.drawnBefore, capped: new Set(given.capped) })
  const screening = { ...found, rank: more.rank ?? found.rank }
  const opened = controlsToOpen(screening, await listControls(db, mrn), 1)
  const shares = await risk.sharesOf(screening, TODAY)
  const kept = { mrn, decision, documentVersion: 1, document, screening, screenedOn: TODAY }
  const record = { ...kept, opened, shares, key, at: desk.node.clock.now() }
  const value = { amount: '1810000', currency: 'VND' }
  await db.query(`WITH ${insertScreening(1)} SELECT 1 AS kept`, screeningValues({ ...record, value }))
  desk.screenings.set(mrn, screening)
  return { mrn, screening }
}

const mrns = (items: unknown) => (items as { mrn: string }[]).map(each => each.mrn)
const clean = { outcome: 'clean' }

describe('the lot', () => {
  test('draws with a secret committed to beforehand in the events, and told only when the day is over', async () => {
    const { secret } = await risk.books(TODAY, TODAY)
    const tomorrow = addDays(TODAY, 1)
    const rows = await ownerDb.query<{ subject_id: string; facts: Record<string, unknown> }>(
      "SELECT subject_id, facts FROM event WHERE subject = 'random-control' ORDER BY subject_id",
    )
    expect(rows.map(row => [row.subject_id, row.facts.isAhead])).toEqual([
      [TODAY, false],
      [tomorrow, true],
      [addDays(TODAY, 2), true],
    ])
    expect(rows[0]?.facts.commitment).toBe(commitmentTo(secret))

    const anyone = trader('VN-77')
    const before = await desk.call(anyone, 'GET', `/risk/random-control/${TODAY}`)
    expect(before.body).toMatchObject({ day: TODAY, commitment: commitmentTo(secret) })
    expect(before.text).not.toContain(secret.secret)
    desk.moveTo(`${tomorrow}T05:00:00Z`)
    const after = await desk.call(anyone, 'GET', `/risk/random-control/${TODAY}`)
    desk.moveTo(`${TODAY}T05:00:00Z`)
    expect(after.body.secret).toBe(secret.secret)
    expect((await desk.call(anyone, 'GET', '/risk/random-control/2020-01-01')).body.code).toBe('risk.day-unknown')
  })

  test('is bound to the day of the first lodging, whoever lodges the same consignment later', async () => {
    const document = { ...whisky, transportDocuments: [{ id: 'BL-BOUND' }] }
    const first = await lodge('BOUND-1', document)
    const again = await risk.given(db, consignmentKey(declarationSchema.parse({ ...document, localReference: 'other' })), addDays(TODAY, 1))
    expect(again.lot).toEqual({ key: first.screening.lot?.key, day: TODAY })
  })

  test('once drawn holds for other goods of the importer on the same transport document', async () => {
    const document = { ...whisky, transportDocuments: [{ id: 'BL-DRAWN' }] }
    await lodge('DRAWN-1', document, { lot: true })
    const others = consignmentKey(declarationSchema.parse({ ...document, goodsItems: [] }))
    expect((await risk.given(db, others, TODAY)).drawnBefore).toBe(true)
    const another = consignmentKey(declarationSchema.parse({ ...document, goodsItems: [], importer: { id: 'VN-2' } }))
    expect((await risk.given(db, another, TODAY)).drawnBefore).toBe(false)
  })

  test('two processes that need the secret of a day at once draw with the same', async () => {
    const other = await openRisk(desk.node)
    const later = day('2027-03-01')
    const [one, two] = await Promise.all([risk.books(TODAY, later), other.books(TODAY, later)])
    expect(one.secret).toEqual(two.secret)
    const [row] = await ownerDb.query<{ count: string }>(
      "SELECT count(*) FROM event WHERE subject = 'random-control' AND subject_id = $1",
      [later],
    )
    expect(row?.count).toBe('1')
  })

  test('lintas_reader never reads a secret, and the application never changes one', async () => {
    await expect(desk.readerDb.query('SELECT secret FROM random_day')).rejects.toMatchObject({ code: '42501' })
    await expect(desk.readerDb.query('SELECT commitment FROM random_day')).resolves.toBeDefined()
    await expect(db.query("UPDATE random_day SET secret = ''")).rejects.toMatchObject({ code: '42501' })
  })
})

describe('a screening kept in one statement', () => {
  test('takes as many parameters as it says', () => {
    const record = {
      mrn: 'X',
      decision: 1,
      documentVersion: 1,
      document: declarationSchema.parse({}),
      opened: [],
      shares: [],
      screenedOn: TODAY,
    }
    const screening: Screening = { hits: [], controls: [], lane: 'green', rank: 0, asked: [] }
    expect(screeningValues({ ...record, screening, key: { transportKey: '' }, at: new Date(0) })).toHaveLength(SCREENING_PARAMETERS)
  })

  test('of a green consignment opens no case; of a yellow one it opens one with its control', async () => {
    await lodge('GREEN', {
      office: 'VNSGN',
      transportDocuments: [{ id: 'BL-GREEN' }],
      goodsItems: [{ sequence: 1, commodityCode: '61091000' }],
    })
    await lodge('YELLOW', { ...whisky, transportDocuments: [{ id: 'BL-YELLOW' }] })
    expect(await listControls(db, 'GREEN')).toEqual([])
    expect(await listControls(db, 'YELLOW')).toMatchObject([{ id: 'document-check', hits: ['liquor-and-tobacco@1'] }])
    expect((await desk.call(officerHere, 'GET', '/cases/GREEN')).status).toBe(404)
    expect((await desk.call(officerHere, 'GET', '/cases/YELLOW')).status).toBe(200)
  })

  test('again on arrival adds no control twice', async () => {
    await lodge('ARRIVAL', { ...whisky, transportDocuments: [{ id: 'BL-ARRIVAL' }] })
    await lodge('ARRIVAL', { ...whisky, transportDocuments: [{ id: 'BL-ARRIVAL' }] }, { decision: 2 })
    expect((await listControls(db, 'ARRIVAL')).map(each => each.id)).toEqual(['document-check'])
  })
})

describe('the queue', () => {
  const office = 'VNDAD'
  const here = officer('officer-d', office)

  test('shows the highest risk first, then what waits longest, page by page', async () => {
    const ranks = [201, 300, 201, 100, 300]
    for (const [index, rank] of ranks.entries()) {
      desk.moveTo(`${TODAY}T05:0${index}:00Z`)
      await lodge(`Q${index}`, { ...whisky, office, transportDocuments: [{ id: `BL-Q${index}` }] }, { rank })
    }
    const seen: string[] = []
    let next: unknown
    do {
      const page = await desk.call(here, 'GET', `/cases?limit=2${next === undefined ? '' : `&cursor=${next}`}`)
      seen.push(...mrns(page.body.items))
      next = page.body.next
    } while (next !== undefined)
    expect(seen).toEqual(['Q1', 'Q4', 'Q0', 'Q2', 'Q3'])
  })

  test('is that of the own office; a supervisor sees all', async () => {
    expect(mrns((await desk.call(officerElsewhere, 'GET', '/cases')).body.items)).toEqual([])
    expect((await desk.call(officerElsewhere, 'GET', `/cases?office=${office}`)).body.code).toBe('risk.office-of-others')
    expect(mrns((await desk.call(chief, 'GET', `/cases?office=${office}`)).body.items)).toHaveLength(5)
    expect(mrns((await desk.call(chief, 'GET', '/cases?limit=500')).body.items).length).toBeGreaterThan(5)
    expect((await desk.call(officerElsewhere, 'GET', '/cases/Q1')).status).toBe(404)
  })

  test('tells lane, trader, goods, value and the top reason', async () => {
    const { body } = await desk.call(here, 'GET', '/cases?limit=1')
    expect((body.items as unknown[])[0]).toMatchObject({
      lane: 'yellow',
      office,
      summary: { trader: 'Sài Gòn Spirits', goods: '22083000 Scotch whisky', items: 1, value: { amount: '1810000', currency: 'VND' } },
    })
  })

  test('filters by lane and by who has taken a case', async () => {
    expect((await desk.call(here, 'POST', '/cases/Q3/assignment')).body).toMatchObject({ assignedTo: 'officer-d' })
    expect(mrns((await desk.call(here, 'GET', '/cases?assigned=me')).body.items)).toEqual(['Q3'])
    expect(mrns((await desk.call(here, 'GET', '/cases?assigned=nobody')).body.items)).not.toContain('Q3')
    expect(mrns((await desk.call(here, 'GET', '/cases?lane=red')).body.items)).toEqual([])
    expect((await desk.call(here, 'GET', '/cases?cursor=bm9uc2Vuc2U')).body.code).toBe('request.cursor-malformed')
  })

  test('searches in number, trader and goods, taking what was typed as it is', async () => {
    expect(mrns((await desk.call(here, 'GET', '/cases?search=q4')).body.items)).toEqual(['Q4'])
    expect(mrns((await desk.call(here, 'GET', '/cases?search=s%C3%A0i%20g%C3%B2n')).body.items)).toHaveLength(5)
    expect(mrns((await desk.call(here, 'GET', '/cases?search=scotch&limit=2')).body.items)).toEqual(['Q1', 'Q4'])
    expect(mrns((await desk.call(here, 'GET', '/cases?search=%25')).body.items)).toEqual([])
  })

  test('counts what is open, by lane and by who has taken it, for the own office', async () => {
    expect((await desk.call(here, 'GET', '/cases/counts')).body).toEqual({
      open: 5,
      mine: 1,
      nobody: 4,
      lanes: { green: 0, blue: 0, yellow: 5, red: 0 },
    })
    expect((await desk.call(officerElsewhere, 'GET', '/cases/counts')).body.open).toBe(0)
    expect((await desk.call(officerElsewhere, 'GET', `/cases/counts?office=${office}`)).body.code).toBe('risk.office-of-others')
    expect((await desk.call(importer, 'GET', '/cases/counts')).status).toBe(403)
  })
})

describe('taking a case', () => {
  test('of two officers at once one has it; a supervisor may give it to herself', async () => {
    await lodge('TAKEN', { ...whisky, transportDocuments: [{ id: 'BL-TAKEN' }] })
    const answers = await Promise.all([officerHere, colleague].map(caller => desk.call(caller, 'POST', '/cases/TAKEN/assignment')))
    expect(answers.map(answer => answer.status).sort()).toEqual([200, 409])
    const [holder, other] = answers[0]?.status === 200 ? [officerHere, colleague] : [colleague, officerHere]
    expect((await desk.call(other, 'DELETE', '/cases/TAKEN/assignment')).body.code).toBe('risk.case-taken')
    expect((await desk.call(other, 'POST', '/declarations/TAKEN/controls/document-check/outcome', clean)).body.code).toBe('risk.case-taken')
    expect((await desk.call(chief, 'POST', '/cases/TAKEN/assignment')).body.assignedTo).toBe('supervisor')
    expect((await desk.call(holder, 'POST', '/cases/TAKEN/assignment')).status).toBe(409)
    expect((await desk.call(chief, 'DELETE', '/cases/TAKEN/assignment')).body.assignedTo).toBeUndefined()
  })
})

describe('recording what a control found', () => {
  const outcome = (mrn: string, id = 'document-check') => `/declarations/${mrn}/controls/${id}/outcome`

  test('lets the declaration go on, closes the case, and is kept with its findings apart from the proof', async () => {
    await lodge('CLEAN', { ...whisky, transportDocuments: [{ id: 'BL-CLEAN' }] })
    const report = { outcome: 'minor', findings: [{ path: 'goodsItems[0].description', kind: 'description', found: 'blended whisky' }] }
    const answer = await desk.call(officerHere, 'POST', outcome('CLEAN'), report)
    expect(answer.body).toMatchObject({ id: 'document-check', outcome: 'minor', status: 'payment-due', reportedBy: 'officer-a' })
    expect((await desk.call(officerHere, 'GET', '/cases/CLEAN')).body.closedAt).toBeDefined()
    const [event] = await ownerDb.query<{ facts: object }>(
      "SELECT facts FROM event WHERE subject = 'control' AND subject_id = 'CLEAN/document-check'",
    )
    expect(JSON.stringify(event?.facts)).not.toContain('blended')
  })

  test('a discrepancy keeps the case open for the supervisor, and needs a finding', async () => {
    await lodge('FOUND', { ...whisky, transportDocuments: [{ id: 'BL-FOUND' }] })
    expect((await desk.call(officerHere, 'POST', outcome('FOUND'), { outcome: 'discrepancy' })).body.code).toBe('risk.finding-missing')
    const report = { outcome: 'discrepancy', findings: [{ kind: 'quantity', declared: '70 LTR', found: '90 LTR' }] }
    expect((await desk.call(officerHere, 'POST', outcome('FOUND'), report)).body.status).toBe('under-control')
    expect((await desk.call(officerHere, 'GET', '/cases/FOUND')).body.closedAt).toBeUndefined()
  })

  test('is done once: of several at the same time one is kept', async () => {
    await lodge('ONCE', { ...whisky, transportDocuments: [{ id: 'BL-ONCE' }] })
    const answers = await Promise.all(Array.from({ length: 6 }, () => desk.call(officerHere, 'POST', outcome('ONCE'), clean)))
    expect(answers.filter(answer => answer.status === 200)).toHaveLength(1)
    expect(answers.filter(answer => answer.status === 409).map(answer => answer.body.code)).toEqual(Array(5).fill('risk.control-answered'))
  })

  test('an officer of another office, a trader and a broker may not; a supervisor may', async () => {
    await lodge('WHO', { ...whisky, transportDocuments: [{ id: 'BL-WHO' }] })
    expect((await desk.call(officerElsewhere, 'POST', outcome('WHO'), clean)).status).toBe(404)
    expect((await desk.call(importer, 'POST', outcome('WHO'), clean)).status).toBe(403)
    expect((await desk.call(broker('VN-9', 'VN-1'), 'POST', outcome('WHO'), clean)).status).toBe(403)
    expect((await desk.call(officerHere, 'POST', outcome('WHO', 'scan'), clean)).body.code).toBe('risk.control-unknown')
    expect((await desk.call(chief, 'POST', outcome('WHO'), clean)).status).toBe(200)
  })

  test('a control of an earlier version is not answered any more', async () => {
    await lodge('AMENDED', { ...whisky, transportDocuments: [{ id: 'BL-AMENDED' }] })
    await ownerDb.query("UPDATE declaration SET version = 2 WHERE mrn = 'AMENDED'")
    expect((await desk.call(officerHere, 'POST', outcome('AMENDED'), clean)).body.code).toBe('risk.control-superseded')
  })

  test('where the status permits no control it is refused, and nothing is kept', async () => {
    await lodge('RELEASED', { ...whisky, transportDocuments: [{ id: 'BL-RELEASED' }] })
    await ownerDb.query("UPDATE declaration SET status = 'released' WHERE mrn = 'RELEASED'")
    expect((await desk.call(officerHere, 'POST', outcome('RELEASED'), clean)).body.code).toBe('declaration.act-not-permitted')
    expect((await listControls(db, 'RELEASED'))[0]?.outcome).toBeUndefined()
  })
})

describe('reasons are for officers', () => {
  test('an officer reads why a consignment is there, to the item', async () => {
    await lodge('REASON', { ...whisky, transportDocuments: [{ id: 'BL-REASON' }] })
    const { body } = await desk.call(officerHere, 'GET', '/cases/REASON')
    expect(body).toMatchObject({
      screenings: [
        { lane: 'yellow', hits: [{ profile: 'liquor-and-tobacco', source: 'profile', paths: ['goodsItems[0]'] }], lot: { drawn: false } },
      ],
    })
    expect(JSON.stringify(body)).toContain('Liquor and tobacco carry high duties')
  })

  test.each(['/cases', '/cases/REASON', '/risk/profiles'])('a trader is refused at %s, and told nothing', async path => {
    for (const caller of [importer, broker('VN-9', 'VN-1')]) {
      const answer = await desk.call(caller, 'GET', path)
      expect(answer.status).toBe(403)
      expect(answer.text).not.toContain('iquor')
    }
  })
})

describe('profiles', () => {
  const proposal = {
    id: 'footwear',
    owner: 'Risk unit',
    objective: 'revenue',
    reason: 'Footwear from a source under review.',
    expression: 'item.chapter == "64"',
    controls: ['document-check'],
    mitigable: true,
    validFrom: '2026-11-01',
    validTo: '2027-02-01',
  }
  const runs = async (id: string) =>
    (await risk.books(TODAY, TODAY)).profiles.profiles.filter(each => each.profile.id === id).map(each => each.profile.version)
  /** Compiled profiles are read anew when the database says so, which takes it a moment. */
  const eventually = (id: string, versions: readonly number[]) => expect.poll(() => runs(id)).toEqual(versions)

  test('a starter profile runs from the beginning, kept once however often a node starts', async () => {
    expect(await runs('liquor-and-tobacco')).toEqual([1])
    const [row] = await db.query<{ count: string }>("SELECT count(*) FROM risk_profile WHERE id = 'liquor-and-tobacco'")
    expect(row?.count).toBe('2')
  })

  test('one proposed waits for a second person, runs at once on his word, and ends when retired', async () => {
    const proposed = await desk.call(chief, 'POST', '/risk/profiles', proposal)
    expect(proposed.body).toMatchObject({ id: 'footwear', version: 1, status: 'proposed', proposedBy: 'supervisor' })
    expect(await runs('footwear')).toEqual([])
    const approval = '/risk/profiles/footwear/versions/1/approval'
    expect((await desk.call(chief, 'POST', approval)).body.code).toBe('risk.profile-own')
    expect((await desk.call(officerHere, 'POST', approval)).status).toBe(403)
    expect((await desk.call(supervisor('second', 'VNHPH'), 'POST', approval)).body.status).toBe('approved')
    await eventually('footwear', [1])
    expect((await desk.call(supervisor('second', 'VNHPH'), 'POST', approval)).body.code).toBe('risk.profile-approved')

    await desk.call(officerHere, 'POST', '/risk/profiles', { ...proposal, reason: 'Narrowed.', expression: 'item.heading == "6403"' })
    await desk.call(chief, 'POST', '/risk/profiles/footwear/versions/2/approval')
    await eventually('footwear', [2])
    await desk.call(chief, 'POST', '/risk/profiles/footwear/versions/2/retirement')
    await eventually('footwear', [1])
    const set = await risk.profilesOf(['footwear@2', 'arms@1'])
    expect(set.profiles.map(each => `${each.profile.id}@${each.profile.version}`)).toEqual(['arms@1', 'footwear@2'])
  })

  test('the database itself refuses the proposer’s own approval, and a change of what was approved', async () => {
    await expect(db.query("UPDATE risk_profile SET approved_by = proposed_by WHERE id = 'footwear'")).rejects.toMatchObject({
      code: '23514',
    })
    await expect(db.query("UPDATE risk_profile SET body = '{}'")).rejects.toMatchObject({ code: '42501' })
  })

  test('one that would fail or run for ever is refused with every reason and kept nowhere', async () => {
    const wrong = {
      ...proposal,
      id: 'wrong',
      expression: 'item.description.matches("(a+)+$") && item.netMassKg > 1',
      validTo: '2030-01-01',
    }
    const answer = await desk.call(officerHere, 'POST', '/risk/profiles', wrong)
    expect(answer.status).toBe(422)
    expect((answer.body.issues as { code: string }[]).map(each => each.code)).toEqual([
      'risk.profile-period-long',
      'risk.expression-word',
      'risk.expression-unasked',
    ])
    expect((await desk.call(chief, 'POST', '/risk/profiles/wrong/versions/1/approval')).status).toBe(404)
  })

  test('are listed in every version, also by status', async () => {
    const { body } = await desk.call(officerHere, 'GET', '/risk/profiles?status=retired')
    expect((body.items as { id: string; version: number }[]).map(each => [each.id, each.version])).toEqual([['footwear', 2]])
  })

  test('a version reads against the one that runs, field by field; a new one says all it asks; nobody else reads either', async () => {
    const narrowed = { ...proposal, controls: ['document-check', 'scan'], validTo: '2027-03-01', maxHitsPerDay: 20 }
    const { body: third } = await desk.call(officerHere, 'POST', '/risk/profiles', narrowed)
    const diff = await desk.call(officerHere, 'GET', `/risk/profiles/footwear/versions/${third.version}/diff`)
    expect(diff.body).toEqual({
      subject: 'footwear, version 3',
      act: 'change',
      against: 1, // version 2 was retired
      fields: [
        { field: 'controls', before: 'document-check', after: 'document-check, scan' },
        { field: 'runsUntilBefore', before: '2027-02-01', after: '2027-03-01' },
        { field: 'maxHitsPerDay', before: 'no limit', after: '20' },
      ],
      sentence:
        'footwear, version 3: controls document-check → document-check, scan; runsUntilBefore 2027-02-01 → 2027-03-01; maxHitsPerDay no limit → 20',
    })

    const first = await desk.call(chief, 'GET', '/risk/profiles/footwear/versions/1/diff')
    expect(first.body).toMatchObject({ act: 'add' })
    expect(first.body.against).toBeUndefined()
    expect(first.body.fields).toContainEqual({ field: 'expression', after: proposal.expression })
    expect(first.body.fields).toContainEqual({ field: 'mitigable', after: 'yes' })
    expect((await desk.call(chief, 'GET', '/risk/profiles/footwear/versions/9/diff')).body.code).toBe('risk.profile-unknown')
    expect((await desk.call(importer, 'GET', '/risk/profiles/footwear/versions/1/diff')).status).toBe(403)
  })

  test('one with a daily share is capped when it is used up', async () => {
    await desk.call(officerHere, 'POST', '/risk/profiles', {
      ...proposal,
      id: 'capped',
      expression: 'item.chapter == "65"',
      maxHitsPerDay: 1,
    })
    await desk.call(chief, 'POST', '/risk/profiles/capped/versions/1/approval')
    await eventually('capped', [1])
    const hats = (id: string) => ({
      office: 'VNSGN',
      transportDocuments: [{ id }],
      goodsItems: [{ sequence: 1, commodityCode: '65050090' }],
    })
    expect((await lodge('HAT-1', hats('BL-HAT-1'))).screening.lane).toBe('yellow')
    desk.moveTo(`${TODAY}T06:00:00Z`)
    expect((await lodge('HAT-2', hats('BL-HAT-2'))).screening).toMatchObject({ lane: 'green', hits: [{ profile: 'capped', capped: true }] })
  })
})
