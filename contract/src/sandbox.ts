import { OUTCOMES } from '@lintas/customs/risk'
import { z } from 'zod'

/** What only a sandbox does: move its clock, and play the officer for a declaration of one's own. */
const instant = z.iso.datetime()

export const clockSchema = z.object({
  now: instant,
  /** Today in the state's time zone. */
  today: z.iso.date(),
  moved: z.boolean(),
})
export type SandboxClock = z.output<typeof clockSchema>

export const readClock = { summary: "What the sandbox's clock shows", response: { 200: clockSchema } }
export const moveClock = {
  summary: "Set the sandbox's clock, for everybody on this node; null goes back to the real time",
  body: z.strictObject({ now: z.iso.datetime({ offset: true }).nullable() }),
  response: {
    200: clockSchema.extend({
      /** The daily work that was started because days went by. */
      started: z.array(z.string()),
    }),
  },
}

export const playOfficer = {
  summary: 'Play the officer: every control of a declaration of your own is answered alike',
  params: z.object({ mrn: z.string().min(1).max(35) }),
  body: z.strictObject({ outcome: z.enum(OUTCOMES).default('clean') }),
  response: { 200: z.object({ mrn: z.string(), answered: z.array(z.string()), status: z.string() }) },
}
