import { CONFIDENCE, STATES } from '@lintas/customs/reference'
import { z } from 'zod'

const count = z.number().int()

/** What of a state's law is on file, counted by kind and by how far it can be relied on. */
export const lawCoverageSchema = z.object({
  state: z.enum(STATES),
  on: z.iso.date(),
  lawVersion: z.string(),
  /** Whether a duty on imports is in force on the day: without one nothing can be assessed. */
  assesses: z.boolean(),
  kinds: z.array(z.object({ kind: z.string(), rows: count, inForce: count, byConfidence: z.record(z.enum(CONFIDENCE), count) })),
})
export type LawCoverage = z.output<typeof lawCoverageSchema>

export const lawCoverage = {
  summary: 'What of the law is on file: rows by kind and by confidence, and how many are in force today',
  response: { 200: lawCoverageSchema },
}
