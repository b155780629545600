import type { DeclarationDocument } from '../declaration/index.ts'
import {
  compare,
  convert,
  type Day,
  decimal,
  error,
  type Issue,
  isZero,
  lesser,
  minus,
  type Rational,
  toDecimal,
  ZERO,
} from '../kernel/index.ts'
import type { Authorisation } from './authorisation.ts'
import { QUANTITY_DIGITS } from './lot.ts'
import { consumptionOf, findNorm, quantityOf } from './norm.ts'

/** What is left of a lot that products may be made of. Plain data: it is kept with the decision that rests on it. */
export interface StockLine {
  readonly lot: string
  readonly mrn: string
  readonly item: number
  readonly code: string
  readonly unit: string
  readonly left: string
  /** What is left is worth, in major units; since when it is there; by what it is known again: of goods that went out to come back. */
  readonly value?: string
  readonly enteredOn?: Day
  readonly identification?: readonly string[]
}

/** What a product takes of a lot. */
export interface Draw {
  readonly lot: string
  readonly kind: 'consumed' | 'waste'
  readonly quantity: Rational
}

/**
 * What the products of a declaration were made of, by the norms of their authorisation: the oldest goods first. What is in the product comes before what was
 * lost in making it.
 *
 * A product without a norm or without a quantity, and a material of which less is there than the norm takes, are named, unless equivalent goods may have
 * been used for it. Waste is only taken of goods that are there.
 *
 * @param stock in the order in which it is used
 * @source RKC Specific Annex F ch. 1, std. 15 to 18
 */
export function planConsumption(
  { goodsItems }: Pick<DeclarationDocument, 'goodsItems'>,
  { number, norms }: Pick<Authorisation, 'number' | 'norms'>,
  stock: readonly StockLine[],
): { readonly draws: readonly Draw[]; readonly issues: readonly Issue[] } {
  const left = new Map(stock.map(line => [line.lot, decimal(line.left)]))
  const draws: Draw[] = []
  const issues: Issue[] = []
  goodsItems.forEach((item, index) => {
    if (item.previousDocuments.length > 0) return
    const path = `goodsItems[${index}]`
    const code = item.commodityCode ?? ''
    const norm = findNorm(norms, code)
    if (norm === undefined) {
      issues.push(error('regimes.norm-missing', `${path}.commodityCode`, { number, commodityCode: code }))
      return
    }
    const quantity = quantityOf(item, norm.unit)
    if (quantity === undefined) {
      issues.push(error('regimes.product-quantity-missing', `${path}.quantities`, { unit: norm.unit }))
      return
    }
    for (const { material, inProduct, waste } of consumptionOf(norm, quantity)) {
      const short = draw('consumed', material.code, material.unit, inProduct)
      if (!isZero(short) && !material.equivalent)
        issues.push(
          error('regimes.material-missing', path, {
            number,
            material: material.code,
            missing: toDecimal(short, QUANTITY_DIGITS),
            unit: material.unit,
          }),
        )
      draw('waste', material.code, material.unit, waste)
    }
  })
  return { draws: gather(draws), issues }

  /** Takes a quantity of a material from the stock; answers what could not be had. */
  function draw(kind: Draw['kind'], code: string, unit: string, quantity: Rational): Rational {
    let wanted = decimal(toDecimal(quantity, QUANTITY_DIGITS))
    for (const line of stock) {
      const there = left.get(line.lot) ?? ZERO
      const inUnit = isSame(line.code, code) ? convert({ value: there, unit: line.unit }, unit)?.value : undefined
      if (inUnit === undefined || isZero(there) || isZero(wanted)) continue
      const part = lesser(inUnit, wanted)
      const own = lesser(there, decimal(toDecimal(convert({ value: part, unit }, line.unit)?.value ?? ZERO, QUANTITY_DIGITS)))
      if (isZero(own)) continue
      left.set(line.lot, minus(there, own))
      draws.push({ lot: line.lot, kind, quantity: own })
      wanted = minus(wanted, part)
    }
    return wanted
  }
}

/** Materials are of one code where the shorter begins the longer. */
function isSame(one: string, other: string): boolean {
  return one.startsWith(other) || other.startsWith(one)
}

/** One draw for each lot and kind. */
function gather(draws: readonly Draw[]): readonly Draw[] {
  const sums = new Map<string, Draw>()
  for (const each of draws) {
    const key = `${each.lot} ${each.kind}`
    const before = sums.get(key)
    sums.set(key, before === undefined ? each : { ...each, quantity: minus(before.quantity, minus(ZERO, each.quantity)) })
  }
  return [...sums.values()].filter(({ quantity }) => compare(quantity, ZERO) > 0)
}
