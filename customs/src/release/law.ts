import { z } from 'zod'
import { type LawRow, lawKind, lawRowSchema } from '../reference/index.ts'

/** How long one remedy against a customs decision is open, counted in calendar days from the day after its notice. */
export interface ReviewPeriod extends LawRow {
  /** `review` by customs or the authority above it, `appeal` to a tribunal, board or court. */
  readonly remedy: 'review' | 'appeal'
  readonly days: number
  /** Who hears it, in the state's own name for it. */
  readonly authority: string
}

/** The time to ask for review and to appeal. @source ATIGA art. 69; the rows name the national law */
export const REVIEW_PERIODS = lawKind<ReviewPeriod>(
  'review-period',
  lawRowSchema.extend({ remedy: z.enum(['review', 'appeal']), days: z.number().int().positive(), authority: z.string().min(1) }),
  row => row.remedy,
)
