import { z } from 'zod'
import { pageOf, pageQuery } from './page.ts'

const code = z.string().regex(/^\d{2,12}$/, 'the digits of a commodity code, or the first of them')

/** A code of a list that several codes took the place of, and what its owner chose. */
const askedCodeSchema = z.object({
  code: z.string(),
  /** The correlation table that says so. */
  correlation: z.string(),
  /** What may be chosen: these, and codes below them. */
  successors: z.array(z.string()),
  askedAt: z.iso.datetime(),
  chosen: z.array(z.string()).optional(),
  reason: z.string().optional(),
  chosenAt: z.iso.datetime().optional(),
})
export type AskedCode = z.output<typeof askedCodeSchema>

/** Codes somebody watches in a state: their own, and nobody else's to see. */
export const watchListSchema = z.object({
  id: z.uuid(),
  name: z.string(),
  codes: z.array(z.string()),
  createdAt: z.iso.datetime(),
  /** Codes whose place several took: until their owner chooses, the old code stays and what changes for the new ones is not told. */
  undecided: z.array(askedCodeSchema),
  /** What was chosen, with the question it answers. */
  decided: z.array(askedCodeSchema),
})
export type WatchList = z.output<typeof watchListSchema>

/**
 * What changes for codes: law that was approved, the schedule, how far a quota is taken, which code took another's place, a ruling, and law whose first day, or
 * first day without it, it is.
 */
export const WATCH_SUBJECTS = ['law', 'tariff', 'quota', 'correlation', 'ruling', 'beginning', 'ending'] as const

/** A change that touches codes of a list. */
export const watchAlertSchema = z.object({
  id: z.string(),
  list: z.object({ id: z.uuid(), name: z.string() }),
  at: z.iso.datetime(),
  subject: z.enum(WATCH_SUBJECTS),
  /** The row of law, the version of the schedule, or the rulings with their codes. */
  about: z.string(),
  /**
   * The kind of law; `critical`, `exhausted` or `reopened` of a quota; `schedule`; `moved` or `asked` of a code that others took the place of; `published` or
   * `changed` of a ruling.
   */
  what: z.string(),
  /** The codes of the list that it touches. */
  codes: z.array(z.string()),
  /** What took the place of a code: one that was put in its place on the list, or several to choose from. */
  successors: z.array(z.string()).optional(),
})
export type WatchAlert = z.output<typeof watchAlertSchema>

export const addWatchList = {
  summary: 'Watch codes: what changes for them is told as alerts',
  body: z.strictObject({ name: z.string().trim().min(1).max(140), codes: z.array(code).min(1).max(500) }),
  response: { 201: watchListSchema },
}
export const listWatchLists = { summary: 'The own lists of codes', querystring: pageQuery, response: { 200: pageOf(watchListSchema) } }
export const endWatchList = { summary: 'Watch no longer', params: z.object({ id: z.uuid() }), response: { 200: watchListSchema } }
const choiceSchema = z.strictObject({
  code,
  chosen: z.array(code).min(1).max(50),
  reason: z.string().trim().min(1).max(500).optional(),
})
export type CodeChoice = z.output<typeof choiceSchema>

export const chooseWatchedCode = {
  summary: 'Choose what to watch in the place of a code that several took the place of',
  params: z.object({ id: z.uuid() }),
  body: choiceSchema,
  response: { 200: watchListSchema },
}
export const listWatchAlerts = {
  summary: 'What changed for the own lists, the newest first',
  querystring: pageQuery,
  response: { 200: pageOf(watchAlertSchema) },
}
