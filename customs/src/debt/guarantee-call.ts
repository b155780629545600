import { z } from 'zod'
import { addDays, type Day, error, type Issue, type Money, ok, type Result, stop } from '../kernel/index.ts'
import { type LawBook, type LawRow, lawKind, lawRowSchema, type State } from '../reference/index.ts'
import type { DebtRecord } from './record.ts'

interface CallTermRow extends LawRow {
  readonly days: number
}

/** How long a guarantor has to pay once he is asked. Where no row is on file, whoever asks says it. */
export const CALL_TERMS = lawKind<CallTermRow>(
  'guarantee-call-term',
  lawRowSchema.extend({ days: z.number().int().min(1).max(365) }),
  () => '',
)

export interface CallWish {
  readonly state: State
  readonly today: Day
  readonly debt: Pick<DebtRecord, 'status'>
  readonly due: Money
  /** What is reserved on the guarantee for this declaration, and not drawn. */
  readonly open: Money
  readonly guarantor: string | undefined
  /** In days, where the law on file says none. */
  readonly term: number | undefined
}

/** What a guarantor is asked to pay, and by when. */
export interface GuaranteeCall {
  readonly amount: Money
  readonly payBy: Day
}

/**
 * Whether a guarantor may be asked to pay a debt, for how much and by when: the debt is past its day, somebody stands in for it by a guarantee, and no more is
 * asked than is due and than the guarantee is good for. Everything that is missing is named.
 */
export function callGuarantee(law: LawBook, { state, today, debt, due, open, guarantor, term }: CallWish): Result<GuaranteeCall> {
  const days = law.on(CALL_TERMS, state, today)[0]?.days ?? term
  const issues: Issue[] = []
  if (debt.status !== 'overdue') issues.push(error('debt.call-not-overdue', '', { status: debt.status }))
  if (guarantor === undefined || open.minor === 0n) issues.push(error('debt.call-no-guarantor', 'account'))
  if (days === undefined) issues.push(error('debt.call-term-missing', 'days', { state }))
  if (issues.length > 0 || days === undefined) return stop(...issues)
  return ok({ amount: due.minor < open.minor ? due : open, payBy: addDays(today, days) })
}
