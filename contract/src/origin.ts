import { originQuestionSchema } from '@lintas/customs/origin'
import { CONFIDENCE, daySchema } from '@lintas/customs/reference'
import { z } from 'zod'

const params = z.record(z.string(), z.union([z.string(), z.number()])).optional()

/** One step of a determination, as an officer reads it. */
export const originFindingSchema = z.object({
  code: z.string(),
  outcome: z.enum(['met', 'not-met', 'open', 'noted']),
  /** In the reader's language. */
  message: z.string(),
  /** The article or annex it applies. */
  source: z.string(),
  /** The line of the bill of materials it is about. */
  line: z.string().optional(),
  params,
})
export type OriginFinding = z.output<typeof originFindingSchema>

export const originAdviceSchema = z.object({ code: z.string(), message: z.string(), params })

export const ORIGIN_STATUSES = ['originating', 'not-originating', 'provisional', 'not-eligible'] as const

/** Whether a good originates, by what criterion, and why. */
export const originDeterminationSchema = z
  .object({
    status: z.enum(ORIGIN_STATUSES),
    /** As box 8 of Form D prints it: `WO`, `40%`, `CTH`, `SP`, `CTSH + 35%`, `PC 25%`; null where the good may have no Form D. */
    criterion: z.string().nullable(),
    /** Cut after two digits, never rounded up: 39.96 is not 40. */
    rvc: z.object({ method: z.enum(['direct', 'indirect']), percent: z.string() }).nullable(),
    /** The member the good originates in. */
    origin: z.string().nullable(),
    /** Ticks of Form D that follow from it. */
    marks: z.array(z.enum(['accumulation', 'partial-cumulation', 'de-minimis'])).readonly(),
    rules: z.array(z.object({ rule: z.string(), ref: z.string(), source: z.string(), confidence: z.string() })).readonly(),
    trace: z.array(originFindingSchema).readonly(),
    /** What would make the good qualify, or let it be decided. */
    toQualify: z.array(originAdviceSchema).readonly(),
  })
  .meta({ id: 'OriginDetermination' })
export type OriginDetermination = z.output<typeof originDeterminationSchema>

export const determineOrigin = {
  summary: 'Whether a good originates under the agreement, with every step and what would make it qualify; nothing is registered',
  body: originQuestionSchema,
  response: { 200: originDeterminationSchema },
}

const edition = z
  .string()
  .regex(/^(19|20)\d\d$/)
  .default('2022')
const on = daySchema.optional().describe('Today where absent')

/** The rule of a code in words. */
export const originRuleSchema = z.object({
  code: z.string(),
  hsVersion: z.string(),
  on: z.string(),
  /** `product`: rules of annex 3; `general`: article 28.1; `not-loaded`: nobody can say from what is on file. */
  kind: z.enum(['product', 'general', 'not-loaded']),
  /** Whether these are all alternatives there are. */
  whole: z.boolean(),
  rules: z
    .array(
      z.object({
        ref: z.string(),
        code: z.string(),
        /** Which of the goods of the code it is for, where not for all. */
        part: z.string().optional(),
        rule: z.string(),
        /** A sentence an alternative; any one is enough. */
        words: z.array(z.string()).readonly(),
        legalRef: z.string(),
        source: z.string(),
        confidence: z.enum([...CONFIDENCE, 'given']),
        note: z.string().optional(),
      }),
    )
    .readonly(),
})
export type OriginRuleAnswer = z.output<typeof originRuleSchema>

export const explainOriginRule = {
  summary: 'The rule of origin of a code in words, with its source',
  params: z.object({ code: z.string().regex(/^\d{6,12}$/) }),
  querystring: z.object({ on, hs: edition }),
  response: { 200: originRuleSchema },
}

export const originCoverageSchema = z.object({
  on: z.string(),
  agreement: z.string(),
  sheets: z
    .array(
      z.object({
        id: z.string(),
        hsVersion: z.string(),
        validFrom: z.string().optional(),
        validTo: z.string().optional(),
        legalRef: z.string(),
        source: z.string(),
        confidence: z.enum(CONFIDENCE),
        alternatives: z.enum(['all', 'some']),
        note: z.string().optional(),
      }),
    )
    .readonly(),
  chapters: z
    .array(
      z.object({
        chapter: z.string(),
        coverage: z.enum(['whole', 'some', 'none']),
        rows: z.number().int(),
        sheets: z.array(z.string()).readonly(),
      }),
    )
    .readonly(),
})
export type OriginCoverage = z.output<typeof originCoverageSchema>

export const coverOriginRules = {
  summary: 'Which product rules are on file, by chapter; those without any are answered with provisional',
  querystring: z.object({ on }),
  response: { 200: originCoverageSchema },
}
