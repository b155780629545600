import { dueOf, overpaidOf, refundControlOn, refundJournal, setOffJournal } from '@lintas/customs/debt'
import { isPermitted } from '@lintas/customs/declaration'
import { error, formatMajor, type Money, money, ok, type Result, stop } from '@lintas/customs/kernel'
import { STATE_FACTS } from '@lintas/customs/reference'
import type { DeclarationHead } from '../declarations.ts'
import { isSamePerson } from '../platform/acting.ts'
import type { Node, Writer } from '../platform/node.ts'
import { issueAdverseDecision } from '../release/index.ts'
import type { Cashier } from './cashier.ts'
import { orderPayout } from './payouts.ts'
import { post } from './postings.ts'
import * as store from './refund-store.ts'
import { goOnPaid } from './settled.ts'
import { findAccount } from './store.ts'

export type RefundDesk = Pick<Cashier, 'declarations'> & { readonly node: Pick<Node, 'clock' | 'events' | 'jobs' | 'law' | 'state'> }

/**
 * Claims back what was overpaid for a declaration held in this transaction. One claim is open at a time; it is for all that is overpaid.
 *
 * @source RKC General Annex std. 4.18 to 4.22 (repayment); ATIGA art. 60
 */
export async function claimRefund(
  tx: Writer,
  desk: RefundDesk,
  held: DeclarationHead,
  reason: string,
  by: string,
): Promise<Result<string>> {
  const { node, declarations } = desk
  const { mrn, status, principal: debtor } = held
  if (!isPermitted('claim-refund', status)) return stop(error('declaration.act-not-permitted', '', { act: 'claim-refund', status }))
  const amount = overpaidOf(await findAccount(tx, mrn, STATE_FACTS[node.state].currency))
  if (amount.minor === 0n) return stop(error('debt.nothing-overpaid', '', { mrn }))
  const refund = await store.insertRefund(tx, { mrn, debtor, amount, reason, by, at: node.clock.now() })
  if (refund === undefined) return stop(error('debt.refund-claimed', '', { mrn }))
  const facts = { mrn, ...said(amount) }
  await node.events.append(tx, [{ subject: 'refund', subjectId: refund, act: 'claim', by, facts, payload: { reason } }])
  const proceeded = await declarations.proceed(tx, held, { act: 'claim-refund' }, by)
  return proceeded.ok ? ok(refund) : proceeded
}

/**
 * Holds the declaration a refund is of, and those of the debtor it may be set off against: in the order of their numbers, as whoever pays an account
 * does, so that no two wait for one another. Answers the latter, the oldest debt first.
 *
 * @param beside other declarations that what follows may change
 */
export async function holdForRefund(
  tx: Writer,
  { node, declarations }: RefundDesk,
  { mrn, debtor, amount }: Pick<store.Refund, 'mrn' | 'debtor' | 'amount'>,
  beside: readonly string[] = [],
): Promise<readonly string[]> {
  const { setOff } = refundControlOn(node.law, node.state, node.clock.today(), amount)
  const due = setOff ? await store.listDue(tx, debtor, mrn) : []
  const held = new Set(await declarations.holdEach(tx, [mrn, ...due, ...beside]))
  return due.filter(each => held.has(each))
}

export interface RefundDecision {
  readonly decision: 'approved' | 'refused'
  readonly reasons: readonly store.RefundReason[]
  readonly by: string
  /** The declarations it may be set off against, held. */
  readonly others: readonly string[]
}

/**
 * An officer's word on a refund. A refusal is final and says its reasons and their legal basis. An approval pays it out, or waits for a second
 * officer where the amount asks for two; nobody decides on a claim of his own, nor twice.
 *
 * What is paid is what is still overpaid, never more than was claimed. Where the law lets it be set off, other debts of the debtor that are
 * due are paid with it first, the oldest first.
 */
export async function decideRefund(tx: Writer, desk: RefundDesk, refund: store.Refund, given: RefundDecision): Promise<Result<void>> {
  const { node } = desk
  const { id, mrn, status, claimedBy } = refund
  const { decision, reasons, by } = given
  if (status !== 'claimed' && status !== 'approved-once') return stop(error('debt.refund-decided', '', { status }))
  if (isSamePerson(claimedBy, by)) return stop(error('debt.refund-own', '', { mrn }))
  if (decision === 'refused' && reasons.length === 0) return stop(error('debt.refund-reason-missing', 'reasons'))
  if ((await store.listDeciders(tx, id)).some(each => isSamePerson(each, by))) return stop(error('debt.refund-same-officer', '', { mrn }))
  if (!(await store.insertDecision(tx, id, { by, decision, reasons, at: node.clock.now() })))
    return stop(error('debt.refund-same-officer', '', { mrn }))

  const { officers } = refundControlOn(node.law, node.state, node.clock.today(), refund.amount)
  const waits = decision === 'approved' && officers === 2 && status === 'claimed'
  const act = decision === 'refused' ? 'refuse' : waits ? 'approve-first' : 'approve'
  await node.events.append(tx, [
    { subject: 'refund', subjectId: id, act, by, facts: { mrn, ...said(refund.amount) }, payload: { reasons } },
  ])
  if (decision === 'refused') await refuseRefund(tx, desk, refund, given)
  else if (waits) await store.moveRefund(tx, id, { status: 'approved-once' })
  else return await payRefund(tx, desk, refund, given)
  return ok(undefined)
}

/** A refusal is an adverse decision: written, and to be questioned. @source ATIGA art. 60.1, 69 */
async function refuseRefund(tx: Writer, { node, declarations }: RefundDesk, refund: store.Refund, given: RefundDecision): Promise<void> {
  const { id, mrn, debtor: principal, amount } = refund
  await store.moveRefund(tx, id, { status: 'refused' })
  const office = (await declarations.find(tx, mrn))?.office
  const { reasons, by } = given
  const held = { mrn, principal, office }
  await issueAdverseDecision(tx, node, { kind: 'refused-refund', held, reasons, amount: said(amount), effect: { refund: id } }, by)
}

async function payRefund(tx: Writer, desk: RefundDesk, refund: store.Refund, { others, by }: RefundDecision): Promise<Result<void>> {
  const { node } = desk
  const { id, mrn, debtor } = refund
  const account = await findAccount(tx, mrn, refund.amount.currency)
  const amount = least(overpaidOf(account), refund.amount)
  if (amount.minor === 0n) return stop(error('debt.nothing-overpaid', '', { mrn }))
  await post(tx, [refundJournal({ mrn, debtor, postedOn: node.clock.today(), refund: id, amount }, account)])

  let left = amount
  for (const other of others) {
    if (left.minor > 0n) left = less(left, await setOffAgainst(tx, desk, refund, other, left, by))
  }
  const order = { purpose: 'refund', mrn, debtor, amount: left } as const
  const payout = left.minor > 0n ? { payout: await orderPayout(tx, node, order, by) } : {}
  await store.moveRefund(tx, id, { status: 'approved', setOff: less(amount, left), ...payout })
  return ok(undefined)
}

/** Pays what another declaration of the same debtor owes, as far as the refund goes; answers how much that was. */
async function setOffAgainst(
  tx: Writer,
  { node, declarations }: RefundDesk,
  refund: store.Refund,
  mrn: string,
  left: Money,
  by: string,
): Promise<Money> {
  const before = await findAccount(tx, mrn, left.currency)
  const amount = least(dueOf(before), left)
  if (amount.minor === 0n) return amount
  await post(tx, [setOffJournal({ mrn, debtor: refund.debtor, postedOn: node.clock.today(), refund: refund.id, amount }, before)])
  await node.events.append(tx, [{ subject: 'refund', subjectId: refund.id, act: 'set-off', by, facts: { mrn, ...said(amount) } }])
  await goOnPaid(tx, declarations, mrn, left.currency, 'system')
  return amount
}

const PROPOSALS_MAX = 1_000

/** Proposes, every night, to give back what nobody claimed: customs knows what it owes. @source RKC General Annex std. 4.23 */
export async function proposeRefunds(cashier: Cashier & RefundDesk): Promise<void> {
  const { node, declarations } = cashier
  for (const mrn of await store.listUnclaimed(node.db, PROPOSALS_MAX)) {
    await node.db.transaction(async tx => {
      const held = await declarations.hold(tx, mrn)
      if (held !== undefined) await claimRefund(tx, cashier, held, 'Found overpaid by customs.', 'system')
    })
  }
}

function least(one: Money, other: Money): Money {
  return one.minor < other.minor ? one : other
}

function less(from: Money, taken: Money): Money {
  return money(from.minor - taken.minor, from.currency)
}

function said(amount: Money) {
  return { amount: formatMajor(amount), currency: amount.currency }
}
