import type { CargoDocument, Case, ManifestSummary, StandingAuthorisationAnswer } from '@lintas/contract'
import { expect, test } from 'vitest'
import { broker, supervisor, trader } from '../declaration/testing/lodging-desk.ts'
import type { Caller } from '../platform/node.ts'
import { books, carrier, codesOf, here, importer, openCargoDesk, vessel } from './testing/cargo-desk.ts'

const { desk, documentsOf, file, report } = await openCargoDesk()

const other = trader('KH-0202')
const REASONS = [{ text: 'The stores were found open.', legalBasis: 'RKC General Annex std. 3.34' }]
const PATH = '/time-sensitive-authorisations'

const post = (caller: Caller, path: string, body: object) =>
  desk.call<StandingAuthorisationAnswer & { issues: [] }>(caller, 'POST', path, body)

async function applied(change: object = {}, caller = importer): Promise<string> {
  const answer = await post(caller, PATH, {
    kinds: ['newspapers', 'perishable'],
    codes: ['4901', '4902'],
    purpose: 'School books by truck every Monday.',
    validFrom: '2026-03-01',
    validTo: '2027-03-01',
    ...change,
  })
  if (answer.status !== 201) throw new Error(answer.text)
  return answer.body.number
}

async function granted(change: object = {}): Promise<string> {
  const number = await applied(change)
  const answer = await post(here, `${PATH}/${number}/decision`, { decision: 'granted', conditions: 'Lodged two hours before arrival.' })
  if (answer.status !== 200) throw new Error(answer.text)
  return number
}

let lodged = 0
const claim = (authorisation: string, kind = 'newspapers', script?: string) => {
  lodged += 1
  return books(
    `URGENT-${lodged}`,
    `AWB-URGENT-${lodged}`,
    { packages: 1, grossMassKg: '10' },
    {
      timeSensitive: { authorisation, kind },
      ...(script === undefined ? {} : { additionalInformation: [{ code: 'SANDBOX', text: script }] }),
    },
  )
}
const refusedFor = async (authorisation: string, kind?: string, caller = importer) =>
  codesOf((await desk.call(caller, 'POST', '/declarations', claim(authorisation, kind))).body)

test('an authorisation is applied for, granted with conditions, suspended, restored and revoked, each with its reasons', async () => {
  const number = await applied()
  expect(number).toMatch(/^KH-T-\d{6}$/)
  const deciding = `${PATH}/${number}/decision`
  expect((await post(importer, deciding, { decision: 'granted' })).status).toBe(403)
  expect(codesOf((await post(here, deciding, { decision: 'refused' })).body)).toEqual(['cargo.standing-reasons-missing'])
  const answer = await post(here, deciding, { decision: 'granted', conditions: 'By truck alone.', validTo: '2026-09-01' })
  expect(answer.body).toMatchObject({ standing: 'granted', validTo: '2026-09-01', decisions: [{ conditions: 'By truck alone.' }] })
  expect(codesOf((await post(here, deciding, { decision: 'granted' })).body)).toEqual(['cargo.standing-decided'])

  const move = (standing: string, reasons: object[] = REASONS, caller: Caller = supervisor) =>
    post(caller, `${PATH}/${number}/standing`, { standing, reasons })
  expect((await move('suspended', REASONS, here)).status).toBe(403)
  expect(codesOf((await move('suspended', [])).body)).toEqual(['cargo.standing-reasons-missing'])
  expect((await move('suspended')).body.standing).toBe('suspended')
  expect(codesOf((await move('suspended')).body)).toEqual(['cargo.standing-status'])
  expect((await move('granted')).body.standing).toBe('granted')
  expect((await move('revoked')).body.decisions.map(each => each.decision)).toEqual(['granted', 'suspended', 'restored', 'revoked'])
  expect(codesOf((await move('granted')).body)).toEqual(['cargo.standing-status'])
})

test('to others an authorisation is not there, neither read nor claimed; whoever acts for its holder sees it', async () => {
  const number = await granted()
  for (const caller of [importer, broker('KH-0909', 'KH-0101'), here, supervisor])
    expect([caller.accountId, (await desk.call(caller, 'GET', `${PATH}/${number}`)).status]).toEqual([caller.accountId, 200])
  const theirs = await desk.call(other, 'GET', `${PATH}/${number}`)
  const none = await desk.call(other, 'GET', `${PATH}/KH-T-999999`)
  expect([theirs.status, theirs.body.code]).toEqual([none.status, none.body.code])
  expect(theirs.status).toBe(404)
  expect((await desk.call(carrier, 'GET', `${PATH}/${number}`)).status).toBe(403)
  expect((await desk.call<{ items: [] }>(other, 'GET', PATH)).body.items).toEqual([])
  expect(
    (await post(other, PATH, { holder: 'KH-0101', kinds: ['medical'], purpose: 'Theirs.', validFrom: '2026-03-01', validTo: '2027-03-01' }))
      .status,
  ).toBe(404)
})

test('a claim is refused by name where the authorisation does not cover it', async () => {
  const number = await granted()
  expect(await refusedFor('KH-T-999999')).toEqual(['cargo.standing-unknown'])
  expect(await refusedFor(number, 'medical')).toEqual(['cargo.standing-kind'])
  expect(await refusedFor(await granted({ codes: ['0302'] }))).toEqual(['cargo.standing-goods'])
  expect(await refusedFor(await granted({ validFrom: '2026-04-01' }))).toEqual(['cargo.standing-not-in-force'])
  expect(await refusedFor(await applied())).toEqual(['cargo.standing-not-in-force'])
  await post(supervisor, `${PATH}/${number}/standing`, { standing: 'suspended', reasons: REASONS })
  expect(await refusedFor(number)).toEqual(['cargo.standing-not-in-force'])
})

test('goods that cannot wait are first in the queue, with the reason, and are not released past a control', async () => {
  const number = await granted()
  const red = await desk.lodge(importer, { ...claim(number, 'newspapers', 'lane=red'), timeSensitive: undefined })
  const urgent = await desk.lodge(importer, claim(number, 'newspapers', 'lane=yellow'))
  expect(urgent.status).not.toBe('released')
  const { body } = await desk.call<{ items: readonly Case[] }>(here, 'GET', '/cases')
  const place = (mrn: string) => body.items.findIndex(each => each.mrn === mrn)
  expect(place(urgent.mrn)).toBe(0)
  expect(place(red.mrn)).toBeGreaterThan(place(urgent.mrn))
  expect(body.items[0]?.summary.timeSensitive).toBe('newspapers')
  expect(body.items[place(red.mrn)]?.summary.timeSensitive).toBeUndefined()
  const replayed = await desk.call<{ same?: boolean; identical?: boolean }>(importer, 'POST', `/declarations/${urgent.mrn}/replay`)
  expect([replayed.status, JSON.stringify(replayed.body)]).toEqual([200, expect.stringContaining('true')])
})

/** A vessel whose first house claims to be served first; the change is made to that house. */
function urgentVessel(authorisation: string, kind = 'newspapers', change: object = {}) {
  const manifest = vessel({}, 2)
  const place = manifest.transportDocuments?.findIndex(each => each.kind === 'house') ?? 0
  const timeSensitive = { authorisation, kind }
  const documents = (manifest.transportDocuments ?? []).map((each, index) =>
    index === place ? { ...each, commodityCode: '49019910', timeSensitive, ...change } : each,
  )
  return { place, manifest: { ...manifest, transportDocuments: documents } }
}

const refused = async (manifest: object) => {
  const { body } = await desk.call<{ issues: readonly { code: string; path: string }[] }>(carrier, 'POST', '/manifests', manifest)
  return body.issues.map(each => [each.code, each.path.replace(/\[\d+\]/, '')])
}

test('a line of a manifest claims for its own consignee, and is refused by name where the authorisation does not cover it', async () => {
  const number = await granted()
  const claim = (kind?: string, change?: object, named = number) => refused(urgentVessel(named, kind, change).manifest)
  const at = (field: string) => `transportDocuments.${field}`
  expect(await claim('newspapers', {}, 'KH-T-999999')).toEqual([['cargo.standing-unknown', at('timeSensitive.authorisation')]])
  expect(await claim('newspapers', { consignee: { id: 'KH-0202', name: 'Somebody else' } })).toEqual([
    ['cargo.standing-unknown', at('timeSensitive.authorisation')],
  ])
  expect(await claim('medical')).toEqual([['cargo.standing-kind', at('timeSensitive.kind')]])
  expect(await claim('newspapers', { commodityCode: '030214' })).toEqual([['cargo.standing-goods', at('commodityCode')]])
  expect(await claim('newspapers', { commodityCode: undefined })).toEqual([['cargo.document-field-missing', at('commodityCode')]])
  expect(await claim('newspapers', {}, await granted({ validFrom: '2026-04-01' }))).toEqual([
    ['cargo.standing-not-in-force', at('timeSensitive.authorisation')],
  ])
  const { manifest } = urgentVessel(number)
  const onMaster = manifest.transportDocuments.map(each =>
    each.kind === 'master' ? { ...each, timeSensitive: { authorisation: number, kind: 'newspapers' } } : each,
  )
  expect((await refused({ ...manifest, transportDocuments: onMaster })).map(([code]) => code)).toContain('cargo.standing-of-master')
})

test('a manifest with goods that cannot wait is first in the list until they are declared, on whichever page it is asked', async () => {
  const { place, manifest } = urgentVessel(await granted())
  const { number } = await file(manifest)
  const later = [await file(vessel()), await file(vessel())].map(each => each.number)
  const pages = async () => {
    const all: ManifestSummary[] = []
    for (let cursor = ''; ; ) {
      const { body } = await desk.call<{ items: readonly ManifestSummary[]; next?: string }>(here, 'GET', `/manifests?limit=1${cursor}`)
      all.push(...body.items)
      if (body.next === undefined) return all
      cursor = `&cursor=${body.next}`
    }
  }
  const before = await pages()
  expect(before.map(each => each.number)).toEqual([number, ...later.toReversed()])
  expect(before.map(each => each.timeSensitive)).toEqual([['newspapers'], undefined, undefined])
  const own = await desk.call<{ items: readonly ManifestSummary[] }>(carrier, 'GET', '/manifests?limit=1')
  expect(own.body.items.map(each => each.number)).toEqual([number])
  await report(number, 'arrival')
  const urgent = (await documentsOf(number)).find(each => each.timeSensitive !== undefined) as CargoDocument
  expect(urgent.number).toBe(manifest.transportDocuments[place]?.number)
  await desk.lodge(importer, books('URGENT-LINE', urgent.number, urgent.announced))
  expect((await pages()).map(each => each.number)).toEqual([...later.toReversed(), number])
})
