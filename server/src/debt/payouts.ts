import { payoutJournal, payoutReturnedJournal, suspendAgainJournal } from '@lintas/customs/debt'
import { error, formatMajor, type Issue, type Money, ok, type Result, stop } from '@lintas/customs/kernel'
import type { Node, Writer } from '../platform/node.ts'
import { suspendAgain } from './bank/sending-back-store.ts'
import type { Cashier } from './cashier.ts'
import type { Payout, PayoutWish } from './payout-store.ts'
import * as store from './payout-store.ts'
import { post } from './postings.ts'
import type { ProviderNotice } from './provider.ts'

export const PAYOUT_JOB = 'debt-payout'

/** Orders money to be paid out; the provider is told once the transaction is kept, again and again until it has taken the order. */
export async function orderPayout(
  tx: Writer,
  node: Pick<Node, 'clock' | 'events' | 'jobs'>,
  wish: PayoutWish,
  by: string,
): Promise<string> {
  const id = await store.insertPayout(tx, wish, by, node.clock.now())
  const { purpose, amount } = wish
  const of = wish.purpose === 'sending-back' ? {} : { mrn: wish.mrn, ...(wish.againOf === undefined ? {} : { againOf: wish.againOf }) }
  const facts = { ...of, purpose, amount: formatMajor(amount), currency: amount.currency }
  await node.events.append(tx, [{ subject: 'payout', subjectId: id, act: 'order', by, facts }])
  if (wish.purpose !== 'sending-back') await node.jobs.send(PAYOUT_JOB, { id }, { tx })
  return id
}

/** Tells the provider of an order. Telling twice is harmless: the provider pays an order once. Without one it waits for a file to the bank. */
export async function tellProvider({ node, provider }: Cashier, id: string): Promise<void> {
  if (provider === undefined) return
  const payout = await store.findPayout(node.db, id)
  if (payout?.status !== 'ordered') return
  const { mrn, debtor, amount } = payout
  if (mrn !== undefined && debtor !== undefined) await provider.orderPayout({ id, mrn, debtor, amount })
}

/** Takes a provider's word about a payout: once, however often it is said. What failed stays owed and can be ordered again. */
export function takePayout(cashier: Cashier, notice: ProviderNotice): Promise<Result<Payout>> {
  return cashier.node.db.transaction(tx => takePayoutIn(cashier, tx, notice))
}

/** The same in a transaction of somebody who writes more. */
export async function takePayoutIn({ node }: Cashier, tx: Writer, notice: ProviderNotice): Promise<Result<Payout>> {
  const payout = await store.holdPayout(tx, notice.id)
  if (payout === undefined) return stop(error('debt.payout-unknown', 'payout'))
  const { amount } = payout
  if (notice.amount.currency !== amount.currency || notice.amount.minor !== amount.minor)
    return stop(error('debt.payout-differs', 'amount', { given: formatMajor(notice.amount), amount: formatMajor(amount) }))
  const ended = await endPayouts(tx, node, [{ payout, outcome: notice.outcome, reference: notice.reference }])
  return ended.ok ? ok((await store.findPayout(tx, payout.id)) ?? payout) : ended
}

/** What a bank, a provider or the clearing says became of a payout that is held. */
export type PayoutOutcome = { readonly payout: Payout; readonly reference: string } & (
  | { readonly outcome: 'paid' | 'failed' }
  | { readonly outcome: 'returned'; readonly returned: Money }
)

/**
 * Carries out what is said of held payouts, each named once: what is known already changes nothing. One that came back was made, whether anybody said so or
 * not; it is owed as before, and what was sent back to whoever sent it stands in suspense again. Answers how many it changed, or, having changed none, everything that cannot be.
 */
export async function endPayouts(
  tx: Writer,
  node: Pick<Node, 'clock' | 'events'>,
  said: readonly PayoutOutcome[],
): Promise<Result<number>> {
  const issues = said.flatMap(checkOutcome)
  if (issues.length > 0) return stop(...issues)
  const news = said.filter(({ payout, outcome }) => payout.status === 'ordered' || (payout.status === 'paid' && outcome === 'returned'))
  const postedOn = node.clock.today()
  const journals = news.flatMap(({ payout, ...said }) => {
    const { id, mrn, debtor, amount } = payout
    const moved = { payout: id, mrn, debtor, postedOn, amount }
    return [
      ...(payout.status === 'ordered' && said.outcome !== 'failed' ? [payoutJournal(moved)] : []),
      ...(said.outcome === 'returned' ? [payoutReturnedJournal({ ...moved, returned: said.returned })] : []),
      ...(payout.purpose === 'sending-back' && said.outcome !== 'paid' ? [suspendAgainJournal(moved)] : []),
    ]
  })
  await post(tx, journals)
  const ends = news.map(({ payout: { id }, reference, ...said }) => ({
    id,
    status: said.outcome,
    reference,
    returned: said.outcome === 'returned' ? said.returned : undefined,
  }))
  await store.endPayouts(tx, ends, node.clock.now())
  const notSent = news.filter(({ payout, outcome }) => payout.purpose === 'sending-back' && outcome !== 'paid')
  if (notSent.length > 0)
    await suspendAgain(
      tx,
      notSent.map(({ payout }) => payout.id),
    )
  await node.events.append(
    tx,
    news.map(({ payout: { id, mrn, amount }, reference, ...said }) => {
      const returned = said.outcome === 'returned' ? { returned: formatMajor(said.returned) } : {}
      const facts = {
        ...(mrn === undefined ? {} : { mrn }),
        amount: formatMajor(amount),
        currency: amount.currency,
        reference,
        ...returned,
      }
      return { subject: 'payout', subjectId: id, act: ACTS[said.outcome], by: 'system', facts }
    }),
  )
  return ok(news.length)
}

const ACTS = { paid: 'confirm', failed: 'fail', returned: 'return' } as const

/** A payout that failed did not leave, so that nothing of it comes back; and no more comes back than left. */
function checkOutcome(said: PayoutOutcome): readonly Issue[] {
  if (said.outcome !== 'returned') return []
  const { payout, returned } = said
  const { id, amount } = payout
  if (payout.status === 'failed') return [error('debt.payout-not-made', '', { payout: id })]
  if (returned.currency === amount.currency && returned.minor <= amount.minor) return []
  return [error('debt.payout-returned-differs', 'amount', { payout: id, given: formatMajor(returned), amount: formatMajor(amount) })]
}
