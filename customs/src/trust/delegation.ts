import { type Day, daysBetween, error, type Issue } from '../kernel/index.ts'

/** How long an officer may hand something over at once, in days: a leave, not another post. */
export const DELEGATION_DAYS_MAX = 30

/** How long after its end two officers still count as one person for what needs two: what one of them began for the other is decided by then. */
export const ONE_PERSON_DAYS = 30

/** An officer as the register has him. `powers`: what his role may do, by permission. */
export interface Officer {
  readonly id: string
  readonly office: string
  readonly powers: readonly string[]
}

/** What one officer wants to hand another: his cases, or powers of his role. `validTo` is the first day on which it is no longer in force. */
export interface DelegationWish {
  readonly from: Officer
  /** Undefined where the register has nobody of customs by that id. */
  readonly to: Officer | undefined
  readonly cases: boolean
  readonly powers: readonly string[]
  readonly validFrom: Day
  readonly validTo: Day
  readonly today: Day
}

/**
 * Whether an officer may hand something to another: to a colleague of the same office, what he has himself and the colleague has not, for days that are still to
 * come and no more than thirty. What was handed to him he cannot hand on, since it is no power of his role. Everything that is wrong is named.
 */
export function checkDelegation({ from, to, cases, powers, validFrom, validTo, today }: DelegationWish): readonly Issue[] {
  const days = daysBetween(validFrom, validTo)
  return [
    ...(to === undefined || to.office !== from.office ? [error('access.delegate-unknown', 'to')] : []),
    ...(to?.id === from.id ? [error('access.delegate-oneself', 'to')] : []),
    ...(!cases && powers.length === 0 ? [error('access.delegation-empty', 'powers')] : []),
    ...(validFrom < today || days < 1 || days > DELEGATION_DAYS_MAX
      ? [error('access.delegation-days', 'validTo', { from: today, max: DELEGATION_DAYS_MAX })]
      : []),
    ...powers.flatMap((power, index) => {
      if (!from.powers.includes(power)) return [error('access.power-not-held', `powers[${index}]`, { power })]
      return to?.powers.includes(power) === true ? [error('access.power-held-already', `powers[${index}]`, { power })] : []
    }),
  ]
}
