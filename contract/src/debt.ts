import { JOURNAL_KINDS, SECURITY_REASONS } from '@lintas/customs/debt'
import { z } from 'zod'
import { calendarDay, pageOf, pageQuery } from './page.ts'
import { problemIssueSchema } from './problem.ts'

/** What is owed for a declaration, how it is paid, and what was posted. Amounts are decimal strings in major units. */
const moneySchema = z.object({ amount: z.string(), currency: z.string() })
const mrn = z.string().min(1).max(35)
const instant = z.iso.datetime()
const day = calendarDay

export const PAYMENT_STATUSES = ['open', 'paid'] as const

export const paymentSchema = z.object({
  id: z.uuid(),
  mrn,
  ...moneySchema.shape,
  status: z.enum(PAYMENT_STATUSES),
  /** Why the money is to be held as security; absent where it pays charges. */
  reason: z.enum(SECURITY_REASONS).optional(),
  provider: z.string(),
  /** Where the payer pays, where the provider has such a page. */
  payAt: z.string().optional(),
  requestedAt: instant,
  /** Number of the receipt, once it is paid. */
  receipt: z.string().optional(),
})
export type Payment = z.output<typeof paymentSchema>

/** Security given for a declaration: money, or a reservation on the account named. `open`: what is neither given back nor drawn. */
export const securitySchema = z.object({
  id: z.uuid(),
  mrn,
  reason: z.enum(SECURITY_REASONS),
  debtor: z.string(),
  ...moneySchema.shape,
  open: z.string(),
  account: z.string().optional(),
  givenAt: instant,
})
export type SecurityGiven = z.output<typeof securitySchema>

/** Money on its way back to a debtor, or there. */
export const payoutSchema = z.object({
  id: z.uuid(),
  purpose: z.enum(['refund', 'security']),
  mrn,
  debtor: z.string(),
  ...moneySchema.shape,
  status: z.enum(['ordered', 'paid', 'failed']),
  orderedAt: instant,
  reference: z.string().optional(),
})
export type PayoutAnswer = z.output<typeof payoutSchema>

/** One declaration's account: what was charged by kind, what was paid, and which of the two is more. */
export const debtAccountSchema = z.object({
  mrn,
  debtor: z.string(),
  currency: z.string(),
  charged: z.array(z.object({ kind: z.string(), amount: z.string() })),
  paid: z.string(),
  due: z.string(),
  /** Paid beyond the charges: stays as a balance in the debtor's favour until a refund of it is decided. */
  overpaid: z.string(),
  /** Owed on a debtor's account instead of now. */
  deferred: z.string(),
  securities: z.array(securitySchema),
  payouts: z.array(payoutSchema),
  payments: z.array(paymentSchema),
  issues: z.array(problemIssueSchema),
})
export type DebtAccount = z.output<typeof debtAccountSchema>

export const receiptSchema = z.object({
  number: z.string(),
  issuedOn: day,
  state: z.string(),
  mrn,
  debtor: z.string(),
  ...moneySchema.shape,
  /** Why the money is held as security; absent where it paid charges. */
  reason: z.enum(SECURITY_REASONS).optional(),
  /** What the declaration was charged when this was paid, by kind. */
  charged: z.array(z.object({ kind: z.string(), amount: z.string() })),
  paid: z.string(),
  /** Owed on a debtor's account; not on receipts of earlier versions. */
  deferred: z.string().optional(),
  due: z.string(),
  overpaid: z.string(),
  provider: z.string(),
  reference: z.string(),
})
export type Receipt = z.output<typeof receiptSchema>

/** One line of a statement: a debit is what the debtor owes more, a credit what he owes less. */
export const statementLineSchema = z.object({
  postedOn: day,
  journal: z.string(),
  kind: z.enum(JOURNAL_KINDS),
  mrn,
  currency: z.string(),
  debit: z.string(),
  credit: z.string(),
  /** Owed after this line, in this currency; negative where customs owes the debtor. */
  balance: z.string(),
})

const ofDeclaration = z.object({ mrn })

export const readDebt = {
  summary: 'What is owed and paid for a declaration',
  params: ofDeclaration,
  response: { 200: debtAccountSchema },
}
export const requestPayment = {
  summary: 'Ask to pay what is due for a declaration; an open request for the same amount is given again',
  params: ofDeclaration,
  response: { 201: paymentSchema },
}
export const requestDeposit = {
  summary: 'Ask to deposit what is not secured yet for a reason; an open request for the same amount is given again',
  params: ofDeclaration,
  body: z.strictObject({ reason: z.enum(SECURITY_REASONS) }),
  response: { 201: paymentSchema },
}
export const pledgeSecurity = {
  summary: 'Secure what is not secured yet for a reason by reserving it on a guarantee or a deferred account',
  params: ofDeclaration,
  body: z.strictObject({ reason: z.enum(SECURITY_REASONS), account: z.string().min(1).max(35) }),
  response: { 201: securitySchema },
}
export const dischargeSecurity = {
  summary: 'Give back all security of a reason that its declaration no longer needs',
  params: ofDeclaration,
  body: z.strictObject({ reason: z.enum(SECURITY_REASONS) }),
  response: { 200: z.object({ discharged: moneySchema }) },
}
export const drawSecurity = {
  summary: 'Let security of a reason pay what is due for its declaration',
  params: ofDeclaration,
  body: z.strictObject({ reason: z.enum(SECURITY_REASONS) }),
  response: { 200: z.object({ drawn: z.array(moneySchema) }) },
}
export const confirmTestPayout = {
  summary: 'Sandbox: let the local test provider say that a payout was made',
  params: z.object({ id: z.uuid() }),
  response: { 200: payoutSchema },
}
export const confirmTestPayment = {
  summary: 'Sandbox: let the local test provider say that a payment was made',
  params: z.object({ id: z.uuid() }),
  response: { 200: paymentSchema },
}
export const providerCallback = {
  summary: 'What a payment provider says, signed as a Standard Webhook; saying it again changes nothing',
  response: { 204: z.undefined().describe('Taken.') },
}
export const readReceipt = {
  summary: 'A receipt',
  params: z.object({ number: z.string().max(40) }),
  response: { 200: receiptSchema },
}
export const printReceipt = {
  summary: 'A receipt as a page to print',
  params: z.object({ number: z.string().max(40) }),
  response: { 200: z.string() },
}
export const readStatement = {
  summary: 'Postings of one debtor in order, with the running balance',
  querystring: pageQuery.extend({
    /** Trader id; the own organisation's where it is left out. */
    debtor: z.string().min(1).max(35).optional(),
  }),
  response: { 200: pageOf(statementLineSchema) },
}
