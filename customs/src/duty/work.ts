import { plus, type Rational, ZERO } from '../kernel/index.ts'
import { roundAmount } from '../reference/index.ts'
import { assessDuty } from './assess-duty.ts'
import type { ChargeKind, ThresholdRow } from './law.ts'
import type { LawOfDay } from './law-of-day.ts'
import type { ResolvedCharge, ResolvedItem } from './resolve.ts'

/** One goods item while its charges are worked out. */
export interface Line {
  readonly resolved: ResolvedItem
  readonly charges: WorkedCharge[]
  /** What later bases take of each kind of charge, in minor units. */
  readonly forBases: Map<ChargeKind, Rational>
}

/** One charge, worked out: exact and rounded, in minor units. */
export interface WorkedCharge {
  readonly resolved: ResolvedCharge
  readonly base: Rational
  readonly parts: readonly { readonly part: string; readonly amount: Rational }[]
  readonly exact: Rational
  readonly payable: bigint
  /** The row under which it is not charged after all. */
  readonly relief?: ThresholdRow | undefined
}

export function lineOf(resolved: ResolvedItem): Line {
  return { resolved, charges: [], forBases: new Map() }
}

/** Works out the charges of one kind on one item. */
export function workOut(kind: ChargeKind, line: Line, lawOfDay: LawOfDay): readonly WorkedCharge[] {
  return line.resolved.charges.flatMap(charge => (charge.layer.kind === kind ? [workOutOne(charge, line, lawOfDay)] : []))
}

/** Keeps the charges of one kind, relieved or not, and what later bases take of them. */
export function keep(
  kind: ChargeKind,
  worked: readonly WorkedCharge[],
  relief: ThresholdRow | undefined,
  line: Line,
  lawOfDay: LawOfDay,
): void {
  if (relief !== undefined) {
    line.charges.push(...worked.map(charge => ({ ...charge, relief })))
    return
  }
  line.charges.push(...worked)
  const exactly = lawOfDay.rounding.row.laterBases === 'exact'
  const sum = worked.reduce((total, charge) => plus(total, exactly ? charge.exact : { num: charge.payable, den: 1n }), ZERO)
  line.forBases.set(kind, sum)
}

function workOutOne(resolved: ResolvedCharge, line: Line, lawOfDay: LawOfDay): WorkedCharge {
  const { layer, ready, quantities, retailValue } = resolved
  const { item } = line.resolved
  const value = lawOfDay.valueInBases === 'exact' ? item.exactValue : item.customsValue
  const parts = layer.base.flatMap((part): WorkedCharge['parts'] => {
    if (part === 'customs-value') return [{ part, amount: value }]
    if (part === 'retail-value') return [{ part, amount: retailValue ?? ZERO }]
    const amount = line.forBases.get(part)
    return amount === undefined ? [] : [{ part, amount }]
  })
  const base = parts.reduce((total, { amount }) => plus(total, amount), ZERO)
  const assessed = assessDuty(ready.rate, { customsValue: base, quantities })
  if (!assessed.ok)
    throw new Error(`given ${layer.id} without ${assessed.issues.map(issue => issue.params?.unit).join()}, needs it resolved`)
  return { resolved, base, parts, exact: assessed.value, payable: roundAmount(assessed.value, lawOfDay.rounding) }
}
