import { CONFIDENCE, daySchema, STATES } from '@lintas/customs/reference'
import type { DutyRate } from '@lintas/customs/tariff'
import { z } from 'zod'
import { pageOf, pageQuery } from './page.ts'

/** What a schedule charges on a line, as the schedule writes it; amounts and percentages are decimal strings. */
export const dutyRateSchema: z.ZodType<DutyRate> = z
  .lazy(() =>
    z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('ad-valorem'), percent: z.string() }),
      z.object({ kind: z.literal('specific'), amount: z.string(), currency: z.string(), per: z.string(), unit: z.string() }),
      z.object({ kind: z.literal('compound'), parts: z.array(dutyRateSchema) }),
      z.object({ kind: z.literal('mixed'), takes: z.enum(['greater', 'lesser']), parts: z.array(dutyRateSchema) }),
      z.object({ kind: z.literal('quota'), orderNumber: z.string(), within: dutyRateSchema, beyond: dutyRateSchema }),
      z.object({ kind: z.literal('none') }),
      z.object({ kind: z.literal('excluded') }),
      z.object({ kind: z.literal('unknown'), cell: z.string() }),
    ]),
  )
  .meta({ id: 'DutyRate' })

const ratesSchema = z.record(z.string(), dutyRateSchema)
const versionPath = z.object({ id: z.string().max(40) })

export const TARIFF_STANDINGS = ['proposed', 'approved', 'rejected'] as const

/** A national schedule as it was loaded, and whether it may take effect. */
export const tariffVersionSchema = z.object({
  id: z.string(),
  state: z.enum(STATES),
  validFrom: z.iso.date(),
  source: z.string(),
  confidence: z.enum(CONFIDENCE),
  /** A small schedule of this project, in force only where no other is. */
  sample: z.boolean(),
  standing: z.enum(TARIFF_STANDINGS),
  /** SHA-256 of the file, in hexadecimal. */
  sha256: z.string(),
  columns: z.array(z.string()),
  rows: z.number().int(),
  lines: z.number().int(),
  headings: z.number().int(),
  problems: z.number().int(),
  /** What it changes in the version that was in force on its first day when it was loaded. */
  changes: z.object({
    base: z.string().optional(),
    added: z.number().int(),
    removed: z.number().int(),
    changed: z.number().int(),
    unchanged: z.number().int(),
  }),
  loadedBy: z.string(),
  loadedAt: z.iso.datetime(),
  decidedBy: z.string().optional(),
  decidedAt: z.iso.datetime().optional(),
  reason: z.string().optional(),
})
export type TariffVersion = z.output<typeof tariffVersionSchema>

/** One cell, row or column of the file that its keeper should mend. */
export const tariffProblemSchema = z.object({
  /** The data row, the first being 1; 0 for the header. */
  row: z.number().int(),
  column: z.string(),
  cell: z.string(),
  /** What is wrong, as an issue code. */
  code: z.string(),
  message: z.string(),
  commodityCode: z.string().optional(),
})
export type TariffProblem = z.output<typeof tariffProblemSchema>

export const tariffChangeSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('added'), code: z.string(), rates: ratesSchema }),
  z.object({ kind: z.literal('removed'), code: z.string(), rates: ratesSchema }),
  z.object({
    kind: z.literal('changed'),
    code: z.string(),
    columns: z.record(z.string(), z.object({ from: dutyRateSchema.optional(), to: dutyRateSchema.optional() })),
  }),
])
export type TariffChange = z.output<typeof tariffChangeSchema>

export const tariffLineSchema = z.object({
  code: z.string(),
  /** The day the answer holds for. */
  on: z.iso.date(),
  version: tariffVersionSchema.pick({ id: true, state: true, validFrom: true, source: true, confidence: true, sample: true }),
  row: z.number().int(),
  /** The headings it stands under, the widest first, then its own words; by language. */
  headings: z.array(z.object({ code: z.string(), description: z.record(z.string(), z.string()) })),
  description: z.record(z.string(), z.string()),
  unit: z.string().optional(),
  rates: ratesSchema,
  /** The same rates in words, by column. */
  words: z.record(z.string(), z.string()),
})
export type TariffLineAnswer = z.output<typeof tariffLineSchema>

export const loadTariff = {
  summary: 'Load a national schedule from CSV (UTF-8, at most 64 MB) as a proposed version; a second person approves it',
  consumes: ['text/csv'],
  querystring: z.object({
    validFrom: daySchema,
    source: z.string().trim().min(1).max(500).default('not stated'),
    confidence: z.enum(CONFIDENCE).default('secondary'),
  }),
  response: { 201: tariffVersionSchema },
}
export const listTariffVersions = {
  summary: 'Versions of the national schedule, the newest first',
  querystring: pageQuery,
  response: { 200: pageOf(tariffVersionSchema) },
}
export const getTariffVersion = { summary: 'One version', params: versionPath, response: { 200: tariffVersionSchema } }
export const listTariffProblems = {
  summary: 'What is wrong in the file of a version, by row',
  params: versionPath,
  querystring: pageQuery,
  response: { 200: pageOf(tariffProblemSchema) },
}
export const listTariffChanges = {
  summary: 'What a version changes in the one it was compared with, by code',
  params: versionPath,
  querystring: pageQuery,
  response: { 200: pageOf(tariffChangeSchema) },
}
export const exportTariffChanges = {
  summary: 'The same as CSV: one row a rate',
  params: versionPath,
  produces: ['text/csv'],
  response: { 200: z.string() },
}
export const decideTariffVersion = {
  summary: 'Approve or reject a proposed version; not for the person who loaded it',
  params: versionPath,
  body: z.strictObject({ decision: z.enum(['approved', 'rejected']), reason: z.string().trim().min(1).max(1000).optional() }),
  response: { 200: tariffVersionSchema },
}
export const getTariffLine = {
  summary: 'A line of the national schedule in force on a day, today where none is named',
  params: z.object({ code: z.string().max(20) }),
  querystring: z.object({ on: daySchema.optional() }),
  response: { 200: tariffLineSchema },
}
