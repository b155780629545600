import { CONTROLS, LANES, OVERRIDE_GROUNDS, OVERRIDE_KINDS, overrideSchema } from '@lintas/customs/risk'
import { z } from 'zod'
import { calendarDay, pageOf, pageQuery } from './page.ts'

/** Where officers deviate from what screening asked for. Nothing of it is ever part of an answer to a trader. */
const mrn = z.string().min(1).max(35)
const instant = z.iso.datetime()
const day = calendarDay
const kind = z.enum(OVERRIDE_KINDS)
const reason = z.enum(OVERRIDE_GROUNDS)

export const overrideStatusSchema = z.enum(['waiting', 'done', 'refused'])

export const overrideAnswerSchema = z.object({
  id: z.uuid(),
  mrn,
  documentVersion: z.number().int(),
  kind,
  reason,
  text: z.string(),
  /** `waiting`: another supervisor has not decided yet, and nothing is changed until then. */
  status: overrideStatusSchema,
  effect: z.object({
    /** The controls, by id, that nobody answers any more. */
    waived: z.array(z.string()),
    asked: z.array(z.enum(CONTROLS)),
    /** The consignment they are asked of, of a declaration about several. */
    consignment: z.string().optional(),
    from: z.enum(LANES),
    to: z.enum(LANES),
  }),
  /** The account that takes the case. */
  assignTo: z.string().optional(),
  office: z.string(),
  requestedBy: z.string(),
  /** The names of those accounts, where they are known. */
  requestedName: z.string().optional(),
  decidedName: z.string().optional(),
  requestedAt: instant,
  needsSecond: z.boolean(),
  decidedBy: z.string().optional(),
  decidedAt: instant.optional(),
  /** Why it was refused. */
  refusal: z.string().optional(),
})
export type OverrideAnswer = z.output<typeof overrideAnswerSchema>

/** Which overrides: an officer's are those of the own office, a supervisor's those of any. */
const filters = z.object({
  officer: z.string().min(1).max(60).optional(),
  office: z.string().min(1).max(17).optional(),
  mrn: mrn.optional(),
  kind: kind.optional(),
  reason: reason.optional(),
  status: overrideStatusSchema.optional(),
  /** Days on which they were asked for: from the first, before the second. */
  from: day.optional(),
  to: day.optional(),
})

export const overrideCountSchema = z.object({
  officer: z.string(),
  officerName: z.string().optional(),
  office: z.string(),
  total: z.number().int(),
  /** Those that took a control away. */
  lowering: z.number().int(),
  waiting: z.number().int(),
  refused: z.number().int(),
  byKind: z.partialRecord(kind, z.number().int()),
  byReason: z.partialRecord(reason, z.number().int()),
})
export type OverrideCount = z.output<typeof overrideCountSchema>

export const requestOverride = {
  summary: 'Deviate from what screening asked for, with a reason; less control of a red case waits for a second supervisor',
  params: z.object({ mrn }),
  body: overrideSchema,
  response: { 201: overrideAnswerSchema },
}
export const decideOverride = {
  summary: 'Let an override that waits take effect, or refuse it; by another than who asked for it',
  params: z.object({ id: z.uuid() }),
  body: z.discriminatedUnion('decision', [
    z.strictObject({ decision: z.literal('approved') }),
    z.strictObject({ decision: z.literal('refused'), reason: z.string().trim().min(10).max(2_000) }),
  ]),
  response: { 200: overrideAnswerSchema },
}
export const listOverrides = {
  summary: 'Overrides, the newest first',
  querystring: pageQuery.extend(filters.shape),
  response: { 200: pageOf(overrideAnswerSchema) },
}
export const countOverrides = {
  summary: 'Overrides counted per officer, most first',
  querystring: filters,
  response: { 200: z.object({ items: z.array(overrideCountSchema) }) },
}
export const exportOverrides = {
  summary: 'Overrides as CSV, the newest first, at most 10,000; no cell is a formula',
  produces: ['text/csv'],
  querystring: filters,
  response: { 200: z.string() },
}
