import { z } from 'zod'
import { amountSchema, decimalText, measureSchema, text } from '../declaration/index.ts'
import type { Day } from '../kernel/index.ts'
import { STATES } from '../reference/index.ts'

/** The boxes 13 of Form D that may be ticked, in the order it prints them. */
export const PROOF_TICKS = [
  'third-country-invoicing',
  'accumulation',
  'back-to-back',
  'partial-cumulation',
  'exhibition',
  'de-minimis',
  'issued-retroactively',
] as const
export type ProofTick = (typeof PROOF_TICKS)[number]

/** Days and states are checked and stay as they are, so that a form is answered as it was given. */
const day = z.iso.date().refine(given => given >= '0001', 'a day such as 2026-02-28') as unknown as z.ZodType<Day, string>
const state = z.enum(STATES)
const country = z.string().regex(/^[A-Z]{2}$/, 'an ISO 3166 code such as VN')

/** Goods of an item of another proof that these are: what a back-to-back proof draws of its original. */
const originalSchema = z.strictObject({
  number: text(70),
  item: z.number().int().min(1).max(999),
  quantity: measureSchema,
})
export type OriginalUsed = z.output<typeof originalSchema>

/** An item of Form D: boxes 5 to 10. */
export const formDItemSchema = z.strictObject({
  /** Box 5. */
  sequence: z.number().int().min(1).max(999),
  /** Box 6. */
  marks: text(512).optional(),
  /** Box 7. */
  packages: z.strictObject({ count: z.number().int().min(0).max(999_999_999), type: text(17) }),
  description: text(512),
  manufacturer: text(140),
  trademark: text(140).optional(),
  /** The code of the importing state (AHTN). */
  commodityCode: z.string().regex(/^\d{6,12}$/, 'six to twelve digits'),
  /** Box 8, as note 3 of the form has it: `40%`, `CTSH + 35%`, `WO`, `SP`, `PC 25%`. */
  originCriterion: text(35),
  /** Box 9: what is certified, and drawn of by whoever uses the proof. */
  quantity: measureSchema,
  grossMassKg: decimalText,
  fob: amountSchema.optional(),
  /** Box 10. */
  invoices: z
    .array(z.strictObject({ id: text(70), issuedOn: day }))
    .min(1)
    .max(99),
  /** The kept cost statement whose determination says so. */
  statement: z.uuid().optional(),
  originals: z.array(originalSchema).max(99).optional(),
})
export type FormDItem = z.output<typeof formDItemSchema>

/** Form D as an exporter applies for it; what its box 13 ticks follows from it. */
export const formDSchema = z.strictObject({
  /** `e-form-d`: exchanged between the states; `form-d`: on paper, where the exchange failed. */
  type: z.enum(['e-form-d', 'form-d']),
  paperReason: text(512).optional(),
  /** Box 1. */
  exporter: z.strictObject({ id: text(35), name: text(140), address: text(256), country: state }),
  /** Box 2. */
  consignee: z.strictObject({ id: text(35).optional(), name: text(140), address: text(256), country }),
  exhibition: z.strictObject({ name: text(140), address: text(256) }).optional(),
  /** Box 3. */
  transport: z.strictObject({
    departureOn: day,
    means: text(70).optional(),
    dischargePort: text(70).optional(),
    route: text(256).optional(),
  }),
  /** Box 11. */
  producedIn: country,
  importingCountry: state,
  declared: z.strictObject({ place: text(70), by: text(140) }),
  /** Box 7, where the invoice is of a company elsewhere. */
  thirdCountryInvoice: z.strictObject({ name: text(140), country }).optional(),
  /** Of box 13, what does not follow from the rest. */
  marks: z
    .array(z.enum(['accumulation', 'de-minimis']))
    .max(2)
    .default([]),
  /** Why it is asked for after the shipment. */
  retroactiveReason: text(512).optional(),
  items: z.array(formDItemSchema).min(1).max(99),
})
export type FormD = z.output<typeof formDSchema>
export type FormDInput = z.input<typeof formDSchema>
