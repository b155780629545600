import { compare, decimal, error, type Issue, isNegative, isZero, minus, type Rational, sum, times, toDecimal } from '../kernel/index.ts'
import type { DeclarationDocument, GoodsItem } from './document.ts'
import type { RuleContext, StateContext } from './rule.ts'

/** As many goods items as one declaration may hold, where no law says otherwise. @source common practice of single administrative documents */
const ITEMS_MAX = 999

/** Of the declared total, by how much the items' gross masses may differ: scales do. */
const MASS_TOLERANCE = decimal('0.005')

/** Goods in bulk are not counted. @source UN/ECE Recommendation 21, codes of bulk */
const BULK: ReadonlySet<string> = new Set(['VG', 'VL', 'VO', 'VQ', 'VR', 'VS', 'VY'])

/** A request for change or cancellation names only what it is about; its totals are not its own. @source UNTDID 1225 */
function isWhole({ functionCode }: DeclarationDocument): boolean {
  return functionCode === undefined || functionCode === '9'
}

/** V11: the packages of the items are those of the whole. Bulk is not counted, and where an item counts none nothing can be said. */
export function checkPackages({ document }: RuleContext): readonly Issue[] {
  const { totalPackages, goodsItems } = document
  if (totalPackages === undefined || goodsItems.length === 0 || !isWhole(document)) return []
  const packages = goodsItems.flatMap(item => item.packages)
  const counts = packages.flatMap(({ type, count }) => (count === undefined || BULK.has(type ?? '') ? [] : [count]))
  if (goodsItems.some(item => item.packages.length === 0) || counts.length < packages.length) return []
  const items = counts.reduce((total, count) => total + count, 0)
  return items === totalPackages ? [] : [error('declaration.packages-differ', 'totalPackages', { total: totalPackages, items })]
}

/** V12: the gross masses of the items are that of the whole, within half a per cent. */
export function checkGrossMass({ document }: RuleContext): readonly Issue[] {
  const { totalGrossMassKg, goodsItems } = document
  if (totalGrossMassKg === undefined || goodsItems.length === 0 || !isWhole(document)) return []
  const masses = goodsItems.flatMap(({ grossMassKg }) => (grossMassKg === undefined ? [] : [decimal(grossMassKg)]))
  if (masses.length < goodsItems.length) return []
  const [total, items] = [decimal(totalGrossMassKg), sum(masses)]
  const difference = minus(total, items)
  const apart = isNegative(difference) ? minus(items, total) : difference
  if (compare(apart, times(total, MASS_TOLERANCE)) <= 0) return []
  return [error('declaration.gross-mass-differs', 'totalGrossMassKg', { total: totalGrossMassKg, items: toDecimal(items) })]
}

/** V13: there are as many items as declared, each under a number of its own. */
export function checkItemCount({ document }: RuleContext): readonly Issue[] {
  const { declaredItemCount, goodsItems } = document
  const count = goodsItems.length
  const differs =
    declaredItemCount !== undefined && declaredItemCount !== count && isWhole(document)
      ? [error('declaration.item-count-differs', 'declaredItemCount', { declared: declaredItemCount, items: count })]
      : []
  const seen = new Set<number>()
  const repeated = goodsItems.flatMap(({ sequence }, index) => {
    if (!seen.has(sequence)) {
      seen.add(sequence)
      return []
    }
    return [error('declaration.item-number-repeated', `goodsItems[${index}].sequence`, { sequence })]
  })
  return [...differs, ...repeated]
}

/** V13: no more items than one declaration may hold. */
export function checkItemLimit({ document }: StateContext): readonly Issue[] {
  const items = document.goodsItems.length
  return items > ITEMS_MAX ? [error('declaration.too-many-items', 'goodsItems', { items, max: ITEMS_MAX })] : []
}

/** V28: goods weigh no more without their packing than with it. */
export function checkNetMass({ document }: RuleContext): readonly Issue[] {
  return document.goodsItems.flatMap(({ netMassKg, grossMassKg }, index) => {
    if (netMassKg === undefined || grossMassKg === undefined || compare(decimal(netMassKg), decimal(grossMassKg)) <= 0) return []
    return [error('declaration.net-above-gross', `goodsItems[${index}].netMassKg`, { net: netMassKg, gross: grossMassKg })]
  })
}

/** V29: quantities are above zero, masses not below it. */
export function checkAmountsOfGoods({ document }: RuleContext): readonly Issue[] {
  return document.goodsItems.flatMap((item, index) =>
    listQuantities(item)
      .filter(({ value, mayBeZero }) => isNegative(value) || (!mayBeZero && isZero(value)))
      .map(({ path, text }) => error('declaration.quantity-not-positive', `goodsItems[${index}].${path}`, { quantity: text })),
  )
}

interface NamedQuantity {
  readonly path: string
  readonly text: string
  readonly value: Rational
  readonly mayBeZero: boolean
}

function listQuantities(item: GoodsItem): readonly NamedQuantity[] {
  const named = (path: string, text: string | undefined, mayBeZero: boolean) =>
    text === undefined ? [] : [{ path, text, value: decimal(text), mayBeZero }]
  return [
    ...named('grossMassKg', item.grossMassKg, true),
    ...named('netMassKg', item.netMassKg, true),
    ...named('tariffQuantity', item.tariffQuantity, false),
    ...item.quantities.flatMap(({ value }, index) => named(`quantities[${index}].value`, value, false)),
  ]
}
