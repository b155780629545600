import { z } from 'zod'
import { amountSchema, decimalText, isoDay, measureSchema, text } from './forms.ts'

const words = text(2_000)

/** A method that nobody could apply, and why, in words that can be checked. */
const passedOver = z.strictObject({ passedOver: words })

/** @source WTO Customs Valuation Agreement art. 15.4 (a) to (h), in that order */
export const RELATIONSHIPS = [
  'officers-or-directors-of-one-another',
  'partners-in-business',
  'employer-and-employee',
  'five-per-cent-of-both-held',
  'one-controls-the-other',
  'both-controlled-by-a-third',
  'together-control-a-third',
  'members-of-one-family',
] as const

/** Restrictions on the buyer's use of the goods: the first three leave the price alone. @source art. 1.1 (a) (i) to (iii) */
export const RESTRICTIONS = ['required-by-law', 'geographical-area', 'no-substantial-effect', 'other'] as const

/** What a price between related parties may be held against. @source art. 1.2 (b) (i) to (iii) */
export const TEST_VALUES = ['unrelated-sales', 'deductive-value', 'computed-value'] as const

/** How the cost of an assist is spread over goods. @source Note to art. 8, para. 1 (b) (ii) */
const assistSchema = z.strictObject({
  /** What it cost the buyer. */
  total: amountSchema,
  /** The goods it is spread over, and those of them that are valued here, in one unit. The first shipment may bear all of it. */
  over: decimalText,
  here: decimalText,
})

const transactionValueSchema = z.strictObject({
  /** Paid or payable for all the goods valued, direct and indirect. */
  price: amountSchema,
  /** Whether the price pays for carriage and insurance to the place of import; where it does not, `AK` is among the additions. */
  carriageInPrice: z.boolean(),
  restrictions: z
    .array(z.strictObject({ kind: z.enum(RESTRICTIONS), words: words.optional() }))
    .max(20)
    .default([]),
  /** A condition or consideration of the sale; without an amount its value cannot be determined. */
  condition: z.strictObject({ words, amount: amountSchema.optional() }).optional(),
  /** What of the proceeds of resale, disposal or use goes to the seller. */
  proceeds: z.strictObject({ amount: amountSchema.optional() }).optional(),
  relationship: z
    .strictObject({
      kind: z.enum(RELATIONSHIPS),
      /** What the circumstances surrounding the sale show. */
      circumstances: z.strictObject({ influencedPrice: z.boolean(), words }).optional(),
      testValue: z
        .strictObject({ basis: z.enum(TEST_VALUES), amount: amountSchema, closelyApproximated: z.boolean(), reference: text(140) })
        .optional(),
    })
    .optional(),
  /** By the codes of `adjustments`. Without an amount there are no objective and quantifiable data. */
  additions: z
    .array(z.strictObject({ code: text(17), amount: amountSchema.optional(), assist: assistSchema.optional(), words: words.optional() }))
    .max(99)
    .default([]),
  /** What the price holds and the value does not, where it can be told from the price. */
  deductions: z
    .array(z.strictObject({ code: text(17), amount: amountSchema, distinguished: z.boolean(), words: words.optional() }))
    .max(99)
    .default([]),
})

/** Sales of identical or similar goods whose transaction value customs accepted. */
const comparableGoodsSchema = z.strictObject({
  sales: z
    .array(
      z.strictObject({
        reference: text(140),
        value: amountSchema,
        /** In the unit of the goods valued. */
        quantity: decimalText,
        exportedOn: isoDay,
        atOrAboutSameTime: z.boolean(),
        sameCountryOfProduction: z.boolean(),
        sameProducer: z.boolean(),
        sameCommercialLevel: z.boolean(),
        /** Substantially the same. */
        sameQuantity: z.boolean(),
        /** For the whole of that sale, on demonstrated evidence. */
        adjustments: z
          .array(
            z.strictObject({
              for: z.enum(['commercial-level', 'quantity', 'transport']),
              effect: z.enum(['adds', 'deducts']),
              amount: amountSchema,
              evidence: words,
            }),
          )
          .max(20)
          .default([]),
      }),
    )
    .min(1)
    .max(200),
})

/** A part of the price of one unit: an amount, or a share of it. */
const ofUnitPrice = z.union([
  amountSchema,
  z.strictObject({ percent: z.string().regex(/^\d{1,3}(\.\d{1,8})?$/, 'a percentage such as 12.5') }),
])

const deductiveSchema = z.strictObject({
  importedOn: isoDay,
  sales: z
    .array(
      z.strictObject({
        on: isoDay,
        unitPrice: amountSchema,
        quantity: decimalText,
        goods: z.enum(['imported', 'identical', 'similar']),
        atTimeOfImportation: z.boolean(),
        buyerRelated: z.boolean(),
        /** Whether the buyer supplied assists for the goods. */
        buyerSuppliedAssists: z.boolean(),
      }),
    )
    .min(1)
    .max(2_000),
  /** Goods sold after further processing: only where the importer asks for it. */
  furtherProcessing: z.strictObject({ requestedByImporter: z.boolean(), valueAdded: ofUnitPrice.optional() }).optional(),
  /** Of one unit: either the commission, or profit and general expenses. */
  commission: ofUnitPrice.optional(),
  profitAndGeneralExpenses: ofUnitPrice.optional(),
  inlandTransportAndInsurance: ofUnitPrice.optional(),
  dutiesAndTaxes: ofUnitPrice.optional(),
})

/** For all the goods valued. */
const computedSchema = z.strictObject({
  /** Materials and fabrication or other processing: the first two may not be absent. */
  materials: amountSchema.optional(),
  fabrication: amountSchema.optional(),
  containersAndPacking: amountSchema.optional(),
  assists: amountSchema.optional(),
  profitAndGeneralExpenses: amountSchema.optional(),
  /** To the place of import. */
  transport: amountSchema.optional(),
  insurance: amountSchema.optional(),
})

/** Methods that the last one may apply with reasonable flexibility. @source Note to art. 7, para. 2 */
export const FLEXIBLE_BASES = [
  'transaction-value',
  'identical-goods',
  'similar-goods',
  'deductive-value',
  'computed-value',
  'other-reasonable-means',
] as const

/** What no value may be determined on the basis of. @source art. 7.2 (a) to (g), in that order */
export const PROHIBITED_BASES = [
  'selling-price-of-domestic-goods',
  'higher-of-two-values',
  'domestic-price-in-exporting-country',
  'cost-of-production-of-other-goods',
  'price-for-export-to-another-country',
  'minimum-value',
  'arbitrary-or-fictitious-value',
] as const

/** A price range that customs keeps helps to ask, and is never a value. */
const REFERENCE_PRICE = 'reference-price'

const fallBackSchema = z.strictObject({
  basis: z.enum([...FLEXIBLE_BASES, ...PROHIBITED_BASES, REFERENCE_PRICE]),
  words,
  parts: z
    .array(z.strictObject({ words: text(512), effect: z.enum(['adds', 'deducts']), amount: amountSchema }))
    .min(1)
    .max(99),
})

/**
 * The facts from which goods are valued, method by method in the order of the law: those of each method that could be applied, and of each
 * other why it could not. All of them are somebody's word, to be shown by documents; what follows from them is found in `valuation`.
 *
 * @source WTO Customs Valuation Agreement art. 1 to 8
 */
export const valuationWorksheetSchema = z.strictObject({
  /** Of the goods valued. */
  quantity: measureSchema,
  /** The computed value before the deductive one, which the importer alone may ask for. @source art. 4 */
  computedFirst: z.strictObject({ requestedByImporter: z.boolean() }).optional(),
  transactionValue: z.union([transactionValueSchema, passedOver]).optional(),
  identicalGoods: z.union([comparableGoodsSchema, passedOver]).optional(),
  similarGoods: z.union([comparableGoodsSchema, passedOver]).optional(),
  deductive: z.union([deductiveSchema, passedOver]).optional(),
  computed: z.union([computedSchema, passedOver]).optional(),
  fallBack: fallBackSchema.optional(),
})

export type ValuationWorksheet = z.output<typeof valuationWorksheetSchema>
export type ValuationWorksheetInput = z.input<typeof valuationWorksheetSchema>
export type TransactionValueFacts = z.output<typeof transactionValueSchema>
export type ComparableGoodsFacts = z.output<typeof comparableGoodsSchema>
export type DeductiveFacts = z.output<typeof deductiveSchema>
export type ComputedFacts = z.output<typeof computedSchema>
export type FallBackFacts = z.output<typeof fallBackSchema>
