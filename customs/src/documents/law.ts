import { z } from 'zod'
import { type LawRow, lawKind, lawRowSchema } from '../reference/index.ts'

/** How long a declarant has to bring a document that customs asks for after lodging. */
export interface AnswerPeriod extends LawRow {
  readonly days: number
  /** Whether only working days count. */
  readonly workingDays: boolean
}

/** The time to answer a request for documents. A state without a row leaves it to the officer, who must then name the day. */
export const ANSWER_PERIODS = lawKind<AnswerPeriod>(
  'document-answer-period',
  lawRowSchema.extend({ days: z.number().int().positive(), workingDays: z.boolean() }),
  () => '',
)
