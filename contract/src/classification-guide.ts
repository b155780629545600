import { GUIDE_FACTS, QUESTIONS_MAX } from '@lintas/customs/classification'
import { daySchema } from '@lintas/customs/reference'
import { z } from 'zod'

/** What an item's document reference says (`type`) that names the way its code was found. */
export const CODE_PATH_DOCUMENT = 'code-path'

export const GUIDE_TOPICS = [...GUIDE_FACTS, 'section', 'chapter', 'heading', 'below', 'line'] as const
export type GuideTopic = (typeof GUIDE_TOPICS)[number]

const answer = z.strictObject({
  question: z.string().min(1).max(40).describe('As it was asked: material, heading, below@6109'),
  choice: z.string().min(1).max(400).describe('As it was offered; ? for not knowing'),
})
const place = z.object({ code: z.string(), name: z.string() })

const guidedBody = z.strictObject({
  description: z.string().trim().min(1).max(2_000),
  on: daySchema.optional().describe('The day of the schedule; today where it is left out'),
  answers: z.array(answer).max(QUESTIONS_MAX),
})

const guideQuestionSchema = z.object({
  question: z.string(),
  about: z.enum(GUIDE_TOPICS),
  /** The question in English; a screen has its own words for what it is about. */
  text: z.string(),
  /** Two codes that an answer tells apart: why it is asked. */
  apart: z.array(place),
  /** `leaves` is how many codes it would leave. */
  choices: z.array(z.object({ choice: z.string(), words: z.string(), code: z.string().optional(), leaves: z.number().int() })),
  /** How *none of these* is answered, where more is possible. */
  none: z.string().optional(),
})
export type GuideQuestionAnswer = z.output<typeof guideQuestionSchema>

export const guidedSchema = z.object({
  description: z.string(),
  on: z.iso.date(),
  version: z.string(),
  schedule: z.string().optional(),
  /** What was asked and answered so far, in words. */
  path: z.array(z.object({ question: z.string(), about: z.enum(GUIDE_TOPICS), choice: z.string(), words: z.string() })),
  most: z.number().int(),
  /** Absent where there is nothing more to ask: then `candidates` are the result. */
  next: guideQuestionSchema.optional(),
  /** Codes that every answer leaves. */
  remaining: z.number().int(),
  /** The likeliest of them. */
  candidates: z.array(place.extend({ likelihood: z.number(), line: z.record(z.string(), z.string()).optional() })),
  /** One code is left. */
  unique: z.boolean(),
})
export type GuidedAnswer = z.output<typeof guidedSchema>

const pathSchema = guidedSchema.omit({ next: true }).extend({
  id: z.string(),
  madeAt: z.iso.datetime(),
  /** Whether the same answers lead to the same codes when they are given again from what the search had found then. */
  holds: z.boolean(),
})
export type ClassificationPath = z.output<typeof pathSchema>

export const guideClassification = {
  summary: 'The next question to somebody who looks for a code, at most seven, or the codes that are left; nothing is kept',
  body: guidedBody,
  response: { 200: guidedSchema },
}

export const keepClassificationPath = {
  summary: 'Keep the questions, the answers and the result under a number that nobody can guess, as evidence of how a code was found',
  body: guidedBody,
  response: { 201: pathSchema },
}

export const readClassificationPath = {
  summary: 'How a code was found: questions, answers and result, for whoever has the number',
  params: z.object({ id: z.string().regex(/^[\w-]{22}$/) }),
  response: { 200: pathSchema },
}
