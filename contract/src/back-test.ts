import { profileDraftSchema } from '@lintas/customs/risk'
import { z } from 'zod'
import { calendarDay, ordinal } from './page.ts'
import { hitRateSchema } from './targeting.ts'

/** Trying a question of risk before it runs. For customs alone. */
const count = z.number().int()
const expression = profileDraftSchema.shape.expression
const ofVersion = z.object({ id: z.string().min(1).max(60), version: ordinal })

/** The year until today where both are left out. */
const past = z.strictObject({ from: calendarDay.optional(), to: calendarDay.optional() })

const backTestSchema = z.object({
  from: calendarDay,
  to: calendarDay,
  /** How many were registered in these days, and how many of them, the newest, were asked about. */
  registered: count,
  asked: count,
  days: count,
  hits: count,
  hitsPerDay: z.string(),
  /** Of its hits, those looked into for whatever reason: what others suspected is over-represented. */
  inspected: hitRateSchema,
  /** Of its hits, those drawn by lot: nobody's choice. */
  drawn: hitRateSchema,
  /** All that was drawn by lot. */
  control: hitRateSchema,
  overlap: z.array(z.object({ profile: z.string(), both: count })),
  /** Hits that no profile picked then. */
  alone: count,
  failed: count,
  problem: z.string().optional(),
  examples: z.array(z.string()),
})
export type BackTestAnswer = z.output<typeof backTestSchema>

const keptBackTestSchema = backTestSchema.extend({ askedBy: z.string(), askedAt: z.iso.datetime() })
export type KeptBackTest = z.output<typeof keptBackTestSchema>

const trialSchema = z.object({
  asks: z.enum(['item', 'consignment', 'cargo', 'manifest']),
  tried: z.object({ mrn: z.string(), holds: z.boolean(), paths: z.array(z.string()), problem: z.string().optional() }).optional(),
})
export type ExpressionTrial = z.output<typeof trialSchema>

export const tryExpression = {
  summary: 'Whether an expression can be asked, and what it says of one declaration where one is named',
  body: z.strictObject({ expression, mrn: z.string().min(1).max(35).optional() }),
  response: { 200: trialSchema },
}
export const backTest = {
  summary:
    'What an expression would have done with the declarations of some days: hits a day, what was found among them, which profiles picked the same',
  body: past.extend({ expression }),
  response: { 200: backTestSchema },
}
export const backTestProfile = {
  summary: 'The same for a version of a profile, kept for whoever approves it',
  params: ofVersion,
  body: past,
  response: { 200: backTestSchema },
}
export const readBackTest = {
  summary: 'How a version of a profile was last tried on the past',
  params: ofVersion,
  response: { 200: keptBackTestSchema },
}
