import type { DeclarationDocument } from './document.ts'

/** One of several consignments that a declaration is about: a transport document, and the goods that came on it. */
export interface Consignment {
  /** The number of its transport document. */
  readonly id: string
  readonly arrivalOn?: string
  /** Places of its goods in `goodsItems`. */
  readonly places: readonly number[]
  /** Their sequence numbers. */
  readonly items: readonly number[]
}

/**
 * The consignments of a declaration that is about several: it names more than one transport document, and its goods say on which they came.
 * Undefined where it is about one, however many papers that one travelled on.
 *
 * @source domain notes §4.3 (multi-consignment)
 */
export function listConsignments({
  transportDocuments,
  goodsItems,
  arrivals = {},
}: DeclarationDocument): readonly Consignment[] | undefined {
  if (transportDocuments.length < 2 || goodsItems.every(item => item.transportDocument === undefined)) return undefined
  return transportDocuments.map(({ id }) => {
    const arrivalOn = Object.hasOwn(arrivals, id) ? arrivals[id] : undefined
    const places = goodsItems.flatMap((item, place) => (item.transportDocument === id ? [place] : []))
    const items = goodsItems.flatMap(item => (item.transportDocument === id ? [item.sequence] : []))
    return { id, ...(arrivalOn === undefined ? {} : { arrivalOn }), places, items }
  })
}
