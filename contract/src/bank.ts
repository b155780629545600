import { z } from 'zod'
import { calendarDay, pageOf, pageQuery } from './page.ts'

const instant = z.iso.datetime()
const uuid = z.uuid()
const line = (max: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(max)
    .regex(/^[^\p{Cc}]*$/u, 'without control characters')

/** An account with a bank: its IBAN where it has one, otherwise the bank's own number. */
export const bankAccountSchema = z.strictObject({
  holder: line(140),
  account: z
    .string()
    .trim()
    .regex(/^[A-Z0-9][A-Z0-9-]{0,33}$/, 'an account number: capital letters, digits and hyphens, without spaces'),
  bic: z
    .string()
    .trim()
    .regex(/^[A-Z0-9]{4}[A-Z]{2}[A-Z0-9]{2}([A-Z0-9]{3})?$/, 'a BIC of 8 or 11 characters')
    .optional(),
})
export type BankAccountAnswer = z.output<typeof bankAccountSchema>

/** The state's own account. `inClearing`: kept at the clearing itself, in which the treasury takes part as banks do; needs the BIC. */
export const treasurySchema = bankAccountSchema.extend({ inClearing: z.boolean().optional() })
export type TreasuryAnswer = z.output<typeof treasurySchema>

export const readTreasury = {
  summary:
    'The state’s account with its bank: where to transfer to, with the number of the payment, declaration or account as the reference',
  response: { 200: treasurySchema },
}
export const setTreasury = { summary: 'Say which is the state’s account', body: treasurySchema, response: { 200: treasurySchema } }
export const readPayee = { summary: 'Where the own organisation is paid', response: { 200: bankAccountSchema } }
export const setPayee = { summary: 'Say where the own organisation is paid', body: bankAccountSchema, response: { 200: bankAccountSchema } }

/** A file of the bank that was taken, and how many of its entries wait to be posted or stand in suspense. */
export const bankFileSchema = z.object({
  id: uuid,
  kind: z.enum(['camt.053', 'camt.054', 'pain.002', 'pacs.002', 'pacs.004']),
  messageId: z.string(),
  sha256: z.string(),
  importedAt: instant,
  entries: z.number().int(),
  waiting: z.number().int(),
  suspense: z.number().int(),
})
export type BankFileAnswer = z.output<typeof bankFileSchema>

export const importBankFile = {
  summary:
    'Take a file of the bank (camt.053, camt.054, pain.002, pacs.002 or pacs.004 as XML); the entries of a statement are posted one by one soon after. The same file again changes nothing',
  consumes: ['application/xml', 'text/xml'],
  response: { 202: bankFileSchema.extend({ isNew: z.boolean(), fresh: z.number().int() }) },
}
export const listBankFiles = {
  summary: 'Files of the bank, the newest first',
  querystring: pageQuery,
  response: { 200: pageOf(bankFileSchema) },
}
export const readBankFile = { summary: 'A file of the bank', params: z.object({ id: uuid }), response: { 200: bankFileSchema } }

const ENTRY_STATUSES = ['waiting', 'paid', 'settled', 'suspense', 'sent-back'] as const

/** A movement of the state's account, and what it was found to be for. */
export const bankEntrySchema = z.object({
  id: uuid,
  file: uuid,
  direction: z.enum(['credit', 'debit']),
  amount: z.string(),
  currency: z.string(),
  bookedOn: calendarDay,
  /** What the transfer says it is for, and who sent it. */
  words: z.array(z.string()),
  party: z.string().optional(),
  /** The account at its other end, where the bank says it: the only one to which money of an unknown purpose is sent back. */
  partyAccount: z.string().optional(),
  status: z.enum(ENTRY_STATUSES),
  payment: uuid.optional(),
  payout: uuid.optional(),
  note: z.string().optional(),
})
export type BankEntryAnswer = z.output<typeof bankEntrySchema>

const entryFilter = { status: z.enum(ENTRY_STATUSES).optional(), file: uuid.optional() }
export const listBankEntries = {
  summary: 'Movements of the state’s account, the newest first; those in suspense wait for somebody who knows what they are for',
  querystring: pageQuery.extend(entryFilter),
  response: { 200: pageOf(bankEntrySchema) },
}
export const readBankEntriesAsCsv = {
  summary: 'Movements of the state’s account as CSV, at most ten thousand',
  querystring: z.object(entryFilter),
  response: { 200: z.string() },
}
export const assignBankEntry = {
  summary: 'Say what money in suspense is for: a payment, a declaration or a debtor’s account, and how it was found out',
  params: z.object({ id: uuid }),
  body: z.strictObject({ reference: line(70), note: z.string().trim().min(3).max(2_000) }),
  response: { 200: bankEntrySchema },
}

export const settleBankDebit = {
  summary: 'Say what money that left the account and is no payout was for, such as the bank’s charges: a cost of the account',
  params: z.object({ id: uuid }),
  body: z.strictObject({ note: z.string().trim().min(3).max(2_000) }),
  response: { 200: bankEntrySchema },
}

const SENDING_STATUSES = ['proposed', 'approved', 'refused', 'lapsed'] as const

/** Money nobody knows the purpose of, to be sent back to the account it came from: proposed by one officer, decided by another. */
export const sendingBackSchema = z.object({
  id: uuid,
  entry: uuid,
  amount: z.string(),
  currency: z.string(),
  party: z.string().optional(),
  account: z.string(),
  /** What the examination found. */
  note: z.string(),
  /** `lapsed`: it was found out meanwhile what the money is for. */
  status: z.enum(SENDING_STATUSES),
  proposedAt: instant,
  decidedAt: instant.optional(),
  decisionNote: z.string().optional(),
  payout: uuid.optional(),
  /** `failed` or `returned`: the money stands in suspense again. */
  payoutStatus: z.string().optional(),
})
export type SendingBackAnswer = z.output<typeof sendingBackSchema>

export const proposeSendingBack = {
  summary: 'Propose to send money in suspense back to the account it came from, saying what was looked into',
  params: z.object({ id: uuid }),
  body: z.strictObject({ note: z.string().trim().min(3).max(2_000) }),
  response: { 201: sendingBackSchema },
}
export const listSendingsBack = {
  summary: 'Money sent back to whoever sent it, or proposed to be, the newest first',
  querystring: pageQuery.extend({ status: z.enum(SENDING_STATUSES).optional() }),
  response: { 200: pageOf(sendingBackSchema) },
}
export const decideSendingBack = {
  summary: 'Approve or refuse, as another officer, to send money back; approved, it goes into the next order to the bank, once',
  params: z.object({ id: uuid }),
  body: z.strictObject({ decision: z.enum(['approved', 'refused']), note: z.string().trim().min(3).max(2_000).optional() }),
  response: { 200: sendingBackSchema },
}

/** A file of orders to the bank. */
export const bankOrderSchema = z.object({
  id: uuid,
  /** `pain.001`: to the state’s bank; `pacs.008`: into the clearing, where the treasury takes part in it. */
  kind: z.enum(['pain.001', 'pacs.008']),
  messageId: z.string(),
  day: calendarDay,
  count: z.number().int(),
  amount: z.string(),
  currency: z.string(),
  createdAt: instant,
})
export type BankOrderAnswer = z.output<typeof bankOrderSchema>

export const orderBankPayouts = {
  summary:
    'Write an order to the bank (pain.001), or into the clearing (pacs.008), for all payouts that are in none yet; each is in one file, once',
  response: {
    200: z.object({
      order: bankOrderSchema.optional(),
      /** Payouts that wait until their debtor says where to pay, or, for the clearing, the BIC of the bank. */
      leftOut: z.array(
        z.object({ payout: uuid, debtor: z.string().optional(), mrn: z.string().optional(), lacks: z.enum(['account', 'bic']) }),
      ),
    }),
  },
}
export type BankOrdered = z.output<(typeof orderBankPayouts)['response'][200]>
export const listBankOrders = {
  summary: 'Orders to the bank, the newest first',
  querystring: pageQuery.extend({ day: calendarDay.optional() }),
  response: { 200: pageOf(bankOrderSchema) },
}
export const readBankOrder = {
  summary: 'An order to the bank as XML (pain.001 or pacs.008)',
  params: z.object({ id: uuid }),
  response: { 200: z.string() },
}

const reconciliationHead = z.object({
  id: uuid,
  provider: z.string(),
  from: calendarDay,
  to: calendarDay,
  matched: z.number().int(),
  differences: z.number().int(),
  open: z.number().int(),
  madeAt: instant,
})
export const reconciliationCaseSchema = z.object({
  id: uuid,
  /** The number of the payment as both books call it. */
  reference: z.string(),
  kind: z.enum(['missing-here', 'missing-there', 'amount-differs', 'repeated-there']),
  ours: z.string().optional(),
  theirs: z.string().optional(),
  status: z.enum(['open', 'settled']),
  outcome: z.enum(['taken', 'noted']).optional(),
  note: z.string().optional(),
})
export type ReconciliationCase = z.output<typeof reconciliationCaseSchema>
/** Our receipts compared with a provider's books over some days; each difference is a case. */
export const reconciliationSchema = reconciliationHead.extend({ cases: z.array(reconciliationCaseSchema) })
export type ReconciliationAnswer = z.output<typeof reconciliationSchema>

export const makeReconciliation = {
  summary:
    'Compare our receipts of some days with a provider’s books (CSV: reference, amount, currency); the same file again is the same reconciliation',
  consumes: ['text/csv'],
  querystring: z.object({ provider: line(40), from: calendarDay, to: calendarDay }),
  response: { 201: reconciliationSchema },
}
export const listReconciliations = {
  summary: 'Reconciliations with providers, the newest first',
  querystring: pageQuery,
  response: { 200: pageOf(reconciliationHead) },
}
export const readReconciliation = {
  summary: 'A reconciliation and its differences',
  params: z.object({ id: uuid }),
  response: { 200: reconciliationSchema },
}
export const settleReconciliationCase = {
  summary: 'Settle a difference: take a payment on the provider’s word, or note what it was',
  params: z.object({ id: uuid }),
  body: z.strictObject({ outcome: z.enum(['taken', 'noted']), note: z.string().trim().min(3).max(2_000) }),
  response: { 200: reconciliationCaseSchema },
}
