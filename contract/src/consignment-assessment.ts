import { amountSchema } from '@lintas/customs/declaration'
import { STATES } from '@lintas/customs/reference'
import { z } from 'zod'
import { billSchema } from './declaration.ts'
import { assessmentRequest } from './duty.ts'
import { problemIssueSchema } from './problem.ts'

const { direction, incoterm, freight, insurance, date, channel, exportCountry, sameDayValue, rates } = assessmentRequest.shape
const { code, originCountry, value, quantities, attributes, producer } = assessmentRequest.shape

const itemFields = { code, originCountry, value, quantities, attributes, producer, agreement: z.string().min(1).max(17).optional() }
const saleFields = { incoterm, freight, insurance, date, channel, exportCountry, proofs: z.enum(['assumed', 'none']).default('none') }

/** What will it cost: several goods that travel together. Nothing is registered. */
export const consignmentAssessmentRequest = z.strictObject({
  direction,
  ...saleFields,
  sameDayValue,
  rates,
  items: z.array(z.strictObject(itemFields)).min(1).max(200),
})
export type ConsignmentAssessmentRequest = z.input<typeof consignmentAssessmentRequest>

export const consignmentAssessmentSchema = z.object({
  bill: billSchema,
  /** Whether proofs of origin were taken for granted. */
  proofs: z.enum(['assumed', 'none']),
  issues: z.array(problemIssueSchema),
})
export type ConsignmentAssessmentAnswer = z.output<typeof consignmentAssessmentSchema>

export const assessConsignment = {
  summary: 'What goods that travel together would be charged, every line with its law; nothing is registered',
  body: consignmentAssessmentRequest,
  response: { 200: consignmentAssessmentSchema },
}

/** A file of goods to be costed in several states: what differs by state are the digits of national codes and the exchange rates. */
const basketSchema = z.strictObject({
  ...saleFields,
  items: z
    .array(z.strictObject({ ...itemFields, nationalCodes: z.partialRecord(z.enum(STATES), code).default({}) }))
    .min(1)
    .max(200),
  /** Local currency for one unit of another, by state. */
  rates: z.partialRecord(z.enum(STATES), rates).default({}),
  freight: amountSchema.optional(),
})
export type Basket = z.output<typeof basketSchema>

/** Reads a basket, or says in words what is wrong with it. */
export function readBasket(given: unknown): { readonly basket: Basket } | { readonly problem: string } {
  const read = basketSchema.safeParse(given)
  return read.success ? { basket: read.data } : { problem: z.prettifyError(read.error) }
}
