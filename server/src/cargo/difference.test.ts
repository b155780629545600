import type { CargoDifference } from '@lintas/contract'
import type { CargoAmount } from '@lintas/customs/cargo'
import { expect, test } from 'vitest'
import { supervisor } from '../declaration/testing/lodging-desk.ts'
import type { Caller } from '../platform/node.ts'
import { books, carrier, codesOf, elsewhere, expectConserved, here, importer, openCargoDesk, rival, vessel } from './testing/cargo-desk.ts'

const { desk, documentOf, documentsOf, file, manifestOf, report } = await openCargoDesk()

const REASONS = [{ text: 'The tally sheet of the port says so.', legalBasis: 'RKC Specific Annex A ch. 1' }]
const less = ({ packages, grossMassKg }: CargoAmount, by: number): CargoAmount => ({
  packages: packages - by,
  grossMassKg: String(Number(grossMassKg) - by),
})

/** A vessel that was discharged: three documents short by two, three and one packages, the first of which was declared before; one more with damage, and goods found. */
async function discharged() {
  const { number } = await file(vessel({}, 6))
  const [a, b, c, d] = await documentsOf(number)
  if (a === undefined || b === undefined || c === undefined || d === undefined) throw new Error('the manifest has too few documents')
  const early = await desk.lodge(importer, books(`EARLY-${number}`, a.number, a.announced))
  await report(number, 'arrival')
  await report(number, 'discharge', {
    differences: [
      { number: a.number, landed: less(a.announced, 2) },
      { number: b.number, landed: less(b.announced, 3) },
      { number: d.number, landed: d.announced, damagedPackages: 2 },
    ],
    found: [{ number: 'FOUND', kind: 'master', description: 'Crates', packages: 2, grossMassKg: '80', consignee: { name: 'Unknown' } }],
  })
  return { number, a, b, c, d, mrn: early.mrn }
}

async function listed(caller: Caller, query: string): Promise<readonly CargoDifference[]> {
  const { status, body, text } = await desk.call<{ items: readonly CargoDifference[] }>(caller, 'GET', `/cargo-differences?${query}`)
  if (status !== 200) throw new Error(text)
  return body.items
}

const settle = (id: string | undefined, body: object, caller = here) =>
  desk.call<CargoDifference & { issues: [] }>(caller, 'POST', `/cargo-differences/${id}/settlement`, { reasons: REASONS, ...body })

test('what a discharge report names is listed, explained by its carrier and settled by an officer, and no total is lost', async () => {
  const { number, a, b, d, mrn } = await discharged()
  const open = await listed(carrier, `manifest=${number}`)
  expect(open.map(each => [each.number, each.kind, each.amount.packages])).toEqual([
    [a.number, 'shortage', 2],
    [b.number, 'shortage', 3],
    [d.number, 'damage', 2],
    ['FOUND', 'surplus', 2],
  ])
  expect(open.every(each => each.explainBy === undefined && !each.isLate)).toBe(true) // no state has a period on file
  const [declared, lost, damaged, found] = open

  const said = { words: 'Two cartons fell into the water.', documents: [{ type: '79', number: 'PROTEST-7' }] }
  const explained = await desk.call<CargoDifference>(carrier, 'POST', `/cargo-differences/${declared?.id}/explanation`, said)
  expect([explained.status, explained.body.explanations]).toMatchObject([200, [said]])

  const charged = await settle(declared?.id, { outcome: 'charged', mrn })
  expect(charged.body, charged.text).toMatchObject({ settlements: [{ outcome: 'charged', mrn }], outcomes: [] })
  expect(await documentOf(a.id)).toMatchObject({ added: { packages: 2, grossMassKg: '2' }, excess: { packages: 0, grossMassKg: '0' } })
  expectConserved(await manifestOf(number))

  const part = await settle(lost?.id, { outcome: 'corrected', amount: { packages: 1, grossMassKg: '1' } })
  expect(part.body).toMatchObject({ open: { packages: 2, grossMassKg: '2' } })
  expect((await documentOf(b.id)).left).toEqual(less(b.announced, 2))
  expect((await settle(lost?.id, { outcome: 'accepted' })).body.settledOn).toBe('2026-03-10')
  expect(codesOf((await settle(lost?.id, { outcome: 'accepted' })).body)).toEqual(['cargo.difference-settled'])
  expectConserved(await manifestOf(number))

  expect(codesOf((await settle(damaged?.id, { outcome: 'charged', mrn })).body)).toEqual(['cargo.difference-outcome'])
  expect((await settle(damaged?.id, { outcome: 'accepted' })).status).toBe(200)
  expect((await settle(found?.id, { outcome: 'corrected', amount: { packages: 1, grossMassKg: '40' } }, supervisor)).status).toBe(200)
  expectConserved(await manifestOf(number))
  expect(await listed(here, `manifest=${number}&open=true`)).toMatchObject([{ number: 'FOUND', open: { packages: 1, grossMassKg: '40' } }])
  const late = await desk.call(carrier, 'POST', `/cargo-differences/${lost?.id}/explanation`, said)
  expect(codesOf(late.body)).toEqual(['cargo.difference-settled'])
})

test('a difference is its carrier’s and its office’s; to everybody else it is not there, and only an officer settles', async () => {
  const { number } = await discharged()
  const [first] = await listed(carrier, `manifest=${number}`)
  const path = `/cargo-differences/${first?.id}`
  const asked = async (caller: Caller, id = path) => {
    const { status, body } = await desk.call(caller, 'GET', id)
    return [status, body.code]
  }
  for (const caller of [rival, elsewhere]) {
    expect(await asked(caller)).toEqual(await asked(caller, '/cargo-differences/999999999'))
    expect((await asked(caller))[0]).toBe(404)
    expect(await listed(caller, `manifest=${number}`)).toEqual([])
  }
  expect((await settle(first?.id, { outcome: 'accepted' }, elsewhere)).status).toBe(404)
  expect((await settle(first?.id, { outcome: 'accepted' }, carrier)).status).toBe(403)
  expect((await desk.call(rival, 'POST', `${path}/explanation`, { words: 'It is ours.' })).status).toBe(404)
  expect((await desk.call(here, 'POST', `${path}/explanation`, { words: 'It is theirs.' })).status).toBe(403)
  const csv = await desk.call(carrier, 'GET', `/cargo-differences.csv?manifest=${number}`)
  expect(csv.text.trim().split('\r\n')).toHaveLength(5)
})

test('a declaration charges no more than it took, once, and none that took nothing', async () => {
  const { number, mrn } = await discharged()
  const [declared, lost] = await listed(carrier, `manifest=${number}`)
  for (const wrong of [mrn, 'NOT-THERE', undefined])
    expect(codesOf((await settle(lost?.id, { outcome: 'charged', mrn: wrong })).body)).toEqual(['cargo.difference-by-declaration'])
  const both = await Promise.all([1, 2].map(() => settle(declared?.id, { outcome: 'charged', mrn })))
  expect(both.map(each => each.status).sort()).toEqual([200, 422])
})

test('what a tank still holds is told, in no total; loose goods differ by nothing where the law has no tolerance', async () => {
  const consignee = { id: 'KH-0101', name: 'May Sài Gòn' }
  const bulk = {
    number: 'BULK-1',
    kind: 'master' as const,
    cargo: 'bulk' as const,
    grossMassKg: '20000',
    description: 'Wheat',
    consignee,
    containers: [],
  }
  const residue = { massKg: '120.5', description: 'Palm oil', dangerousGoods: [] }
  const tank = { id: 'CSQU3054383', type: '22T6', status: 'residue' as const, seals: [], residue }
  const filed = await file({ ...vessel({}, 1), containers: [tank], transportDocuments: [bulk] })
  expect(filed).toMatchObject({
    residues: [{ container: 'CSQU3054383', ...residue }],
    totals: { documents: 1, total: { grossMassKg: '20000' } },
  })
  const wrong = (change: object, containers: string[] = []) =>
    desk.call(carrier, 'POST', '/manifests', {
      ...vessel({}, 1),
      containers: [{ ...tank, ...change }],
      transportDocuments: [{ ...bulk, number: 'BULK-2', containers }],
    })
  expect(codesOf((await wrong({ residue: undefined })).body)).toEqual(['cargo.residue-missing', 'cargo.residue-missing'])
  expect(codesOf((await wrong({ type: '22G1', residue: { ...residue, massKg: '0' } })).body)).toEqual([
    'cargo.residue-not-positive',
    'cargo.residue-not-in-tank',
  ])
  expect(codesOf((await wrong({ status: 'empty' })).body)).toEqual(['cargo.residue-of-other'])
  expect(codesOf((await wrong({}, ['CSQU3054383'])).body)).toEqual(['cargo.residue-in-document'])

  await report(filed.number, 'arrival')
  const landed = { packages: 0, grossMassKg: '19999.5' }
  const after = await report(filed.number, 'discharge', { differences: [{ number: 'BULK-1', landed }] })
  expect(after.residues).toHaveLength(1)
  expectConserved(after)
  expect(await listed(carrier, `manifest=${filed.number}`)).toMatchObject([
    { kind: 'shortage', amount: { packages: 0, grossMassKg: '0.5' } },
  ])
  const more = books('BULK-MORE', 'BULK-1', { packages: 0, grossMassKg: '19999.6' })
  expect(codesOf((await desk.call(importer, 'POST', '/declarations', more)).body)).toContain('cargo.mass-exceeds-left')
})

test('a stock that is counted short is missed once; accepted it is gone, declared it is charged, and found it is there', async () => {
  const { number, c } = await discharged()
  await report(number, 'storage', { location: 'KOS-1' })
  const count = (amount: CargoAmount) =>
    desk.call<{ items: readonly CargoDifference[]; issues: [] }>(carrier, 'POST', `/manifests/${number}/stock-taking`, {
      counted: [{ number: c.number, counted: amount }],
    })
  expect((await count(c.announced)).body.items).toEqual([])
  const short = await count(less(c.announced, 2))
  expect(short.body.items, short.text).toMatchObject([{ kind: 'stock-shortage', amount: { packages: 2, grossMassKg: '2' } }])
  expect(codesOf((await count(less(c.announced, 2))).body)).toEqual(['cargo.difference-open'])
  const [missing] = short.body.items
  const one = { packages: 1, grossMassKg: '1' }
  expect((await settle(missing?.id, { outcome: 'accepted', amount: one })).status).toBe(200)
  expect(await documentOf(c.id)).toMatchObject({ missing: one, left: less(c.announced, 1) })
  const { mrn } = await desk.lodge(importer, books(`MISSING-${number}`, c.number, one))
  expect((await settle(missing?.id, { outcome: 'charged', mrn })).body.settledOn).toBe('2026-03-10')
  const after = await manifestOf(number)
  expectConserved(after)
  expect(after.totals.gone).toEqual(one)
  const more = await count(c.announced)
  expect(more.body.items).toMatchObject([{ kind: 'stock-surplus', amount: { packages: 2, grossMassKg: '2' } }])
  expect((await settle(more.body.items[0]?.id, { outcome: 'corrected' })).status).toBe(200)
  expect((await documentOf(c.id)).left).toEqual(c.announced)
  expectConserved(await manifestOf(number))
})
