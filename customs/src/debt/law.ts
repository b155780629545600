import { z } from 'zod'
import { type Day, type Money, parseMoney } from '../kernel/index.ts'
import { type LawBook, type LawRow, lawKind, lawRowSchema, type State } from '../reference/index.ts'
import { DUE_PERIODS, JOINT_DEBTORS, PAYMENT_ORDERS } from './due-law.ts'
import { CALL_TERMS } from './guarantee-call.ts'
import { INSTALMENT_CONTROLS } from './instalments.ts'
import { INTEREST_RATES } from './interest-law.ts'
import { PAYMENT_TERMS } from './payment-term.ts'
import { PENALTIES } from './penalty.ts'
import { SECURITY_WAIVERS } from './security-waiver.ts'

interface RefundControlRow extends LawRow {
  /** In major units: what one officer may decide alone. */
  readonly oneOfficerUpTo: string
  /** Whether what is to be repaid may be set off against other debts of the same trader. */
  readonly setOff: boolean
}

/** How refunds are decided in a state. Where no row is on file two officers decide every refund, and nothing is set off. */
export const REFUND_CONTROLS = lawKind<RefundControlRow>(
  'refund-control',
  lawRowSchema.extend({ oneOfficerUpTo: z.string().regex(/^\d{1,16}(\.\d{1,4})?$/), setOff: z.boolean() }),
  () => '',
)

export const DEBT_LAW = [
  PAYMENT_TERMS,
  REFUND_CONTROLS,
  INTEREST_RATES,
  PENALTIES,
  DUE_PERIODS,
  PAYMENT_ORDERS,
  JOINT_DEBTORS,
  INSTALMENT_CONTROLS,
  CALL_TERMS,
  SECURITY_WAIVERS,
] as const

/** How many officers decide a refund of this amount, and whether it may be set off. @source RKC General Annex ch. 4; ATIGA art. 60 */
export function refundControlOn(
  law: LawBook,
  state: State,
  on: Day,
  amount: Money,
): { readonly officers: 1 | 2; readonly setOff: boolean } {
  const [row] = law.on(REFUND_CONTROLS, state, on)
  const alone = row === undefined ? undefined : parseMoney(row.oneOfficerUpTo, amount.currency)
  return { officers: alone !== undefined && amount.minor <= alone.minor ? 1 : 2, setOff: row?.setOff ?? false }
}
