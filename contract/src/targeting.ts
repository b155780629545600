import { z } from 'zod'
import { calendarDay } from './page.ts'

/** How well targeting does. For customs alone. */
const count = z.number().int()
/** A share to three decimals. */
const share = z.string()

export const hitRateSchema = z.object({
  inspected: count,
  found: count,
  /** Absent where nothing was inspected. */
  rate: share.optional(),
  /** The bounds between which the rate lies nineteen times in twenty. */
  low: share.optional(),
  high: share.optional(),
})

const liftMonthSchema = z.object({
  /** `2026-11`, of the day on which customs first looked. */
  month: z.string(),
  office: z.string(),
  drawn: hitRateSchema,
  targeted: hitRateSchema,
  /** How many times as often targeting finds something; absent where the lot found nothing. */
  lift: z.string().optional(),
  /** Targeting does worse than the lot, beyond chance. */
  isWorse: z.boolean(),
  /** What officers reckoned was not declared, in the state's currency. */
  revenue: z.string(),
})
export type LiftMonth = z.output<typeof liftMonthSchema>

const liftQuery = z.object({
  /** The own office where it is left out; another only for a supervisor. */
  office: z.string().min(1).max(17).optional(),
  from: calendarDay.optional(),
  /** Before this day; the twelve months until today where both are left out. */
  to: calendarDay.optional(),
})
export type LiftQuery = z.output<typeof liftQuery>

export const readLift = {
  summary: 'What inspections that profiles asked for found, against those drawn by lot, by office and month',
  querystring: liftQuery,
  response: { 200: z.object({ items: z.array(liftMonthSchema) }) },
}
export const exportLift = {
  summary: 'What inspections found by office and month as CSV; no cell is a formula',
  produces: ['text/csv'],
  querystring: liftQuery,
  response: { 200: z.string() },
}
