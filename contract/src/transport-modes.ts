import { CONFIDENCE, STATES, TRANSPORT_MODES, TRANSPORT_NAMES } from '@lintas/customs/reference'
import { MODE_SUBJECTS } from '@lintas/customs/transport-modes'
import { z } from 'zod'
import { calendarDay } from './page.ts'

const name = z.enum(TRANSPORT_NAMES)
const modes = z.array(z.enum(TRANSPORT_MODES)).describe('Modes of UN/ECE Recommendation 19')

/** One thing that holds for a mode of transport, with its sentence and where it stands. */
export const modeProvisionSchema = z.object({
  code: z.string(),
  params: z.record(z.string(), z.string()),
  message: z.string(),
  /** What narrows it beside the mode, by field of the law. */
  scope: z.record(z.string(), z.string()).optional(),
  /** It holds for express consignments alone. */
  express: z.literal(true).optional(),
  /** The modes it holds for, of those asked for. */
  modes,
  basis: z.object({
    by: z.enum(['law', 'rule']),
    id: z.string(),
    legalRef: z.string(),
    source: z.string(),
    confidence: z.enum(CONFIDENCE),
  }),
})
export type ModeProvisionAnswer = z.output<typeof modeProvisionSchema>

const provisions = z.array(modeProvisionSchema)
const subject = { subject: z.enum(MODE_SUBJECTS), about: z.string() }
const asked = { state: z.enum(STATES), on: z.iso.date(), lawVersion: z.string() }
/** Rows in force that no mode of transport changes, counted by kind. */
const alike = z.array(z.object({ kind: z.string(), rows: z.number().int() }))

export const modePackSchema = z.object({
  ...asked,
  mode: name,
  modes,
  subjects: z.array(z.object({ ...subject, provisions })),
  alike,
})
export type ModePackAnswer = z.output<typeof modePackSchema>

export const modeComparisonSchema = z.object({
  ...asked,
  from: name,
  to: name,
  /** How many of the subjects differ. */
  differing: z.number().int(),
  subjects: z.array(z.object({ ...subject, same: z.boolean(), from: provisions, to: provisions })),
  alike,
})
export type ModeComparisonAnswer = z.output<typeof modeComparisonSchema>

const pair = z.object({ from: name, to: name, on: calendarDay.optional() })

export const readModePack = {
  summary: 'What depends on the mode of transport, for one mode, each with its law: the mode pack',
  params: z.object({ mode: name }),
  querystring: z.object({ on: calendarDay.optional() }),
  response: { 200: modePackSchema },
}
export const compareModePacks = {
  summary: 'What differs between two modes of transport and what is the same, each with its law; today, or on a day',
  querystring: pair,
  response: { 200: modeComparisonSchema },
}
export const exportModeComparison = {
  summary: 'The same as CSV, a line for each provision',
  produces: ['text/csv'],
  querystring: pair,
  response: { 200: z.string() },
}
