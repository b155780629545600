import type { DeclarationDocument, GoodsItem } from '../declaration/index.ts'
import type { Day } from '../kernel/index.ts'
import type { OriginDeclaration } from '../origin/index.ts'
import { isState, type State } from '../reference/index.ts'
import { regimeOf } from '../valuation/index.ts'

/** An item of what a proof certifies, as the ledger has it. */
export interface HeldItem {
  readonly item: number
  readonly commodityCode: string
  readonly description?: string
  readonly originCriterion: string
  readonly unit: string
  readonly quantity: string
  readonly grossMassKg: string
  /** What others left of it. */
  readonly left: string
}

/** What an origin declaration certifies, as the state where it was made out tells the others: nothing of parties, names and prices. */
export interface DeclaredGoods {
  /** Whether a node told it; else only that it was used is known. */
  readonly told: boolean
  readonly items: readonly Omit<HeldItem, 'left'>[]
}

/** What of a declaration names it: its reference number is that of the document that carries it. */
export interface DeclarationReference {
  readonly country: string
  readonly authorisation: string
  readonly document: string
}

/**
 * The number of an origin declaration in the ledger: `VN 0001/VN26 INV-1`. However a document number is spelt, blanks and case make no other.
 *
 * @source ATIGA Annex 8, rule 12B.6
 */
export function declarationNumber({ country, authorisation, document }: DeclarationReference): string {
  const plain = (text: string) => text.normalize('NFKC').toUpperCase().replace(/\s+/g, '')
  return `${country} ${plain(authorisation)} ${plain(document)}`
}

/** The state whose exporter made out the declaration of a number. */
export function declaringState(number: string): State | undefined {
  const country = number.slice(0, 2)
  return /^[A-Z]{2} \S+ \S+$/.test(number) && isState(country) ? country : undefined
}

/** The number of the origin declaration that a goods item names; undefined where it names none. */
export function declarationNamed({ preference }: Pick<GoodsItem, 'preference'>): string | undefined {
  const { type, id, authorisation, issuingCountry: country } = preference?.proof ?? {}
  if (type === undefined || id === undefined || authorisation === undefined || country === undefined) return undefined
  if (
    type
      .trim()
      .toLowerCase()
      .replace(/[\s_]+/g, '-') !== 'origin-declaration' ||
    !isState(country)
  )
    return undefined
  return declarationNumber({ country, authorisation, document: id })
}

/** The origin declarations that goods of a document claim, each once, with the day they say it was made out. */
export function declarationsNamed({ type, goodsItems }: DeclarationDocument): ReadonlyMap<string, Day | undefined> {
  if (regimeOf(type) === 'export') return new Map()
  const named = goodsItems.flatMap(item => {
    const number = item.preference?.agreement.toLowerCase() === 'atiga' ? declarationNamed(item) : undefined
    return number === undefined ? [] : [[number, item.preference?.proof?.issuedOn as Day | undefined] as const]
  })
  return new Map(named)
}

/** What other states are told an origin declaration certifies: by six digits, since what follows may be read otherwise there. */
export function declaredGoods({ products }: Pick<OriginDeclaration, 'products'>): DeclaredGoods {
  return {
    told: true,
    items: products.map(({ code, criterion, quantity }, index) => ({
      item: index + 1,
      commodityCode: code.slice(0, 6),
      originCriterion: criterion,
      unit: quantity.unit,
      quantity: quantity.value,
      grossMassKg: '0',
    })),
  }
}
