import { overpaidOf } from '@lintas/customs/debt'
import { isPermitted } from '@lintas/customs/declaration'
import { formatMajor, ok, type Result } from '@lintas/customs/kernel'
import { STATE_FACTS } from '@lintas/customs/reference'
import type { DeclarationHead } from '../declarations.ts'
import type { Writer } from '../platform/node.ts'
import { findRefund, type RefundReason } from './refund-store.ts'
import { claimRefund, decideRefund, type RefundDesk } from './refunds.ts'
import { findAccount } from './store.ts'

export interface GivingBack {
  /** Why it is overpaid. */
  readonly why: string
  readonly reasons: readonly RefundReason[]
  /** Who decided what makes it overpaid, and approves it thereby; `system` approves nothing. */
  readonly by: string
  /** Declarations of the debtor that it may be set off against, held with the one it is about. */
  readonly others: readonly string[]
}

export interface GivenBack {
  readonly refund: string
  readonly amount: string
  readonly currency: string
}

/**
 * Claims back, for the debtor of a declaration held in this transaction, what is overpaid since customs decided otherwise: nobody has to ask for what customs knows it
 * owes. A larger amount waits for a second officer. Nothing where nothing is overpaid, or a claim is open.
 *
 * @source ATIGA art. 60.1; RKC General Annex std. 4.18, 4.23
 */
export async function giveBack(
  tx: Writer,
  desk: RefundDesk,
  held: DeclarationHead,
  { why, reasons, by, others }: GivingBack,
): Promise<Result<GivenBack | undefined>> {
  const { currency } = STATE_FACTS[desk.node.state]
  const amount = overpaidOf(await findAccount(tx, held.mrn, currency))
  if (amount.minor === 0n || !isPermitted('claim-refund', held.status)) return ok(undefined)
  const claimed = await claimRefund(tx, desk, held, why, 'system')
  if (!claimed.ok) return claimed.issues.some(({ code }) => code === 'debt.refund-claimed') ? ok(undefined) : claimed
  const refund = await findRefund(tx, claimed.value)
  if (refund === undefined) throw new Error('a refund was claimed and not found')
  if (by !== 'system') {
    const decided = await decideRefund(tx, desk, refund, { decision: 'approved', reasons, by, others })
    if (!decided.ok) return decided
  }
  return ok({ refund: refund.id, amount: formatMajor(amount), currency })
}
