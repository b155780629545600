import type { GoodsItem } from '../declaration/index.ts'
import { compare, type Rational } from '../kernel/index.ts'

/** The code of the additional information by which goods are known again: serial numbers, marks, seals, SHA-256 of photographs, with commas between them. */
const IDENTIFICATION = 'IDENTIFICATION'

/** By what the goods of an item are known again, as they are declared. */
export function identificationOf({ additionalInformation }: Pick<GoodsItem, 'additionalInformation'>): readonly string[] {
  const said = additionalInformation.filter(each => each.code === IDENTIFICATION).map(each => each.text ?? '')
  return [...new Set(said.flatMap(text => text.split(',').map(mark => mark.trim())))].filter(mark => mark !== '')
}

/** How goods that leave a regime differ from what was taken down when they entered: what of it they show, what they show that was not, and what other goods showed before them. */
export interface IdentificationDifference {
  readonly known: readonly string[]
  readonly shown: readonly string[]
  readonly unknown: readonly string[]
  readonly again: readonly string[]
}

/** Goods as they entered a regime, and the marks of those that left since. */
export interface KnownGoods {
  readonly known: readonly string[] | undefined
  readonly entered: Rational
  readonly shownBefore: readonly string[]
}

/**
 * Compares goods that leave a regime with the identification that was taken when they entered. Undefined where they are those goods, or where nothing was taken.
 * Goods that show nothing, or anything that was not taken then, are for an officer to judge; where each piece has a mark of its own, so are those that show one
 * that left before. A mark of many pieces (a lot, a photograph) is shown as often as some of them leave.
 *
 * @source RKC Specific Annex G (identification of goods admitted temporarily); General Annex ch. 3
 */
export function compareIdentification(
  item: Pick<GoodsItem, 'additionalInformation'>,
  { known, entered, shownBefore }: KnownGoods,
): IdentificationDifference | undefined {
  if (known === undefined || known.length === 0) return undefined
  const shown = identificationOf(item)
  const unknown = shown.filter(mark => !known.includes(mark))
  const isOfOne = compare(entered, { num: BigInt(known.length), den: 1n }) <= 0
  const again = isOfOne ? shown.filter(mark => shownBefore.includes(mark)) : []
  return shown.length > 0 && unknown.length + again.length === 0 ? undefined : { known, shown, unknown, again }
}
