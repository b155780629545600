import { type Day, daysBetween, error, type Issue } from '../kernel/index.ts'
import type { AccountKind, DebtorAccount, Instrument } from './debtor-account.ts'

export interface GuaranteeTerms {
  readonly kind: AccountKind
  readonly instrument?: Instrument | undefined
  readonly guarantor?: string | undefined
  /** The guarantor's own number of it. */
  readonly guarantorReference?: string | undefined
  readonly mrn?: string | undefined
  readonly validTo?: Day | undefined
}

/** Whether a guarantee says what its kind needs: who stands in, for one declaration or all; on paper also its number and its last day. Everything missing is named. */
export function checkGuarantee({ kind, instrument, guarantor, guarantorReference, mrn, validTo }: GuaranteeTerms): readonly Issue[] {
  const isGuarantee = kind !== 'deferred-payment'
  const onPaper = isGuarantee && instrument !== undefined
  return [
    ...(isGuarantee && guarantor === undefined ? [error('debt.guarantor-missing', 'guarantor')] : []),
    ...((kind === 'individual-guarantee') === (mrn !== undefined) ? [] : [error('debt.guarantee-declaration', 'mrn')]),
    ...(!isGuarantee && instrument !== undefined ? [error('debt.instrument-of-guarantee', 'instrument')] : []),
    ...(onPaper && guarantorReference === undefined ? [error('debt.instrument-number-missing', 'guarantorReference', { instrument })] : []),
    ...(onPaper && validTo === undefined ? [error('debt.instrument-end-missing', 'validTo', { instrument })] : []),
  ]
}

/** How many days before it ends the holder of a guarantee is warned; the last warning comes on the day it is no longer in force. */
export const EXPIRY_WARNINGS = [30, 7, 0] as const
export type ExpiryWarning = (typeof EXPIRY_WARNINGS)[number]

/**
 * The warning that is due about a guarantee and was not given: the nearest to its end, each once, however many nights were missed. What is reserved on it
 * stays reserved; from its end on nothing more is (`checkReservation`).
 */
export function expiryWarningDue(
  { kind, validTo }: Pick<DebtorAccount, 'kind' | 'validTo'>,
  today: Day,
  given: ExpiryWarning | undefined,
): ExpiryWarning | undefined {
  if (kind === 'deferred-payment' || validTo === undefined) return undefined
  const left = daysBetween(today, validTo)
  const due = EXPIRY_WARNINGS.findLast(days => left <= days)
  return due === undefined || (given !== undefined && given <= due) ? undefined : due
}
