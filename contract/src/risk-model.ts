import { z } from 'zod'
import { calendarDay } from './page.ts'
import { driftThreshold, driftWord, hitRateSchema } from './targeting.ts'

/** A figure by the share of the list that is inspected. */
const byDepth = z.object({ '0.01': z.number(), '0.05': z.number(), '0.1': z.number() })

const figures = { precision: byDepth, recall: byDepth, revenueRecall: byDepth }

/** What ranking by one mix of probability and revenue finds: by probability at 0, by expected revenue at 1. */
const ofPolicy = z.strictObject({ policy: z.enum(['probability', 'mix', 'expected-revenue']), revenueWeight: z.number(), ...figures })

/** What a model was made of, and how it did on the last fifth of its past, which it had not seen then. */
export const modelCardSchema = z.strictObject({
  from: z.iso.date(),
  to: z.iso.date(),
  items: z.int(),
  inspected: z.int(),
  base: z.number(),
  outcomeDelayDays: z.int(),
  trial: z.strictObject({
    items: z.int(),
    base: z.number(),
    auc: z.number(),
    precision: z.strictObject({ '0.05': z.number(), '0.1': z.number() }),
    novel: z.strictObject({ items: z.int(), base: z.number(), auc: z.number() }),
    /** What ranking by each policy finds, the deeper the list is inspected. Models trained before it was kept lack it. */
    policies: z
      .array(
        z.strictObject({
          policy: z.enum(['probability', 'mix', 'expected-revenue']),
          revenueWeight: z.number(),
          points: z
            .array(z.strictObject({ share: z.number(), precision: z.number(), recall: z.number(), revenueRecall: z.number() }))
            .readonly(),
        }),
      )
      .readonly()
      .optional(),
    /** Items whose rate of duty is known: the curves speak of the revenue of these alone. Absent where all are. */
    rated: z.int().optional(),
  }),
})

/** The answer of `lintas risk evaluate`. */
export const riskEvaluationSchema = z.strictObject({
  rows: z.int(),
  base: z.number(),
  ...figures,
  auc: z.number(),
  /** Processor time, of one core. */
  trainSeconds: z.number(),
  scoreMicrosPerRow: z.number(),
  /** Rows whose commodity came neither with this net mass nor with this value in the history. */
  novel: z.strictObject({ rows: z.int(), base: z.number(), precision: byDepth, auc: z.number() }),
  policies: z.array(ofPolicy).readonly(),
  revenuePolicy: ofPolicy,
  model: z.strictObject({ card: modelCardSchema, treesShare: z.strictObject({ known: z.number(), novel: z.number() }) }),
})
export type RiskEvaluation = z.output<typeof riskEvaluationSchema>

const found = { precision: z.number(), recall: z.number(), revenueRecall: z.number() }

/** The answer of `lintas risk simulate`: a strategy's year, when only what it chose was inspected. */
export const riskSimulationSchema = z.strictObject({
  rows: z.int(),
  rate: z.number(),
  strategies: z
    .array(
      z.strictObject({
        strategy: z.enum(['random', 'rules', 'model', 'hybrid-1', 'hybrid-5', 'hybrid-10']),
        ...found,
        months: z
          .array(z.strictObject({ month: z.string(), items: z.int(), inspected: z.int(), found: z.int(), ...found, hasModel: z.boolean() }))
          .readonly(),
      }),
    )
    .readonly(),
})
export type RiskSimulation = z.output<typeof riskSimulationSchema>

/** What moved a score: a kind of evidence with the cases behind it, or a figure of the item itself. */
const reasonSchema = z.object({
  about: z.string(),
  inspected: z.int().optional(),
  found: z.int().optional(),
  /** How likely something would be wrong without this reason and those before it. */
  without: z.number(),
})

/** What a model said of a consignment. For customs alone. */
export const screenedScoreSchema = z.object({
  model: z.int(),
  probability: z.number(),
  /** The goods item's place in the document. */
  item: z.int(),
  reasons: z.array(reasonSchema),
  /** In the state's currency: the duty on that item by the tariff of the day; absent where the tariff has no rate that is a share of the value. */
  duty: z.string().optional(),
  /** In the state's currency: probability by charges, or by the duty alone where these are not known; absent where neither is. */
  expectedRevenue: z.string().optional(),
  expectedOf: z.literal('duty').optional(),
})

const word = z.string().max(60)

/** A goods item of the past, and what its inspection found; left out where there was none. */
const pastItemSchema = z.object({
  on: calendarDay,
  office: word,
  procedure: word,
  use: word,
  payment: word,
  mode: word,
  declarant: word,
  importer: word,
  seller: word,
  carrier: word,
  commodity: z.string().regex(/^\d{6}$/, 'six digits'),
  departure: word,
  origin: word,
  originMark: word,
  /** Left out where it is not known. */
  dutyRate: z.number().min(0).max(10_000).optional(),
  rateKind: word,
  netMassKg: z.number().min(0),
  value: z.number().min(0),
  isFraud: z.boolean().optional(),
})

const modelSchema = z.object({
  version: z.int(),
  askedBy: z.string(),
  askedAt: z.iso.datetime(),
  status: z.enum(['training', 'trained', 'refused', 'failed']),
  /** In hundredths. */
  progress: z.int(),
  isActive: z.boolean(),
  card: modelCardSchema.optional(),
  /** Of the one in use: how far its scores of thirty days differ from those of the ninety before, as last night found it. */
  drift: z.object({ psi: z.string(), says: driftWord, recent: z.int(), before: z.int(), computedOn: calendarDay }).optional(),
  /** Of the one in use: how far each thing it weighs differs, among what was declared in thirty days, from the days of its trial; the farthest first. */
  features: z
    .object({
      items: z.array(z.object({ feature: z.string(), psi: z.string(), says: driftWord })),
      /** Goods items that were compared, with how many. */
      recent: z.int(),
      before: z.int(),
      computedOn: calendarDay,
      threshold: driftThreshold.optional(),
    })
    .optional(),
  /** Of the one in use: what targeting found in twelve months against the lot, whom no model chose. */
  against: z.object({ drawn: hitRateSchema, targeted: hitRateSchema, lift: z.string().optional(), isWorse: z.boolean() }).optional(),
})
export type RiskModelAnswer = z.output<typeof modelSchema>

export const loadPast = {
  summary: 'The administration’s past from elsewhere: goods items and what inspections found; what is known already is left out',
  body: z.object({ items: z.array(pastItemSchema).min(1).max(2_000) }),
  response: { 200: z.object({ rows: z.int(), fresh: z.int() }) },
}
export const trainModel = {
  summary: 'Train a model on the past, aside from whoever asks; its progress is read from the list of models',
  body: z.object({ outcomeDelayDays: z.int().min(0).max(365).default(7) }),
  response: { 202: z.object({ version: z.int() }) },
}
/** The newest hundred; without an active one rules alone decide. */
const modelsSchema = z.object({ items: z.array(modelSchema), active: z.int().optional() })
export type RiskModelsAnswer = z.output<typeof modelsSchema>

export const listModels = {
  summary: 'Models of this node, the newest first, with what each was made of and how good it was',
  response: { 200: modelsSchema },
}
export const activateModel = {
  summary: 'Use a model, on the word of somebody other than who had it trained',
  params: z.object({ version: z.coerce.number().int().positive().max(2_147_483_647) }),
  response: { 200: modelsSchema },
}
export const rollBackModel = {
  summary: 'Use the model again that was used before this one; rules alone where there was none',
  response: { 200: modelsSchema },
}
