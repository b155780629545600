import { ACCOUNT_KINDS, ACCOUNT_STATUSES, INSTRUMENTS, JOURNAL_KINDS, paymentTermSchema, SECURITY_REASONS } from '@lintas/customs/debt'
import { STATUSES } from '@lintas/customs/declaration'
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
  /** What it pays for: one declaration, or what stands on a debtor's account. */
  mrn: mrn.optional(),
  account: z.string().optional(),
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

/** Money on its way back to a debtor, or there; `sending-back`: to whoever sent it, of no declaration and no debtor. */
export const payoutSchema = z.object({
  id: z.uuid(),
  purpose: z.enum(['refund', 'security', 'sending-back']),
  mrn: mrn.optional(),
  debtor: z.string().optional(),
  ...moneySchema.shape,
  /** `returned`: it was made and came back, so that it is owed as before. */
  status: z.enum(['ordered', 'paid', 'failed', 'returned']),
  /** How much of it came back. */
  returned: z.string().optional(),
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
  mrn: mrn.optional(),
  /** The debtor's account that was paid, where it is for no single declaration. */
  account: z.string().optional(),
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
  /** Of several consignments the one to pay for, by transport document; all where it is left out. */
  body: z
    .strictObject({
      consignment: z.string().min(1).max(70).optional(),
      /** Only what the plan of instalments that runs asks for next. */
      instalment: z.literal(true).optional(),
    })
    .default({}),
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
  summary: 'Sandbox: let the local test provider say that a payment was made, or that it failed',
  params: z.object({ id: z.uuid() }),
  body: z.strictObject({ outcome: z.enum(['paid', 'failed']).default('paid') }).default({ outcome: 'paid' }),
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

const accountNumber = z.string().min(1).max(35)
const ofAccount = z.object({ number: accountNumber })
const month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, 'a month such as 2026-11')

/** A trader's account with customs: what may stand on it, what does, what its newest statement still asks for. */
export const debtorAccountSchema = z.object({
  number: accountNumber,
  kind: z.enum(ACCOUNT_KINDS),
  /** Of a guarantee on paper: what the guarantor signed. */
  instrument: z.enum(INSTRUMENTS).optional(),
  trader: z.string(),
  currency: z.string(),
  /** Of a guarantee: its reference amount. */
  limit: z.string(),
  used: z.string(),
  left: z.string(),
  payable: z.string(),
  overdue: z.boolean(),
  term: paymentTermSchema.optional(),
  guarantor: z.string().optional(),
  guarantorReference: z.string().optional(),
  mrn: mrn.optional(),
  validFrom: day,
  /** The first day on which it is no longer in force. */
  validTo: day.optional(),
  /** Of a guarantee that ends within 30 days, or has ended: the days it is still in force. */
  endsInDays: z.number().int().optional(),
  /** Whether charges are deferred to it of themselves. */
  standing: z.boolean(),
  status: z.enum(ACCOUNT_STATUSES),
  reason: z.string().optional(),
  /** For `If-Match` when something is decided about it. */
  revision: z.number().int(),
})
export type DebtorAccountAnswer = z.output<typeof debtorAccountSchema>

/** A month of a debtor's account: what was owed before, what moved it, what is owed after and by when. */
export const statementOfAccountSchema = z.object({
  account: accountNumber,
  trader: z.string(),
  state: z.string(),
  currency: z.string(),
  month,
  from: day,
  to: day,
  opening: z.string(),
  lines: z.array(
    z.object({
      postedOn: day,
      journal: z.string(),
      kind: z.enum(JOURNAL_KINDS),
      /** Absent of interest on the account. */
      mrn: mrn.optional(),
      debit: z.string(),
      credit: z.string(),
      balance: z.string(),
    }),
  ),
  closing: z.string(),
  dueOn: day,
})
export type StatementOfAccount = z.output<typeof statementOfAccountSchema>

const newDebtorAccountSchema = z.strictObject({
  kind: z.enum(ACCOUNT_KINDS),
  /** Of a guarantee on paper, which then needs the guarantor’s number of it and its end. */
  instrument: z.enum(INSTRUMENTS).optional(),
  trader: z.string().trim().min(1).max(35),
  /** In major units of the state's currency. */
  limit: z.string().regex(/^\d{1,20}(\.\d{1,4})?$/, 'an amount such as 250000.00'),
  /** Where the law of the state sets no term for deferred payment. */
  term: paymentTermSchema.optional(),
  guarantor: z.string().trim().min(1).max(140).optional(),
  guarantorReference: z.string().trim().min(1).max(70).optional(),
  mrn: mrn.optional(),
  validFrom: day,
  validTo: day.optional(),
})
export type NewDebtorAccount = z.output<typeof newDebtorAccountSchema>

const ACCOUNT_DECISIONS = ['open', 'rejected', 'suspended', 'closed'] as const
export type AccountDecision = (typeof ACCOUNT_DECISIONS)[number]

export const listDebtorAccounts = {
  summary: 'Debtors’ accounts, the newest first: the own organisation’s, or for customs those of a trader or of all',
  querystring: pageQuery.extend({
    trader: z.string().min(1).max(35).optional(),
    /** Only guarantees that end within 30 days or have ended, the first to end first; all in one page. */
    ending: z.literal('soon').optional(),
  }),
  response: { 200: pageOf(debtorAccountSchema) },
}
export const readDebtorAccount = { summary: 'A debtor’s account', params: ofAccount, response: { 200: debtorAccountSchema } }
export const openDebtorAccount = {
  summary: 'Propose an account for a trader; another administrator opens it',
  body: newDebtorAccountSchema,
  response: { 201: debtorAccountSchema },
}
export const decideDebtorAccount = {
  summary: 'Open or reject a proposed account; suspend, open again or close one (If-Match)',
  params: ofAccount,
  body: z.strictObject({ decision: z.enum(ACCOUNT_DECISIONS), reason: z.string().trim().min(3).max(500).optional() }),
  response: { 200: debtorAccountSchema },
}
export const instructDebtorAccount = {
  summary: 'Say whether charges are deferred to an account of themselves',
  params: ofAccount,
  body: z.strictObject({ standing: z.boolean() }),
  response: { 200: debtorAccountSchema },
}
export const payDebtorAccount = {
  summary: 'Ask to pay what the newest statement of an account asks for',
  params: ofAccount,
  response: { 201: paymentSchema },
}
export const deferCharges = {
  summary: 'Defer what is due for a declaration to an account of its debtor',
  params: ofDeclaration,
  body: z.strictObject({ account: accountNumber }),
  response: { 200: z.object({ mrn, status: z.enum(STATUSES), account: debtorAccountSchema }) },
}
export const listAccountStatements = {
  summary: 'Statements of an account, the newest first',
  params: ofAccount,
  response: { 200: z.object({ items: z.array(statementOfAccountSchema) }) },
}
const ofMonth = z.object({ number: accountNumber, month })
export const readAccountStatement = {
  summary: 'A month of an account: as it was stated, or as it stands where the month has not ended',
  params: ofMonth,
  response: { 200: statementOfAccountSchema },
}
export const printAccountStatement = {
  summary: 'A month of an account as a page to print',
  params: ofMonth,
  response: { 200: z.string() },
}

const reasonSchema = z.strictObject({ text: z.string().trim().min(3).max(2_000), legalBasis: z.string().trim().min(3).max(200) })
const REFUND_STATUSES = ['claimed', 'approved-once', 'approved', 'refused'] as const

/** A claim for what was overpaid, or customs' own proposal, and what was decided about it. */
export const refundSchema = z.object({
  id: z.uuid(),
  mrn,
  debtor: z.string(),
  ...moneySchema.shape,
  reason: z.string(),
  /** `approved-once`: one officer agreed, and the amount asks for a second. */
  status: z.enum(REFUND_STATUSES),
  /** Whether customs found it, and nobody claimed it. */
  proposed: z.boolean(),
  claimedAt: instant,
  /** What of it paid other debts of the same debtor. */
  setOff: z.string(),
  payout: z.uuid().optional(),
  decisions: z.array(z.object({ decision: z.enum(['approved', 'refused']), reasons: z.array(reasonSchema), decidedAt: instant })),
  /** For `If-Match` when it is decided. */
  revision: z.number().int(),
})
export type RefundAnswer = z.output<typeof refundSchema>

export const listRefunds = {
  summary: 'Refunds, the newest first: the own organisation’s, or for customs those of a trader or of all',
  querystring: pageQuery.extend({ trader: z.string().min(1).max(35).optional(), status: z.enum(REFUND_STATUSES).optional() }),
  response: { 200: pageOf(refundSchema) },
}
export const readRefund = { summary: 'A refund', params: z.object({ id: z.uuid() }), response: { 200: refundSchema } }
export const claimRefund = {
  summary: 'Claim back what was paid for a declaration beyond what it is charged',
  params: ofDeclaration,
  body: z.strictObject({ reason: z.string().trim().min(3).max(2_000) }),
  response: { 201: refundSchema },
}
export const decideRefund = {
  summary: 'Approve or refuse a refund, with reasons and their legal basis; larger ones wait for a second officer (If-Match)',
  params: z.object({ id: z.uuid() }),
  body: z.strictObject({ decision: z.enum(['approved', 'refused']), reasons: z.array(reasonSchema).max(20).default([]) }),
  response: { 200: refundSchema },
}
export const repeatPayout = {
  summary: 'Order a payout again that failed or came back',
  params: z.object({ id: z.uuid() }),
  response: { 201: payoutSchema },
}

/** What a trader owes and is owed, at one look; of each kind at most two hundred rows. */
export const debtPositionSchema = z.object({
  debtor: z.string(),
  currency: z.string(),
  /** Due now, by declaration, the oldest first. */
  due: z.array(z.object({ mrn, ...moneySchema.shape, since: day })),
  overpaid: z.array(z.object({ mrn, ...moneySchema.shape })),
  /** Security held and neither given back nor drawn. */
  securities: z.array(securitySchema),
  receipts: z.array(receiptSchema),
})
export type DebtPosition = z.output<typeof debtPositionSchema>
export const readDebtPosition = {
  summary: 'What a trader owes and is owed: due, overpaid, held as security, receipts',
  querystring: z.object({
    /** Trader id; the own organisation’s where it is left out. */
    debtor: z.string().min(1).max(35).optional(),
  }),
  response: { 200: debtPositionSchema },
}
