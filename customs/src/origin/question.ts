import { z } from 'zod'
import { amountSchema, text } from '../declaration/index.ts'
import { parseCommodityCode, parseCountry } from '../kernel/index.ts'
import { daySchema, stateSchema } from '../reference/index.ts'
import { EVIDENCE, LIMBS } from './wholly-obtained-limbs.ts'

const positive = z.string().regex(/^\d{1,16}(\.\d{1,8})?$/, 'a decimal that is not negative, such as 12.50')
/** How much of something, which is never less than nothing. */
export const quantitySchema = z.strictObject({ value: positive, unit: text(8) })
const rate = z.string().regex(/^\d{1,12}(\.\d{1,12})?$/, 'a decimal such as 35.1234')
const line = text(35)
/** What was done, as the rules name it: `cutting`, `chemical-reaction`. */
const process = z
  .string()
  .max(60)
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'a process such as spinning or chemical-reaction')
export const countrySchema = z.string().refine(code => parseCountry(code) !== undefined, 'an ISO 3166-1 code such as CN')
export const originCodeSchema = z
  .string()
  .max(20)
  .transform(code => code.replace(/[.\s]/g, ''))
  .refine(code => parseCommodityCode(code) !== undefined, '6 to 12 digits of the tariff')
const ahtn2007 = z.string().regex(/^\d{8}$/, 'eight digits of AHTN 2007')

const evidence = z.strictObject({ kind: z.enum(EVIDENCE), reference: text(140) })

/** How a material was valued when it was bought. CIF as it is; another price needs what takes it to the port or place of entry. */
export const materialValueSchema = amountSchema.extend({
  amount: positive,
  terms: z.enum(['CIF', 'FOB', 'EXW', 'paid']).default('CIF'),
  /** Freight to the port or place of entry, where the terms leave it out. */
  freight: amountSchema.extend({ amount: positive }).optional(),
  insurance: amountSchema.extend({ amount: positive }).optional(),
  /** Carriage to the port of shipment, of a price ex works. */
  inland: amountSchema.extend({ amount: positive }).optional(),
})

/** A proof of origin; of one that a node keeps its record is read by the number, and `item` says which item of it the material is. */
const materialProof = z.strictObject({
  type: text(35),
  number: text(35),
  issuedOn: daySchema,
  criterion: text(35).optional(),
  item: z.number().int().min(1).max(999).optional(),
})

export const materialOriginSchema = z.discriminatedUnion('status', [
  z.strictObject({
    status: z.literal('originating'),
    state: stateSchema,
    /** The proof a material from another member came with. */
    proof: materialProof.optional(),
    /** Bought from an established licensed manufacturer of the exporting state, or from another. */
    localSource: z.enum(['licensed', 'other']).optional(),
    /** The supplier's declaration, by its number where the node keeps it; or the producer's own statement of what it made itself. */
    declaration: text(70).optional(),
    /** It is itself wholly obtained in its state. */
    whollyObtained: z.boolean().optional(),
  }),
  z.strictObject({
    status: z.literal('partial'),
    state: stateSchema,
    /** Its regional value content, by its Form D marked "Partial Cumulation". */
    rvc: z.string().regex(/^\d{1,3}(\.\d{1,6})?$/),
    proof: materialProof.optional(),
    /** What its supplier declares of it; it does not take the place of the proof. */
    declaration: text(70).optional(),
  }),
  z.strictObject({ status: z.literal('non-originating'), country: countrySchema.optional() }),
  z.strictObject({ status: z.literal('undetermined') }),
])
export type MaterialOrigin = z.output<typeof materialOriginSchema>

const leaf = z.strictObject({
  line,
  code: originCodeSchema,
  ahtn2007: ahtn2007.optional(),
  description: text(200).optional(),
  supplier: text(140).optional(),
  /** The supplier's own reference for it, as its declaration has it. */
  article: text(70).optional(),
  /** How much of it the good takes: held against what a record covers. */
  quantity: quantitySchema.optional(),
  value: materialValueSchema,
  origin: materialOriginSchema,
  use: z.enum(['material', 'retail-packing', 'transport-packing', 'accessory', 'neutral']).default('material'),
  /** Of retail packing: whether it is classified with the good. */
  classifiedWithGood: z.boolean().default(true),
  /** Of retail packing: whether it forms a whole with the good. */
  formsWhole: z.boolean().default(true),
  /** Of accessories: whether they have an invoice, or a line on one, of their own. */
  invoicedSeparately: z.boolean().default(false),
  /** Of accessories: whether their quantity and value are customary for the good. */
  customary: z.boolean().default(true),
  /** Of a material that is mixed in stock with one of another origin. */
  stock: z
    .strictObject({
      group: text(35),
      method: z.enum(['segregation', 'fifo', 'lifo', 'average']),
      fiscalYear: text(9),
      /** With the average: the part of the stock that originates, in percent. */
      originatingPercent: z
        .string()
        .regex(/^\d{1,3}(\.\d{1,6})?$/)
        .optional(),
    })
    .optional(),
})
const PARTS_MAX = 5_000
const inner = leaf.extend({ parts: z.array(leaf).min(1).max(PARTS_MAX).optional() })
/** A material; one the producer made itself says what it was made of, and counts whole where it originates by its own rule. */
export const materialSchema = leaf.extend({
  parts: z.array(inner).min(1).max(PARTS_MAX).optional(),
  processes: z.array(process).max(60).optional(),
})

export interface Material extends z.output<typeof leaf> {
  readonly parts?: readonly Material[] | undefined
  readonly processes?: readonly string[] | undefined
}

const cost = z.strictObject({ element: text(70), amount: amountSchema.extend({ amount: positive }) })

const costs = z.strictObject({
  labour: z.array(cost).max(200).default([]),
  overhead: z.array(cost).max(200).default([]),
  other: z.array(cost).max(200).default([]),
  profit: amountSchema,
  /** How the figures were come by. Projections and averages need their analysis of variance. */
  basis: z.enum(['actual', 'projected', 'standard', 'average']).default('actual'),
  period: text(70).optional(),
  variance: text(500).optional(),
})

/**
 * A question of origin: the good, what it was made of, what was done where, how it travels.
 *
 * @source ATIGA chapter 3, Annexes 3 to 6
 */
export const originQuestionSchema = z.strictObject({
  /** What the question is an example of, and who says so: for people, decides nothing. */
  about: z.string().max(500).optional(),
  source: z.string().max(500).optional(),
  agreement: z.literal('atiga').default('atiga'),
  exporter: stateSchema,
  importer: stateSchema,
  on: daySchema,
  good: z.strictObject({
    code: originCodeSchema,
    ahtn2007: ahtn2007.optional(),
    hsVersion: z
      .string()
      .regex(/^(19|20)\d\d$/)
      .default('2022'),
    description: text(350).optional(),
    fob: amountSchema.extend({ amount: positive }).optional(),
    /** The rows for part of a code that the good is one of, as they are numbered: `C 289`. */
    isPart: z.array(text(20)).max(20).default([]),
    /** What the importing state grants on the line, where known. */
    concession: z.enum(['granted', 'excluded']).optional(),
    /** The exporting state's own rate under the agreement, in percent. */
    exporterRatePercent: z
      .string()
      .regex(/^\d{1,4}(\.\d{1,4})?$/)
      .optional(),
  }),
  whollyObtained: z
    .strictObject({
      limb: z.enum(LIMBS),
      evidence: z.array(evidence).max(20).default([]),
      vessel: z.strictObject({ registeredIn: countrySchema, flag: countrySchema }).optional(),
    })
    .optional(),
  materials: z.array(materialSchema).max(20_000).default([]),
  /** The edition of the Harmonized System of the materials' codes, where it is not that of the good. */
  materialsHsVersion: z
    .string()
    .regex(/^(19|20)\d\d$/)
    .optional(),
  costs: costs.optional(),
  /** The method of the exporting state; each adheres to one. Where its own is not on file, the exporter's choice; the indirect one where none is made. */
  method: z.enum(['direct', 'indirect']).optional(),
  /** Units of the currency of the FOB price for one of another currency. */
  rates: z.record(z.string().length(3), rate).default({}),
  processes: z
    .array(z.strictObject({ process, state: stateSchema }))
    .max(60)
    .default([]),
  /** What was done to the good in the exporting state only to keep, move or present it. Nothing else was, where `isAll`. */
  minimalOperations: z
    .strictObject({
      purposes: z.array(z.enum(['preservation', 'transport', 'sale'])).min(1),
      isAll: z.boolean(),
    })
    .optional(),
  /** Another rule than is on file, as the caller reads the annex: `RVC 40 | CTH`, or `general` where annex 3 names no rule for the code. */
  productRule: z.strictObject({ rule: text(400), source: text(200) }).optional(),
  route: z
    .strictObject({
      /** The countries between the exporting and the importing state, in order. */
      through: z
        .array(
          z.strictObject({
            country: countrySchema,
            isJustified: z.boolean(),
            enteredTrade: z.boolean(),
            operations: z.enum(['none', 'unloading-reloading-preserving', 'more']),
          }),
        )
        .max(20),
      /** Where the goods were shown in another member and sold there; that member is not among those they pass through. */
      exhibition: z
        .strictObject({
          name: text(140),
          address: text(256),
          state: stateSchema,
          /** A trade, agricultural or crafts exhibition, a fair or show, or a display in shops or business premises to sell foreign goods. */
          kind: z.enum(['exhibition', 'fair', 'shop-display', 'other']),
          /** The exporter sent them there and showed them. */
          wasExhibited: z.boolean(),
          /** The exporter sold or transferred them to a consignee in the importing state. */
          isSoldToImporter: z.boolean(),
          consigned: z.enum(['during', 'immediately-after', 'later']),
          /** They left in the state in which they were sent to be shown. */
          isUnchanged: z.boolean(),
          underCustomsControl: z.boolean(),
        })
        .optional(),
      documents: z.array(z.enum(['through-bill-of-lading', 'proof-of-origin', 'commercial-invoice', 'transit-evidence'])).default([]),
    })
    .optional(),
})
export type OriginQuestion = z.output<typeof originQuestionSchema>
