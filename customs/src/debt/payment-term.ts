import { z } from 'zod'
import { addDays, addMonths, type Day, day } from '../kernel/index.ts'
import { type LawBook, type LawRow, lawKind, lawRowSchema, type State } from '../reference/index.ts'

/** When a statement falls due: some days after its period, or a day of the month after it. */
export const paymentTermSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('days'), days: z.number().int().min(0).max(180) }),
  z.strictObject({ kind: z.literal('day-of-month'), day: z.number().int().min(1).max(28) }),
])
export type PaymentTerm = z.output<typeof paymentTermSchema>

interface PaymentTermRow extends LawRow {
  readonly term: PaymentTerm
}

/** The term a state's law sets for deferred payment. Where no row is on file, each account says its own. @source RKC General Annex std. 4.15 */
export const PAYMENT_TERMS = lawKind<PaymentTermRow>('payment-term', lawRowSchema.extend({ term: paymentTermSchema }), () => '')

/** The law's term where it has one, otherwise the account's. */
export function termOn(law: LawBook, state: State, on: Day, own: PaymentTerm | undefined): PaymentTerm | undefined {
  return law.on(PAYMENT_TERMS, state, on)[0]?.term ?? own
}

/** The last day to pay what a period that ends on `to` left. */
export function dueDay(to: Day, term: PaymentTerm): Day {
  if (term.kind === 'days') return addDays(to, term.days)
  const next = addMonths(day(`${to.slice(0, 7)}-01`), 1)
  return addDays(next, term.day - 1)
}
