import { CONFIDENCE, STATES } from '@lintas/customs/reference'
import { PAIR_KINDS } from '@lintas/customs/tariff'
import { z } from 'zod'
import { pageOf, pageQuery } from './page.ts'
import { loadTariff, TARIFF_STANDINGS } from './tariff.ts'

const path = z.object({ id: z.string().max(40) })

/** A correlation table as it was loaded: what became of the codes of one version of the nomenclature in the next. */
export const correlationSchema = z.object({
  id: z.string(),
  state: z.enum(STATES),
  validFrom: z.iso.date(),
  source: z.string(),
  confidence: z.enum(CONFIDENCE),
  standing: z.enum(TARIFF_STANDINGS),
  /** SHA-256 of the file, in hexadecimal. */
  sha256: z.string(),
  pairs: z.number().int(),
  /** How many pairs of each kind: derived from the table. */
  kinds: z.record(z.enum(PAIR_KINDS), z.number().int()),
  /** New codes that the schedule of the first day did not have when the table was loaded. */
  notInSchedule: z.number().int(),
  loadedBy: z.string(),
  loadedAt: z.iso.datetime(),
  decidedBy: z.string().optional(),
  decidedAt: z.iso.datetime().optional(),
  reason: z.string().optional(),
  /** When it took effect: on its first day, or when it was approved after that. */
  activatedAt: z.iso.datetime().optional(),
})
export type CorrelationAnswer = z.output<typeof correlationSchema>

export const codePairSchema = z.object({ from: z.string(), to: z.string() })
export type CodePairAnswer = z.output<typeof codePairSchema>

const named = z.object({ id: z.string(), validFrom: z.iso.date(), source: z.string(), confidence: z.enum(CONFIDENCE) })

/** A code through the versions of a state's schedule. */
export const codeHistorySchema = z.object({
  state: z.enum(STATES),
  code: z.string(),
  /** The oldest first; a version without the code says so. */
  versions: z.array(
    z.object({
      version: named.extend({ sample: z.boolean() }),
      /** The first day on which the next version is in force. */
      validTo: z.iso.date().optional(),
      isThere: z.boolean(),
      description: z.record(z.string(), z.string()).optional(),
      mfn: z.string().optional(),
    }),
  ),
  /** What correlation tables tell of it, the oldest first. */
  correlations: z.array(z.object({ correlation: named, successors: z.array(z.string()), predecessors: z.array(z.string()) })),
})
export type CodeHistory = z.output<typeof codeHistorySchema>

export const correlateTariff = {
  summary: 'Load a correlation table from CSV (columns old and new) as proposed; a second person approves it',
  consumes: ['text/csv'],
  querystring: loadTariff.querystring,
  response: { 201: correlationSchema },
}
export const listCorrelations = {
  summary: 'Correlation tables, the newest first',
  querystring: pageQuery,
  response: { 200: pageOf(correlationSchema) },
}
export const getCorrelation = { summary: 'One correlation table', params: path, response: { 200: correlationSchema } }
export const listCodePairs = {
  summary: 'What became of each code, by code',
  params: path,
  querystring: pageQuery,
  response: { 200: pageOf(codePairSchema) },
}
export const exportCodePairs = { summary: 'The same as CSV', params: path, produces: ['text/csv'], response: { 200: z.string() } }
export const decideCorrelation = {
  summary: 'Approve or reject a proposed correlation table; not for the person who loaded it',
  params: path,
  body: z.strictObject({ decision: z.enum(['approved', 'rejected']), reason: z.string().trim().min(1).max(1000).optional() }),
  response: { 200: correlationSchema },
}
export const readCodeHistory = {
  summary: 'A code through the versions of the schedule, with what it came from and what took its place',
  params: z.object({ code: z.string().regex(/^[\d.]{6,18}$/, 'a code of 6 to 12 digits') }),
  response: { 200: codeHistorySchema },
}
