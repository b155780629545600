import { z } from 'zod'

const seconds = z.number().nonnegative()

/** What a service level is counted by. Officers may also ask by office. */
export const SERVICE_GROUPS = ['all', 'lane', 'mode', 'type'] as const

/** Declarations lodged in one week, of one group: how long they took. Times run from the lodging, with whatever the declarant was waited for. */
const serviceLevelSchema = z.object({
  /** The Monday of the week. */
  week: z.iso.date(),
  group: z.string(),
  lodged: z.number().int(),
  released: z.number().int(),
  /** To the first decision: the median, and what nine of ten stayed below. */
  decisionMedianS: seconds.optional(),
  decisionP90S: seconds.optional(),
  releaseMedianS: seconds.optional(),
  releaseP90S: seconds.optional(),
  /** Of those whose lane has a target and that were released or are late: how many were in time, and how many are counted. */
  inTime: z.number().int().optional(),
  counted: z.number().int().optional(),
})
export type ServiceLevel = z.output<typeof serviceLevelSchema>

const serviceTargetSchema = z.object({
  lane: z.string(),
  withinSeconds: z.number().int(),
  source: z.string(),
  legalRef: z.string(),
  confidence: z.enum(['official', 'secondary', 'assumed']),
})

export type ServiceTargetAnswer = z.output<typeof serviceTargetSchema>

const documentLevelSchema = z.object({
  week: z.iso.date(),
  requests: z.number().int(),
  answered: z.number().int(),
  answerMedianS: seconds.optional(),
})

/** Requests that question a decision or claim money back, made in one month: how long customs took to answer. */
const remedyLevelSchema = z.object({
  /** The first of the month. */
  month: z.iso.date(),
  /** The office of the declaration where it is asked for by office, else `all`. */
  group: z.string(),
  remedy: z.enum(['review', 'appeal', 'refund']),
  asked: z.number().int(),
  answered: z.number().int(),
  withdrawn: z.number().int(),
  answerMedianS: seconds.optional(),
  answerP90S: seconds.optional(),
  /** Of those that the law gave customs a last day for and that were answered or are late: how many were in time, how many are counted. */
  inTime: z.number().int().optional(),
  counted: z.number().int().optional(),
  /** Not answered, and past their last day. */
  overdue: z.number().int().optional(),
})
export type RemedyLevel = z.output<typeof remedyLevelSchema>

const answer = z.object({
  /** Groups of fewer declarations are left out, and times of fewer releases. */
  atLeast: z.number().int(),
  targets: z.array(serviceTargetSchema),
  items: z.array(serviceLevelSchema),
  documents: z.array(documentLevelSchema),
  remedies: z.array(remedyLevelSchema),
})
export type ServiceLevels = z.output<typeof answer>

const weeks = z.coerce.number().int().min(1).max(26).default(8)

export const readServiceLevels = {
  summary: 'How long declarations, reviews, appeals and refunds took; groups of fewer than ten are left out',
  querystring: z.object({ by: z.enum(SERVICE_GROUPS).default('all'), weeks }),
  response: { 200: answer },
}
export const readServiceDetail = {
  summary: 'How long declarations, reviews, appeals and refunds took, also by office, every group',
  querystring: z.object({ by: z.enum([...SERVICE_GROUPS, 'office']).default('all'), weeks }),
  response: { 200: answer },
}
export const exportServiceLevels = {
  summary: 'The same as CSV',
  querystring: readServiceLevels.querystring,
  response: { 200: z.string() },
}
