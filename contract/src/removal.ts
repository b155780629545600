import { declarationSchema } from '@lintas/customs/declaration'
import { z } from 'zod'
import { declarationAnswerSchema, declarationSummarySchema, documentBody } from './declaration.ts'
import { calendarDay, pageOf, pageQuery } from './page.ts'

/** Goods taken away now and declared with those of their month. */
const month = z
  .string()
  .regex(/^[0-9]{4}-(0[1-9]|1[0-2])$/, 'a month such as 2026-10')
  .refine(text => text >= '0001', 'a month such as 2026-10')

export const removalSummarySchema = declarationSummarySchema.extend({
  /** Its month, and the last day to declare that. */
  month,
  dueOn: calendarDay,
  /** `waiting`: not released yet; `overdue`: the last day is past. */
  declaring: z.enum(['waiting', 'open', 'overdue', 'declared', 'ended']),
  /** The declaration it was declared in. */
  declaredIn: z.string().optional(),
})
export type RemovalSummary = z.output<typeof removalSummarySchema>

/** What of a month is still to be declared, ready-made. */
export const removalPeriodSchema = z
  .object({
    month,
    principal: z.string(),
    /** Its last day, and whether it is over: its declaration is lodged then. */
    to: calendarDay,
    isOver: z.boolean(),
    /** The last day to declare it; absent where nothing was removed that is not declared. */
    dueOn: calendarDay.optional(),
    /** Removals that are not released yet: they are declared once they are. */
    waiting: z.number().int(),
    /** One for each office, way of transport and terms of trade. */
    declarations: z
      .array(z.object({ office: z.string(), removals: z.array(z.string()).readonly(), document: declarationSchema }))
      .readonly(),
  })
  .meta({ id: 'RemovalPeriod' })
export type RemovalPeriod = z.output<typeof removalPeriodSchema>

export const lodgeRemoval = {
  summary: 'Give notice of goods taken away now, to be declared with those of their month: the document of one consignment',
  consumes: ['application/json', 'application/xml', 'text/csv'],
  body: documentBody,
  response: { 200: declarationAnswerSchema, 201: declarationAnswerSchema },
}
const removalFilter = z.object({
  month: month.optional(),
  /** Only those that are still to be declared. */
  undeclared: z.enum(['true', 'false']).optional(),
  /** The own office where it is left out; another only for a supervisor. */
  office: z.string().min(1).max(17).optional(),
})
export const listRemovals = {
  summary: 'Removals of the own organisation, or of the own office; the newest first',
  querystring: pageQuery.extend(removalFilter.shape),
  response: { 200: pageOf(removalSummarySchema) },
}
export const exportRemovals = {
  summary: 'Removals as CSV, the newest first, at most 10,000; no cell is a formula',
  produces: ['text/csv'],
  querystring: removalFilter,
  response: { 200: z.string() },
}
export const readRemovalPeriod = {
  summary: 'What of a month is still to be declared: its declarations ready-made, to be lodged as they are',
  querystring: z.object({
    month,
    office: z.string().min(1).max(17).optional(),
    /** Trader id: whose removals; the own where it is left out, another’s on their mandate. */
    principal: z.string().min(1).max(35).optional(),
  }),
  response: { 200: removalPeriodSchema },
}
