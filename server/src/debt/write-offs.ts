import { dueOf, writeOffJournal } from '@lintas/customs/debt'
import { error, formatMajor, type Money, ok, parseMoney, type Result, stop } from '@lintas/customs/kernel'
import { STATE_FACTS } from '@lintas/customs/reference'
import type { DeclarationHead } from '../declarations.ts'
import { isSamePerson } from '../platform/acting.ts'
import type { Writer } from '../platform/node.ts'
import { chargeInterest, type DebtDesk } from './debt-record.ts'
import { post } from './postings.ts'
import { findAccount } from './store.ts'
import * as store from './write-off-store.ts'

export interface WriteOffWish {
  /** In major units; all that is due where it is left out. */
  readonly amount?: string | undefined
  readonly reason: string
  readonly legalBasis: string
}

/**
 * Proposes to give up what is due for a held declaration, in whole or in part. Goods that wait are not released by giving up what they wait for: only a debt
 * that outlived the release is written off.
 */
export async function proposeWriteOff(
  tx: Writer,
  desk: DebtDesk,
  held: DeclarationHead,
  wish: WriteOffWish,
  by: string,
): Promise<Result<string>> {
  const { mrn, principal: debtor, releasedOn } = held
  const { currency } = STATE_FACTS[desk.state]
  if (releasedOn === undefined) return stop(error('debt.write-off-before-release', '', { mrn }))
  await chargeInterest(tx, desk, held)
  const due = dueOf(await findAccount(tx, mrn, currency))
  const amount = wish.amount === undefined ? due : parseMoney(wish.amount, currency)
  if (due.minor === 0n) return stop(error('debt.nothing-due', '', { mrn }))
  if (amount === undefined || amount.minor <= 0n || amount.minor > due.minor)
    return stop(error('debt.write-off-amount', 'amount', { due: formatMajor(due), currency }))
  const { reason, legalBasis } = wish
  const id = await store.insertWriteOff(tx, { mrn, debtor, amount, reason, legalBasis, by, at: desk.clock.now() })
  if (id === undefined) return stop(error('debt.write-off-proposed', '', { mrn }))
  const facts = { mrn, ...said(amount) }
  await desk.events.append(tx, [{ subject: 'write-off', subjectId: id, act: 'propose', by, facts, payload: { reason, legalBasis } }])
  return ok(id)
}

export interface WriteOffDecision {
  readonly decision: 'approved' | 'refused'
  readonly reason: string | undefined
  readonly by: string
}

/** Another officer's word on a proposal. What is written off is what was proposed, as far as it is still due. */
export async function decideWriteOff(
  tx: Writer,
  desk: DebtDesk,
  { id, mrn, debtor, status, proposedBy, amount }: store.WriteOff,
  { decision, reason, by }: WriteOffDecision,
): Promise<Result<void>> {
  if (status !== 'proposed') return stop(error('debt.write-off-decided', '', { status }))
  if (isSamePerson(proposedBy, by)) return stop(error('debt.write-off-same-officer', '', { mrn }))
  if (decision === 'refused' && reason === undefined) return stop(error('debt.write-off-reason-missing', 'reason'))
  const before = await findAccount(tx, mrn, amount.currency)
  const due = dueOf(before)
  const written = due.minor < amount.minor ? due : amount
  if (decision === 'approved') {
    if (written.minor === 0n) return stop(error('debt.nothing-due', '', { mrn }))
    await post(tx, [writeOffJournal({ mrn, debtor, postedOn: desk.clock.today(), writeOff: id, amount: written }, before)])
  }
  const facts = { mrn, ...said(decision === 'approved' ? written : amount) }
  await store.decideWriteOff(tx, id, { status: decision, by, at: desk.clock.now(), reason })
  const act = decision === 'approved' ? 'approve' : 'refuse'
  const payload = reason === undefined ? {} : { payload: { reason } }
  await desk.events.append(tx, [{ subject: 'write-off', subjectId: id, act, by, facts, ...payload }])
  return ok(undefined)
}

function said(amount: Money) {
  return { amount: formatMajor(amount), currency: amount.currency }
}
