import { amountSchema, measureSchema } from '@lintas/customs/declaration'
import { CHANNELS, CHARGE_KINDS } from '@lintas/customs/duty'
import { CONFIDENCE, daySchema, RATE_DAY_BASES, REGIMES, STATES } from '@lintas/customs/reference'
import { STEP_PARTS } from '@lintas/customs/valuation'
import { z } from 'zod'
import { problemIssueSchema } from './problem.ts'

const confidence = z.enum(CONFIDENCE)
const rateText = z.string().regex(/^\d{1,12}(\.\d{1,12})?$/, 'a decimal such as 35.1234')

/** What will it cost: one kind of goods, and what is known of the sale. Nothing is registered. */
export const assessmentRequest = z.strictObject({
  direction: z.enum(['import', 'export']).default('import'),
  code: z.string().min(1).max(20),
  originCountry: z.string().length(2).optional(),
  /** An agreement whose rate is wanted, and whether a proof that holds is taken for granted. */
  claim: z.strictObject({ agreement: z.string().min(1).max(17), proof: z.enum(['assumed', 'none']).default('none') }).optional(),
  value: amountSchema,
  incoterm: z.string().min(1).max(3).optional(),
  freight: amountSchema.optional(),
  insurance: amountSchema.optional(),
  quantities: z.array(measureSchema).max(20).default([]),
  /** What taxes ask besides: `alcoholStrength`, `retailPrice`, `engineCc` … */
  attributes: z.record(z.string().max(35), z.string().max(70)).default({}),
  /** The day of everything: registration, arrival, release. Today where absent. */
  date: daySchema.optional(),
  /** How the goods arrive, for reliefs that depend on it. */
  channel: z.enum(CHANNELS).optional(),
  exportCountry: z.string().length(2).optional(),
  /** The code of the producer or exporter, where a trade remedy asks for it. */
  producer: z.string().min(1).max(17).optional(),
  /** What else the same consignee receives that day is worth in the state's currency, where the law counts it together. */
  sameDayValue: rateText.optional(),
  /** Exchange rates to use instead of those of customs: local currency for one unit, by currency. Recorded as given by the caller. */
  rates: z.record(z.string().length(3), rateText).default({}),
})
export type AssessmentRequest = z.input<typeof assessmentRequest>

const scheduleCell = z.object({ version: z.string(), row: z.number().int(), column: z.string(), confidence })

export const chargeSchema = z.object({
  kind: z.enum(CHARGE_KINDS),
  measure: z.string(),
  name: z.string(),
  base: z.string(),
  /** The currency of the bill, or the unit of the quantity the rate is charged on. */
  baseUnit: z.string(),
  baseParts: z.array(z.object({ part: z.string(), amount: z.string() })).readonly(),
  rate: z.string(),
  rateUnit: z.string(),
  quantities: z.array(measureSchema).readonly(),
  /** Where the tax is part of its own base: the rate that comes of it, exact. */
  grossedUpTo: z.string().optional(),
  /** Before rounding, without loss. */
  exact: z.string(),
  amount: z.string(),
  rounding: z.string(),
  /** Where it is charged on the value goods gained abroad alone: the row that says so. */
  valueAdded: z.object({ lawRow: z.string(), legalRef: z.string(), confidence }).optional(),
  /** The quota whose rate it is. */
  quota: z
    .object({ orderNumber: z.string(), lawRow: z.string(), legalRef: z.string(), confidence, agreement: z.string().optional() })
    .optional(),
  /** The share of the sum of the parts that is charged: `11/12`. */
  baseFactor: z.string().optional(),
  /** The row by which the sum of this charge over the consignment was rounded; the difference is on the item that bears most. */
  totalRounding: z.object({ lawRow: z.string(), legalRef: z.string(), confidence, words: z.string() }).optional(),
  relief: z.object({ lawRow: z.string(), legalRef: z.string(), confidence, otherwise: z.string() }).optional(),
  legalRef: z.string(),
  lawRow: z.string(),
  confidence,
  source: z.string(),
  schedule: scheduleCell.optional(),
})

export const worksheetStepSchema = z.object({
  part: z.enum(STEP_PARTS),
  effect: z.enum(['adds', 'deducts']),
  code: z.string().optional(),
  given: z.object({ amount: z.string(), currency: z.string() }).optional(),
  exchangeRate: z.object({ rate: z.string(), unit: z.number().int(), validFrom: z.string(), source: z.string() }).optional(),
  amount: z.string(),
  law: z.object({ row: z.string(), legalRef: z.string(), confidence, percent: z.string() }).optional(),
  words: z.string().optional(),
})

export const assessmentSchema = z.object({
  state: z.enum(STATES),
  code: z.string(),
  date: z.iso.date(),
  customsValue: z.object({
    amount: z.string(),
    currency: z.string(),
    basis: z.enum(['CIF', 'FOB']),
    exact: z.string(),
    rounding: z.string(),
    steps: z.array(worksheetStepSchema),
  }),
  charges: z.array(chargeSchema),
  /** What counted in bases and is not charged here: brokerage, arrastre, landing charges. */
  landedCost: z.array(chargeSchema).readonly().optional(),
  /** What a registered seller collects at the sale: not charged here. */
  atSale: z.array(chargeSchema).readonly().optional(),
  total: z.string(),
  regime: z.enum(REGIMES),
  rateDay: z.object({ day: z.iso.date(), basis: z.enum(RATE_DAY_BASES), lawRow: z.string(), provisional: z.boolean() }),
  lawVersion: z.string(),
  schedule: z.string().optional(),
  /** What the answer takes for granted: `proof`, ids of law rows that are general knowledge, sample schedules. */
  assumed: z.array(z.string()),
  /** A preference that was claimed and not given, and why. */
  pending: z.object({ agreement: z.string(), reason: z.string() }).optional(),
  issues: z.array(problemIssueSchema),
})
export type AssessmentAnswer = z.output<typeof assessmentSchema>

/** The rate of duty on one line of past declarations. */
export const assessedLineSchema = z.object({
  line: z.number().int(),
  code: z.string(),
  schedule: z.string(),
  /** A decimal; null where none can be told, with the issues that say why. */
  dutyRate: z.string().nullable(),
  /** Absent for a rate in percent. */
  rateUnit: z.string().optional(),
  source: z.object({ version: z.string(), row: z.number().int(), column: z.string() }).optional(),
  assumed: z.array(z.string()),
  issues: z.array(problemIssueSchema).optional(),
})
export type AssessedLine = z.output<typeof assessedLineSchema>

export const assess = {
  summary: 'What an import or export of some goods would be charged, every line with its law; nothing is registered',
  body: assessmentRequest,
  response: { 200: assessmentSchema },
}
export const assessLines = {
  summary: 'The rate of duty on lines of past declarations: CSV with the columns declared_on, code, origin, schedule, proof_form',
  consumes: ['text/csv'],
  response: { 200: z.object({ lines: z.array(assessedLineSchema) }) },
}
