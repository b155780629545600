import { z } from 'zod'
import { type LawKind, type LawRow, lawKind, lawRowSchema } from '../reference/index.ts'
import { ATTRIBUTES } from './attributes.ts'
import { country, decimalText, prefix, rateSchema } from './law-words.ts'
import { QUOTAS } from './quota-law.ts'

/** What a charge is, whatever a state calls it. */
export const CHARGE_KINDS = [
  /** What counts in the base of later charges and is owed to somebody else, or to nobody: landing charges, brokerage, arrastre. */
  'landed-cost',
  'customs-duty',
  'trade-remedy',
  'excise',
  'interior-tax',
  'earmarked-levy',
  'fee',
  'sales-tax',
  'luxury-tax',
  'vat',
  'advance-income-tax',
  /** Collected by a registered seller at the sale: shown, counted in no base, not charged at the border. */
  'tax-at-sale',
  'export-duty',
] as const
export type ChargeKind = (typeof CHARGE_KINDS)[number]

/** The ways goods arrive that law is written for. @source UN/ECE Recommendation 19 for air, land, sea, post; express is the carriers' */
export const CHANNELS = ['air', 'post', 'express', 'land', 'sea'] as const
export type Channel = (typeof CHANNELS)[number]

const attribute = z.string().refine(name => Object.hasOwn(ATTRIBUTES, name), 'an attribute this project knows')

/** The amount for a base of at most `upTo`; the last bracket has no end and may charge a percentage of what is over the one before. */
const bracketSchema = z.strictObject({ upTo: decimalText.optional(), amount: decimalText, percentOfExcess: decimalText.optional() })
export type Bracket = z.output<typeof bracketSchema>

const scopeFields = {
  /** Beginnings of the commodity codes it is about; every code where absent. */
  codes: z.array(prefix).min(1).optional(),
  exceptCodes: z.array(prefix).default([]),
}

const conditionSchema = z.strictObject({
  /** `salePrice` is what the invoice charges for the item, in the state's currency. */
  attribute: z.union([attribute, z.literal('salePrice')]),
  is: z.enum(['at-least', 'over', 'at-most', 'under']),
  value: decimalText,
})
export type Condition = z.output<typeof conditionSchema>

const layerSchema = lawRowSchema.extend({
  /** The charge this row is a version of; its rows follow each other in time, and of those that cover a code the longest beginning counts. */
  measure: z.string().regex(/^[a-z0-9.-]+$/),
  direction: z.enum(['import', 'export']).default('import'),
  /** Charges are worked out in this order; a base may only hold what came before. */
  order: z.number().int().min(0),
  kind: z.enum(CHARGE_KINDS),
  name: z.string().min(1),
  ...scopeFields,
  /** All must hold; the attributes they name must be declared. */
  conditions: z.array(conditionSchema).default([]),
  /** Ways of arrival this row is for. A row for the way at hand goes before those of its measure that name none. */
  channels: z.array(z.enum(CHANNELS)).min(1).optional(),
  /** Countries of origin this row is for, as remedies against the trade of a country are; goods of other origins are no business of its measure. */
  origins: z.array(country).min(1).optional(),
  /** Codes of the producers or exporters this row is for. Whoever is in no row of the measure falls under the row that names nobody. */
  producers: z.array(z.string().min(1).max(17)).min(1).optional(),
  /** An attribute that is yes or no: the row is for goods that declare it, goes before the other rows of its measure, and is asked of nobody. */
  whenDeclared: attribute.optional(),
  rate: z.discriminatedUnion('from', [
    /** The column of the national schedule that origin and claim lead to. */
    z.strictObject({ from: z.literal('schedule-by-origin') }),
    /** A named column of the national schedule: `export_duty`, `vat`, `excise`, `luxury_tax`. */
    z.strictObject({ from: z.literal('schedule-column'), column: z.string().min(1) }),
    /** Written here. `none` says that nothing is charged, `unknown` that something is, but not what. */
    z.strictObject({ from: z.literal('law'), rate: rateSchema }),
    /** An amount by the bracket the base falls into, in the state's currency. */
    z.strictObject({ from: z.literal('brackets'), brackets: z.array(bracketSchema).min(1) }),
  ]),
  /**
   * What a rate in percent is of, summed. What is charged on the `consignment-value` is spread over its items by their customs value;
   * `declared-amount` is what the item declares under the attribute of `declared`, in the state's currency.
   */
  base: z
    .array(z.union([z.enum(['customs-value', 'retail-value', 'consignment-value', 'declared-amount', 'sale-price']), z.enum(CHARGE_KINDS)]))
    .default([]),
  declared: attribute.optional(),
  /** The share of the sum that is charged: `11/12`. */
  baseFactor: z
    .string()
    .regex(/^[1-9]\d{0,3}\/[1-9]\d{0,3}$/, 'a fraction such as 11/12')
    .optional(),
  /** How `retail-value` is found: the declared price for `per` units, times the quantity. */
  retail: z.strictObject({ attribute, per: decimalText, unit: z.string().min(1).max(3) }).optional(),
  /** The tax is part of its own base, with what is charged on it: the rate r becomes r / (1 − grossUp × r). */
  grossUp: decimalText.optional(),
})
export type DutyLayer = z.output<typeof layerSchema>

/** The charges of a state, each as dated rows. Rivals are rows of one measure about the same codes under the same conditions. */
export const DUTY_LAYERS = lawKind('duty-layer', layerSchema, row =>
  [
    row.measure,
    row.direction,
    row.codes?.toSorted().join() ?? '*',
    row.channels?.toSorted().join() ?? '*',
    row.origins?.toSorted().join() ?? '*',
    row.producers?.toSorted().join() ?? '*',
    row.whenDeclared ?? '*',
    row.conditions
      .map(each => `${each.attribute} ${each.is} ${each.value}`)
      .sort()
      .join(),
  ].join(' | '),
)

const testSchema = z.strictObject({
  basis: z.enum(['CIF', 'FOB', 'CUSTOMS_VALUE', 'SALE_PRICE', 'CHARGE_PAYABLE']),
  unit: z.enum(['CONSIGNMENT', 'ITEM']),
  comparison: z.enum(['<=', '<']),
  limit: decimalText,
  currency: z.string().length(3),
})
export type ThresholdTest = z.output<typeof testSchema>

const thresholdSchema = lawRowSchema.extend({
  measure: z.string().regex(/^[a-z0-9.-]+$/),
  /** The charges it relieves. */
  taxes: z.array(z.enum(CHARGE_KINDS)).min(1),
  /** Ways of arrival it holds for; every way where absent. */
  channels: z.array(z.enum(CHANNELS)).min(1).optional(),
  ...scopeFields,
  /** An attribute that is yes or no: only goods that declare it are relieved. */
  whenDeclared: attribute.optional(),
  /** What else the same consignee receives that day counts in what a consignment is worth, so that nothing is gained by splitting it. */
  countsTogether: z.literal('consignee-and-day').optional(),
  /** One that holds is enough; none at all says that there is no relief. */
  tests: z.array(testSchema),
})
export type ThresholdRow = z.output<typeof thresholdSchema>

/** What is too small to be charged, for each tax apart. */
export const THRESHOLDS = lawKind('threshold', thresholdSchema, row => `${row.measure} ${row.codes?.toSorted().join() ?? '*'}`)

/**
 * The kinds of exemption a declarant may claim, as additional procedure codes of ours.
 *
 * @source RKC Specific Annex B chapter 3, relief from import duties and taxes; domain notes §4.3: own codes, mapped to each state's
 */
export const EXEMPTION_CODES = ['SAMPLE', 'REMOVAL', 'PERSONAL', 'DIPLOM', 'CHARITY'] as const

const exemptionSchema = lawRowSchema.extend({
  code: z.enum(EXEMPTION_CODES),
  /** The charges it exempts from. */
  taxes: z.array(z.enum(CHARGE_KINDS)).min(1),
  ...scopeFields,
  /** Types of declaration it may be claimed on; every type where absent. */
  types: z.array(z.string()).min(1).optional(),
  /** Types of documents of which one must be there, on the item or the declaration. */
  documents: z.array(z.string()).min(1).optional(),
  /** The most an item so exempted may be worth, in the state's currency. */
  cap: decimalText.optional(),
})
export type ExemptionRow = z.output<typeof exemptionSchema>

/** What goods are exempt from, for what they are or for whom: claimed, never given unasked. */
export const EXEMPTIONS = lawKind('exemption', exemptionSchema, row => `${row.code} ${row.codes?.toSorted().join() ?? '*'}`)

const reImportReliefSchema = lawRowSchema.extend({
  /** The charges it relieves of. */
  taxes: z.array(z.enum(CHARGE_KINDS)).min(1),
  /** Days from the release of the export within which the goods are declared again; without end where absent. */
  daysMax: z.number().int().positive().optional(),
  /** Types of documents of which one must be there, on the item or the declaration. */
  documents: z.array(z.string()).min(1).optional(),
})
export type ReImportReliefRow = z.output<typeof reImportReliefSchema>

/** What goods are relieved of that were exported and come back in the same state. @source RKC Specific Annex B chapter 2 */
export const RE_IMPORT_RELIEFS = lawKind('re-import-relief', reImportReliefSchema, row => row.taxes.toSorted().join())

const reExportReliefSchema = lawRowSchema.extend({
  /** The charges that are not made. */
  taxes: z.array(z.enum(CHARGE_KINDS)).min(1),
})
export type ReExportReliefRow = z.output<typeof reExportReliefSchema>

/** What is not charged on goods that leave again and never were in free circulation. @source RKC Specific Annex C chapter 1 (outright exportation) */
export const RE_EXPORT_RELIEFS = lawKind('re-export-relief', reExportReliefSchema, () => '')

/** What is done abroad to goods that come back: they are made into others, mended at a price or under a guarantee, or others come in their stead. */
export const OUTWARD_OPERATIONS = ['processing', 'repair', 'guaranteed-repair', 'standard-exchange'] as const
export type OutwardOperation = (typeof OUTWARD_OPERATIONS)[number]

const outwardReliefSchema = lawRowSchema.extend({
  operations: z.array(z.enum(OUTWARD_OPERATIONS)).min(1),
  /** The charges it is about; every other one is charged on the whole value. */
  taxes: z.array(z.enum(CHARGE_KINDS)).min(1),
  /** What those are charged on: what the goods are worth more than what went out, or nothing. */
  chargedOn: z.enum(['value-added', 'nothing']),
  /** Days from the release of the export within which the goods are declared again; as long as the authorisation lets them where absent. */
  daysMax: z.number().int().positive().optional(),
  /** Types of documents of which one must be there, on the item or the declaration. */
  documents: z.array(z.string()).min(1).optional(),
})
export type OutwardReliefRow = z.output<typeof outwardReliefSchema>

/** What goods are relieved of that come back from processing or repair abroad. @source RKC Specific Annex F chapter 2 */
export const OUTWARD_RELIEFS = lawKind('outward-relief', outwardReliefSchema, row => row.operations.toSorted().join())

const endUseReliefSchema = lawRowSchema.extend({
  /** What the goods are for, in a word an authorisation names: `fixed-assets`, … */
  use: z.string().min(1).max(35),
  /** The charges it relieves of while the goods are used so. */
  taxes: z.array(z.enum(CHARGE_KINDS)).min(1),
})
export type EndUseReliefRow = z.output<typeof endUseReliefSchema>

/** What goods are relieved of because of what they are used for, up to the caps of an authorised list. @source RKC General Annex ch. 4; ours, as states list such goods */
export const END_USE_RELIEFS = lawKind('end-use-relief', endUseReliefSchema, row => row.use)

/** What goods of domestic origin are relieved of that enter a free zone: they were never abroad. @source RKC Specific Annex D chapter 2 */
export const DOMESTIC_RELIEFS = lawKind(
  'domestic-goods-relief',
  lawRowSchema.extend({ taxes: z.array(z.enum(CHARGE_KINDS)).min(1) }),
  row => row.taxes.toSorted().join(),
)

const limitSchema = lawRowSchema.extend({
  ...scopeFields,
  channels: z.array(z.enum(CHANNELS)).min(1),
  limit: decimalText,
  unit: z.string().min(1).max(3),
})
export type ConsignmentLimit = z.output<typeof limitSchema>

/** How much of some goods one consignment may hold at most. */
export const CONSIGNMENT_LIMITS = lawKind('consignment-limit', limitSchema, row => row.codes?.toSorted().join() ?? '*')

const sheetSchema = lawRowSchema.extend(scopeFields)

/** The commodities for which everything a state charges is on file. */
export const COMPLETE_SHEETS = lawKind('sheet-complete', sheetSchema, row => row.codes?.toSorted().join() ?? '*')

export const DUTY_LAW: readonly LawKind<LawRow>[] = [
  DUTY_LAYERS,
  THRESHOLDS,
  EXEMPTIONS,
  RE_IMPORT_RELIEFS,
  RE_EXPORT_RELIEFS,
  OUTWARD_RELIEFS,
  END_USE_RELIEFS,
  DOMESTIC_RELIEFS,
  CONSIGNMENT_LIMITS,
  QUOTAS,
  COMPLETE_SHEETS,
]
