import { CONFIDENCE, lawProposalSchema, STATES } from '@lintas/customs/reference'
import { z } from 'zod'
import { diffSchema } from './diff.ts'
import { calendarDay, pageOf, pageQuery } from './page.ts'

const count = z.number().int()

/** What of a state's law is on file, counted by kind and by how far it can be relied on. */
export const lawCoverageSchema = z.object({
  state: z.enum(STATES),
  on: z.iso.date(),
  lawVersion: z.string(),
  /** Whether a duty on imports is in force on the day: without one nothing can be assessed. */
  assesses: z.boolean(),
  kinds: z.array(z.object({ kind: z.string(), rows: count, inForce: count, byConfidence: z.record(z.enum(CONFIDENCE), count) })),
})
export type LawCoverage = z.output<typeof lawCoverageSchema>

export const lawCoverage = {
  summary: 'What of the law is on file: rows by kind and by confidence, and how many are in force today',
  response: { 200: lawCoverageSchema },
}

/** A row of law as it stands in the book: what every row has, and the rest in words. */
export const lawRowAnswerSchema = z.object({
  id: z.string(),
  kind: z.string(),
  /** What rows follow each other in time by: two rows of one key never hold on one day. */
  key: z.string(),
  name: z.string(),
  validFrom: z.string(),
  validTo: z.string().optional(),
  knownSince: z.string(),
  legalRef: z.string(),
  source: z.string(),
  confidence: z.enum(CONFIDENCE),
  note: z.string().optional(),
  /** The rate it sets, in words, where it sets one. */
  rate: z.string().optional(),
  row: z.record(z.string(), z.unknown()),
})
export type LawRowAnswer = z.output<typeof lawRowAnswerSchema>

export const listLawRows = {
  summary: 'Rows of law with their days, source and confidence; those in force on a day, or all',
  querystring: pageQuery.extend({
    kind: z.string().min(1).max(60).optional(),
    /** Only those in force on this day. */
    on: calendarDay.optional(),
    /** Only those that follow each other in time under this key. */
    key: z.string().min(1).max(300).optional(),
  }),
  response: { 200: pageOf(lawRowAnswerSchema).extend({ lawVersion: z.string(), kinds: z.array(z.string()) }) },
}

const words = z.string().trim().min(10).max(2_000)
export const lawProposalAnswerSchema = z.object({
  id: z.uuid(),
  kind: z.string(),
  reason: z.string(),
  status: z.enum(['waiting', 'approved', 'refused']),
  diffs: z.array(diffSchema),
  proposedBy: z.string(),
  proposedName: z.string().optional(),
  proposedAt: z.iso.datetime(),
  decidedBy: z.string().optional(),
  decidedName: z.string().optional(),
  decidedAt: z.iso.datetime().optional(),
  refusal: z.string().optional(),
})
export type LawProposalAnswer = z.output<typeof lawProposalAnswerSchema>

/** As `customs` has it, its day in the form the wire describes. */
const endingSchema = lawProposalSchema.shape.end.unwrap().element.extend({ validTo: calendarDay })

export const proposeLaw = {
  summary: 'Propose rows of law: add, end, correct. They take effect on their days once a second administrator approves',
  body: lawProposalSchema.extend({ end: z.array(endingSchema).max(200).default([]), reason: words }),
  response: { 201: lawProposalAnswerSchema },
}
export const listLawProposals = {
  summary: 'Proposed changes to the law, the newest first, each in words',
  querystring: pageQuery.extend({ status: lawProposalAnswerSchema.shape.status.optional() }),
  response: { 200: pageOf(lawProposalAnswerSchema) },
}
export const decideLaw = {
  summary: 'Approve a proposed change to the law, or refuse it with a reason; by another than who proposed it',
  params: z.object({ id: z.uuid() }),
  body: z.discriminatedUnion('decision', [
    z.strictObject({ decision: z.literal('approved') }),
    z.strictObject({ decision: z.literal('refused'), reason: words }),
  ]),
  response: { 200: lawProposalAnswerSchema },
}
