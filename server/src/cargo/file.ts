import { createHash } from 'node:crypto'
import {
  announce,
  announcedBy,
  type CargoStanding,
  checkClaims,
  checkManifest,
  documentKey,
  isSameCargo,
  journeyKey,
  listClaimed,
  type Manifest,
  type ManifestDocument,
  mastersWithHouses,
  meansKey,
  NO_CARGO,
  performCargo,
  toleranceOf,
} from '@lintas/customs/cargo'
import { type Day, error, hasErrors, type Issue, ok, type Result, stop } from '@lintas/customs/kernel'
import { type ProfileSet, screenManifest } from '@lintas/customs/risk'
import canonicalize from 'canonicalize'
import type { Caller, Node, Writer } from '../platform/node.ts'
import { insertScreening } from './decision-store.ts'
import { type DocumentRow, holdDocuments, insertDocuments, type NewDocument, saveBodies, saveDocuments } from './document-store.ts'
import * as store from './manifest-store.ts'
import { findStandings } from './time-sensitive-store.ts'

/** What filing takes: the node, and the profiles of a day. */
export interface FilingDesk {
  readonly node: Node
  readonly profiles: (today: Day) => Promise<ProfileSet>
}

/** What came of filing a manifest. `known`: the same one was filed before; `taken`: another one under its reference. */
export type Filed =
  | { readonly outcome: 'registered' | 'known'; readonly row: store.ManifestRow; readonly issues: readonly Issue[] }
  | { readonly outcome: 'taken'; readonly number: string }
  | { readonly outcome: 'refused'; readonly issues: readonly Issue[] }

/**
 * Registers a manifest with all its transport documents, or answers everything that is wrong with it. A carrier's reference is filed once.
 *
 * @source RKC Specific Annex A ch. 1, std. 8 to 10
 */
export async function fileManifest(tx: Writer, desk: FilingDesk, caller: Caller, document: Manifest): Promise<Filed> {
  const { node } = desk
  const carrier = caller.organisation?.traderId
  if (carrier === undefined) throw new Error(`given a ${caller.role} without an organisation, needs a carrier`)
  const issues = await check(tx, node, document)
  if (hasErrors(issues)) return { outcome: 'refused', issues }

  const sealed = seal(document)
  const number = `${node.state}-M-${(await store.takeManifestSerial(tx)).padStart(6, '0')}`
  const filed = filedOf(number, carrier, document, caller, node)
  const row = await store.insertManifest(tx, filed)
  if (row === undefined) return await findEarlier(tx, carrier, document.reference, sealed.sha256.toString('hex'))
  await store.insertManifestVersion(tx, filed, 1, sealed.text, sealed.sha256)
  await insertDocuments(tx, layOut(node, number, document))
  await screen(tx, desk, number, 1, document)
  const facts = { ...factsOf(document), carrier, version: 1, documentSha256: sealed.sha256.toString('hex') }
  await node.events.append(tx, [{ subject: 'manifest', subjectId: number, act: 'file', by: caller.accountId, facts }])
  return { outcome: 'registered', row, issues }
}

async function findEarlier(tx: Writer, carrier: string, reference: string, sha256: string): Promise<Filed> {
  const row = await store.findByReference(tx, carrier, reference)
  if (row === undefined) throw new Error(`given a reference that is taken, needs the manifest that has it: ${reference}`)
  const first = await store.getManifestVersion(tx, row.number, 1)
  return first.sha256 === sha256 ? { outcome: 'known', row, issues: [] } : { outcome: 'taken', number: row.number }
}

/**
 * Puts another version in the place of a manifest that is held in this transaction, before its arrival. Documents that are gone are void, unless a
 * declaration took of them.
 */
export async function amendManifest(
  tx: Writer,
  desk: FilingDesk,
  caller: Caller,
  row: store.ManifestRow,
  document: Manifest,
): Promise<Result<readonly Issue[]>> {
  const { node } = desk
  if (row.status !== 'registered') return stop(error('cargo.manifest-not-now', '', { act: 'amend', status: row.status }))
  const issues = await check(tx, node, document)
  if (hasErrors(issues)) return { ok: false, issues }
  const moved = (
    [
      ['reference', row.reference === document.reference],
      ['office', row.office === document.office],
      ['mode', row.mode === document.mode],
      ['means.id', row.meansKey === meansKey({ mode: document.mode, id: document.means.id })],
    ] as const
  ).flatMap(([path, isSame]) => (isSame ? [] : [error('cargo.manifest-changed-office', path)]))
  if (moved.length > 0) return { ok: false, issues: moved }

  const held = await holdDocuments(tx, row.number)
  const wanted = layOut(node, row.number, document)
  const byKey = new Map(held.map(each => [documentKey(each.number), each]))
  const changed: DocumentRow[] = []
  const refused: Issue[] = []
  for (const each of wanted) {
    const known = byKey.get(documentKey(each.number))
    if (known === undefined) continue
    const revised = revise(known, each)
    if (revised.ok) changed.push({ ...known, ...each, id: known.id, standing: revised.value })
    else refused.push(...revised.issues.map(issue => ({ ...issue, path: `transportDocuments[${each.place}]` })))
  }
  const keys = new Set(wanted.map(each => documentKey(each.number)))
  for (const gone of held.filter(each => !keys.has(documentKey(each.number)) && each.standing.bar !== 'void')) {
    const removed = performCargo(gone.standing, { act: 'remove' })
    if (removed.ok) changed.push({ ...gone, standing: removed.value })
    else
      refused.push(
        ...removed.issues.map(issue => ({ ...issue, path: 'transportDocuments', params: { ...issue.params, number: gone.number } })),
      )
  }
  if (refused.length > 0) return { ok: false, issues: refused }

  const sealed = seal(document)
  const filed = filedOf(row.number, row.carrier, document, caller, node)
  await store.updateManifest(tx, filed)
  await store.insertManifestVersion(tx, filed, row.version + 1, sealed.text, sealed.sha256)
  await screen(tx, desk, row.number, row.version + 1, document)
  await saveDocuments(tx, changed)
  await saveBodies(tx, changed)
  await insertDocuments(
    tx,
    wanted.filter(each => !byKey.has(documentKey(each.number))),
  )
  const facts = { ...factsOf(document), version: row.version + 1, documentSha256: sealed.sha256.toString('hex') }
  await node.events.append(tx, [{ subject: 'manifest', subjectId: row.number, act: 'amend', by: caller.accountId, facts }])
  return ok(issues)
}

/** Everything wrong with a manifest, also with what it claims on the authorisations of its consignees. */
async function check(tx: Writer, { state, clock, law }: Node, document: Manifest): Promise<readonly Issue[]> {
  const [day, claimed] = [clock.today(), listClaimed(document)]
  const found = claimed.length === 0 ? [] : await findStandings(tx, claimed)
  return [...checkManifest(document, { state, day, law }), ...checkClaims(document, found, day)]
}

/** Asks the profiles that speak of manifests. Their hits are for officers; what is done about them they decide. */
async function screen(tx: Writer, { node, profiles }: FilingDesk, number: string, version: number, document: Manifest): Promise<void> {
  const today = node.clock.today()
  await insertScreening(tx, number, version, today, screenManifest(document, await profiles(today), today))
}

function revise(known: DocumentRow, wanted: NewDocument): Result<CargoStanding> {
  const { standing } = known
  if (standing.bar === 'void') return ok(wanted.standing)
  const { announced, cargo } = wanted.standing
  if (isSameCargo(announced, standing.announced) && cargo === standing.cargo) return ok(standing)
  return performCargo({ ...standing, cargo }, { act: 'revise', announced })
}

function filedOf(number: string, carrier: string, document: Manifest, caller: Caller, { clock }: Node): store.FiledManifest {
  const key = meansKey({ mode: document.mode, id: document.means.id })
  if (key === undefined) throw new Error(`given manifest ${number} without a means of transport, needs one that was checked`)
  const journey = document.journey === undefined ? undefined : journeyKey(document.journey)
  return { number, carrier, document, meansKey: key, journeyKey: journey, by: caller.accountId, at: clock.now() }
}

function factsOf({ office, mode, means, journey, arrivalOn, transportDocuments, containers }: Manifest) {
  return {
    office,
    mode,
    means: means.id,
    ...(journey === undefined ? {} : { journey }),
    expectedOn: arrivalOn,
    documents: transportDocuments.length,
    containers: containers.length,
  }
}

/** The documents of a manifest as rows. A master that has houses carries nothing itself. */
function layOut(node: Node, manifest: string, document: Manifest): readonly NewDocument[] {
  const parents = mastersWithHouses(document)
  return document.transportDocuments.map((body, place) => {
    const hasHouses = parents.has(body.number)
    return {
      manifest,
      place,
      number: body.number,
      origin: 'manifest',
      hasHouses,
      body,
      standing: announcedIn(node, body, hasHouses),
      lastOn: null,
    }
  })
}

/** A manifest as it is kept, and its digest. @source RFC 8785, JSON Canonicalization Scheme */
function seal(manifest: Manifest) {
  const text = canonicalize(manifest) ?? ''
  return { text, sha256: createHash('sha256').update(text).digest() }
}

/** A transport document before anything happened to its goods. */
export function announcedIn({ law, state, clock }: Node, body: ManifestDocument, hasHouses: boolean): CargoStanding {
  const tolerance = toleranceOf(law, state, clock.today(), body.cargo)
  return announce(body.cargo, hasHouses ? NO_CARGO : announcedBy(body), tolerance)
}
