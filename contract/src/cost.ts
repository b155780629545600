import { PLACINGS } from '@lintas/customs/cost'
import { CHANNELS } from '@lintas/customs/duty'
import { MEASURE_DIRECTIONS, MEASURE_KINDS } from '@lintas/customs/permits'
import { CONFIDENCE, RATE_DAY_BASES, STATES } from '@lintas/customs/reference'
import { z } from 'zod'
import { assessmentRequest, chargeSchema, worksheetStepSchema } from './duty.ts'
import { problemIssueSchema } from './problem.ts'
import { exchangeRateSchema } from './reference.ts'

const confidence = z.enum(CONFIDENCE)
const { code, originCountry, value, incoterm, freight, insurance, quantities, attributes, date } = assessmentRequest.shape
const { channel, exportCountry, producer, sameDayValue, rates } = assessmentRequest.shape

/** What is told of goods and their sale by whoever asks what they cost. Quantities and attributes are asked for by name where a charge needs one. */
export const costRequest = z.strictObject({
  code,
  direction: z.enum(MEASURE_DIRECTIONS).optional().describe('Which way the goods go; brought in where it is left out'),
  originCountry,
  value,
  incoterm: incoterm.describe('Where it is left out: CIF, or FOB where freight or insurance is told apart; FOB of goods that leave'),
  freight,
  insurance,
  quantities,
  attributes,
  date,
  channel,
  exportCountry,
  destinationCountry: exportCountry.describe('Where goods that leave go to'),
  producer,
  sameDayValue,
  rates,
})
export type CostRequest = z.input<typeof costRequest>

const proofPaperSchema = z.object({
  type: z.string(),
  name: z.string(),
  validityMonths: z.number().int(),
  lawRow: z.string(),
  legalRef: z.string(),
  confidence,
})

const requirementSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('proof-of-origin'), agreement: z.string(), forms: z.array(proofPaperSchema).readonly() }),
  z.object({
    kind: z.literal('quota'),
    orderNumber: z.string(),
    name: z.string(),
    /** What was left when it was asked; whoever is registered first draws first. */
    left: z.string(),
    unit: z.string(),
    lawRow: z.string(),
    legalRef: z.string(),
    confidence,
  }),
  z.object({ kind: z.literal('arrival'), channels: z.array(z.enum(CHANNELS)).readonly() }),
])

const usedRateSchema = exchangeRateSchema.omit({ loadedAt: true })

const costBillSchema = z.object({
  currency: z.string(),
  customsValue: z.string(),
  basis: z.enum(['CIF', 'FOB']),
  valueSteps: z.array(worksheetStepSchema).readonly(),
  charges: z.array(chargeSchema).readonly(),
  landedCost: z.array(chargeSchema).readonly().optional(),
  atSale: z.array(chargeSchema).readonly().optional(),
  total: z.string(),
  /** The total in per cent of the customs value. */
  share: z.string().optional(),
  /** The total in the currency of the price, by the exchange rate of the day. */
  converted: z.object({ amount: z.string(), currency: z.string() }).optional(),
  rateDay: z.object({ day: z.iso.date(), basis: z.enum(RATE_DAY_BASES), lawRow: z.string(), provisional: z.boolean() }),
  restsOn: z.object({ law: z.string(), schedule: z.string().optional(), exchangeRates: z.array(usedRateSchema).readonly() }),
  /** What the bill rests on that is general knowledge or a sample. */
  assumed: z.array(z.string()).readonly(),
})
export type CostBillAnswer = z.output<typeof costBillSchema>

const costOptionSchema = z.object({
  /** `mfn`, `ordinary`, an agreement or `export`; with `+` and a quota's order number, or the ways of arrival where it is for some alone. */
  id: z.string(),
  treatment: z.string(),
  requires: z.array(requirementSchema).readonly(),
  /** Absent where something is missing for it. */
  bill: costBillSchema.optional(),
  /** Everything that keeps the option from being had: a quantity by its unit, a rate that is not on file. */
  missing: z.array(problemIssueSchema),
  notices: z.array(problemIssueSchema),
})
export type CostOptionAnswer = z.output<typeof costOptionSchema>

const paperSchema = z.object({
  kind: z.enum(['proof-of-origin', 'transport-document', ...MEASURE_KINDS]),
  name: z.string(),
  /** The measure that asks for it; `concerns` says whether it is about all goods of the code. */
  measure: z
    .object({ name: z.string(), authority: z.string(), concerns: z.enum(['all', 'some']), severity: z.enum(['error', 'warning']) })
    .optional(),
  /** The options it is for; for all where absent. */
  options: z.array(z.string()).readonly().optional(),
  basis: z.object({ by: z.enum(['law', 'rule']), id: z.string(), legalRef: z.string(), confidence }),
})

export const costSchema = z.object({
  state: z.enum(STATES),
  day: z.iso.date(),
  direction: z.enum(MEASURE_DIRECTIONS),
  /** The state's own code; `placing` says how it came of the one that was asked about. */
  code: z.string(),
  placing: z.enum(PLACINGS),
  line: z.record(z.string(), z.string()).optional(),
  incoterm: z.string(),
  /** The cheapest that can be had first; those that something is missing for last. */
  options: z.array(costOptionSchema).readonly(),
  papers: z.array(paperSchema).readonly(),
  notices: z.array(problemIssueSchema),
})
export type CostAnswer = z.output<typeof costSchema>

export const askCost = {
  summary:
    'What goods cost and need to be brought in, or to leave: every way that applies, the cheapest that can be had first; nothing is registered',
  body: costRequest,
  response: { 200: costSchema },
}

/** A quote is of today, and of the exchange rates customs published. */
const quoteRequest = costRequest.omit({ date: true, rates: true }).extend({
  option: z
    .string()
    .min(1)
    .max(60)
    .optional()
    .describe('One of the options of the cost; the cheapest that can be had where it is left out'),
})
export type QuoteRequest = z.input<typeof quoteRequest>

const measure = z.object({ value: z.string(), unit: z.string() })
const money = z.object({ amount: z.string(), currency: z.string() })

const quoteSchema = z.object({
  number: z.string(),
  state: z.enum(STATES),
  madeOn: z.iso.date(),
  /** The first day on which it is kept to no more. */
  validTo: z.iso.date(),
  engine: z.string(),
  facts: z.object({
    code: z.string(),
    direction: z.enum(MEASURE_DIRECTIONS).optional(),
    originCountry: z.string().optional(),
    value: money,
    incoterm: z.string().optional(),
    freight: money.optional(),
    insurance: money.optional(),
    quantities: z.array(measure).readonly(),
    attributes: z.record(z.string(), z.string()),
    channel: z.enum(CHANNELS).optional(),
    exportCountry: z.string().optional(),
    destinationCountry: z.string().optional(),
    producer: z.string().optional(),
    sameDayValue: z.string().optional(),
  }),
  option: costOptionSchema.pick({ id: true, treatment: true, requires: true }),
  bill: costBillSchema,
  notice: z.string(),
})
export type QuoteBody = z.output<typeof quoteSchema>

/** A quote and what proves it: a compact JWS over it (RFC 7515) of the type `lintas-quote`, by a key of `/.well-known/jwks.json`. */
const signedQuoteSchema = z.object({ quote: quoteSchema, signature: z.string() })
export type SignedQuote = z.output<typeof signedQuoteSchema>

export const makeQuote = {
  summary:
    'A quote of today: what a declaration of the same facts is charged while law, tariff and exchange rate are the same; no advance ruling',
  body: quoteRequest,
  response: { 201: signedQuoteSchema },
}
export const readQuote = {
  summary: 'A quote by its number, for whoever was told it',
  params: z.object({ number: z.string().min(1).max(70) }),
  response: { 200: signedQuoteSchema.extend({ inForce: z.boolean() }) },
}
export type ReadQuote = z.output<(typeof readQuote.response)[200]>

/** What became of a quote that goods of a declaration name. */
export const quoteOutcomeSchema = z.object({
  number: z.string(),
  sequence: z.number().int(),
  honoured: z.boolean(),
  currency: z.string(),
  quoted: z.string(),
  assessed: z.string(),
  lines: z
    .array(z.object({ measure: z.string(), name: z.string(), quoted: z.string().optional(), assessed: z.string().optional() }))
    .readonly(),
})
