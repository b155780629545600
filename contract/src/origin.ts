import { materialOriginSchema, materialValueSchema, originCodeSchema, originQuestionSchema } from '@lintas/customs/origin'
import { CONFIDENCE, daySchema } from '@lintas/customs/reference'
import { z } from 'zod'
import { calendarDay, pageOf, pageQuery } from './page.ts'

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

/** Lines of the bill that would be otherwise. */
const materialChange = z.strictObject({
  line: z.string().min(1).max(35),
  origin: materialOriginSchema.optional(),
  value: materialValueSchema.optional(),
  code: originCodeSchema.optional(),
  supplier: z.string().min(1).max(140).optional(),
})

export const compareOrigin = {
  summary: 'What would be if some materials were bought elsewhere, at other prices or of other codes; nothing is registered',
  body: z.strictObject({ question: originQuestionSchema, changes: z.array(materialChange).min(1).max(500) }),
  response: { 200: z.object({ before: originDeterminationSchema, after: originDeterminationSchema }) },
}
export type OriginComparison = z.output<(typeof compareOrigin.response)[200]>

export const readOriginBill = {
  summary: 'Read a bill of materials from CSV, as the materials of a question; every row that is none is told',
  /** Each as `materials` of a question has them. */
  response: { 200: z.object({ materials: z.array(z.record(z.string(), z.unknown())) }) },
}
export type OriginBill = z.output<(typeof readOriginBill.response)[200]>

/** `to-redo`: a record it rests on shows nothing any more, so that it is to be determined again. */
const statementStanding = z.enum(['one-off', 'in-force', 'not-yet', 'ended', 'withdrawn', 'to-redo'])

/** A cost statement a producer keeps: the question, and what was determined on the day. Others' statements are not there. */
export const originStatementHeadSchema = z.object({
  id: z.uuid(),
  trader: z.string(),
  name: z.string(),
  code: z.string(),
  exporter: z.string(),
  importer: z.string(),
  /** The day the determination speaks of. */
  on: z.string(),
  status: z.enum(ORIGIN_STATUSES),
  criterion: z.string().nullable(),
  percent: z.string().nullable(),
  /** Days a standing determination is meant for; absent of one that is for one consignment. */
  validFrom: z.string().optional(),
  /** The first day it no longer is. */
  validTo: z.string().optional(),
  standing: statementStanding,
  keptAt: z.iso.datetime(),
})
export type OriginStatementHead = z.output<typeof originStatementHeadSchema>

export const originStatementSchema = originStatementHeadSchema.extend({
  /** As it was asked. */
  question: z.record(z.string(), z.unknown()),
  determination: originDeterminationSchema,
  /** The records it rests on, with why one shows nothing any more. */
  restsOn: z
    .array(
      z.object({
        kind: z.enum(['supplier', 'proof']),
        number: z.string(),
        /** The first line that names it. */
        line: z.string(),
        problem: z.object({ code: z.string(), message: z.string() }).optional(),
      }),
    )
    .readonly(),
})
export type OriginStatement = z.output<typeof originStatementSchema>

export const keepOriginStatement = {
  summary: 'Determine the origin of a good and keep the cost statement with what came of it, for one consignment or as a standing one',
  body: z.strictObject({
    trader: z.string().min(1).max(35),
    name: z.string().trim().min(1).max(140),
    question: originQuestionSchema,
    standing: z.strictObject({ validFrom: calendarDay, validTo: calendarDay }).optional(),
  }),
  response: { 201: originStatementSchema },
}

export const listOriginStatements = {
  summary: 'Cost statements of the traders one acts for, the newest first; customs sees all',
  querystring: pageQuery,
  response: { 200: pageOf(originStatementHeadSchema) },
}

export const listOriginStatementsCsv = {
  summary: 'The same list as CSV, the newest 500',
  response: { 200: z.string() },
}

const statementPath = z.object({ id: z.uuid() })

export const readOriginStatement = {
  summary: 'A cost statement with its question, its determination and every step of it',
  params: statementPath,
  response: { 200: originStatementSchema },
}

export const withdrawOriginStatement = {
  summary: 'Withdraw a cost statement: its figures hold no longer',
  params: statementPath,
  response: { 200: originStatementHeadSchema },
}
