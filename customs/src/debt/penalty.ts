import { z } from 'zod'
import {
  type Day,
  decimal,
  error,
  formatMajor,
  fraction,
  greater,
  isZero,
  lesser,
  type Money,
  majorToMinor,
  money,
  ok,
  over,
  type Rational,
  type Result,
  stop,
  times,
} from '../kernel/index.ts'
import {
  type LawBook,
  type LawRow,
  lawKind,
  lawRowSchema,
  prepareRounding,
  ROUNDINGS,
  requireRow,
  roundAmount,
  type State,
} from '../reference/index.ts'

const percent = z.string().regex(/^\d{1,4}(\.\d{1,8})?$/)
const amount = z.string().regex(/^\d{1,16}(\.\d{1,4})?$/)

/** What a breach costs: a fixed amount, or a share of what was short; amounts in major units of the state's currency. */
interface PenaltyRow extends LawRow {
  /** What was done, as the law of the state groups it: `under-declaration`, `late-supplement`. */
  readonly breach: string
  readonly charge:
    | { readonly kind: 'fixed'; readonly amount: string }
    | { readonly kind: 'percent'; readonly percent: string; readonly atLeast?: string | undefined; readonly atMost?: string | undefined }
  /** What is still charged of it where the debtor disclosed it of his own accord. */
  readonly voluntaryPercent?: string | undefined
}

/** Penalties by breach. Where no row is on file none is charged, and whoever would charge one is told so. */
export const PENALTIES = lawKind<PenaltyRow>(
  'penalty',
  lawRowSchema.extend({
    breach: z.string().regex(/^[a-z]+(-[a-z]+)*$/),
    charge: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('fixed'), amount }),
      z.strictObject({ kind: z.literal('percent'), percent, atLeast: amount.optional(), atMost: amount.optional() }),
    ]),
    voluntaryPercent: percent.optional(),
  }),
  row => row.breach,
)

export interface PenaltyQuestion {
  readonly state: State
  readonly breach: string
  /** The day of the breach. */
  readonly on: Day
  /** What was short, or at stake. */
  readonly base: Money
  readonly isVoluntary: boolean
}

/** A penalty with all that led to it, as it is stored and shown. Amounts in major units. */
export interface PenaltyCalculation {
  readonly breach: string
  readonly on: Day
  readonly currency: string
  readonly base: string
  readonly charge: PenaltyRow['charge']
  /** Absent where nothing was taken off. */
  readonly voluntaryPercent?: string
  readonly rounding: string
  readonly amount: string
  readonly row: string
  readonly legalRef: string
  readonly confidence: LawRow['confidence']
}

/** Works out a penalty by the row in force on the day of the breach; refused by name where none is. Rounded once. */
export function assessPenalty(law: LawBook, { state, breach, on, base, isVoluntary }: PenaltyQuestion): Result<PenaltyCalculation> {
  const row = law.on(PENALTIES, state, on).find(each => each.breach === breach)
  const rounding = requireRow(law, ROUNDINGS, state, on, 'charge', each => each.of === 'charge')
  if (row === undefined || !rounding.ok)
    return stop(
      ...(row === undefined ? [error('debt.penalty-missing', '', { state, kind: breach, day: on })] : []),
      ...(rounding.ok ? [] : rounding.issues),
    )
  const { charge, id, legalRef, confidence } = row
  const voluntaryPercent = isVoluntary ? row.voluntaryPercent : undefined
  const full = fullPenalty(charge, base)
  const exact = voluntaryPercent === undefined ? full : shareOf(full, voluntaryPercent)
  const prepared = prepareRounding(rounding.value, base.currency)
  return ok({
    breach,
    on,
    currency: base.currency,
    base: formatMajor(base),
    charge,
    ...(voluntaryPercent === undefined ? {} : { voluntaryPercent }),
    rounding: prepared.words,
    amount: formatMajor(money(isZero(exact) ? 0n : roundAmount(exact, prepared), base.currency)),
    row: id,
    legalRef,
    confidence,
  })
}

/** In minor units, exact, before anything is taken off for disclosing it. */
function fullPenalty(charge: PenaltyRow['charge'], { minor, currency }: Money): Rational {
  if (charge.kind === 'fixed') return majorToMinor(decimal(charge.amount), currency)
  const share = shareOf(fraction(minor), charge.percent)
  const least = charge.atLeast === undefined ? share : greater(share, majorToMinor(decimal(charge.atLeast), currency))
  return charge.atMost === undefined ? least : lesser(least, majorToMinor(decimal(charge.atMost), currency))
}

function shareOf(amount: Rational, percents: string): Rational {
  return times(amount, over(decimal(percents), fraction(100n)))
}
