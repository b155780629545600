import { valuationWorksheetSchema } from '@lintas/customs/declaration'
import { daySchema, STATES } from '@lintas/customs/reference'
import { METHODS } from '@lintas/customs/valuation'
import { z } from 'zod'
import { worksheetStepSchema } from './duty.ts'
import { problemIssueSchema } from './problem.ts'

/** The customs value by the methods of the WTO Customs Valuation Agreement. Amounts are decimal strings in major units. */
const rateText = z.string().regex(/^\d{1,12}(\.\d{1,12})?$/, 'a decimal such as 35.1234')

/** A worksheet worked out: every method in the order of the law, which one applies, and why those before it do not. */
export const workedOutSchema = z
  .object({
    method: z.enum(METHODS),
    legalRef: z.string(),
    /** Whether the computed value came before the deductive one, as the importer asked. */
    computedFirst: z.boolean(),
    findings: z
      .array(
        z.object({
          method: z.enum(METHODS),
          legalRef: z.string(),
          outcome: z.enum(['applies', 'passed-over', 'not-reached']),
          why: z.array(problemIssueSchema).readonly(),
          words: z.string().optional(),
          steps: z.array(worksheetStepSchema).readonly(),
          /** What the sum of the steps is multiplied by to come to all the goods valued, exact. */
          multipliedBy: z.string().optional(),
          amount: z.string().optional(),
        }),
      )
      .readonly(),
    /** Exact, in the state's own currency. */
    amount: z.string(),
  })
  .meta({ id: 'WorkedOutValue' })
export type WorkedOutAnswer = z.output<typeof workedOutSchema>

export const worksheetQuestion = z.strictObject({
  worksheet: valuationWorksheetSchema,
  /** The day of import; today where absent. */
  date: daySchema.optional(),
  /** Exchange rates to use instead of those of customs: local currency for one unit, by currency. Recorded as given by the caller. */
  rates: z.record(z.string().length(3), rateText).default({}),
})
export type WorksheetQuestion = z.input<typeof worksheetQuestion>

export const worksheetValueSchema = z.object({
  state: z.enum(STATES),
  date: z.iso.date(),
  /** Rounded as the state's law says. */
  amount: z.string(),
  currency: z.string(),
  basis: z.enum(['CIF', 'FOB']),
  exchangeRateDay: z.iso.date(),
  rounding: z.string(),
  worksheet: workedOutSchema,
})
export type WorksheetValueAnswer = z.output<typeof worksheetValueSchema>

export const workOutWorksheet = {
  summary: 'What a valuation worksheet comes to, method by method in the order of the law; nothing is registered',
  body: worksheetQuestion,
  response: { 200: worksheetValueSchema },
}
