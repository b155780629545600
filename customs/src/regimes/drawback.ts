import type { GoodsItem } from '../declaration/index.ts'
import {
  addMonths,
  convert,
  type Day,
  decimal,
  error,
  HUNDRED,
  type Issue,
  isZero,
  lesser,
  minus,
  over,
  plus,
  type Rational,
  roundDown,
  times,
  toDecimal,
  ZERO,
} from '../kernel/index.ts'
import type { DrawbackRow } from './law.ts'
import { QUANTITY_DIGITS } from './lot.ts'
import { consumptionOf, findNorm, type Norm, quantityOf } from './norm.ts'

/** An item that was imported for home use: what of it no export took yet, and the duty it bore, in minor units. */
export interface ImportedItem {
  readonly mrn: string
  readonly item: number
  readonly code: string
  readonly unit: string
  readonly declared: Rational
  readonly left: Rational
  readonly duty: bigint
  readonly releasedOn: Day
}

/** What an exported item took of an imported one, the duty on that part, and what is given back of it. */
export interface DrawbackLine {
  readonly exportItem: number
  readonly mrn: string
  readonly item: number
  readonly code: string
  readonly unit: string
  readonly quantity: Rational
  readonly duty: bigint
  readonly drawback: bigint
}

/**
 * Works out the drawback on exported products: the duty that was paid on the imported materials in them and on the waste of making them, by the norms,
 * less the share the law withholds. Each part is rounded down, so that never more is given back than was paid.
 *
 * Materials are taken of the imports in the order given. What they do not hold was not imported, and nothing is given back for it; an import too old, or
 * after the export, is named.
 *
 * @source RKC Specific Annex F ch. 3, std. 2 to 6; ATIGA art. 60
 */
export function workOutDrawback(
  products: readonly GoodsItem[],
  exportedOn: Day,
  norms: readonly Norm[],
  imports: readonly ImportedItem[],
  { withheldPercent, monthsMax, id }: Pick<DrawbackRow, 'withheldPercent' | 'monthsMax' | 'id'>,
): { readonly lines: readonly DrawbackLine[]; readonly issues: readonly Issue[] } {
  const issues: Issue[] = imports.flatMap(({ mrn, releasedOn }) => {
    if (releasedOn > exportedOn) return [error('regimes.drawback-import-later', 'imports', { mrn, releasedOn, exportedOn })]
    const last = monthsMax === undefined ? undefined : addMonths(releasedOn, monthsMax)
    return last !== undefined && exportedOn > last ? [error('regimes.drawback-too-late', 'imports', { mrn, last, lawRow: id })] : []
  })
  const left = new Map(imports.map(each => [each, each.left]))
  const kept = over(minus(HUNDRED, decimal(withheldPercent)), HUNDRED)
  const lines: DrawbackLine[] = []
  products.forEach((product, index) => {
    const code = product.commodityCode ?? ''
    const norm = findNorm(norms, code)
    const quantity = norm === undefined ? undefined : quantityOf(product, norm.unit)
    if (norm === undefined) return
    if (quantity === undefined) {
      issues.push(error('regimes.product-quantity-missing', `goodsItems[${index}].quantities`, { unit: norm.unit }))
      return
    }
    for (const { material, inProduct, waste } of consumptionOf(norm, quantity)) {
      let wanted = plus(inProduct, waste)
      for (const each of imports) {
        const there = left.get(each) ?? ZERO
        const inUnit = isSame(each.code, material.code) ? convert({ value: there, unit: each.unit }, material.unit)?.value : undefined
        if (inUnit === undefined || isZero(inUnit) || isZero(wanted)) continue
        const part = lesser(inUnit, wanted)
        const own = lesser(
          there,
          decimal(toDecimal(convert({ value: part, unit: material.unit }, each.unit)?.value ?? ZERO, QUANTITY_DIGITS)),
        )
        wanted = minus(wanted, part)
        if (isZero(own)) continue
        left.set(each, minus(there, own))
        const duty = roundDown(over(times({ num: each.duty, den: 1n }, own), each.declared))
        const drawback = roundDown(times({ num: duty, den: 1n }, kept))
        const { mrn, item, unit } = each
        lines.push({ exportItem: product.sequence, mrn, item, code: each.code, unit, quantity: own, duty, drawback })
      }
    }
  })
  if (issues.length === 0 && lines.length === 0) issues.push(error('regimes.drawback-nothing', 'imports'))
  return { lines, issues }
}

function isSame(one: string, other: string): boolean {
  return one.startsWith(other) || other.startsWith(one)
}
