import { z } from 'zod'
import { addMonths, type Day, error, formatMajor, type Money, money, ok, type Result, stop } from '../kernel/index.ts'
import { type LawBook, type LawRow, lawKind, lawRowSchema, type State } from '../reference/index.ts'

interface InstalmentRow extends LawRow {
  readonly instalmentsMax: number
  /** The last instalment is due no later than so many months after it is agreed. */
  readonly monthsMax: number
  /** Whether all of it must be secured first. */
  readonly secured: boolean
}

/** Whether, and how far, a state lets debts be paid in instalments. Where no row is on file none are agreed. */
export const INSTALMENT_CONTROLS = lawKind<InstalmentRow>(
  'instalment-control',
  lawRowSchema.extend({
    instalmentsMax: z.number().int().min(2).max(120),
    monthsMax: z.number().int().min(1).max(120),
    secured: z.boolean(),
  }),
  () => '',
)

/** One part of a debt, and the last day to pay it. */
export interface Instalment {
  readonly number: number
  readonly dueOn: Day
  readonly amount: Money
}

export interface InstalmentWish {
  readonly state: State
  readonly today: Day
  /** What is to be paid in parts. */
  readonly debt: Money
  readonly count: number
  /** The last day to pay the first; the others follow month by month. */
  readonly firstOn: Day
  /** Security held for the debt. */
  readonly secured: Money
}

/**
 * Lays a debt out in equal instalments, the last taking what does not divide. Refused with everything the law on file does not allow.
 *
 * Interest runs on what is not paid yet, as on any debt past its day.
 */
export function planInstalments(
  law: LawBook,
  wish: InstalmentWish,
): Result<{ readonly row: string; readonly instalments: readonly Instalment[] }> {
  const { state, today, debt, count, firstOn, secured } = wish
  const [row] = law.on(INSTALMENT_CONTROLS, state, today)
  if (row === undefined) return stop(error('debt.instalments-not-on-file', '', { state, day: today }))
  const lastOn = addMonths(firstOn, count - 1)
  const issues = [
    ...(count < 2 || count > row.instalmentsMax ? [error('debt.instalments-too-many', 'count', { max: row.instalmentsMax })] : []),
    ...(firstOn < today || lastOn > addMonths(today, row.monthsMax)
      ? [error('debt.instalments-too-long', 'firstOn', { months: row.monthsMax, day: today })]
      : []),
    ...(row.secured && secured.minor < debt.minor
      ? [error('debt.instalments-unsecured', '', { amount: formatMajor(debt), secured: formatMajor(secured), currency: debt.currency })]
      : []),
    ...(debt.minor < BigInt(count) ? [error('debt.instalments-too-small', 'count')] : []),
  ]
  if (issues.length > 0) return stop(...issues)
  const each = debt.minor / BigInt(count)
  const instalments = Array.from({ length: count }, (_, index): Instalment => {
    const minor = index === count - 1 ? debt.minor - each * BigInt(count - 1) : each
    return { number: index + 1, dueOn: addMonths(firstOn, index), amount: money(minor, debt.currency) }
  })
  return ok({ row: row.id, instalments })
}

/** Where a plan stands: what is to be paid by today, and whether it is kept. */
export interface PlanStanding {
  readonly state: 'running' | 'kept' | 'broken'
  /** What must be paid now to keep the plan; nothing where it is ahead. */
  readonly payable: Money
  /** The first instalment that is not paid in full. */
  readonly next: Instalment | undefined
}

/**
 * Judges a plan by what is still open of the debt it is about: an instalment is paid once what is open is no more than the instalments after it. One past its
 * day and not paid breaks the plan, and all the rest is due again.
 */
export function judgePlan(instalments: readonly Instalment[], open: Money, today: Day): PlanStanding {
  let after = instalments.reduce((sum, each) => sum + each.amount.minor, 0n)
  let payable = 0n
  let next: Instalment | undefined
  let isBroken = false
  for (const each of instalments) {
    after -= each.amount.minor
    const missing = open.minor - after
    if (missing <= 0n) continue
    next ??= each
    if (each.dueOn < today) isBroken = true
    if (each === next || each.dueOn < today) payable = missing
  }
  const state = open.minor === 0n ? 'kept' : isBroken ? 'broken' : 'running'
  return { state, payable: money(state === 'broken' ? open.minor : payable, open.currency), next }
}
