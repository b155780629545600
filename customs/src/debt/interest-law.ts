import { z } from 'zod'
import { type LawRow, lawKind, lawRowSchema } from '../reference/index.ts'

/** Who owes interest and why: a debtor in arrears, a debtor who pays by instalments, customs on what it repays late, customs on what it charged
 * by a decision that does not stand. */
export const INTEREST_GROUNDS = ['late-payment', 'instalment', 'late-repayment', 'wrong-charge'] as const
export type InterestGround = (typeof INTEREST_GROUNDS)[number]

/** What one rate is for: a day; a month of which every part counts as whole; a year or a month of so many days. */
export const INTEREST_PERIODS = ['day', 'month-begun', 'month-of-30', 'year-of-360', 'year-of-365'] as const
export type InterestPeriod = (typeof INTEREST_PERIODS)[number]

const percent = z.string().regex(/^\d{1,4}(\.\d{1,8})?$/)

/** A rate of simple interest. `atMostPercent`: of what is owed, more than which interest never comes to. */
export interface InterestRate extends LawRow {
  readonly ground: InterestGround
  readonly percent: string
  readonly per: InterestPeriod
  readonly atMostPercent?: string | undefined
}

/** Rates of interest on customs debts. A day without a row is refused by name, never taken for free of interest. */
export const INTEREST_RATES = lawKind<InterestRate>(
  'interest-rate',
  lawRowSchema.extend({
    ground: z.enum(INTEREST_GROUNDS),
    percent,
    per: z.enum(INTEREST_PERIODS),
    atMostPercent: percent.optional(),
  }),
  row => row.ground,
)
