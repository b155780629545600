import { z } from 'zod'

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
