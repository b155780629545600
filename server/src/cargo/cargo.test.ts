import type { CargoDocument, CargoDocumentAnswer, ManifestAnswer, ManifestDecision } from '@lintas/contract'
import { type CargoAmount, sampleManifest } from '@lintas/customs/cargo'
import { expect, test } from 'vitest'
import { broker, openLodgingDesk, supervisor } from '../declaration/testing/lodging-desk.ts'
import type { Caller } from '../platform/node.ts'
import { decideOnManifest } from './decide.ts'
import {
  books,
  carrier,
  codesOf,
  elsewhere,
  expectConserved,
  here,
  importer,
  openCargoDesk,
  other,
  rival,
  vessel,
} from './testing/cargo-desk.ts'
import { getManifest } from './visible.ts'

const { desk, documentsOf, file, landed, manifestOf, report } = await openCargoDesk()

test('a manifest is registered with all its documents, once, and amended until it arrives', async () => {
  const manifest = vessel()
  const filed = await file(manifest)
  expect(filed).toMatchObject({
    status: 'registered',
    carrier: 'KH-LINE',
    containers: 2,
    version: 1,
    totals: { documents: 4, differences: 0 },
  })
  expect(filed.number).toMatch(/^KH-M-\d{6}$/)
  const again = await desk.call<ManifestAnswer>(carrier, 'POST', '/manifests', manifest)
  expect([again.status, again.body.number]).toEqual([200, filed.number])
  const otherwise = await desk.call(carrier, 'POST', '/manifests', { ...manifest, arrivalOn: '2026-03-13' })
  expect([otherwise.status, otherwise.body.code]).toEqual([409, 'cargo.reference-taken'])

  const [first, ...rest] = manifest.transportDocuments?.filter(each => each.kind === 'house') ?? []
  const direct = rest.map(({ master: _, ...each }) => ({ ...each, kind: 'master' as const }))
  const amended = { ...manifest, transportDocuments: direct.map((each, index) => (index === 0 ? { ...each, packages: 7 } : each)) }
  const put = (revision: number) =>
    desk.call<ManifestAnswer>(carrier, 'PUT', `/manifests/${filed.number}`, amended, { 'if-match': `"${revision}"` })
  expect((await put(9)).status).toBe(412)
  expect((await put(filed.revision)).body).toMatchObject({ version: 2, totals: { documents: 3 } })
  expect((await documentsOf(filed.number)).find(each => each.number === first?.number)?.status).toBe('void')
  expect((await documentsOf(filed.number)).find(each => each.number === direct[0]?.number)?.announced.packages).toBe(7)
  await report(filed.number, 'arrival')
  const late = await desk.call(carrier, 'PUT', `/manifests/${filed.number}`, amended, { 'if-match': '"3"' })
  expect([late.status, late.body.code]).toEqual([422, 'cargo.manifest-not-now'])
})

test('everything wrong with a manifest is said at once, with its place', async () => {
  const [house] = vessel().transportDocuments?.filter(each => each.kind === 'house') ?? []
  const wrong = {
    ...vessel(),
    office: 'KH-NIX',
    means: { id: '9074728' },
    unloadingPlace: 'SGSIN',
    containers: [{ id: 'CSQU3054384' }],
    transportDocuments: [
      { number: 'A', kind: 'master', packages: 5, grossMassKg: '10' },
      { ...house, number: 'B', master: 'A', packages: 4, grossMassKg: '9.5', containers: ['CSQU3054383'] },
      { ...house, number: 'b', master: 'NONE', containers: [], consignee: undefined },
    ],
  }
  const { status, body } = await desk.call(carrier, 'POST', '/manifests', wrong)
  expect(status).toBe(422)
  expect(codesOf(body).sort()).toEqual([
    'cargo.container-check-digit',
    'cargo.container-not-listed',
    'cargo.document-field-missing',
    'cargo.document-repeated',
    'cargo.imo-number',
    'cargo.master-mass-differs',
    'cargo.master-packages-differ',
    'cargo.master-unknown',
    'cargo.office-unknown',
    'cargo.unloading-elsewhere',
  ])
})

test('a manifest is its carrier’s and its office’s; to everybody else neither it nor its documents are there', async () => {
  const { number } = await file(vessel())
  const [document] = await documentsOf(number)
  const ask = async (caller: Caller, path: string) => (await desk.call(caller, 'GET', path)).status
  const paths = [
    `/manifests/${number}`,
    `/manifests/${number}/documents`,
    `/manifests/${number}/documents.csv`,
    `/transport-documents/${document?.id}`,
  ]
  for (const path of paths) {
    expect([path, await ask(carrier, path), await ask(here, path), await ask(supervisor, path)]).toEqual([path, 200, 200, 200])
    expect([path, await ask(rival, path), await ask(elsewhere, path), await ask(importer, path)]).toEqual([path, 404, 404, 403])
  }
  for (const caller of [importer, broker('KH-0909', 'KH-0101'), here])
    expect((await desk.call(caller, 'POST', '/manifests', vessel())).status).toBe(403)
  expect((await desk.call(rival, 'POST', `/manifests/${number}/arrival`, {})).status).toBe(404)
  expect(
    (await desk.call(rival, 'POST', `/transport-documents/${document?.id}/split`, { parts: [{ number: 'X', grossMassKg: '1' }] })).status,
  ).toBe(404)
})

test('a declaration writes off what it takes: never more than is left, never for somebody else, and cancelling gives it back', async () => {
  const { number } = await file(vessel())
  const [document] = await documentsOf(number)
  if (document === undefined) throw new Error('the manifest has no document')
  const { announced } = document
  const half = { packages: Math.floor(announced.packages / 2), grossMassKg: '20' }
  const first = await desk.lodge(importer, books('HALF-1', document.number, half))
  const read = async () => (await desk.call<CargoDocumentAnswer>(carrier, 'GET', `/transport-documents/${document.id}`)).body
  expect(await read()).toMatchObject({ declared: half, writeOffs: [{ mrn: first.mrn, ...half }] })

  const tooMuch = await desk.call(importer, 'POST', '/declarations', books('MORE', document.number, announced))
  expect([tooMuch.status, codesOf(tooMuch.body)]).toEqual([422, ['cargo.packages-exceed-left']])
  const stranger = { importer: { id: 'KH-0202', name: 'Another One' }, declarant: { id: 'KH-0202' } }
  const theirs = await desk.call(other, 'POST', '/declarations', books('THEIRS', document.number, half, stranger))
  expect(codesOf(theirs.body)).toContain('cargo.consignee-differs')
  const guessed = await desk.call(other, 'POST', '/declarations', books('GUESSED', document.number, announced, stranger))
  expect(codesOf(guessed.body)).toEqual(codesOf(theirs.body)) // what is left of the goods of others is not for them to find out
  const unlisted = await desk.call(
    importer,
    'POST',
    '/declarations',
    books('NONE', 'NOT-THERE', half, { arrivalOn: '2026-03-12', mode: 'PRE_ARRIVAL' }),
  )
  expect(codesOf(unlisted.body)).toEqual(['cargo.document-not-on-manifest'])

  const cancelled = await desk.call(
    importer,
    'POST',
    `/declarations/${first.mrn}/cancellation`,
    { reason: 'Declared by mistake.' },
    { 'if-match': `"${first.revision}"` },
  )

  expect(await read()).toMatchObject({ declared: { packages: 0, grossMassKg: '0' }, writeOffs: [], left: announced })
  expect(cancelled.status, cancelled.text).toBe(200)
  expect((await desk.lodge(importer, books('WHOLE', document.number, announced))).mrn).not.toBe(first.mrn)
  expect(await read()).toMatchObject({ left: { packages: 0 }, declared: announced })
})

test('of a hundred lodgings at once on one document no more is written off than there is', { timeout: 120_000 }, async () => {
  const manifest = vessel({}, 1)
  const documents = manifest.transportDocuments?.map(each => ({ ...each, packages: 30, grossMassKg: '300' })) ?? []
  const { number } = await file({ ...manifest, transportDocuments: documents })
  const [document] = await documentsOf(number)
  const lodgings = Array.from({ length: 100 }, (_, index) => {
    const one = books(`RUSH-${index}`, document?.number ?? '', { packages: 1, grossMassKg: '10' })
    return desk.call(importer, 'POST', '/declarations', one)
  })
  const answers = await Promise.all(lodgings)
  expect(answers.filter(each => each.status === 201)).toHaveLength(30)
  const refused = answers.filter(each => each.status !== 201)
  expect(new Set(refused.map(each => each.status))).toEqual(new Set([422]))
  expect(new Set(refused.flatMap(each => codesOf(each.body)))).toEqual(new Set(['cargo.packages-exceed-left']))
  const { body } = await desk.call<CargoDocumentAnswer>(carrier, 'GET', `/transport-documents/${document?.id}`)
  expect(body).toMatchObject({
    declared: { packages: 30, grossMassKg: '300' },
    left: { packages: 0, grossMassKg: '0' },
    excess: { packages: 0 },
  })
  expect(new Set(body.writeOffs.map(each => each.mrn)).size).toBe(30)
})

test('a declaration lodged before the manifest came is found and written off when it is filed, and released when the goods arrive', async () => {
  const manifest = vessel()
  const house = manifest.transportDocuments?.find(each => each.kind === 'house')
  const amount = { packages: house?.packages ?? 0, grossMassKg: house?.grossMassKg ?? '0' }
  const early = books('EARLY', house?.number ?? '', amount, {
    mode: 'PRE_ARRIVAL',
    arrivalOn: '2026-03-12',
    borderTransport: { mode: '1', id: '9074729', idType: '10', journey: manifest.journey },
  })
  const { mrn, status } = await desk.lodge(importer, early)
  const { number } = await file(manifest)
  const document = (await documentsOf(number)).find(each => each.number === house?.number)
  expect(document).toMatchObject({ declared: amount, left: { packages: 0 } })
  expect(status).not.toBe('released')
  await report(number, 'arrival')
  await desk.jobs.run('cargo-arrive')
  const { body } = await desk.call(importer, 'GET', `/declarations/${mrn}`)
  expect(body.arrivedOn ?? body.status).toBeTruthy()
  const { inputs } =
    (
      await desk.ownerDb.query<{ inputs: { occasion: string } }>(
        'SELECT inputs FROM decision WHERE mrn = $1 ORDER BY number DESC LIMIT 1',
        [mrn],
      )
    )[0] ?? {}
  expect(inputs?.occasion).toBe('arrive')
})

test('discharge names what differs; goods are stored, split, joined and moved, and every total is conserved', async () => {
  const { number } = await file(vessel({}, 6))
  const [a, b, c, d] = await documentsOf(number)
  if (a === undefined || b === undefined || c === undefined || d === undefined) throw new Error('the manifest has too few documents')
  await desk.lodge(importer, books('BEFORE', a.number, a.announced))
  expectConserved(await report(number, 'arrival'))
  const less = (amount: CargoAmount, packages: number) => ({
    packages: amount.packages + packages,
    grossMassKg: String(Number(amount.grossMassKg) + packages),
  })
  const found = {
    number: 'FOUND-1',
    kind: 'master',
    description: 'Crates without marks',
    packages: 2,
    grossMassKg: '80',
    consignee: { name: 'Unknown' },
  }
  const discharged = await report(number, 'discharge', {
    differences: [
      { number: a.number, landed: less(a.announced, -2) },
      { number: b.number, landed: less(b.announced, 3), damagedPackages: 1 },
    ],
    found: [found],
  })
  expectConserved(discharged)
  expect(discharged.totals).toMatchObject({ differences: 3, excess: { packages: 2, grossMassKg: '2' } })
  expect((await documentsOf(number, 'differences=true')).map(each => each.number)).toEqual([a.number, b.number, 'FOUND-1'])

  expectConserved(await report(number, 'storage', { location: 'KOS-1' }))
  const split = await desk.call<{ parts: readonly CargoDocument[] }>(carrier, 'POST', `/transport-documents/${c.id}/split`, {
    parts: [
      { number: `${c.number}-1`, packages: 1, grossMassKg: '1.25' },
      { number: `${c.number}-2`, packages: 2, grossMassKg: '2' },
    ],
  })
  expect(split.status, split.text).toBe(200)
  const joined = await desk.call<CargoDocument>(carrier, 'POST', `/manifests/${number}/consolidation`, {
    documents: [`${c.number}-1`, d.number],
    number: 'GROUP-1',
  })
  expect(joined.body).toMatchObject({
    received: { packages: 1 + d.announced.packages },
    location: 'KOS-1',
    status: 'stored',
    origin: 'joined',
  })
  expectConserved(await report(number, 'storage', { location: 'KOS-2', documents: ['GROUP-1'] }))
  const tooMuch = await desk.call(carrier, 'POST', `/transport-documents/${c.id}/split`, {
    parts: [{ number: 'X', packages: 9_999, grossMassKg: '1' }],
  })
  expect([tooMuch.status, codesOf(tooMuch.body)]).toEqual([422, ['cargo.packages-exceed-left']])
  const part = books('PART', 'GROUP-1', { packages: 1, grossMassKg: '1' })
  expect((await desk.lodge(importer, part)).mrn).toBeTruthy()
  expectConserved(await manifestOf(number))
  const { body } = await desk.call<CargoDocumentAnswer>(carrier, 'GET', `/transport-documents/${joined.body.id}`)
  expect(body.passages.map(each => each.direction)).toEqual(['from', 'from'])
  expect(body.limit).toMatchObject({ lastOn: '2026-04-24', days: 45, law: 'KH-STORAGE-UNCLAIMED' })
})

test('what nobody declared by its last day is unclaimed from the day after, whoever runs the job how often', async () => {
  const { number } = await landed()
  await report(number, 'storage', { location: 'KOS-1' })
  const states = async () => (await manifestOf(number)).totals.byStatus
  desk.moveTo('2026-04-24T05:00:00Z')
  await desk.jobs.run('cargo-storage')
  expect(await states()).toEqual({ stored: 4 })
  desk.moveTo('2026-04-25T05:00:00Z')
  await desk.jobs.run('cargo-storage')
  await desk.jobs.run('cargo-storage')
  expect(await states()).toEqual({ unclaimed: 4 })
  const { body } = await desk.call<{ items: readonly CargoDocument[] }>(here, 'GET', '/unclaimed?limit=500')
  expect(body.items.filter(each => each.manifest === number)).toHaveLength(4)
  expect((await desk.call(elsewhere, 'GET', '/unclaimed')).text).not.toContain(number)
  const csv = await desk.call(here, 'GET', '/unclaimed.csv')
  expect(csv.text).toContain(`${number},`)
  desk.moveTo('2026-03-10T05:00:00Z')
})

test('profiles speak of manifests before anything is declared; only officers read what they found', async () => {
  const profile = {
    id: 'heavy-packages',
    owner: 'Port control',
    objective: 'safety',
    reason: 'Packages heavier than cartons of that kind are.',
    expression: "cargo.kind == 'house' && has(cargo.massPerPackageKg) && cargo.massPerPackageKg > 400 && manifest.mode == '1'",
    controls: ['scan'],
    mitigable: false,
    validFrom: '2026-03-01',
    validTo: '2026-12-31',
  }
  const mixed = await desk.call(here, 'POST', '/risk/profiles', {
    ...profile,
    id: 'mixed',
    expression: "cargo.kind == 'house' && declaration.type == 'IM4'",
  })
  expect([mixed.status, codesOf(mixed.body)]).toEqual([422, ['risk.expression-mixed']])
  expect((await desk.call(here, 'POST', '/risk/profiles', profile)).status).toBe(201)
  const approval = await desk.call(supervisor, 'POST', '/risk/profiles/heavy-packages/versions/1/approval', { decision: 'approved' })
  expect(approval.status, approval.text).toBe(200)

  const manifest = vessel()
  const documents =
    manifest.transportDocuments?.map((each, index) => (index === 2 ? { ...each, packages: 2, grossMassKg: '1600' } : each)) ?? []
  const direct = documents.filter(each => each.kind === 'house').map(each => ({ ...each, master: 'M-RISK' }))
  const sum = {
    packages: direct.reduce((all, each) => all + (each.packages ?? 0), 0),
    mass: direct.reduce((all, each) => all + Number(each.grossMassKg), 0),
  }
  const master = { number: 'M-RISK', kind: 'master' as const, packages: sum.packages, grossMassKg: sum.mass.toFixed(3) }
  let tried = 0
  await expect
    .poll(
      async () => {
        tried += 1
        const { number } = await file({ ...manifest, reference: `RISK-${tried}`, transportDocuments: [master, ...direct] })
        const { body } = await desk.call<{
          hits: readonly { profile: string; documents: readonly string[]; controls: readonly string[] }[]
        }>(here, 'GET', `/manifests/${number}/screening`)
        expect((await desk.call(carrier, 'GET', `/manifests/${number}/screening`)).status).toBe(403)
        return body.hits.map(({ profile: id, documents: picked, controls }) => ({ id, picked, controls }))
      },
      { timeout: 10_000 },
    )
    .toEqual([{ id: 'heavy-packages', picked: [direct[0]?.number], controls: ['scan'] }])
})

test('an officer refuses loading, asks and holds; the carrier answers once, and a declaration of held goods waits', async () => {
  const { number } = await file(vessel())
  const [a, b] = await documentsOf(number)
  if (a === undefined || b === undefined) throw new Error('the manifest has too few documents')
  const decide = (body: object, caller: Caller = here) =>
    desk.call<{ items: readonly ManifestDecision[] }>(caller, 'POST', `/manifests/${number}/decisions`, body)
  expect((await decide({ kind: 'hold', words: 'Ours.' }, carrier)).status).toBe(403)
  expect((await decide({ kind: 'hold', words: 'Theirs.' }, elsewhere)).status).toBe(404)
  expect((await decide({ kind: 'do-not-load', documents: [a.number], words: 'The consignor is not known.' })).status).toBe(200)
  expect((await desk.call(importer, 'POST', '/declarations', books('REFUSED', a.number, a.announced))).text).toContain(
    'cargo.document-refused',
  )
  expect((await decide({ kind: 'permit-loading', documents: [a.number], words: 'The consignor was identified.' })).status).toBe(200)
  const asked = await decide({ kind: 'request-information', words: 'Who ordered these goods?', dueOn: '2026-03-11' })
  const request = asked.body.items[0]
  const answer = () =>
    desk.call<{ items: readonly ManifestDecision[] }>(carrier, 'POST', `/manifests/${number}/decisions/${request?.id}/answer`, {
      words: 'A school.',
    })
  expect((await answer()).body.items[0]).toMatchObject({ kind: 'request-information', answer: 'A school.' })
  expect(codesOf((await answer()).body)).toEqual(['cargo.request-answered'])

  const before = await desk.lodge(importer, books('BEFORE-HOLD', a.number, { packages: 1, grossMassKg: '1' }))
  expect((await decide({ kind: 'hold', words: 'A scan is needed.' })).status).toBe(200)
  const after = await desk.lodge(importer, books('AFTER-HOLD', a.number, { packages: 1, grossMassKg: '1' }))
  for (const { mrn } of [before, after]) {
    const { body } = await desk.call(importer, 'GET', `/declarations/${mrn}`)
    expect([mrn, body.status, body.controls.map(each => each.control)]).toEqual([mrn, 'under-control', ['hold']])
  }
  await report(number, 'arrival')
  await report(number, 'discharge')
  await report(number, 'storage', { location: 'KOS-1' })
  const moved = await desk.call(carrier, 'POST', `/manifests/${number}/storage`, { location: 'KOS-2', documents: [b.number] })
  expect(codesOf(moved.body)).toEqual(['cargo.document-held'])
  expect((await decide({ kind: 'lift-hold', documents: [b.number], words: 'The scan shows books.' })).status).toBe(200)
  await report(number, 'storage', { location: 'KOS-2', documents: [b.number] })
  const replayed = await desk.call<{ same?: boolean }>(supervisor, 'POST', `/declarations/${before.mrn}/replay`)
  expect([replayed.status, replayed.text]).toEqual([200, expect.stringContaining('true')])
})

test('a hold reaches the declarations of the goods, once, also where the process that decided it ended right after', async () => {
  const { number } = await file(vessel())
  const [document] = await documentsOf(number)
  if (document === undefined) throw new Error('the manifest has no document')
  const { mrn } = await desk.lodge(importer, books('TOOK-FIRST', document.number, { packages: 1, grossMassKg: '1' }))
  const manifest = await getManifest(desk.node.db, here, number)
  const decided = await desk.node.db.transaction(tx =>
    decideOnManifest(tx, { node: desk.node, caller: here, manifest }, { kind: 'hold', words: 'A scan is needed.' }),
  )
  expect(decided.ok).toBe(true)
  const jobs = await desk.ownerDb.query<{ data: { manifest: string } }>("SELECT data FROM pgboss.job WHERE name = 'cargo-hold'")
  const job = jobs.find(({ data }) => data.manifest === number)
  expect(job).toBeDefined()
  const countDecisions = async () => (await desk.ownerDb.query('SELECT number FROM decision WHERE mrn = $1', [mrn])).length
  for (const _ of ['done', 'done again']) {
    await desk.jobs.run('cargo-hold', job?.data)
    const { body } = await desk.call(importer, 'GET', `/declarations/${mrn}`)
    expect([body.status, body.controls.map(each => each.control), await countDecisions()]).toEqual(['under-control', ['hold'], 2])
  }
})

test('a declaration lodged before a manifest that says otherwise takes nothing and waits for customs, once', async () => {
  const manifest = vessel()
  const house = manifest.transportDocuments?.find(each => each.kind === 'house')
  const means = { mode: '1', id: '9074729', idType: '10', ...(manifest.journey === undefined ? {} : { journey: manifest.journey }) }
  const more = { packages: (house?.packages ?? 0) + 1, grossMassKg: '1' }
  const { mrn } = await desk.lodge(importer, books('TOO-MUCH', house?.number ?? '', more, { borderTransport: means }))
  const { number } = await file(manifest)
  const standing = async () => (await desk.call(importer, 'GET', `/declarations/${mrn}`)).body
  const waits = await standing()
  expect([waits.status, waits.controls.map(each => each.control)]).toEqual(['under-control', ['hold']])
  await desk.jobs.run('cargo-storage')
  expect((await documentsOf(number)).find(each => each.number === house?.number)?.declared.packages).toBe(0)
  const { body } = await desk.call<{ mismatches: readonly { mrn: string; issues: readonly { code: string }[] }[] }>(
    here,
    'GET',
    `/manifests/${number}/screening`,
  )
  expect(body.mismatches.map(each => [each.mrn, each.issues.map(({ code }) => code)])).toEqual([[mrn, ['cargo.packages-exceed-left']]])
  const decisions = await desk.ownerDb.query('SELECT number FROM decision WHERE mrn = $1', [mrn])
  expect(decisions).toHaveLength(2)
})

test('a state whose law has no period lets nothing become unclaimed and says so', async () => {
  const there = await openLodgingDesk('VN')
  const manifest = { ...vessel(), office: 'VN-HPH', unloadingPlace: 'VNHPH' }
  const { body } = await there.call<ManifestAnswer>(carrier, 'POST', '/manifests', manifest)
  await there.call(carrier, 'POST', `/manifests/${body.number}/arrival`, {})
  await there.call(carrier, 'POST', `/manifests/${body.number}/discharge`, {})
  there.moveTo('2027-03-10T05:00:00Z')
  await there.jobs.run('cargo-storage')
  const { body: list } = await there.call<{ items: readonly CargoDocument[] }>(carrier, 'GET', `/manifests/${body.number}/documents`)
  const goods = list.items.filter(each => !each.hasHouses)
  expect(goods.map(each => each.status)).toEqual(Array(4).fill('discharged'))
  expect(goods.every(each => each.lastOn === undefined)).toBe(true)
})

test('a CSV file that could be taken for something else than was meant is refused, each with what to mend', async () => {
  const header = 'reference,office,mode,means_id,journey,to_place,arrival_on,number,kind,consignee_name,description,packages,gross_mass_kg'
  const line = (number: string, change: (text: string) => string = text => text) =>
    change(`CSV-ODD,KH-KOS,1,IMO 9074729,LX9,KHKOS,2026-03-12,${number},master,Paper Ltd,Books,1,30.5`)
  const send = (body: string | Buffer) => desk.call(carrier, 'POST', '/manifests', body, { 'content-type': 'text/csv' })
  const refusals = [
    [Buffer.from([header, line('O1', text => text.replace('Paper', 'Société'))].join('\n'), 'latin1'), 'request.text-malformed'],
    [`${header},number\n${line('O1')},O2`, 'cargo.column-repeated'],
    [[header, line('O1', text => text.replace('30.5', '30,5'))].join('\n'), 'cargo.cell-beyond-header'],
    [[header, line('O1'), line('O2', text => text.replace('LX9', 'LX10'))].join('\n'), 'cargo.cell-differs'],
    [[header, line('O1', text => text.replace('Paper', 'Pa\0per'))].join('\n'), 'cargo.row-malformed'],
    [[header, line('O1', text => text.replace('Paper', 'x'.repeat(1_000_000)))].join('\n'), 'cargo.file-malformed'],
    [[header, line('O1', text => text.replace('Paper', '"Paper'))].join('\n'), 'cargo.file-malformed'],
  ] as const
  for (const [body, code] of refusals) {
    const { status, body: problem } = await send(body)
    expect([status, codesOf(problem)]).toEqual([422, [code]])
  }
  const filed = await send([header, line('O1'), line('O2', text => text.replace(/^([^,]*,){7}/, ',,,,,,,'))].join('\r\n'))
  expect(filed.status, filed.text).toBe(201)
})

test('a manifest of 3,000 houses in 500 containers is one transaction of few seconds, as JSON and as CSV', {
  timeout: 60_000,
}, async () => {
  const big = sampleManifest({
    seed: 900,
    containers: 500,
    houses: 3_000,
    office: 'KH-KOS',
    unloadingPlace: 'KHKOS',
    arrivalOn: '2026-03-12',
    consignees: [{ id: 'KH-0101', name: 'May Sài Gòn' }],
  })
  const began = performance.now()
  const filed = await file(big)
  expect(performance.now() - began).toBeLessThan(15_000)
  expect(filed.totals.documents).toBe(3_000)
  expectConserved(await report(filed.number, 'arrival'))
  expectConserved(await report(filed.number, 'discharge'))
  expect((await documentsOf(filed.number)).filter(each => each.status === 'discharged')).toHaveLength(3_000)

  const header =
    'reference,office,mode,means_id,journey,to_place,arrival_on,number,kind,master,consignee_name,description,packages,gross_mass_kg,containers'
  const lines = [
    'CSV-1,KH-KOS,1,IMO 9074729,LX9,KHKOS,2026-03-12,M1,master,,Line agents,Consolidated cargo,3,30.5,CSQU3054383/S1/S2',
    ',,,,,,,H1,house,M1,\'=Paper Ltd,"Books, printed",1,10,CSQU3054383',
    ',,,,,,,H2,house,M1,Paper Ltd,Printed books,2,20.5,CSQU3054383',
  ]
  const csv = await desk.call<ManifestAnswer>(carrier, 'POST', '/manifests', [header, ...lines].join('\r\n'), {
    'content-type': 'text/csv',
  })
  expect(csv.status, csv.text).toBe(201)
  expect(csv.body.totals).toMatchObject({ documents: 2, announced: { packages: 3, grossMassKg: '30.5' } })
  const wrong = await desk.call(carrier, 'POST', '/manifests', [header, lines[0]?.replace(',3,30.5', ',three,30.5')].join('\n'), {
    'content-type': 'text/csv',
  })
  expect([wrong.status, codesOf(wrong.body)]).toEqual([422, ['cargo.row-malformed']])
})
