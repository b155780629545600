import {
  type BankReference,
  bankCostJournal,
  clearSuspenseJournal,
  findReferences,
  settlementJournal,
  suspenseJournal,
} from '@lintas/customs/debt'
import { error, formatMajor, ok, type Result, stop } from '@lintas/customs/kernel'
import type { Writer } from '../../platform/node.ts'
import type { Cashier } from '../cashier.ts'
import { findAccountByNumber } from '../debtor-account-store.ts'
import { takePaymentIn } from '../pay.ts'
import { findPayout, holdPayout } from '../payout-store.ts'
import { endPayouts, takePayoutIn } from '../payouts.ts'
import { post } from '../postings.ts'
import { findLastMover } from '../statement-store.ts'
import { findRequest, insertRequest, type PaymentRequest } from '../store.ts'
import { signed } from './camt.ts'
import { lapseSendingBack } from './sending-back-store.ts'
import * as store from './store.ts'

/** Who takes money that a bank's statement tells of. */
const PROVIDER = 'bank'

/** How many entries one turn posts before it looks again. */
const TURN = 500

/**
 * Posts every entry that waits, each in a transaction of its own that also says it no longer waits: of two who post at once the later finds it posted. One
 * that fails is left for the next turn and keeps no other from its own. Answers how many were posted.
 */
export async function postWaiting(cashier: Cashier): Promise<number> {
  const { node } = cashier
  const failed = new Set<string>()
  let posted = 0
  for (;;) {
    const waiting = (await store.listWaiting(node.db, TURN + failed.size)).filter(id => !failed.has(id))
    if (waiting.length === 0) return posted
    for (const id of waiting) {
      try {
        if (await node.db.transaction(tx => postEntry(cashier, tx, id))) posted += 1
      } catch (cause) {
        failed.add(id)
        node.log.error({ err: cause, entry: id }, 'an entry of the bank could not be posted; it is tried again')
      }
    }
  }
}

async function postEntry(cashier: Cashier, tx: Writer, id: string): Promise<boolean> {
  const entry = await store.holdEntry(tx, id)
  if (entry?.status !== 'waiting') return false
  const found =
    entry.direction === 'credit' ? await pay(cashier, tx, entry, findReferences(entry.words)) : await confirm(cashier, tx, entry)
  const { node } = cashier
  const moved = { entry: id, postedOn: node.clock.today(), amount: signed(entry) }
  await post(tx, [found === undefined ? suspenseJournal(moved) : settlementJournal(moved)])
  await store.moveEntry(tx, id, found ?? { status: 'suspense' })
  await tell(cashier, tx, entry, found === undefined ? 'suspend' : 'post', 'system')
  return true
}

type Found = Parameters<typeof store.moveEntry>[2]

/** What a credit pays, or of which payment that a provider took it is the money; undefined where nobody knows. */
async function pay(cashier: Cashier, tx: Writer, entry: store.EntryRow, references: readonly BankReference[]): Promise<Found | undefined> {
  for (const reference of references) {
    const known = reference.about === 'request' ? await findRequest(tx, reference.id) : undefined
    if (
      known?.receipt !== undefined &&
      known.amount.minor === entry.amount.minor &&
      !(await store.isToldOf(tx, 'credit', { request: known.id }))
    )
      return { status: 'settled', request: known.id }
    const returned = reference.about === 'request' && known === undefined ? await takeBack(cashier, tx, entry, reference.id) : undefined
    if (returned !== undefined) return returned
    const request = known === undefined ? await requestFor(cashier, tx, entry, reference) : await openRequest(cashier, tx, entry, known)
    if (request === undefined) continue
    const { id, amount } = { id: request.id, amount: entry.amount }
    const taken = await takePaymentIn(cashier, tx, { about: 'payment', id, outcome: 'paid', amount, reference: entry.key.slice(-100) })
    if (taken.ok) return { status: 'paid', request: id }
  }
  return undefined
}

/** The request itself while nothing was paid for it; another of the same debt, where the payer has paid twice. */
async function openRequest(cashier: Cashier, tx: Writer, entry: store.EntryRow, known: PaymentRequest): Promise<PaymentRequest> {
  if (known.receipt === undefined) return known
  const { mrn, account, debtor } = known
  return await ask(cashier, tx, entry, { debtor, ...(mrn === undefined ? {} : { mrn }), ...(account === undefined ? {} : { account }) })
}

/** A request for what a transfer names without one: a declaration, or an account on which something stands or stood. */
async function requestFor(
  cashier: Cashier,
  tx: Writer,
  entry: store.EntryRow,
  reference: BankReference,
): Promise<PaymentRequest | undefined> {
  if (reference.about === 'declaration') {
    const head = await cashier.declarations.find(tx, reference.mrn)
    return head === undefined ? undefined : await ask(cashier, tx, entry, { mrn: head.mrn, debtor: head.principal })
  }
  const account = reference.about === 'account' ? await findAccountByNumber(tx, reference.number) : undefined
  if (account === undefined || (await findLastMover(tx, account.id)) === undefined) return undefined
  return await ask(cashier, tx, entry, { account: account.id, debtor: account.trader })
}

async function ask(
  { node }: Cashier,
  tx: Writer,
  { amount }: store.EntryRow,
  what: { readonly mrn?: string; readonly account?: string; readonly debtor: string },
): Promise<PaymentRequest> {
  return await insertRequest(tx, { ...what, amount, provider: PROVIDER, by: 'system', at: node.clock.now() })
}

/**
 * The payout whose money came back: what the clearing told of as returned, or, where nobody did, exactly what was paid out. Anything else that names a payout is
 * for an officer to look at: the payee may have sent it.
 */
async function takeBack({ node }: Cashier, tx: Writer, { amount, key }: store.EntryRow, id: string): Promise<Found | undefined> {
  const payout = await holdPayout(tx, id)
  if (payout === undefined || payout.status === 'failed' || (await store.isToldOf(tx, 'credit', { payout: id }))) return undefined
  if ((payout.returned ?? payout.amount).minor !== amount.minor) return undefined
  const ended = await endPayouts(tx, node, [{ payout, outcome: 'returned', returned: amount, reference: key.slice(-100) }])
  return ended.ok ? { status: 'settled', payout: id } : undefined
}

/** The payout a debit made; undefined where it is none of ours, or another amount. */
async function confirm(cashier: Cashier, tx: Writer, entry: store.EntryRow): Promise<Found | undefined> {
  for (const reference of findReferences(entry.words)) {
    const payout = reference.about === 'request' ? await findPayout(tx, reference.id) : undefined
    if (payout === undefined || payout.status === 'failed' || (await store.isToldOf(tx, 'debit', { payout: payout.id }))) continue
    const { amount } = entry
    const taken = await takePayoutIn(cashier, tx, {
      about: 'payout',
      id: payout.id,
      outcome: 'paid',
      amount,
      reference: entry.key.slice(-100),
    })
    if (taken.ok) return { status: 'settled', payout: payout.id }
  }
  return undefined
}

/** What an officer found out about money in suspense, and why. */
export interface Finding {
  readonly reference: BankReference
  readonly note: string
  readonly by: string
}

/** Takes money out of suspense for what an officer found it is for: it is posted as if it had said so. */
export async function assignEntry(cashier: Cashier, tx: Writer, id: string, { reference, note, by }: Finding): Promise<Result<void>> {
  const { node } = cashier
  const entry = await store.holdEntry(tx, id)
  if (entry === undefined) return stop(error('debt.bank-entry-unknown', ''))
  if (entry.status !== 'suspense' || entry.direction !== 'credit')
    return stop(error('debt.bank-entry-not-so', '', { status: entry.status }))
  const found = await pay(cashier, tx, entry, [reference])
  if (found === undefined) return stop(error('debt.bank-reference-unknown', 'reference'))
  await post(tx, [clearSuspenseJournal({ entry: id, postedOn: node.clock.today(), amount: entry.amount })])
  await store.moveEntry(tx, id, { ...found, by, at: node.clock.now(), note })
  await lapseSendingBack(tx, id)
  await tell(cashier, tx, entry, 'assign', by, { note })
  return ok(undefined)
}

/** Settles a debit in suspense with the note of whoever found out what it was for: a cost of the account. What is a payout of ours is confirmed by its reference, not so. */
export async function settleDebit(
  cashier: Cashier,
  tx: Writer,
  id: string,
  { note, by }: Omit<Finding, 'reference'>,
): Promise<Result<void>> {
  const { node } = cashier
  const entry = await store.holdEntry(tx, id)
  if (entry === undefined) return stop(error('debt.bank-entry-unknown', ''))
  if (entry.status !== 'suspense' || entry.direction !== 'debit') return stop(error('debt.bank-entry-not-so', '', { status: entry.status }))
  await post(tx, [bankCostJournal({ entry: id, postedOn: node.clock.today(), amount: signed(entry) })])
  await store.moveEntry(tx, id, { status: 'settled', by, at: node.clock.now(), note })
  await tell(cashier, tx, entry, 'settle', by, { note })
  return ok(undefined)
}

async function tell({ node }: Cashier, tx: Writer, entry: store.EntryRow, act: string, by: string, payload?: object): Promise<void> {
  const { id, direction, amount, bookedOn } = entry
  const facts = { direction, amount: formatMajor(amount), currency: amount.currency, bookedOn }
  await node.events.append(tx, [
    { subject: 'bank-entry', subjectId: id, act, by, facts, ...(payload === undefined ? {} : { payload: { ...payload } }) },
  ])
}
