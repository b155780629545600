import { type Day, error, type Issue } from '../kernel/index.ts'
import type { DebtorAccount } from './debtor-account.ts'

/**
 * Everything that keeps a guarantee from ending later than its guarantor first signed: it is none on paper, is not in use, has ended already, or would not end
 * later. One that has ended is not prolonged; another one is opened.
 *
 * @source RKC General Annex std. 5.3 (forms of security)
 */
export function checkProlongation(
  { number, kind, instrument, status, validTo }: Pick<DebtorAccount, 'number' | 'kind' | 'status' | 'validTo' | 'instrument'>,
  until: Day,
  today: Day,
): readonly Issue[] {
  if (kind === 'deferred-payment' || instrument === undefined || validTo === undefined)
    return [error('debt.prolongation-not-guarantee', '', { account: number })]
  return [
    ...(status === 'open' || status === 'suspended' ? [] : [error('debt.prolongation-not-in-use', '', { account: number, status })]),
    ...(validTo > today ? [] : [error('debt.prolongation-ended', '', { account: number, validTo })]),
    ...(until > validTo ? [] : [error('debt.prolongation-not-later', 'until', { until, validTo })]),
  ]
}
