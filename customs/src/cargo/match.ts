import { type DeclarationDocument, findDeclarationType, type GoodsItem, listConsignments } from '../declaration/index.ts'
import { error, type Issue, parseDecimal, plus, type Rational, ZERO } from '../kernel/index.ts'
import { type CargoAmount, type CargoKind, cargoOf, isNoCargo } from './amount.ts'
import type { CargoParty } from './manifest.ts'
import { documentKey, journeyKey, meansKey } from './means.ts'
import { exceeding } from './standing.ts'

/** A transport document of a registered manifest that a declaration names, as the node finds it. */
export interface ManifestedDocument {
  readonly manifest: string
  readonly number: string
  readonly cargo: CargoKind
  /** A master whose goods are declared by its houses. */
  readonly hasHouses?: true
  /** Customs refused that it be loaded. */
  readonly isRefused?: true
  /** Customs holds its goods: a declaration of them waits. */
  readonly isHeld?: true
  readonly consignee?: Pick<CargoParty, 'id' | 'name'>
  readonly notify?: Pick<CargoParty, 'id' | 'name'>
  /** What this declaration may take of it: whatever others left. */
  readonly room: CargoAmount
}

/** What a node finds in its manifests for a declaration. */
export interface Manifested {
  /** Manifests of the journey the declaration names, by number. */
  readonly manifests: readonly string[]
  readonly documents: readonly ManifestedDocument[]
}

/** Absent where no manifest that the declaration could be about is registered. */
export interface ManifestFacts {
  readonly manifested?: Manifested | undefined
}

/** What a declaration writes off one transport document. */
export interface Taking {
  readonly manifest: string
  readonly number: string
  readonly amount: CargoAmount
}

/** Whether a declaration takes goods of a manifest at all: those that bring goods in. */
export function takesFromManifest({ type }: Pick<DeclarationDocument, 'type'>): boolean {
  return findDeclarationType(type)?.procedure === 'import'
}

/** What a declaration takes of the documents it names, and everything that keeps it from that. */
export function listTakings(
  document: DeclarationDocument,
  manifested: Manifested,
): { readonly takings: readonly Taking[]; readonly issues: readonly Issue[] } {
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

function take(found: ManifestedDocument, said: Said, path: string): { readonly taking: Taking } | { readonly issue: Issue } {
  const { manifest, number, cargo, room } = found
  const packages = cargo === 'packaged' ? said.packages : 0
  if (packages === undefined || packages <= 0 !== (cargo !== 'packaged') || said.mass === undefined || said.mass.num <= 0n)
    return { issue: error('cargo.amount-missing', path, { number }) }
  const amount = cargoOf(packages, said.mass)
  const refused = exceeding(amount, room)
  return refused === undefined
    ? { taking: { manifest, number, amount } }
    : { issue: { ...refused, path, params: { ...refused.params, number } } }
}

interface Said {
  readonly packages: number | undefined
  readonly mass: Rational | undefined
}

/** How much of goods a declaration says there is: its totals, or else those of its items together. */
function amountOf(
  items: readonly GoodsItem[],
  { totalPackages, totalGrossMassKg }: Partial<Pick<DeclarationDocument, 'totalPackages' | 'totalGrossMassKg'>>,
): Said {
  const counts = items.flatMap(item => item.packages.flatMap(each => each.count ?? []))
  const masses = items.map(item => parseDecimal(item.grossMassKg ?? ''))
  const weighed = masses.every(mass => mass !== undefined)
    ? masses.reduce<Rational>((sum, mass) => plus(sum, mass ?? ZERO), ZERO)
    : undefined
  return {
    packages: totalPackages ?? (counts.length === 0 ? undefined : counts.reduce((sum, count) => sum + count, 0)),
    mass: parseDecimal(totalGrossMassKg ?? '') ?? weighed,
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
  const { id, name } = isToOrder(found.consignee) ? (found.notify ?? {}) : (found.consignee ?? {})
  if (id === undefined && name === undefined) return true
  return [importer, consignee, buyer].some(
    party => (id !== undefined && party?.id === id) || (name !== undefined && fold(party?.name) === fold(name)),
  )
}

function isToOrder(party: ManifestedDocument['consignee']): boolean {
  return party?.id === undefined && /^to( the)? order\b/i.test(party?.name ?? '')
}

/** Names as they are compared: letters and digits, in one case, with the accents they are often written without left out. */
function fold(name: string | undefined): string {
  return (name ?? '')
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toUpperCase()
    .replace(/[^\p{L}\p{N}]/gu, '')
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
  const tests: readonly ((each: Candidate) => boolean)[] = [
    each => means === undefined || each.meansKey === means,
    each => checkDocument(document, each, '').length === 0,
    each => !isNoCargo(each.room),
  ]
  return document.transportDocuments.flatMap(({ id }) => {
    const named = candidates.filter(each => documentKey(each.number) === documentKey(id))
    const chosen = tests.reduce((left, holds) => (left.some(holds) ? left.filter(holds) : left), named).at(-1)
    return chosen === undefined ? [] : [chosen]
  })
}
