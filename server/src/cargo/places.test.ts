import type { ManifestAnswer, PlaceProposalAnswer, StoragePlaceDetail } from '@lintas/contract'
import { expect, test } from 'vitest'
import { supervisor } from '../declaration/testing/lodging-desk.ts'
import type { Caller } from '../platform/node.ts'
import { books, carrier, codesOf, here, importer, openCargoDesk, vessel } from './testing/cargo-desk.ts'

const { desk, documentsOf, file, landed, report } = await openCargoDesk()

const PROPOSALS = '/storage-place-proposals'
const REASON = 'The yard was inspected on 2 March 2026.'
const second: Caller = { ...supervisor, accountId: 'another supervisor' }
const wording = (change: object = {}) => ({
  code: 'KOS-CFS-1',
  name: 'Port shed 1',
  operator: 'KH-SHED',
  office: 'KH-KOS',
  uses: ['temporary-storage'],
  kinds: ['general'],
  validFrom: '2026-03-01',
  reason: REASON,
  ...change,
})

type Answer = PlaceProposalAnswer & { readonly code: string }
const propose = (change: object = {}, caller = here) => desk.call<Answer>(caller, 'POST', PROPOSALS, wording(change))
const decide = (id: string, body: object = { decision: 'approved' }, caller = supervisor) =>
  desk.call<Answer>(caller, 'POST', `${PROPOSALS}/${id}/decision`, body)
const see = (code = 'KOS-CFS-1', caller: Caller = here) => desk.call<StoragePlaceDetail>(caller, 'GET', `/storage-places/${code}`)
const suspend = (caller = supervisor) =>
  desk.call<StoragePlaceDetail>(caller, 'POST', '/storage-places/KOS-CFS-1/suspension', { reason: 'Cartons were found outside the fence.' })

async function register(change: object = {}): Promise<void> {
  const { body, text } = await propose(change)
  const decided = await decide(body.id)
  if (decided.status !== 200) throw new Error(`${text} ${decided.text}`)
}

const bring = (number: string, location: string, documents?: readonly string[]) =>
  desk.call<ManifestAnswer>(carrier, 'POST', `/manifests/${number}/storage`, {
    location,
    ...(documents === undefined ? {} : { documents }),
  })

let lodged = 0
const named = (change: object, number = `AWB-PLACE-${++lodged}`) =>
  books(`PLACE-${++lodged}`, number, { packages: 1, grossMassKg: '10' }, change)

test('a state without places on its register says so, to the carrier and in the decision, and takes any', async () => {
  const { number } = await landed(2)
  const stored = await bring(number, 'anywhere')
  expect([stored.status, stored.body.issues.map(each => each.code)]).toEqual([200, ['cargo.places-not-on-file']])
  const { body } = await desk.call<{ decision: { issues: readonly { code: string }[] } }>(
    importer,
    'GET',
    `/declarations/${(await desk.lodge(importer, named({ goodsLocationDetails: { id: 'ANYWHERE' } }))).mrn}`,
  )
  expect(JSON.stringify(body)).toContain('cargo.places-not-on-file')
})

test('a place is proposed by one of customs and put on the register by another; anyone reads it, customs why', async () => {
  expect((await propose({}, carrier)).status).toBe(403)
  expect((await propose({ code: 'KHKOS' })).status).toBe(400)
  expect(codesOf((await propose({ office: 'KH-NIX', validTo: '2026-02-01' })).body)).toEqual([
    'cargo.place-validity',
    'cargo.office-unknown',
  ])
  const proposed = await propose({}, supervisor)
  expect([proposed.status, proposed.body.status]).toEqual([201, 'proposed'])
  expect(((await propose()).body as { code: string }).code).toBe('cargo.place-proposed')
  expect((await see()).status).toBe(404)
  expect((await decide(proposed.body.id, undefined, here)).status).toBe(403)
  const own = await decide(proposed.body.id)
  expect([own.status, own.body.code]).toEqual([403, 'cargo.place-own'])
  expect((await decide('999999', undefined, second)).body.code).toBe('cargo.place-proposal-not-there')
  expect((await decide(proposed.body.id, undefined, second)).body.status).toBe('approved')
  expect((await decide(proposed.body.id, undefined, second)).body.code).toBe('cargo.place-decided')
  expect((await see('kos-cfs-1')).body).toMatchObject({ standing: 'open', held: { documents: 0, packages: 0, grossMassKg: '0' } })
  expect((await see('KOS-CFS-1', carrier)).body.held).toBeUndefined()
  expect((await desk.call(carrier, 'GET', '/storage-places.csv')).text).toContain('KOS-CFS-1,Port shed 1,KH-SHED,KH-KOS')
  expect((await desk.call(carrier, 'GET', PROPOSALS)).status).toBe(403)
  expect((await desk.call<{ items: unknown[] }>(importer, 'GET', '/storage-places?use=free-zone')).body.items).toEqual([])
  const refused = await propose({ name: 'Port shed 1, enlarged' })
  const no = await decide(refused.body.id, { decision: 'refused', reason: 'No plan of the yard was handed in.' })
  expect(no.body).toMatchObject({ status: 'refused', refusal: 'No plan of the yard was handed in.' })
  expect((await see()).body.name).toBe('Port shed 1')
})

test('goods are brought to places of the register that are open, fit for them and have room, and lie there under its code', async () => {
  const { number, at } = await landed(2)
  const [a, b] = [at(0), at(1)]
  expect(codesOf((await bring(number, 'NOWHERE-1')).body)).toEqual(['cargo.place-unknown'])
  expect((await bring(number, ' kos-cfs-1 ', [a.number])).status).toBe(200)
  expect((await documentsOf(number)).map(each => each.location)).toEqual(['KOS-CFS-1', undefined])
  expect((await see()).body.held).toEqual({ documents: 1, ...a.left })

  await register({ code: 'KOS-SMALL', capacityKg: '1' })
  expect(codesOf((await bring(number, 'KOS-SMALL')).body)).toEqual(['cargo.place-full'])
  const room = String(Math.ceil(Number(a.left.grossMassKg) + Number(b.left.grossMassKg)))
  await register({ code: 'KOS-ROOM', capacityKg: room })
  expect((await bring(number, 'KOS-ROOM')).status).toBe(200)
  expect((await bring(number, 'KOS-ROOM')).status).toBe(200) // what lies there is not counted again
  const [one, other] = await Promise.all([landed(2), landed(2)])
  const mass = one.documents.reduce((sum, each) => sum + Number(each.left.grossMassKg), 0)
  const rest = other.documents.reduce((sum, each) => sum + Number(each.left.grossMassKg), 0)
  await register({ code: 'KOS-RACE', capacityKg: String(Math.ceil(Math.max(mass, rest))) })
  const both = await Promise.all([bring(one.number, 'KOS-RACE'), bring(other.number, 'KOS-RACE')])
  expect(both.map(each => each.status).sort()).toEqual([200, 422]) // of two who bring goods one finds it full

  await register({ code: 'KOS-BOND', uses: ['customs-warehouse'] })
  expect(codesOf((await bring(number, 'KOS-BOND')).body)).toEqual(['cargo.place-use'])
  const sample = vessel({}, 1)
  const fuel = sample.transportDocuments?.map(each => ({ ...each, dangerousGoods: ['1263'] })) ?? []
  const dangerous = await landed(1, { transportDocuments: fuel, containers: sample.containers })
  expect(codesOf((await bring(dangerous.number, 'KOS-CFS-1')).body)).toEqual(['cargo.place-kind'])
  await register({ code: 'KOS-DG-1', kinds: ['dangerous'] })
  expect((await bring(dangerous.number, 'KOS-DG-1')).status).toBe(200)
})

test('what lands may be put into storage with the discharge report; where the place refuses it nothing is reported', async () => {
  const { number } = await file(vessel({}, 2))
  await report(number, 'arrival')
  const refused = await desk.call<ManifestAnswer>(carrier, 'POST', `/manifests/${number}/discharge`, { location: 'NOWHERE-1' })
  expect(codesOf(refused.body)).toEqual(['cargo.place-unknown'])
  expect((await report(number, 'discharge', { location: 'KOS-CFS-1' })).totals.byStatus).toEqual({ stored: 2 })
})

test('a declaration names places of the register; one it named before may be suspended since, a new one may not', async () => {
  const lies = (id: string) => named({ goodsLocationDetails: { id } })
  expect(codesOf((await desk.call(importer, 'POST', '/declarations', lies('NOWHERE-1'))).body)).toEqual(['cargo.place-unknown'])
  expect((await desk.call(importer, 'POST', '/declarations', lies('KHKOS'))).status).toBe(201)
  const { mrn } = await desk.lodge(importer, lies('KOS-CFS-1'))
  const replayed = await desk.call(importer, 'POST', `/declarations/${mrn}/replay`)
  expect([replayed.status, replayed.text]).toEqual([200, expect.stringContaining('true')])
})

test('a suspended place refuses new goods and keeps what it has; another wording, proposed since, opens it again', async () => {
  const { number, at } = await landed(2)
  const [first, next] = [at(0).number, at(1).number]
  await bring(number, 'KOS-CFS-1', [first])
  const stale = await propose({ kinds: ['general', 'cold'] })
  expect((await suspend(here)).status).toBe(403)
  expect((await suspend()).body).toMatchObject({ standing: 'suspended', suspension: 'Cartons were found outside the fence.' })
  expect((await suspend()).status).toBe(200)
  expect((await see('KOS-CFS-1', carrier)).body.suspension).toBeUndefined()
  expect(codesOf((await bring(number, 'KOS-CFS-1', [next])).body)).toEqual(['cargo.place-not-open'])
  expect((await bring(number, 'KOS-CFS-1', [first])).status).toBe(200) // it lies there already
  expect((await bring(number, 'KOS-DG-1', [first])).status).toBe(200) // and may be taken away
  expect((await decide(stale.body.id)).body.code).toBe('cargo.place-stale')
  await decide(stale.body.id, { decision: 'refused', reason: 'The suspension came after it.' })
  await register({ kinds: ['general', 'cold'], validTo: '2026-03-12' })
  expect((await bring(number, 'KOS-CFS-1', [next])).status).toBe(200)
  desk.moveTo('2026-03-12T05:00:00Z')
  expect((await see()).body.standing).toBe('ended')
  expect(codesOf((await bring(number, 'KOS-CFS-1', [first])).body)).toEqual(['cargo.place-not-open'])
  desk.moveTo('2026-03-10T05:00:00Z')
})
