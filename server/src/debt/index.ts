import { randomBytes } from 'node:crypto'
import type { Declarations } from '../declarations.ts'
import type { Node } from '../platform/node.ts'
import { chargeAccounts } from './account-interest.ts'
import { registerBankJobs } from './bank/import.ts'
import type { Cashier } from './cashier.ts'
import { closeDays } from './close-days.ts'
import { chargeOverdue } from './debt-record.ts'
import { deferWanted } from './defer.ts'
import { endCalls } from './guarantee-calls.ts'
import { warnOfExpiry } from './guarantee-expiry.ts'
import { judgePlans } from './instalments.ts'
import { PAYOUT_JOB, tellProvider } from './payouts.ts'
import type { PaymentProvider } from './provider.ts'
import { proposeRefunds } from './refunds.ts'
import { registerRoutes } from './routes.ts'
import { issueStatements } from './statements.ts'
import { testProvider } from './test-provider.ts'

export { addCharge } from './debt-record.ts'
export { findNamedAccount } from './debtor-account-store.ts'
export { extendDeferral, wantDeferral } from './defer.ts'
export { type GivenBack, giveBack } from './give-back.ts'
export { insertPostings, POSTING_PARAMETERS, post, postingValues } from './postings.ts'
export type { PaymentProvider } from './provider.ts'
export { claimRefund, holdForRefund } from './refunds.ts'
export { dischargeSecurity, drawSecurity, findReserved, holdPledgeable, pledgeSecurity } from './securities.ts'
export { goOnPaid } from './settled.ts'
export { findAccount, listJournals, listPaidFor } from './store.ts'
export { planTakeOver, takeOver } from './take-over.ts'

/**
 * Opens the cashier's desk of a node.
 *
 * @param provider who takes the money; without one a sandbox uses a provider of its own, whose word is asked for by hand
 */
export async function register(node: Node, declarations: Declarations, provider?: PaymentProvider): Promise<void> {
  const secret = Buffer.from(await node.secrets.keep('payment-test-provider', () => randomBytes(32).toString('hex')), 'hex')
  const own = node.sandbox && provider === undefined ? testProvider(secret) : undefined
  const cashier: Cashier = { node, provider: provider ?? own, declarations }
  node.jobs.work(PAYOUT_JOB, ({ id }) => tellProvider(cashier, String(id)))
  node.jobs.every('debt-defer', { seconds: 2 }, () => deferWanted(cashier))
  node.jobs.every('debt-statements', '20 2 * * *', () => issueStatements(node))
  node.jobs.every('ledger-close', '10 0 * * *', async () => {
    await closeDays(node, 'system')
  })
  node.jobs.every('debt-interest', '50 2 * * *', async () => {
    await chargeOverdue(node, declarations)
    await chargeAccounts(node)
  })
  node.jobs.every('debt-collection', '55 2 * * *', async () => {
    await judgePlans(node, declarations)
    await endCalls(node, declarations)
    await warnOfExpiry(node)
  })
  node.jobs.every('debt-refunds', '40 2 * * *', () => proposeRefunds({ ...cashier, node }))
  registerBankJobs(node, cashier)
  registerRoutes(node, cashier, own)
}
