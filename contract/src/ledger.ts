import { z } from 'zod'
import { calendarDay, pageOf, pageQuery } from './page.ts'

const instant = z.iso.datetime()
const sha256 = z.string().regex(/^[0-9a-f]{64}$/)

const ledgerDayHead = z.object({
  day: calendarDay,
  journals: z.number().int(),
  postings: z.number().int(),
  /** The hash of the day before; absent for the first day of the ledger. */
  previous: sha256.optional(),
  /** Of the day's totals, with `previous`, as canonical JSON. */
  sha256,
  /** Who closed it: an account, or `system` for the job of the night. */
  closedBy: z.string(),
  closedAt: instant,
})

/** A day of the ledger that is over. Debits are positive, credits negative; opening, debit and credit sum to the closing balance. */
export const ledgerDaySchema = ledgerDayHead.extend({
  accounts: z.array(
    z.object({
      account: z.string(),
      currency: z.string(),
      opening: z.string(),
      debit: z.string(),
      credit: z.string(),
      closing: z.string(),
    }),
  ),
})
export type LedgerDayAnswer = z.output<typeof ledgerDaySchema>

const ofDay = z.object({ day: calendarDay })

export const listLedgerDays = {
  summary: 'Days of the ledger that are closed, the newest first',
  querystring: pageQuery,
  response: { 200: pageOf(ledgerDayHead) },
}
export const readLedgerDay = {
  summary: 'A closed day of the ledger: what each account opened with, what moved it, what it closed with',
  params: ofDay,
  response: { 200: ledgerDaySchema },
}
export const readLedgerDayAsCsv = { summary: 'A closed day of the ledger as CSV', params: ofDay, response: { 200: z.string() } }

export const closeLedgerDays = {
  summary: 'Close the days of the ledger up to yesterday that are still open; closing again changes nothing',
  response: { 200: z.object({ closed: z.array(calendarDay) }) },
}
export const verifyLedger = {
  summary: 'Work out every closed day anew from its postings: totals, hashes and chain',
  response: {
    200: z.object({
      ok: z.boolean(),
      days: z.number().int(),
      faults: z.array(
        z.object({
          day: calendarDay.optional(),
          account: z.string().optional(),
          fault: z.enum(['hash-differs', 'chain-broken', 'postings-differ', 'account-drifted']),
        }),
      ),
    }),
  },
}
export type LedgerVerification = z.output<(typeof verifyLedger)['response'][200]>
