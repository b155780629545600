import { type Day, error, type Issue, ok, type Result, stop } from '../kernel/index.ts'
import { aboveNothing, addCargo, type CargoAmount, isNoCargo, takeCargo } from './amount.ts'
import type { Landing } from './landing.ts'
import { type CargoAct, type CargoStanding, exceeding } from './standing.ts'

/** In what goods are other than they should be: on discharge against the manifest, in storage against what should lie there. */
export const DIFFERENCE_KINDS = ['shortage', 'surplus', 'damage', 'stock-shortage', 'stock-surplus'] as const
export type DifferenceKind = (typeof DIFFERENCE_KINDS)[number]

/**
 * How an officer settles a difference. `accepted`: the explanation is; goods missing of a stock are then there no more. `charged`: what is missing is charged
 * by a declaration that took it. `corrected`: it was counted wrongly, or found later; what landed is corrected.
 */
export const DIFFERENCE_OUTCOMES = ['accepted', 'charged', 'corrected'] as const
export type DifferenceOutcome = (typeof DIFFERENCE_OUTCOMES)[number]

/** A difference as it is found. Of damage only packages count. */
export interface FoundDifference {
  readonly kind: DifferenceKind
  readonly amount: CargoAmount
}

/** A difference as far as settling it needs to know. */
export interface Difference {
  readonly kind: DifferenceKind
  /** What of it is not settled yet. */
  readonly open: CargoAmount
  readonly openedOn: Day
}

/** What a declaration took of the document, where it is named as charging the difference. */
export interface ChargedBy {
  readonly mrn: string
  readonly took: CargoAmount
  readonly tookOn: Day
  /** Of what it took, how much stands for other differences already. */
  readonly spent: CargoAmount
}

export interface DifferenceSettlement {
  readonly outcome: DifferenceOutcome
  /** All that is open where it is left out. */
  readonly amount?: CargoAmount | undefined
  readonly by?: ChargedBy | undefined
}

/** What of a discharge is to be explained: each kind by itself; nothing that the law tolerates. */
export function dischargeDifferences({ short, over, damagedPackages, isTolerated }: Landing): readonly FoundDifference[] {
  return [
    ...(isTolerated || isNoCargo(short) ? [] : [{ kind: 'shortage' as const, amount: short }]),
    ...(isTolerated || isNoCargo(over) ? [] : [{ kind: 'surplus' as const, amount: over }]),
    ...(damagedPackages === 0 ? [] : [{ kind: 'damage' as const, amount: { packages: damagedPackages, grossMassKg: '0' } }]),
  ]
}

/** What of a stock is to be explained: what was counted against what is left, packages and mass each by itself. */
export function stockDifferences({ left }: Pick<CargoStanding, 'left'>, counted: CargoAmount): readonly FoundDifference[] {
  const [missing, more] = [aboveNothing(takeCargo(left, counted)), aboveNothing(takeCargo(counted, left))]
  return [
    ...(isNoCargo(missing) ? [] : [{ kind: 'stock-shortage' as const, amount: missing }]),
    ...(isNoCargo(more) ? [] : [{ kind: 'stock-surplus' as const, amount: more }]),
  ]
}

/** Which ways a kind may be settled. Only what is missing can be charged. */
export function outcomesOf(kind: DifferenceKind): readonly DifferenceOutcome[] {
  return kind === 'shortage' || kind === 'stock-shortage' ? DIFFERENCE_OUTCOMES : ['accepted', 'corrected']
}

/**
 * Settles a difference or a part of it: how much of it stays open, and what is done to the document, if anything is. Every total is conserved: what is charged counts as
 * landed and is declared, what is accepted as missing leaves what is left, what is corrected changes what landed.
 *
 * @source RKC Specific Annex A ch. 1 and 2 (responsibility for goods, shortages and surpluses)
 */
export function settleDifference(
  { kind, open, openedOn }: Difference,
  { landing }: Pick<CargoStanding, 'landing'>,
  { outcome, amount = open, by }: DifferenceSettlement,
): Result<{ readonly amount: CargoAmount; readonly open: CargoAmount; readonly act?: CargoAct }> {
  if (isNoCargo(open)) return stop(error('cargo.difference-settled', ''))
  if (!outcomesOf(kind).includes(outcome)) return stop(error('cargo.difference-outcome', 'outcome', { kind, outcome }))
  if (isNoCargo(amount)) return stop(error('cargo.difference-empty', 'amount'))
  if (exceeding(amount, open) !== undefined)
    return stop(error('cargo.difference-beyond', 'amount', { packages: open.packages, mass: open.grossMassKg }))
  const charged = outcome === 'charged' ? checkCharged(kind, openedOn, amount, by) : undefined
  if (charged !== undefined) return stop(charged)
  const act = actOf(kind, outcome, amount, landing)
  return ok({ amount, open: takeCargo(open, amount), ...(act === undefined ? {} : { act }) })
}

/** Why a declaration does not charge what is missing: it took less of these goods, or took them before anybody missed them. */
function checkCharged(kind: DifferenceKind, openedOn: Day, amount: CargoAmount, by: ChargedBy | undefined): Issue | undefined {
  const refused = (mrn: string) =>
    error('cargo.difference-by-declaration', 'mrn', { mrn, packages: amount.packages, mass: amount.grossMassKg })
  if (by === undefined) return refused('')
  const isLater = kind === 'shortage' || by.tookOn >= openedOn
  return isLater && exceeding(addCargo(amount, by.spent), by.took) === undefined ? undefined : refused(by.mrn)
}

function actOf(kind: DifferenceKind, outcome: DifferenceOutcome, amount: CargoAmount, landing: Landing | undefined): CargoAct | undefined {
  if (outcome === 'charged') return kind === 'shortage' ? { act: 'add', amount } : undefined
  if (outcome === 'accepted') return kind === 'stock-shortage' ? { act: 'lose', amount } : undefined
  if (kind === 'stock-surplus') return { act: 'add', amount }
  if (landing === undefined || kind === 'stock-shortage') return undefined
  const { landed, damagedPackages, residueKg } = landing
  const corrected = {
    shortage: { landed: addCargo(landed, amount), damagedPackages },
    surplus: { landed: takeCargo(landed, amount), damagedPackages },
    damage: { landed, damagedPackages: damagedPackages - amount.packages },
  }[kind]
  return { act: 'correct-landing', ...corrected, residueKg }
}
