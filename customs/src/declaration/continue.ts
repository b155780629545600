import { decimal, error, ok, type Result, stop } from '../kernel/index.ts'
import { listMissing } from './check-kind.ts'
import type { Copy } from './copy.ts'
import { type DeclarationDocument, declarationSchema, type GoodsItem } from './document.ts'
import type { PreviousDeclaration } from './previous.ts'
import { DECLARATION_TYPES } from './types.ts'

/**
 * Begins the declaration by which goods go back out, or come back: as much of each as is left, naming the item it follows. Parties, countries and
 * places change sides. Prices, masses and packages are left out, since they are those of another trade and perhaps of a part only.
 */
export function continueDeclaration(document: DeclarationDocument, { mrn, type, releasedOn, items }: PreviousDeclaration): Result<Copy> {
  const next = DECLARATION_TYPES.find(each => each.follows?.includes(type) === true)
  if (next === undefined) return stop(error('declaration.nothing-follows', '', { mrn, type }))
  if (releasedOn === undefined) return stop(error('declaration.previous-not-released', '', { mrn }))
  const goodsItems = document.goodsItems.flatMap(item => {
    const left = items.find(({ sequence }) => sequence === item.sequence)?.left
    return left === undefined || decimal(left.value).num <= 0n ? [] : [continueItem(item, mrn, left)]
  })
  if (goodsItems.length === 0) return stop(error('declaration.nothing-left', '', { mrn }))

  const { office, declarant, importer, exporter, consignee, borderTransport } = document
  const { exportCountry, destinationCountry, loadingPlace, unloadingPlace } = document
  const isOutward = next.procedure === 'export'
  const begun = declarationSchema.parse({
    type: next.code,
    mode: 'NORMAL',
    office,
    declarant,
    ...(isOutward ? { exporter: importer, consignee: exporter } : { importer: exporter, exporter: consignee }),
    exportCountry: destinationCountry,
    destinationCountry: exportCountry,
    loadingPlace: unloadingPlace,
    unloadingPlace: loadingPlace,
    ...(borderTransport?.mode === undefined ? {} : { borderTransport: { mode: borderTransport.mode } }),
    goodsItems: goodsItems.map((item, index) => ({ ...item, sequence: index + 1 })),
  })
  const carried = Object.entries(begun).filter(([, value]) => value !== undefined && !(Array.isArray(value) && value.length === 0))
  const said = Object.fromEntries(carried)
  return ok({
    document: declarationSchema.parse(said),
    carried: carried.map(([name]) => name),
    emptied: listMissing(begun).map(({ path }) => path),
  })
}

function continueItem({ commodityCode, description, brand, originCountry, attributes, sequence }: GoodsItem, mrn: string, left: object) {
  return {
    commodityCode,
    description,
    brand,
    originCountry,
    attributes,
    quantities: [left],
    previousDocuments: [{ id: mrn, lineNumber: sequence }],
  }
}
