import { type DeclarationDocument, findDeclarationType, listConsignments, listUndelivered } from '../declaration/index.ts'
import { error, type Issue } from '../kernel/index.ts'
import { isNoCargo } from './amount.ts'
import { documentKey, journeyKey, meansKey } from './means.ts'
import { addresseeOf, amountOf, isAddressee, type Manifested, type ManifestedDocument, type Taking, take } from './taking.ts'
import { checkReturn, listReturned } from './undelivered.ts'

/** Absent where no manifest that the declaration could be about is registered. */
export interface ManifestFacts {
  readonly manifested?: Manifested | undefined
}

/** Whether a declaration takes goods of a manifest at all: those that bring goods in, and those that send back what was never delivered. */
export function takesFromManifest(document: DeclarationDocument): boolean {
  return findDeclarationType(document.type)?.procedure === 'import' || listUndelivered(document).length > 0
}

/** The transport documents whose goods a declaration takes, as it names them. */
export function listTakenFrom(document: DeclarationDocument): readonly string[] {
  const undelivered = listUndelivered(document)
  return undelivered.length > 0
    ? [...new Set(undelivered.flatMap(each => each.documents))]
    : document.transportDocuments.map(({ id }) => id)
}

/** What a declaration takes of the documents it names, and everything that keeps it from that. */
export function listTakings(
  document: DeclarationDocument,
  manifested: Manifested,
): { readonly takings: readonly Taking[]; readonly issues: readonly Issue[] } {
  if (listUndelivered(document).length > 0) return listReturned(document, manifested)
  const named = document.transportDocuments.map(({ id }, index) => ({
    id,
    path: `transportDocuments[${index}].id`,
    found: manifested.documents.find(each => documentKey(each.number) === documentKey(id)),
  }))
  const several = listConsignments(document)
  const goods = named.flatMap(({ id, path, found }) => (found === undefined || found.hasHouses ? [] : [{ id, path, found }]))
  const barred = goods.flatMap(({ path, found }) => checkDocument(document, found, path))
  const missing = named.flatMap(({ id, path, found }) =>
    found === undefined && manifested.manifests.length > 0
      ? [error('cargo.document-not-on-manifest', path, { number: id, manifest: manifested.manifests.join(', ') })]
      : [],
  )
  const onlyMasters =
    goods.length === 0
      ? named.flatMap(({ id, path, found }) => (found === undefined ? [] : [error('cargo.master-not-declared', path, { number: id })]))
      : []
  const [one, another] = goods
  if (one !== undefined && another !== undefined && several === undefined)
    return {
      takings: [],
      issues: [...missing, ...barred, error('cargo.document-of-item-missing', 'goodsItems', { first: one.id, second: another.id })],
    }
  const taken = goods
    .filter(({ found }) => isTheirs(document, found))
    .map(({ id, path, found }) => {
      const items = several === undefined ? document.goodsItems : document.goodsItems.filter(item => item.transportDocument === id)
      return take(found, amountOf(items, several === undefined ? document : {}), path)
    })
  return {
    takings: taken.flatMap(each => ('taking' in each ? [each.taking] : [])),
    issues: [...missing, ...onlyMasters, ...barred, ...taken.flatMap(each => ('issue' in each ? [each.issue] : []))],
  }
}

/** What keeps goods from being declared at all. Of goods of somebody else nothing is told but that: neither what is left nor what customs decided about them. */
function checkDocument(document: DeclarationDocument, found: ManifestedDocument, path: string): readonly Issue[] {
  const { number } = found
  if (!isTheirs(document, found)) return [error('cargo.consignee-differs', path, { number })]
  return found.isRefused === true ? [error('cargo.document-refused', path, { number })] : []
}

/** Whether the goods are the declarant's to declare: the document names its consignee, or of one to order whoever is notified. */
function isTheirs({ importer, consignee, buyer }: DeclarationDocument, found: ManifestedDocument): boolean {
  const { id, name } = addresseeOf(found)
  return (id === undefined && name === undefined) || [importer, consignee, buyer].some(party => isAddressee(found, party))
}

/** A journey as its manifest tells it. */
export interface Journey {
  readonly journeyKey?: string | undefined
  /** The days it is known by: expected, and of arrival once it came. */
  readonly days: readonly string[]
}

/**
 * Whether a declaration that names the means of transport of a manifest is about this journey of it: by the number of the voyage, flight or
 * train where both say one, else by the day of arrival.
 */
export function isOfJourney({ borderTransport, arrivalOn }: DeclarationDocument, journey: Journey): boolean {
  const said = borderTransport?.journey
  if (said !== undefined && journey.journeyKey !== undefined) return journeyKey(said) === journey.journeyKey
  return arrivalOn !== undefined && journey.days.includes(arrivalOn)
}

/** A document that has a number which a declaration names; several carriers may use one number. */
export interface Candidate extends ManifestedDocument {
  readonly meansKey: string
}

/**
 * The one document meant by each number a declaration names: of the means of transport it names where one is, consigned to the declarant where
 * one is, with something left where one has. The last of several manifests, at the end.
 */
export function chooseDocuments(document: DeclarationDocument, candidates: readonly Candidate[]): readonly Candidate[] {
  const means = meansKey(document.borderTransport ?? {})
  const leaves = listUndelivered(document).length > 0
  const tests: readonly ((each: Candidate) => boolean)[] = [
    each => leaves || means === undefined || each.meansKey === means,
    each => (leaves ? checkReturn(document, each, '') : checkDocument(document, each, '')).length === 0,
    each => !isNoCargo(each.room),
  ]
  return listTakenFrom(document).flatMap(id => {
    const named = candidates.filter(each => documentKey(each.number) === documentKey(id))
    const chosen = tests.reduce((left, holds) => (left.some(holds) ? left.filter(holds) : left), named).at(-1)
    return chosen === undefined ? [] : [chosen]
  })
}
