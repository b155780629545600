import { z } from 'zod'
import { type GoodsItem, text } from '../declaration/index.ts'
import { compare, convert, decimal, fraction, HUNDRED, isNegative, over, parseDecimal, type Rational, times } from '../kernel/index.ts'

const codeText = z.string().regex(/^\d{4,12}$/, 'a commodity code in digits')
const positive = z
  .string()
  .regex(/^\d{1,10}(\.\d{1,8})?$/, 'a decimal such as 1.25')
  .refine(value => Number(value) > 0, 'more than nothing')
const percent = z.string().regex(/^\d{1,2}(\.\d{1,4})?$/, 'a percentage below 100, such as 2.5')

/**
 * A norm: what one unit of a product takes of each material, and how much more is lost in making it.
 *
 * @source RKC Specific Annex F ch. 1, std. 15 and 16 (rate of yield); domain notes §4.3 (bill of materials per product)
 */
export const normSchema = z.strictObject({
  product: codeText,
  name: text(140),
  unit: z.string().min(1).max(8),
  materials: z
    .array(
      z.strictObject({
        code: codeText,
        /** What is in one unit of the product. */
        quantity: positive,
        unit: z.string().min(1).max(8),
        /** What is lost beside, in per cent of what is in the product. */
        wastePercent: percent.default('0'),
        /** Goods of the same code and quality from elsewhere may be used in their stead. */
        equivalent: z.boolean().default(false),
      }),
    )
    .min(1)
    .max(100),
})
export type Norm = z.output<typeof normSchema>
export type NormMaterial = Norm['materials'][number]

/** What a quantity of a product takes of one material by its norm, exact: what is in it, and the waste that is allowed. */
export interface Consumption {
  readonly material: NormMaterial
  readonly inProduct: Rational
  readonly waste: Rational
}

/** The norm of a product by its code: the longest that begins it. */
export function findNorm(norms: readonly Norm[], code: string): Norm | undefined {
  return norms
    .filter(({ product }) => code.startsWith(product) || product.startsWith(code))
    .toSorted((a, b) => b.product.length - a.product.length)[0]
}

/** What a quantity of a product, counted in the norm's unit, was made of. */
export function consumptionOf({ materials }: Norm, quantity: Rational): readonly Consumption[] {
  return materials.map(material => {
    const inProduct = times(quantity, decimal(material.quantity))
    return { material, inProduct, waste: over(times(inProduct, decimal(material.wastePercent)), HUNDRED) }
  })
}

/** The quantity of an item in a unit, from whatever it declares; undefined where nothing of it converts. */
export function quantityOf({ quantities, netMassKg }: Pick<GoodsItem, 'quantities' | 'netMassKg'>, unit: string): Rational | undefined {
  const measures = [...quantities, ...(netMassKg === undefined ? [] : [{ value: netMassKg, unit: 'KGM' }])]
  for (const measure of measures) {
    const value = parseDecimal(measure.value)
    const converted = value === undefined || isNegative(value) ? undefined : convert({ value, unit: measure.unit }, unit)
    if (converted !== undefined && compare(converted.value, fraction(0n)) > 0) return converted.value
  }
  return undefined
}
