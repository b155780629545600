import { z } from 'zod'
import { type LawRow, lawKind, lawRowSchema } from '../reference/index.ts'

/** What becomes of a request that customs lets lie beyond its time: nothing but a reminder, or what the law takes for its answer. */
const SILENCE = ['none', 'changed', 'upheld'] as const

/** How long whoever decides on a request for review, or on an appeal, has for it: calendar days from the day after the request. */
export interface ReviewAnswerPeriod extends LawRow {
  readonly remedy: 'review' | 'appeal'
  readonly days: number
  readonly silence: (typeof SILENCE)[number]
}

/** The clock on the side of customs. @source the rows name the national law; WTO TFA art. 4.4 (undue delay) */
export const REVIEW_ANSWER_PERIODS = lawKind<ReviewAnswerPeriod>(
  'review-answer-period',
  lawRowSchema.extend({ remedy: z.enum(['review', 'appeal']), days: z.number().int().positive(), silence: z.enum(SILENCE) }),
  row => row.remedy,
)

/** How long a declarant has, at least, to be heard before more is charged after release: calendar days from the day after. */
export interface HearingPeriod extends LawRow {
  readonly days: number
}

/** Where no row is on file the officer names the day. @source the rows name the national law */
export const HEARING_PERIODS = lawKind<HearingPeriod>(
  'hearing-period',
  lawRowSchema.extend({ days: z.number().int().positive() }),
  () => '',
)

/** The kinds of law that rights read. */
export const RIGHTS_LAW = [REVIEW_ANSWER_PERIODS, HEARING_PERIODS] as const
