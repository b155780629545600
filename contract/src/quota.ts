import { QUOTA_STATUSES } from '@lintas/customs/duty'
import { CONFIDENCE, STATES } from '@lintas/customs/reference'
import { z } from 'zod'
import { calendarDay } from './page.ts'

/** A tariff quota of a day, and what is left of it; amounts are decimals of its unit, a unit of UN/ECE Recommendation 20 or the state’s currency. */
export const quotaSchema = z.object({
  id: z.string(),
  orderNumber: z.string(),
  name: z.string(),
  codes: z.array(z.string()),
  exceptCodes: z.array(z.string()),
  origins: z.array(z.string()).optional(),
  /** The agreement it is of: for goods claimed under it on a proof that holds alone. */
  agreement: z.string().optional(),
  volume: z.object({ value: z.string(), unit: z.string() }),
  drawn: z.string(),
  left: z.string(),
  status: z.enum(QUOTA_STATUSES),
  /** The rate within it, in words. */
  within: z.string(),
  criticalPercent: z.string().optional(),
  /** Its period: the first day, and the first day after it. */
  validFrom: z.iso.date(),
  validTo: z.iso.date().optional(),
  legalRef: z.string(),
  source: z.string(),
  confidence: z.enum(CONFIDENCE),
  note: z.string().optional(),
})
export type QuotaAnswer = z.output<typeof quotaSchema>

export const quotasSchema = z.object({
  state: z.enum(STATES),
  on: z.iso.date(),
  lawVersion: z.string(),
  /** All that are on file for the day: a state has few. Where none is, none is known. */
  quotas: z.array(quotaSchema),
})
export type QuotasAnswer = z.output<typeof quotasSchema>

const querystring = z.object({
  on: calendarDay.optional(),
  code: z
    .string()
    .regex(/^\d{2,12}$/, 'the digits of a commodity code, or the first of them')
    .optional(),
  order: z.string().max(17).optional(),
})

export const listQuotas = {
  summary: 'Tariff quotas on file for a day, with what is left of each',
  querystring,
  response: { 200: quotasSchema },
}
export const exportQuotas = {
  summary: 'The same as CSV, a line for each quota',
  produces: ['text/csv'],
  querystring,
  response: { 200: z.string() },
}
