import { z } from 'zod'
import { calendarDay, pageOf, pageQuery } from './page.ts'

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

/** A goods item whose unit price lies far from what the same goods cost in the quarter before: for an officer to ask about. */
const priceAlarmSchema = z.object({
  mrn: z.string(),
  /** The goods item's place in the document, from 0. */
  item: count,
  /** Robust deviations from the middle, below or above. */
  z: z.string(),
  price: z.string(),
  middle: z.string(),
  currency: z.string(),
  unit: z.string(),
  /** How many cleared goods items it is compared with, by how many digits of the code. */
  count,
  digits: count,
  raisedOn: calendarDay,
  office: z.string().optional(),
  trader: z.string(),
  status: z.string(),
})
export type PriceAlarm = z.output<typeof priceAlarmSchema>

const ofOffice = z.object({ office: z.string().min(1).max(17).optional() })
export const listPriceAlarms = {
  summary: 'Goods whose unit price lies far from what the same goods cost in the quarter before, the newest first',
  querystring: pageQuery.extend(ofOffice.shape),
  response: { 200: pageOf(priceAlarmSchema) },
}
export const exportPriceAlarms = {
  summary: 'Price alarms as CSV, the newest first, at most 10,000; no cell is a formula',
  produces: ['text/csv'],
  querystring: ofOffice,
  response: { 200: z.string() },
}

const ofSize = z.object({
  size: z.enum(['small', 'medium', 'large']),
  declarations: count,
  picked: count,
  pickedShare: share,
  alarmed: count,
  alarmedShare: share,
})

/** Whom targeting falls on: traders by size, small below 12 releases on file here, medium below 120. */
const fairnessSchema = z.object({
  state: z.string(),
  from: calendarDay,
  to: calendarDay,
  items: z.array(ofSize),
  /** Imports by size and by the origin of their first goods item; small groups stand together, without an origin. */
  byOrigin: z.array(ofSize.extend({ origin: z.string().optional(), origins: count })),
  /** Declarations a group by origin holds at least. */
  groupMin: count,
})
export type Fairness = z.output<typeof fairnessSchema>
export const readFairness = {
  summary:
    'How often declarations were picked by a profile, or raised a price alarm, by the size of the trader, and by size and origin; of ninety days',
  querystring: z.object({ from: calendarDay.optional(), to: calendarDay.optional() }),
  response: { 200: fairnessSchema },
}

/** What a stability index says by the thresholds in force; nothing is judged where the state has none. */
export const driftWord = z.enum(['stable', 'watch', 'alarm', 'unjudged'])

/** From which index on drift is watched, and from which on it alarms; where that was read, and how far it can be relied on. */
export const driftThreshold = z.object({
  watch: z.string(),
  alarm: z.string(),
  source: z.string(),
  confidence: z.enum(['official', 'secondary', 'assumed']),
})

const driftSchema = z.object({
  feature: z.string(),
  /** Population stability index. */
  psi: z.string(),
  says: driftWord,
  recent: count,
  before: count,
  computedOn: calendarDay,
})
export type Drift = z.output<typeof driftSchema>
export const readDrift = {
  summary: 'How far what was declared in thirty days differs from the ninety before, by feature, as last night found it',
  response: { 200: z.object({ items: z.array(driftSchema) }) },
}
