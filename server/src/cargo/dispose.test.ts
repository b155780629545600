import type { CargoDocument, DisposalBatchAnswer, UnclaimedList } from '@lintas/contract'
import { expect, test } from 'vitest'
import { administrator, checker, officer, supervisor } from '../declaration/testing/lodging-desk.ts'
import type { Caller } from '../platform/node.ts'
import { books, codesOf, elsewhere, expectConserved, here, importer, openCargoDesk } from './testing/cargo-desk.ts'

const { desk, documentOf, landed, manifestOf } = await openCargoDesk()

const second = { ...officer('KH-KOS'), accountId: 'another officer of KH-KOS' }
type Batch = DisposalBatchAnswer & { code?: string; issues: [] }
const open = (lines: readonly object[], caller: Caller = here) =>
  desk.call<Batch>(caller, 'POST', '/disposal-batches', { way: 'sale', lines })
const on = (by: Caller, id: string, what: string, body?: object) => desk.call<Batch>(by, 'POST', `/disposal-batches/${id}/${what}`, body)
const lineOf = ({ number, manifest }: CargoDocument) => ({ transportDocument: number, manifest, description: 'Books nobody came for' })

test('what nobody claimed is listed, approved by two, off what may be declared, and certified; every total is conserved', async () => {
  desk.moveTo('2026-03-10T05:00:00Z')
  const { number, at } = await landed(4)
  const [a, b, c, d] = [at(0), at(1), at(2), at(3)]
  expect(codesOf((await open([lineOf(a)])).body)).toEqual(['rights.batch-not-unclaimed']) // still within its time

  desk.moveTo('2026-04-25T05:00:00Z')
  await desk.jobs.run('cargo-storage')
  expect((await documentOf(a.id)).status).toBe('unclaimed')
  expect(codesOf((await open([lineOf(a)], elsewhere)).body)).toEqual(['rights.batch-not-unclaimed'])
  expect(codesOf((await open([lineOf(a), { ...lineOf(b), manifest: 'KH-M-999999' }])).body)).toEqual(['rights.batch-not-unclaimed'])
  const opened = await open([lineOf(a), lineOf(b), lineOf(c)])
  expect(opened.status, opened.text).toBe(201)
  const { id } = opened.body
  expect(opened.body.lines[0]?.transportDocument).toBe(`${number} ${a.number}`)
  expect((await open([lineOf(a)], supervisor)).body.code).toBe('rights.batch-line-elsewhere')

  const late = { arrivalOn: '2026-03-10' }
  await desk.lodge(importer, books('LATE-B', b.number, b.announced, late)) // unclaimed goods may still be declared
  await desk.lodge(importer, books('LATE-C', c.number, { packages: 1, grossMassKg: '1' }, late))
  await on(here, id, 'publication')
  expect((await on(here, id, 'approval')).body.code).toBe('rights.batch-listed')
  desk.moveTo('2026-05-02T05:00:00Z')
  expect((await on(here, id, 'approval')).status).toBe(200)
  expect((await on(here, id, 'approval')).body.code).toBe('rights.batch-same-officer')
  const approved = await on(second, id, 'approval')
  expect(approved.body.lines.map(each => [each.transportDocument, each.withdrawn?.ground])).toEqual([
    [`${number} ${a.number}`, undefined],
    [`${number} ${b.number}`, 'declared'],
    [`${number} ${c.number}`, undefined],
  ])
  expect(await documentOf(a.id)).toMatchObject({ status: 'disposed', disposed: a.announced, left: { packages: 0, grossMassKg: '0' } })
  expect(await documentOf(b.id)).toMatchObject({ status: 'written-off', declared: b.announced })
  const rest = { packages: c.announced.packages - 1, grossMassKg: String(Number(c.announced.grossMassKg) - 1) }
  expect(await documentOf(c.id)).toMatchObject({ status: 'disposed', disposed: rest })
  expect((await documentOf(d.id)).status).toBe('unclaimed')
  const manifest = await manifestOf(number)
  expectConserved(manifest)
  expect(manifest.totals.gone.packages).toBe(a.announced.packages + rest.packages)
  const after = await desk.call(importer, 'POST', '/declarations', books('TOO-LATE', a.number, { packages: 1, grossMassKg: '1' }, late))
  expect(codesOf(after.body)).toEqual(['cargo.packages-exceed-left'])
  const certified = await on(here, id, 'certificate', {
    place: 'Sihanoukville',
    method: 'auction',
    witness: 'The port',
    costs: '10',
    proceeds: '90',
  })
  expect(certified.body.status, certified.text).toBe('certified')
  expect((await desk.call(here, 'GET', `/disposal-batches/${id}/certificate`)).status).toBe(200)
})

test('goods that customs holds are not disposed of, and an objection stops their batch', async () => {
  desk.moveTo('2026-03-10T05:00:00Z')
  const { number, at } = await landed(2)
  const [a] = [at(0)]
  desk.moveTo('2026-04-25T05:00:00Z')
  await desk.jobs.run('cargo-storage')
  const { id } = (await open([lineOf(a)])).body
  await on(here, id, 'publication')
  await on(here, id, 'lines/1/objection', { objection: 'They are my books.' })
  desk.moveTo('2026-05-02T05:00:00Z')
  expect((await on(here, id, 'approval')).body.code).toBe('rights.batch-objected')
  await on(here, id, 'lines/1/objection', {})
  const decide = (kind: string) =>
    desk.call(here, 'POST', `/manifests/${number}/decisions`, { kind, words: 'A police matter.', documents: [a.number] })
  await decide('hold')
  expect((await on(here, id, 'approval')).status).toBe(200)
  expect((await on(second, id, 'approval')).body.code).toBe('cargo.document-held')
  expect((await documentOf(a.id)).status).toBe('unclaimed')
  await decide('lift-hold')
  expect((await on(second, id, 'approval')).body.status).toBe('approved')
  expect((await documentOf(a.id)).status).toBe('disposed')
})

test('an owner who comes in time has the line taken out, before the second approval or after it, and every total is conserved', async () => {
  desk.moveTo('2026-03-10T05:00:00Z')
  const { number, at } = await landed(3)
  const [a, b, c] = [at(0), at(1), at(2)]
  desk.moveTo('2026-04-25T05:00:00Z')
  await desk.jobs.run('cargo-storage')
  const { id } = (await open([lineOf(a), lineOf(b), lineOf(c)])).body
  await on(here, id, 'publication')
  const out = (line: number, by = here, ground = 'claimed') =>
    on(by, id, `lines/${line}/withdrawal`, { ground, words: 'Mrs Sok showed the bill of lading.' })
  expect((await out(1, importer)).status).toBe(403)
  expect((await out(1, elsewhere)).status).toBe(404)
  expect((await out(1, here, 'declared')).status).toBe(400)
  expect((await out(9)).body.code).toBe('rights.batch-line-unknown')
  await on(here, id, 'lines/1/objection', { objection: 'They are my books.' })
  expect((await out(1, here, 'objection-upheld')).body.lines[0]?.withdrawn).toEqual({
    ground: 'objection-upheld',
    words: 'Mrs Sok showed the bill of lading.',
    on: '2026-04-25',
  })
  expect((await out(1)).body.code).toBe('rights.batch-line-withdrawn')
  expect((await on(here, id, 'lines/1/objection', { objection: 'Again.' })).body.code).toBe('rights.batch-line-unknown')
  const list = await desk.call(importer, 'GET', '/disposal-list')
  expect(list.text).toContain('objection-upheld')
  expect(list.text).not.toContain('Sok')

  desk.moveTo('2026-05-02T05:00:00Z')
  await on(here, id, 'approval')
  await on(second, id, 'approval')
  expect([await documentOf(a.id), await documentOf(b.id)].map(each => each.status)).toEqual(['unclaimed', 'disposed'])
  expect((await out(2)).body.status).toBe('approved')
  const restored = await documentOf(b.id)
  expect([restored.status, restored.left, restored.disposed]).toEqual(['unclaimed', b.announced, undefined])
  expectConserved(await manifestOf(number))
  await desk.lodge(importer, books('OWNER-B', b.number, b.announced, { arrivalOn: '2026-03-10' }))
  const again = await open([lineOf(a)]) // what was taken out may be in another batch
  expect(again.status, again.text).toBe(201)

  const said = { place: 'Sihanoukville', method: 'auction', witness: 'The port', costs: '10', proceeds: '90' }
  expect((await on(here, id, 'certificate', said)).body.status).toBe('certified')
  expect((await desk.call(here, 'GET', `/disposal-batches/${id}/certificate`)).status).toBe(200)
  expect((await out(3)).body.code).toBe('rights.batch-status')
  const last = await on(here, again.body.id, 'lines/1/withdrawal', { ground: 'mistaken', words: 'It is in another store.' })
  expect(last.body.status).toBe('withdrawn')
  expect((await on(here, again.body.id, 'publication')).body.code).toBe('rights.batch-status')
  desk.moveTo('2026-03-10T05:00:00Z')
})

test('unclaimed goods pass to disposal on the day a row of law says, those held not, and on none where there is no row', async () => {
  desk.moveTo('2026-03-10T05:00:00Z')
  const list = async (query: string) => (await desk.call<UnclaimedList>(here, 'GET', `/unclaimed?limit=500${query}`)).body
  const passed = async (number: string) =>
    (await list('&abandoned=true')).items.flatMap(each => (each.manifest === number ? [each.number] : []))
  const before = (await landed(2)).number
  desk.moveTo('2026-04-25T05:00:00Z')
  await desk.jobs.run('cargo-storage')
  desk.moveTo('2027-04-25T05:00:00Z')
  await desk.jobs.run('cargo-storage')
  expect([await passed(before), (await list('')).abandonment]).toEqual([[], undefined])

  // Made for this test: no such period of Cambodia is known.
  const row = {
    id: 'KH-TEST-ABANDONED',
    state: 'KH',
    validFrom: '2027-05-01',
    knownSince: '2027-04-25',
    legalRef: 'made for a test',
    source: 'made for a test',
    confidence: 'assumed',
    days: 30,
  }
  const proposal = { reason: 'A period made for this test.', kind: 'unclaimed-abandonment-period', rows: [row] }
  const proposed = await desk.call<{ id: string }>(administrator, 'POST', '/law/proposals', proposal)
  expect(proposed.status, proposed.text).toBe(201)
  expect((await desk.call(checker, 'POST', `/law/proposals/${proposed.body.id}/approval`, { decision: 'approved' })).status).toBe(200)
  desk.moveTo('2027-05-01T05:00:00Z')
  const { number, at } = await landed(3)
  const [a, b, c] = [at(0), at(1), at(2)]
  desk.moveTo('2027-06-16T05:00:00Z')
  await desk.jobs.run('cargo-storage')
  expect((await documentOf(a.id)).unclaimedOn).toBe('2027-06-16')
  expect((await list('')).abandonment).toMatchObject({ days: 30, law: 'KH-TEST-ABANDONED', confidence: 'assumed' })
  const early = await open([lineOf(a)])
  expect(codesOf(early.body)).toEqual(['rights.batch-not-abandoned'])
  await desk.call(here, 'POST', `/manifests/${number}/decisions`, { kind: 'hold', words: 'A police matter.', documents: [b.number] })
  desk.moveTo('2027-07-16T05:00:00Z')
  await desk.jobs.run('cargo-storage')
  expect(await passed(number)).toEqual([])
  desk.moveTo('2027-07-17T05:00:00Z')
  await desk.jobs.run('cargo-storage')
  await desk.jobs.run('cargo-storage')
  expect(await passed(number)).toEqual([a.number, c.number])
  expect(await passed(before)).toEqual([]) // unclaimed before there was such a law
  expect(await documentOf(a.id)).toMatchObject({ status: 'unclaimed', abandonedOn: '2027-07-17', left: a.announced })
  expect((await open([lineOf(a)])).status).toBe(201)
  expectConserved(await manifestOf(number))
  desk.moveTo('2026-03-10T05:00:00Z')
})
