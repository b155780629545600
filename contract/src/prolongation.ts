import { z } from 'zod'
import { debtorAccountSchema } from './debt.ts'
import { calendarDay } from './page.ts'

/** A later end of a guarantee on paper: asked for by its holder, with the number under which the guarantor signed it, and granted or refused with reasons. */
const reasonSchema = z.strictObject({ text: z.string().trim().min(3).max(2_000), legalBasis: z.string().trim().min(2).max(200) })
const ofAccount = z.object({ number: z.string().min(1).max(35) })

export const guaranteeProlongationSchema = z.object({
  id: z.uuid(),
  account: z.string(),
  /** The first day on which the guarantee was no longer in force when this was asked. */
  validTo: calendarDay,
  /** The first day on which it is no longer in force once this is granted. */
  until: calendarDay,
  guarantorReference: z.string(),
  reason: z.string(),
  askedAt: z.iso.datetime(),
  outcome: z.enum(['granted', 'refused']).optional(),
  reasons: z.array(z.object({ text: z.string(), legalBasis: z.string() })),
  decidedAt: z.iso.datetime().optional(),
})
export type GuaranteeProlongation = z.output<typeof guaranteeProlongationSchema>

export const askForProlongation = {
  summary: 'Ask that a guarantee end later, as its guarantor signed; an administrator decides',
  params: ofAccount,
  body: z.strictObject({
    until: calendarDay,
    /** The guarantor's number of what prolongs it. */
    guarantorReference: z.string().trim().min(1).max(70),
    reason: z.string().trim().min(3).max(1_000),
  }),
  response: { 201: guaranteeProlongationSchema },
}
export const listProlongations = {
  summary: 'What was asked about the end of a guarantee, the newest first; at most a hundred',
  params: ofAccount,
  response: { 200: z.object({ items: z.array(guaranteeProlongationSchema) }) },
}
export const decideProlongation = {
  summary: 'Grant that a guarantee end later, or refuse it, with reasons; its warnings begin anew',
  params: ofAccount.extend({ id: z.uuid() }),
  body: z.strictObject({ outcome: z.enum(['granted', 'refused']), reasons: z.array(reasonSchema).min(1).max(20) }),
  response: { 200: z.object({ prolongation: guaranteeProlongationSchema, account: debtorAccountSchema }) },
}
