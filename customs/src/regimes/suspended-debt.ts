import { type Day, daysBetween } from '../kernel/index.ts'
import type { ChargePart, Fate, Lot, Movement } from './lot.ts'
import { sumOfCharges } from './lot.ts'
import { partsOf } from './partial-relief.ts'

/**
 * Where the suspended debt of one line stands, in minor units. What is promised to a declaration or waits for a decision is open still.
 *
 * `open` + `discharged` + `due` + `carried` is what was suspended, always.
 */
export interface SuspendedDebt {
  readonly suspended: bigint
  readonly open: bigint
  readonly discharged: bigint
  readonly due: bigint
  readonly carried: bigint
}

/** Folds the suspended debt of a lot from what happened to it. What goods relieved in part are charged for their time here is due, the rest discharged. */
export function suspendedDebtOf(lot: Pick<Lot, 'charges' | 'currency'>, movements: readonly Movement[]): SuspendedDebt {
  const done = movements.filter(each => each.status === 'done')
  const of = (fate: Fate) => done.filter(each => each.fate === fate).reduce((sum, each) => sum + sumOfCharges(each.charges), 0n)
  const inPart = done.reduce((sum, { charged }) => sum + sumOfCharges(partsOf(charged, lot.currency)), 0n)
  const suspended = sumOfCharges(lot.charges)
  const [discharged, due, carried] = [of('discharged') - inPart, of('due') + inPart, of('carried')]
  return { suspended, open: suspended - discharged - due - carried, discharged, due, carried }
}

/** The state of a line in one word: what is still to be done about it comes first. */
export type DebtState = 'open' | 'extended' | 'due' | 'discharged' | 'carried'

export function stateOf({ open, due, carried, discharged }: SuspendedDebt, hasStock: boolean, isExtended: boolean): DebtState {
  if (open > 0n || hasStock) return isExtended ? 'extended' : 'open'
  if (due > 0n) return 'due'
  return carried > 0n && discharged === 0n ? 'carried' : 'discharged'
}

/** Charges by kind, in the order the kinds first come. */
export function sumByKind(parts: readonly (readonly ChargePart[])[]): readonly ChargePart[] {
  const sums = new Map<string, bigint>()
  for (const { kind, minor } of parts.flat()) sums.set(kind, (sums.get(kind) ?? 0n) + minor)
  return [...sums].map(([kind, minor]) => ({ kind, minor }))
}

/** Days before the last one on which its holder is warned, the first first. */
export const WARN_DAYS = [30, 7, 1] as const

/** What is to be told of a term today: a warning, once for each of its days, or that it ended. */
export type TermNotice = { readonly act: 'warn'; readonly daysBefore: number } | { readonly act: 'fall-due' }

/**
 * The notice that is due today of a lot whose goods are still there. Whoever missed a day of this clock gives the notice of today, not those of the
 * days between.
 */
export function findTermNotice(until: Day | undefined, warned: number | undefined, today: Day): TermNotice | undefined {
  if (until === undefined) return undefined
  const left = daysBetween(today, until)
  if (left < 0) return { act: 'fall-due' }
  const daysBefore = WARN_DAYS.findLast(days => left <= days)
  return daysBefore === undefined || (warned !== undefined && warned <= daysBefore) ? undefined : { act: 'warn', daysBefore }
}
