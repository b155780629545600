import type { GoodsItem } from '../declaration/index.ts'

/** The code of the additional information by which goods are known again: serial numbers, marks, seals, SHA-256 of photographs, with commas between them. */
const IDENTIFICATION = 'IDENTIFICATION'

/** By what the goods of an item are known again, as they are declared. */
export function identificationOf({ additionalInformation }: Pick<GoodsItem, 'additionalInformation'>): readonly string[] {
  const said = additionalInformation.filter(each => each.code === IDENTIFICATION).map(each => each.text ?? '')
  return [...new Set(said.flatMap(text => text.split(',').map(mark => mark.trim())))].filter(mark => mark !== '')
}

/** How goods that leave a regime differ from what was taken down when they entered: what of it they show, and what they show that was not. */
export interface IdentificationDifference {
  readonly known: readonly string[]
  readonly shown: readonly string[]
  readonly unknown: readonly string[]
}

/**
 * Compares goods that leave a regime with the identification that was taken when they entered. Undefined where they are those goods, or where nothing was taken.
 * Goods that show nothing, or anything that was not taken then, are for an officer to judge.
 *
 * @source RKC Specific Annex G (identification of goods admitted temporarily); General Annex ch. 3
 */
export function compareIdentification(
  item: Pick<GoodsItem, 'additionalInformation'>,
  known: readonly string[] | undefined,
): IdentificationDifference | undefined {
  if (known === undefined || known.length === 0) return undefined
  const shown = identificationOf(item)
  const unknown = shown.filter(mark => !known.includes(mark))
  return shown.length > 0 && unknown.length === 0 ? undefined : { known, shown, unknown }
}
