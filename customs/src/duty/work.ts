import { isZero, minus, over, plus, type Rational, times, ZERO } from '../kernel/index.ts'
import { type LawRow, type Rounding, roundAmount } from '../reference/index.ts'
import { assessDuty } from './assess-duty.ts'
import type { ChargeKind } from './law.ts'
import type { LawOfDay } from './law-of-day.ts'
import { isOnValueAdded } from './outward.ts'
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
  readonly relief?: LawRow | undefined
  /** How the sum it is part of was rounded after it. */
  readonly totalRounding?: Rounding
}

export function lineOf(resolved: ResolvedItem): Line {
  return { resolved, charges: [], forBases: new Map() }
}

/** The customs value of a whole consignment, in minor units, as later bases take it. */
export function consignmentValueOf(lines: readonly Line[], lawOfDay: LawOfDay): Rational {
  return lines.reduce((sum, line) => plus(sum, valueInBasesOf(line, lawOfDay)), ZERO)
}

/** Works out the charges of one kind on one item of a consignment. */
export function workOut(kind: ChargeKind, line: Line, consignmentValue: Rational, lawOfDay: LawOfDay): readonly WorkedCharge[] {
  const ofKind = line.resolved.charges.filter(charge => charge.layer.kind === kind)
  return ofKind.map(charge => workOutOne(charge, line, consignmentValue, lawOfDay))
}

function valueInBasesOf({ resolved: { item } }: Line, { valueInBases }: LawOfDay): Rational {
  return valueInBases === 'exact' ? item.exactValue : item.customsValue
}

/** Keeps the charges of one kind, relieved or not, and what later bases take of them. */
export function keep(kind: ChargeKind, worked: readonly WorkedCharge[], relief: LawRow | undefined, line: Line, lawOfDay: LawOfDay): void {
  if (relief !== undefined) {
    line.charges.push(...worked.map(charge => ({ ...charge, relief })))
    return
  }
  line.charges.push(...worked)
  const exactly = kind === 'landed-cost' || lawOfDay.rounding.row.laterBases === 'exact'
  const sum = worked.reduce((total, charge) => plus(total, exactly ? charge.exact : { num: charge.payable, den: 1n }), ZERO)
  line.forBases.set(kind, sum)
}

function workOutOne(resolved: ResolvedCharge, line: Line, consignmentValue: Rational, lawOfDay: LawOfDay): WorkedCharge {
  const { layer, ready, quantities, retailValue, declaredAmount, baseFactor } = resolved
  const value = valueInBasesOf(line, lawOfDay)
  const { valueAdded } = line.resolved.item
  const isOnGain = valueAdded !== undefined && isOnValueAdded(layer.kind, line.resolved.item)
  const sentOut = isOnGain ? [{ part: 'sent-out', amount: minus(ZERO, valueAdded.exportedValue) }] : []
  const parts = layer.base.flatMap((part): WorkedCharge['parts'] => {
    if (part === 'customs-value') return [{ part, amount: value }, ...sentOut]
    if (part === 'consignment-value') return [{ part, amount: consignmentValue }]
    if (part === 'sale-price') return [{ part, amount: line.resolved.item.price ?? ZERO }]
    if (part === 'declared-amount') return [{ part, amount: declaredAmount ?? ZERO }]
    if (part === 'retail-value') return [{ part, amount: retailValue ?? ZERO }]
    const amount = line.forBases.get(part)
    return amount === undefined ? [] : [{ part, amount }]
  })
  const sum = parts.reduce((total, { amount }) => plus(total, amount), ZERO)
  const base = baseFactor === undefined ? sum : times(sum, baseFactor)
  const assessed = assessDuty(ready.rate, { customsValue: base, quantities })
  if (!assessed.ok)
    throw new Error(`given ${layer.id} without ${assessed.issues.map(issue => issue.params?.unit).join()}, needs it resolved`)
  const exact = layer.base.includes('consignment-value') ? shareOf(assessed.value, value, consignmentValue) : assessed.value
  return { resolved, base, parts, exact, payable: roundAmount(exact, lawOfDay.rounding) }
}

/** What falls on an item of a charge on the whole consignment: by customs value, exactly, so that the parts sum to the whole. */
function shareOf(charge: Rational, value: Rational, consignmentValue: Rational): Rational {
  return isZero(consignmentValue) ? ZERO : over(times(charge, value), consignmentValue)
}
