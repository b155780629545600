import { z } from 'zod'
import { type LawKind, type LawRow, lawKind, lawRowSchema } from '../reference/index.ts'

const basisSchema = lawRowSchema.extend({
  direction: z.enum(['import', 'export']),
  basis: z.enum(['CIF', 'FOB']),
})
export type ValuationBasisRow = z.output<typeof basisSchema>

/** Where a state values goods: with carriage and insurance to it (CIF), or on board at the place of export (FOB). */
export const VALUATION_BASES = lawKind('valuation-basis', basisSchema, row => row.direction)

const deemedSchema = lawRowSchema.extend({
  charge: z.enum(['freight', 'insurance']),
  percent: z.string().regex(/^\d{1,3}(\.\d{1,4})?$/),
  of: z.enum(['price', 'price-and-freight']),
  /** UN/ECE Recommendation 19 modes of transport it holds for; all where absent. */
  transportModes: z.array(z.string()).optional(),
  /** Countries of export it holds for; all where absent. */
  exportCountries: z.array(z.string().length(2)).optional(),
  /** It holds for every other country of export, where that is known. */
  exceptExportCountries: z.array(z.string().length(2)).optional(),
  /** It holds where some goods are dangerous, or where none are; for all cargo where absent. */
  cargo: z.enum(['general', 'dangerous']).optional(),
})
export type DeemedChargeRow = z.output<typeof deemedSchema>

/** What customs takes freight or insurance to be where nobody can say. */
export const DEEMED_CHARGES = lawKind(
  'deemed-charge',
  deemedSchema,
  row =>
    `${row.charge} ${row.transportModes?.join() ?? ''} ${row.exportCountries?.join() ?? ''} ${row.exceptExportCountries?.join() ?? ''} ${row.cargo ?? ''}`,
)

export interface PriceAdjustmentPeriod extends LawRow {
  /** Calendar days from the day after the release. */
  readonly days: number
}

/** How long after release a price that was declared as subject to adjustment may be adjusted. */
export const PRICE_ADJUSTMENT_PERIODS = lawKind<PriceAdjustmentPeriod>(
  'price-adjustment-period',
  lawRowSchema.extend({ days: z.number().int().positive() }),
  () => 'import',
)

/** What goods sold out of a free zone to the home market are valued at: that sale, their value on entry, or that of the materials in them. */
export const ZONE_SALE_VALUES = ['sale-price', 'entry-value', 'materials-value'] as const

export interface ZoneSaleRow extends LawRow {
  readonly value: (typeof ZONE_SALE_VALUES)[number]
}

/** A state without a row is refused by name. @source RKC Specific Annex D chapter 2 */
export const ZONE_SALES = lawKind<ZoneSaleRow>('zone-sale', lawRowSchema.extend({ value: z.enum(ZONE_SALE_VALUES) }), () => '')

export const VALUATION_LAW: readonly LawKind<LawRow>[] = [VALUATION_BASES, DEEMED_CHARGES, PRICE_ADJUSTMENT_PERIODS, ZONE_SALES]
