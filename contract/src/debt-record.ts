import { INTEREST_GROUNDS, INTEREST_PERIODS } from '@lintas/customs/debt'
import { CONFIDENCE } from '@lintas/customs/reference'
import { z } from 'zod'
import { guaranteeCallSchema, instalmentPlanSchema } from './collection.ts'
import { calendarDay, pageOf, pageQuery } from './page.ts'
import { problemIssueSchema } from './problem.ts'

const mrn = z.string().min(1).max(35)
const instant = z.iso.datetime()

/** Interest with all that led to it: each span is an amount, days, a rate and the law behind it; the sum is rounded once. */
export const interestShownSchema = z.object({
  ground: z.enum(INTEREST_GROUNDS),
  currency: z.string(),
  from: calendarDay,
  /** The first day that does not count. */
  to: calendarDay,
  spans: z.array(
    z.object({
      from: calendarDay,
      to: calendarDay,
      days: z.number().int(),
      base: z.string(),
      percent: z.string(),
      per: z.enum(INTEREST_PERIODS),
      /** How often the rate counts. */
      times: z.string(),
      amount: z.string(),
      row: z.string(),
      legalRef: z.string(),
      confidence: z.enum(CONFIDENCE),
    }),
  ),
  exact: z.string(),
  /** What the law allows at most, where the spans come to more. */
  atMost: z.string().optional(),
  rounding: z.string(),
  amount: z.string(),
})

/** Interest up to today, and what of it is charged already. */
const interestSchema = z.object({ calculation: interestShownSchema, charged: z.string(), toCharge: z.string() })
export type InterestAnswer = z.output<typeof interestSchema>

const WRITE_OFF_STATUSES = ['proposed', 'approved', 'refused'] as const

/** What is due and to be given up for lost: proposed by one officer, decided by another. */
export const writeOffSchema = z.object({
  id: z.uuid(),
  mrn,
  debtor: z.string(),
  amount: z.string(),
  currency: z.string(),
  reason: z.string(),
  legalBasis: z.string(),
  status: z.enum(WRITE_OFF_STATUSES),
  proposedAt: instant,
  decidedAt: instant.optional(),
  decisionReason: z.string().optional(),
})
export type WriteOffAnswer = z.output<typeof writeOffSchema>

/** A declaration's debt: when it arose, who owes it in which order, what is to be paid by when, what being late costs. */
export const debtRecordSchema = z.object({
  mrn,
  currency: z.string(),
  status: z.enum(['waits-for-release', 'open', 'overdue', 'discharged']),
  arisenOn: calendarDay,
  debtors: z.array(
    z.object({
      /** Those of the same number owe jointly. */
      order: z.number().int(),
      who: z.string(),
      as: z.enum(['principal', 'declarant', 'filer', 'guarantor']),
      jointly: z.boolean(),
      account: z.string().optional(),
      /** Of a guarantor: how much the guarantee is good for here. */
      upTo: z.string().optional(),
    }),
  ),
  dues: z.array(
    z.object({
      kind: z.enum(['charges', 'interest', 'penalty']),
      chargedOn: calendarDay,
      dueOn: calendarDay,
      amount: z.string(),
      open: z.string(),
    }),
  ),
  /** Interest up to today, charged already or not; absent where nothing was late, or where no rate is on file (`issues`). */
  interest: interestSchema.optional(),
  /** Interest and penalties that were charged, each with how it was worked out. */
  added: z.array(
    z.object({
      kind: z.enum(['interest', 'penalty']),
      chargedOn: calendarDay,
      amount: z.string(),
      currency: z.string(),
      calculation: z.record(z.string(), z.unknown()),
    }),
  ),
  writeOffs: z.array(writeOffSchema),
  plans: z.array(instalmentPlanSchema),
  /** What the plan that runs asks for next; absent where none runs. */
  instalment: z.object({ payable: z.string(), dueOn: calendarDay }).optional(),
  calls: z.array(guaranteeCallSchema),
  issues: z.array(problemIssueSchema),
})
export type DebtRecordAnswer = z.output<typeof debtRecordSchema>

export const readDebtRecord = {
  summary: 'A declaration’s debt: when it arose, who owes it, what is due by when, interest up to today',
  params: z.object({ mrn }),
  response: { 200: debtRecordSchema },
}
export const proposeWriteOff = {
  summary: 'Propose to give up what is due for a released declaration; another officer decides',
  params: z.object({ mrn }),
  body: z.strictObject({
    /** All that is due where it is left out. */
    amount: z
      .string()
      .regex(/^\d{1,20}(\.\d{1,4})?$/, 'an amount such as 250.00')
      .optional(),
    reason: z.string().trim().min(3).max(2_000),
    legalBasis: z.string().trim().min(3).max(200),
  }),
  response: { 201: writeOffSchema },
}
export const listWriteOffs = {
  summary: 'Write-offs, the newest first',
  querystring: pageQuery.extend({ status: z.enum(WRITE_OFF_STATUSES).optional() }),
  response: { 200: pageOf(writeOffSchema) },
}
export const decideWriteOff = {
  summary: 'Approve or refuse a write-off that another officer proposed',
  params: z.object({ id: z.uuid() }),
  body: z.strictObject({ decision: z.enum(['approved', 'refused']), reason: z.string().trim().min(3).max(2_000).optional() }),
  response: { 200: writeOffSchema },
}

/** Interest on what a deferred account owes past the days of its statements; absent where nothing was late, or where no rate is on file (`issues`). */
export const accountInterestSchema = z.object({
  account: z.string(),
  currency: z.string(),
  interest: interestSchema.optional(),
  /** What was charged each night, the newest first: up to a day that does not count any more. */
  charges: z.array(z.object({ until: calendarDay, amount: z.string() })),
  issues: z.array(problemIssueSchema),
})
export type AccountInterestAnswer = z.output<typeof accountInterestSchema>

export const readAccountInterest = {
  summary: 'Interest on a debtor’s account up to today, how it is worked out, and what of it was charged',
  params: z.object({ number: z.string().min(1).max(35) }),
  response: { 200: accountInterestSchema },
}
