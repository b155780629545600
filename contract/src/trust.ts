import { RESTRICTIONS } from '@lintas/customs/trust'
import { z } from 'zod'
import { calendarDay } from './page.ts'

/** What keeps an operator from declaring. Read and set by customs. */
const day = calendarDay
const ofOperator = z.object({ traderId: z.string().min(1).max(35) })

export const restrictionSchema = z.object({
  id: z.string(),
  traderId: z.string(),
  restriction: z.enum(RESTRICTIONS),
  validFrom: day,
  validTo: day.optional(),
  reason: z.string(),
  liftedAt: z.iso.datetime().optional(),
})
export type RestrictionAnswer = z.output<typeof restrictionSchema>

export const listRestrictions = {
  summary: 'Restrictions on an operator, the newest first',
  params: ofOperator,
  response: { 200: z.object({ items: z.array(restrictionSchema) }) },
}
export const imposeRestriction = {
  summary: 'Suspend or debar an operator from a day on; declarations that name it as importer, exporter or declarant are refused',
  params: ofOperator,
  body: z.strictObject({
    restriction: z.enum(RESTRICTIONS),
    validFrom: day,
    validTo: day.optional(),
    reason: z.string().trim().min(10).max(2_000),
  }),
  response: { 201: restrictionSchema },
}
export const liftRestriction = {
  summary: 'Lift a restriction, at once',
  params: ofOperator.extend({ id: z.string().regex(/^[1-9]\d{0,17}$/) }),
  response: { 200: restrictionSchema },
}
