import { z } from 'zod'
import { calendarDay } from './page.ts'

const mrn = z.string().min(1).max(35)
const instant = z.iso.datetime()
const words = z.string().trim().min(3).max(2_000)

/** A debt paid in parts by agreement. `broken`: a part was past its day, and all the rest is due again. */
export const instalmentPlanSchema = z.object({
  id: z.uuid(),
  mrn,
  debtor: z.string(),
  amount: z.string(),
  currency: z.string(),
  reason: z.string(),
  /** The row of law that lets it be paid in parts. */
  lawRow: z.string(),
  status: z.enum(['applied', 'agreed', 'refused', 'kept', 'broken']),
  appliedAt: instant,
  decisionReason: z.string().optional(),
  instalments: z.array(z.object({ number: z.number().int(), dueOn: calendarDay, amount: z.string() })),
})
export type InstalmentPlanAnswer = z.output<typeof instalmentPlanSchema>

/** A guarantor asked to pay by a day; what is not paid then is drawn on the guarantee. */
export const guaranteeCallSchema = z.object({
  id: z.uuid(),
  mrn,
  account: z.string(),
  guarantor: z.string(),
  amount: z.string(),
  currency: z.string(),
  payBy: calendarDay,
  status: z.enum(['demanded', 'paid', 'drawn', 'withdrawn']),
  drawn: z.string().optional(),
  demandedAt: instant,
})
export type GuaranteeCallAnswer = z.output<typeof guaranteeCallSchema>

export const applyForInstalments = {
  summary: 'Apply to pay what is open of a released declaration’s charges in parts, month by month',
  params: z.object({ mrn }),
  body: z.strictObject({ count: z.number().int().min(2).max(120), firstOn: calendarDay, reason: words }),
  response: { 201: instalmentPlanSchema },
}
export const listInstalmentPlans = {
  summary: 'Plans of instalments that wait for a decision or run, the first first, at most five hundred',
  querystring: z.object({ status: z.enum(['applied', 'agreed']).default('applied') }),
  response: { 200: z.object({ items: z.array(instalmentPlanSchema) }) },
}
export const decideInstalments = {
  summary: 'Agree to a plan of instalments, or refuse it with the reason',
  params: z.object({ id: z.uuid() }),
  body: z.strictObject({ decision: z.enum(['agreed', 'refused']), reason: words.optional() }),
  response: { 200: instalmentPlanSchema },
}
export const callGuarantee = {
  summary: 'Ask a guarantor to pay what is overdue, by a day; what is not paid then is drawn on the guarantee',
  params: z.object({ mrn }),
  body: z.strictObject({
    account: z.string().min(1).max(35),
    /** How many days there are to pay, where the law of the state says none. */
    days: z.number().int().min(1).max(365).optional(),
  }),
  response: { 201: guaranteeCallSchema },
}
export const withdrawGuaranteeCall = {
  summary: 'Take a call of a guarantee back, while nothing was drawn for it',
  params: z.object({ id: z.uuid() }),
  response: { 200: guaranteeCallSchema },
}
