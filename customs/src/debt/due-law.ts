import { z } from 'zod'
import { addDays, type Day } from '../kernel/index.ts'
import { type LawBook, type LawRow, lawKind, lawRowSchema, type State } from '../reference/index.ts'
import type { PaymentOrder } from './dues.ts'

interface DuePeriodRow extends LawRow {
  readonly days: number
}

/** How many days there are to pay what is charged after release. Where no row is on file it is due on the day it is charged. */
export const DUE_PERIODS = lawKind<DuePeriodRow>('due-period', lawRowSchema.extend({ days: z.number().int().min(0).max(365) }), () => '')

interface PaymentOrderRow extends LawRow {
  readonly order: PaymentOrder
}

/** What a payment settles first. Where no row is on file, what fell due first. */
export const PAYMENT_ORDERS = lawKind<PaymentOrderRow>(
  'payment-order',
  lawRowSchema.extend({
    order: z
      .array(z.enum(['charges', 'interest', 'penalty']))
      .length(3)
      .refine(order => new Set(order).size === order.length, 'each kind once'),
  }),
  () => '',
)

interface JointDebtorRow extends LawRow {
  readonly who: 'declarant' | 'filer'
}

/** Who owes beside the principal as if the debt were his own. Where no row is on file, nobody: a broker acts for another. */
export const JOINT_DEBTORS = lawKind<JointDebtorRow>(
  'joint-debtor',
  lawRowSchema.extend({ who: z.enum(['declarant', 'filer']) }),
  row => row.who,
)

/** The last day to pay what was charged on a day: never before the goods were released, since they wait for it until then. */
export function lastDayToPay(law: LawBook, state: State, chargedOn: Day, releasedOn: Day): Day {
  if (chargedOn <= releasedOn) return releasedOn
  return addDays(chargedOn, law.on(DUE_PERIODS, state, chargedOn)[0]?.days ?? 0)
}

export function paymentOrderOn(law: LawBook, state: State, on: Day): PaymentOrder | undefined {
  return law.on(PAYMENT_ORDERS, state, on)[0]?.order
}
