import { payoutJournal } from '@lintas/customs/debt'
import { error, formatMajor, type Money, ok, type Result, stop } from '@lintas/customs/kernel'
import type { Node, Writer } from '../platform/node.ts'
import type { Cashier } from './pay.ts'
import { endPayout, findPayout, holdPayout, insertPayout, type Payout } from './payout-store.ts'
import { post } from './postings.ts'
import type { ProviderNotice } from './provider.ts'

export const PAYOUT_JOB = 'debt-payout'

export interface PayoutWish {
  readonly purpose: Payout['purpose']
  readonly mrn: string
  readonly debtor: string
  readonly amount: Money
  /** The payout that failed before this one. */
  readonly againOf?: string
}

/** Orders money to be paid out; the provider is told once the transaction is kept, again and again until it has taken the order. */
export async function orderPayout(
  tx: Writer,
  node: Pick<Node, 'clock' | 'events' | 'jobs'>,
  wish: PayoutWish,
  by: string,
): Promise<string> {
  const id = await insertPayout(tx, { ...wish, by, at: node.clock.now() })
  const { mrn, purpose, amount, againOf } = wish
  const facts = { mrn, purpose, amount: formatMajor(amount), currency: amount.currency, ...(againOf === undefined ? {} : { againOf }) }
  await node.events.append(tx, [{ subject: 'payout', subjectId: id, act: 'order', by, facts }])
  await node.jobs.send(PAYOUT_JOB, { id }, { tx })
  return id
}

/** Tells the provider of an order. Telling twice is harmless: the provider pays an order once. Without one it waits for a file to the bank. */
export async function tellProvider({ node, provider }: Cashier, id: string): Promise<void> {
  if (provider === undefined) return
  const payout = await findPayout(node.db, id)
  if (payout?.status === 'ordered') await provider.orderPayout(payout)
}

/** Takes a provider's word about a payout: once, however often it is said. What failed stays owed and can be ordered again. */
export function takePayout(cashier: Cashier, notice: ProviderNotice): Promise<Result<Payout>> {
  return cashier.node.db.transaction(tx => takePayoutIn(cashier, tx, notice))
}

/** The same in a transaction of somebody who writes more. */
export async function takePayoutIn({ node }: Cashier, tx: Writer, notice: ProviderNotice): Promise<Result<Payout>> {
  const payout = await holdPayout(tx, notice.id)
  if (payout === undefined) return stop(error('debt.payout-unknown', 'payout'))
  const { id, mrn, debtor, amount } = payout
  if (notice.amount.currency !== amount.currency || notice.amount.minor !== amount.minor)
    return stop(error('debt.payout-differs', 'amount', { given: formatMajor(notice.amount), amount: formatMajor(amount) }))
  if (payout.status !== 'ordered') return ok(payout)
  const status = notice.outcome
  await endPayout(tx, id, status, notice.reference, node.clock.now())
  if (status === 'paid') await post(tx, [payoutJournal({ mrn, debtor, postedOn: node.clock.today(), payout: id, amount })])
  const facts = { mrn, amount: formatMajor(amount), currency: amount.currency, reference: notice.reference }
  await node.events.append(tx, [{ subject: 'payout', subjectId: id, act: status === 'paid' ? 'confirm' : 'fail', by: 'system', facts }])
  return ok({ ...payout, status, reference: notice.reference })
}
