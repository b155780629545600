import type { DeclarationDocument, GoodsItem } from '../declaration/index.ts'
import { error, type Issue, parseDecimal, plus, type Rational, ZERO } from '../kernel/index.ts'
import { type CargoAmount, type CargoKind, cargoOf } from './amount.ts'
import type { CargoParty } from './manifest.ts'
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
  /** For goods that are to leave as they came. */
  readonly undelivered?: UndeliveredStanding
}

/** Whether goods may leave as they came, and at whose word: landed, and unclaimed, so that whoever carried them need not ask the consignee. */
export interface UndeliveredStanding {
  readonly carrier: string
  readonly hasLanded: boolean
  readonly isUnclaimed: boolean
}

/** What a node finds in its manifests for a declaration. */
export interface Manifested {
  /** Manifests of the journey the declaration names, by number. */
  readonly manifests: readonly string[]
  readonly documents: readonly ManifestedDocument[]
}

/** What a declaration writes off one transport document. */
export interface Taking {
  readonly manifest: string
  readonly number: string
  readonly amount: CargoAmount
}

/** What a declaration takes of one document, or why there is not as much. */
export function take(found: ManifestedDocument, said: Said, path: string): { readonly taking: Taking } | { readonly issue: Issue } {
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
export function amountOf(
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

/** Whether somebody is whom the goods are for. */
export function isAddressee(found: ManifestedDocument, party: DeclarationDocument['importer']): boolean {
  const { id, name } = addresseeOf(found)
  return (id !== undefined && party?.id === id) || (name !== undefined && fold(party?.name) === fold(name))
}

/** Whom the goods are for: the consignee, or of a document to order whoever is notified. */
export function addresseeOf({ consignee, notify }: Pick<ManifestedDocument, 'consignee' | 'notify'>): Pick<CargoParty, 'id' | 'name'> {
  return (isToOrder(consignee) ? notify : consignee) ?? {}
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
