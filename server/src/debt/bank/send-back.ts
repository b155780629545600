import { sendBackJournal } from '@lintas/customs/debt'
import { error, formatMajor, type Issue, ok, type Result, stop } from '@lintas/customs/kernel'
import { isSamePerson } from '../../platform/acting.ts'
import type { Node, Writer } from '../../platform/node.ts'
import { orderPayout } from '../payouts.ts'
import { post } from '../postings.ts'
import * as sendings from './sending-back-store.ts'
import * as store from './store.ts'
import { treasuryOf } from './treasury.ts'

type Desk = Pick<Node, 'clock' | 'events' | 'jobs' | 'sandbox' | 'state'>

/**
 * Proposes to send money in suspense back to the account it came from, once somebody has looked into it. Only there: where the bank does not say which account
 * that is, the money stays in suspense. No time after which it is forfeit is known, so that none passes.
 */
export async function proposeSendingBack(
  tx: Writer,
  node: Desk,
  entryId: string,
  given: { readonly note: string; readonly by: string },
): Promise<Result<string>> {
  const { note, by } = given
  const entry = await store.holdEntry(tx, entryId)
  if (entry === undefined) return stop(error('debt.bank-entry-unknown', ''))
  if (entry.status !== 'suspense' || entry.direction !== 'credit')
    return stop(error('debt.bank-entry-not-so', '', { status: entry.status }))
  const issues = await checkSender(tx, node, entry)
  if (issues.length > 0) return stop(...issues)
  const id = await sendings.insertSendingBack(tx, entryId, note, by, node.clock.now())
  if (id === undefined) return stop(error('debt.sending-back-proposed', ''))
  await tell(tx, node, entry, 'propose-sending-back', by, note)
  return ok(id)
}

/**
 * Another officer's word on a proposal. Approved, the money leaves suspense and is ordered to be paid out, once; what the bank then cannot pay, or sends
 * back, stands in suspense again.
 */
export async function decideSendingBack(
  tx: Writer,
  node: Desk,
  id: string,
  given: { readonly decision: 'approved' | 'refused'; readonly note: string | undefined; readonly by: string },
): Promise<Result<void>> {
  const { decision, note, by } = given
  const entryId = (await sendings.findSendingBack(tx, id))?.entry
  const entry = entryId === undefined ? undefined : await store.holdEntry(tx, entryId) // whoever decides on the same money waits here
  const sending = await sendings.findSendingBack(tx, id)
  if (entry === undefined || sending === undefined) return stop(error('debt.sending-back-unknown', ''))
  if (sending.status !== 'proposed' || entry.status !== 'suspense')
    return stop(error('debt.sending-back-decided', '', { status: sending.status }))
  if (isSamePerson(sending.proposedBy, by)) return stop(error('debt.sending-back-same-officer', ''))
  if (decision === 'refused' && note === undefined) return stop(error('debt.sending-back-note-missing', 'note'))
  const issues = decision === 'approved' ? await checkSender(tx, node, entry) : []
  if (issues.length > 0) return stop(...issues)
  const payout = decision === 'approved' ? await send(tx, node, id, entry, by) : undefined
  await sendings.decideSendingBack(tx, id, { status: decision, note, payout, by, at: node.clock.now() })
  await tell(tx, node, entry, decision === 'approved' ? 'send-back' : 'refuse-sending-back', by, note)
  return ok(undefined)
}

/** What keeps money from being paid to whoever sent it: the bank does not say which account that is or, where the clearing needs it, with which bank. Nobody else may say it. */
async function checkSender(tx: Writer, node: Desk, { partyAccount, partyBic }: store.EntryRow): Promise<readonly Issue[]> {
  if (partyAccount === undefined) return [error('debt.bank-sender-unknown', '')]
  if (partyBic === undefined && (await treasuryOf(tx, node))?.inClearing === true) return [error('debt.bank-sender-bic-unknown', '')]
  return []
}

async function send(tx: Writer, node: Desk, id: string, entry: store.EntryRow, by: string): Promise<string> {
  const { amount, party, partyAccount: account, partyBic: bic } = entry
  if (account === undefined) throw new Error('given money of an unknown account, needs one that was asked for before')
  await post(tx, [sendBackJournal({ sending: id, postedOn: node.clock.today(), amount })])
  await store.moveEntry(tx, entry.id, { status: 'sent-back' })
  return await orderPayout(tx, node, { purpose: 'sending-back', payee: { holder: party ?? account, account, bic }, amount }, by)
}

async function tell(tx: Writer, { events }: Desk, entry: store.EntryRow, act: string, by: string, note: string | undefined): Promise<void> {
  const { id, amount } = entry
  const facts = { amount: formatMajor(amount), currency: amount.currency }
  const payload = note === undefined ? {} : { payload: { note } }
  await events.append(tx, [{ subject: 'bank-entry', subjectId: id, act, by, facts, ...payload }])
}
