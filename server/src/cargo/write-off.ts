import {
  addCargo,
  type Candidate,
  type CargoAct,
  type CargoAmount,
  cargoOf,
  chooseDocuments,
  documentKey,
  isOfJourney,
  listTakenFrom,
  listTakings,
  meansKey,
  performCargo,
  roomOf,
  takesFromManifest,
} from '@lintas/customs/cargo'
import { type DeclarationDocument, listUndelivered } from '@lintas/customs/declaration'
import type { Given } from '@lintas/customs/journey'
import { decimal } from '@lintas/customs/kernel'
import type { NewEvent, Node, Writer } from '../platform/node.ts'
import { type DocumentRow, holdDocumentsById, saveDocuments } from './document-store.ts'
import { listOfMeans } from './manifest-store.ts'
import { type CandidateRow, deleteWriteOffs, holdCandidates, insertWriteOffs, listTaken, replaceDeclared } from './write-off-store.ts'

/**
 * The keys under which manifests know what a declaration names; none where it brings no goods in: what leaves undelivered is on a manifest already, and is
 * compared at once.
 */
export function cargoKeys(document: DeclarationDocument): { readonly documents: readonly string[]; readonly means: string | undefined } {
  if (!takesFromManifest(document) || listUndelivered(document).length > 0) return { documents: [], means: undefined }
  const documents = [...new Set(document.transportDocuments.map(({ id }) => documentKey(id)))]
  return { documents, means: meansKey(document.borderTransport ?? {}) }
}

/**
 * What the manifests of the node say of a declaration's transport documents: each held until the transaction ends, so that what is left of it is
 * promised once. Nothing where no manifest is registered that it could be about.
 *
 * @param mrn the declaration, where it is lodged already: what it took itself is still there for it
 */
export async function holdManifested(tx: Writer, document: DeclarationDocument, mrn: string): Promise<HeldManifested> {
  const { means } = cargoKeys(document)
  const leaves = listUndelivered(document).length > 0
  const numbers = takesFromManifest(document) ? [...new Set(listTakenFrom(document).map(documentKey))] : []
  const rows = await holdCandidates(tx, numbers, mrn)
  const journeys = means === undefined ? [] : await listOfMeans(tx, means)
  const manifests = journeys
    .filter(({ journeyKey, expectedOn, arrivedOn }) =>
      isOfJourney(document, { journeyKey: journeyKey ?? undefined, days: arrivedOn === null ? [expectedOn] : [expectedOn, arrivedOn] }),
    )
    .map(each => each.number)
  const named = new Set(numbers)
  const candidates = rows.filter(row => named.has(documentKey(row.number))).map(row => candidateOf(row, leaves))
  const chosen = chooseDocuments(document, candidates)
  if (manifests.length + chosen.length === 0 && !leaves) return { rows }
  return { rows, manifested: { manifests, documents: chosen.map(({ meansKey: _, ...each }) => each) } }
}

function candidateOf(row: CandidateRow, leaves: boolean): Candidate {
  const { manifest, number, meansKey: key, hasHouses, standing, body, carrier } = row
  const { landing, unclaimedOn } = standing
  const undelivered = { carrier, hasLanded: landing !== undefined, isUnclaimed: unclaimedOn !== undefined }
  const own = ownOf(row)
  const { consignee, notify } = body
  return {
    manifest,
    number,
    meansKey: key,
    cargo: standing.cargo,
    ...(hasHouses ? { hasHouses } : {}),
    ...(standing.bar === 'not-loaded' ? { isRefused: true as const } : {}),
    ...(standing.isHeld === true ? { isHeld: true as const } : {}),
    ...(consignee === undefined ? {} : { consignee: nameOf(consignee) }),
    ...(notify === undefined ? {} : { notify: nameOf(notify) }),
    room: roomOf(own === undefined ? standing : free(standing, own)),
    ...(leaves ? { undelivered } : {}),
  }
}

/** What the declaration took of it before. */
function ownOf({ takenPackages, takenMass }: CandidateRow): CargoAmount | undefined {
  return takenPackages === null ? undefined : cargoOf(Number(takenPackages), decimal(takenMass ?? '0'))
}

function nameOf({ id, name }: { readonly id?: string | undefined; readonly name?: string | undefined }) {
  return { ...(id === undefined ? {} : { id }), ...(name === undefined ? {} : { name }) }
}

/** The goods as if the declaration had taken nothing of them yet. */
function free(standing: DocumentRow['standing'], own: CargoAmount) {
  const freed = performCargo(standing, { act: 'give-back', amount: own })
  if (!freed.ok) throw new Error('given what a declaration took, needs goods it was taken of')
  return freed.value
}

/** What manifests say of a declaration, and the rows behind it, which are held. */
export interface HeldManifested extends Pick<Given, 'manifested'> {
  readonly rows: readonly CandidateRow[]
}

/**
 * Writes off what a declaration takes of the goods it names, in place of what it took before. Whoever calls holds them by `holdManifested` and has
 * decided on what it said.
 */
export async function writeOffCargo(
  tx: Writer,
  { events, clock }: Pick<Node, 'events' | 'clock'>,
  mrn: string,
  document: DeclarationDocument,
  { manifested, rows }: HeldManifested,
  by: string,
): Promise<void> {
  const before = rows.filter(row => row.takenPackages !== null)
  if (manifested === undefined && before.length === 0) return
  const { takings } = manifested === undefined ? { takings: [] } : listTakings(document, manifested)
  const taken = takings.map(({ manifest, number, amount }) => {
    const row = rows.find(each => each.manifest === manifest && documentKey(each.number) === documentKey(number))
    if (row === undefined) throw new Error(`given ${number} of ${manifest}, needs a document that is held`)
    return { document: row.id, manifest, number, amount }
  })
  const moved = rows.flatMap(row => {
    const own = ownOf(row)
    const acts: CargoAct[] = [
      ...(own === undefined ? [] : [{ act: 'give-back' as const, amount: own }]),
      ...taken.filter(each => each.document === row.id).map(({ amount }) => ({ act: 'write-off' as const, amount })),
    ]
    return acts.length === 0 ? [] : [{ ...row, standing: performAll(row, acts) }]
  })
  await saveDocuments(tx, moved)
  if (before.length > 0) await deleteWriteOffs(tx, mrn)
  await insertWriteOffs(tx, mrn, gather(taken), clock.today())
  await events.append(tx, eventsOf(mrn, before.length > 0, taken, by))
}

function performAll({ number, standing }: Pick<DocumentRow, 'number' | 'standing'>, acts: readonly CargoAct[]) {
  return acts.reduce((reached, act) => {
    const next = performCargo(reached, act)
    if (!next.ok) throw new Error(`given a write-off of ${number} that was decided on, needs it to be possible: ${next.issues[0]?.code}`)
    return next.value
  }, standing)
}

/** One row for each document, should a declaration name it twice. */
function gather<Taken extends { readonly document: string; readonly amount: CargoAmount }>(taken: readonly Taken[]) {
  const byDocument = new Map<string, CargoAmount>()
  for (const { document, amount } of taken) {
    const known = byDocument.get(document)
    byDocument.set(document, known === undefined ? amount : addCargo(known, amount))
  }
  return [...byDocument].map(([document, amount]) => ({ document, amount }))
}

function eventsOf(
  mrn: string,
  hadSome: boolean,
  taken: readonly { readonly manifest: string; readonly number: string; readonly amount: CargoAmount }[],
  by: string,
): readonly NewEvent[] {
  if (taken.length === 0) return hadSome ? [{ subject: 'cargo', subjectId: mrn, act: 'give-back', by, facts: { mrn } }] : []
  return taken.map(({ manifest, number, amount }) => ({
    subject: 'cargo',
    subjectId: manifest,
    act: 'write-off',
    by,
    facts: { mrn, document: number, ...amount },
  }))
}

/** Gives back what a declaration took, and forgets what it named: it is cancelled. */
export async function giveBackCargo(tx: Writer, { events }: Pick<Node, 'events'>, mrn: string, by: string): Promise<void> {
  await replaceDeclared(tx, mrn, [])
  const before = await listTaken(tx, mrn)
  if (before.length === 0) return
  const held = await holdDocumentsById(
    tx,
    before.map(each => each.document),
  )
  const moved = held.map(row => {
    const old = before.find(each => each.document === row.id)
    const amount = cargoOf(Number(old?.packages ?? 0), decimal(old?.mass ?? '0'))
    return { ...row, standing: performAll(row, [{ act: 'give-back', amount }]) }
  })
  await saveDocuments(tx, moved)
  await deleteWriteOffs(tx, mrn)
  await events.append(tx, [{ subject: 'cargo', subjectId: mrn, act: 'give-back', by, facts: { mrn } }])
}
