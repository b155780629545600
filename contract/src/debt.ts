import { z } from 'zod'
import { pageOf, pageQuery } from './page.ts'
import { problemIssueSchema } from './problem.ts'

/** What is owed for a declaration, how it is paid, and what was posted. Amounts are decimal strings in major units. */
const moneySchema = z.object({ amount: z.string(), currency: z.string() })
const mrn = z.string().min(1).max(35)
const instant = z.iso.datetime()
const day = z.iso.date()

export const PAYMENT_STATUSES = ['open', 'paid'] as const

export const paymentSchema = z.object({
  id: z.uuid(),
  mrn,
  ...moneySchema.shape,
  status: z.enum(PAYMENT_STATUSES),
  provider: z.string(),
  /** Where the payer pays, where the provider has such a page. */
  payAt: z.string().optional(),
  requestedAt: instant,
  /** Number of the receipt, once it is paid. */
  receipt: z.string().optional(),
})
export type Payment = z.output<typeof paymentSchema>

/** One declaration's account: what was charged by kind, what was paid, and which of the two is more. */
export const debtAccountSchema = z.object({
  mrn,
  debtor: z.string(),
  currency: z.string(),
  charged: z.array(z.object({ kind: z.string(), amount: z.string() })),
  paid: z.string(),
  due: z.string(),
  /** Paid beyond the charges: stays as a balance in the debtor's favour; a refund has to be claimed, which is not offered yet. */
  overpaid: z.string(),
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
  /** What the declaration was charged when this was paid, by kind. */
  charged: z.array(z.object({ kind: z.string(), amount: z.string() })),
  paid: z.string(),
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
  kind: z.enum(['charge', 'payment']),
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
