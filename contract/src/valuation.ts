import { amountSchema, valuationWorksheetSchema } from '@lintas/customs/declaration'
import { daySchema, STATES } from '@lintas/customs/reference'
import { METHODS } from '@lintas/customs/valuation'
import { z } from 'zod'
import { worksheetStepSchema } from './duty.ts'
import { problemIssueSchema } from './problem.ts'
import { noticeSchema, reasonSchema } from './release.ts'

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

const ofDeclaration = z.object({ mrn: z.string().min(1).max(35) })
const words = z.string().trim().min(10).max(4_000)
const sequence = z.number().int().min(0)
const instant = z.iso.datetime()
const supposedSchema = z.strictObject({ sequence, value: amountSchema })
const worksheetOfItem = z.strictObject({ sequence, worksheet: valuationWorksheetSchema })

/** What customs asks about a declared value. `supposed`: what the goods may be worth, for the security only; it is no value. */
export const valueQuestionBody = z.strictObject({
  supposed: z.array(supposedSchema).min(1).max(10_000),
  reason: words,
  /** What the declarant is asked to show. */
  asked: words,
  dueOn: daySchema,
})
export const valueAnswerBody = z.strictObject({
  words,
  worksheets: z.array(worksheetOfItem).max(10_000).default([]),
  /** Evidence, by the number or name it can be found under. */
  documents: z.array(z.string().trim().min(1).max(140)).max(100).default([]),
})
export const valueSettlementBody = z.discriminatedUnion('outcome', [
  z.strictObject({ outcome: z.literal('accepted') }),
  z.strictObject({
    outcome: z.literal('determined'),
    items: z.array(worksheetOfItem).min(1).max(10_000),
    reasons: z.array(reasonSchema).min(1).max(20),
  }),
])

/** Settlements of before decisions had numbers have none. */
const settlementNotice = noticeSchema.omit({ kind: true }).partial({ number: true })

/** One question about the value, with what was answered and how it was settled. */
export const valueQuestionSchema = z
  .object({
    number: z.number().int(),
    supposed: z.array(z.object({ sequence, value: z.object({ amount: z.string(), currency: z.string() }) })),
    reason: z.string(),
    asked: z.string(),
    askedAt: instant,
    dueOn: z.iso.date(),
    /** Whether the day to answer has passed without an answer, or the question is settled. */
    overdue: z.boolean(),
    answers: z.array(z.object({ words: z.string(), documents: z.array(z.string()), items: z.array(sequence), answeredAt: instant })),
    settlement: z
      .object({ outcome: z.enum(['accepted', 'determined']), settledAt: instant, notice: settlementNotice.optional() })
      .optional(),
  })
  .meta({ id: 'ValueQuestion' })
export type ValueQuestionAnswer = z.output<typeof valueQuestionSchema>

export const questionValue = {
  summary: 'Ask about the declared value of some goods: why, what is to be shown, until when; release waits',
  params: ofDeclaration,
  body: valueQuestionBody,
  response: { 201: valueQuestionSchema },
}
export const listValueQuestions = {
  summary: 'What customs asked about the value, what was answered, and how it was settled',
  params: ofDeclaration,
  response: { 200: z.object({ items: z.array(valueQuestionSchema) }) },
}
export const answerValue = {
  summary: 'Answer the question about the value, in words, with worksheets or evidence',
  params: ofDeclaration,
  body: valueAnswerBody,
  response: { 200: valueQuestionSchema },
}
export const releaseOnSecurity = {
  summary: 'Ask for release on security while the value is open; the decision says how much',
  params: ofDeclaration,
  response: { 200: z.object({ securities: z.array(z.object({ reason: z.string(), amount: amountSchema })) }) },
}
export const settleValue = {
  summary: 'Settle the question: accept the declared value, or determine it by a worksheet, in writing, with reasons and legal basis',
  params: ofDeclaration,
  body: valueSettlementBody,
  response: { 200: valueQuestionSchema },
}

export const priceAdjustmentSchema = z.object({
  number: z.number().int(),
  items: z.array(z.object({ sequence, price: z.object({ amount: z.string(), currency: z.string() }) })),
  reason: z.string(),
  adjustedAt: instant,
})
export const adjustPrice = {
  summary: 'Adjust a price that was declared as subject to adjustment; what is charged more or less follows from it',
  params: ofDeclaration,
  body: z.strictObject({
    items: z
      .array(z.strictObject({ sequence, price: amountSchema }))
      .min(1)
      .max(10_000),
    reason: words,
  }),
  response: { 201: priceAdjustmentSchema },
}
export const listPriceAdjustments = {
  summary: 'How prices were adjusted after release, and until when they may be',
  params: ofDeclaration,
  response: {
    200: z.object({
      items: z.array(priceAdjustmentSchema),
      /** Absent where the price was not declared as subject to it, the goods are not released, or the time is not on file. */
      until: z.iso.date().optional(),
      issues: z.array(problemIssueSchema),
    }),
  },
}
