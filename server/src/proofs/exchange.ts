import { createHash } from 'node:crypto'
import { declaringState, isPermitted, type ProofStatus } from '@lintas/customs/proofs'
import type { State } from '@lintas/customs/reference'
import type { MessageReceipt, StateMessage } from '../platform/neighbours.ts'
import type { Node, Writer } from '../platform/node.ts'
import { noteNotified, refreshClock, watchClocks } from './clocks.ts'
import { noteClaimed, noteDeclaredUse, takeInDeclared } from './declared.ts'
import * as ledger from './ledger-store.ts'
import * as messages from './message-store.ts'
import * as store from './store.ts'
import { DELIVER, type ProofMessage } from './tell.ts'

const SUBJECT = 'proofs'
/** The job that judges goods which went on security while their proof was awaited. */
export const JUDGE_AWAITED = 'preferences.judge-awaited'
const AT_ONCE = 200

/** Delivers what waits, as soon as it is told and every five minutes, and receives what others tell. */
export function openExchange(node: Node): void {
  node.neighbours.receive(node.state, SUBJECT, message => receive(node, message))
  node.jobs.every(DELIVER, '*/5 * * * *', () => deliverWaiting(node))
  node.jobs.every('proofs.watch-clocks', '35 6 * * *', () => watchClocks(node))
}

/** Hands over what waits, in the order it was told to each state. A state that cannot be reached keeps its own waiting, and no others. */
export async function deliverWaiting(node: Node): Promise<void> {
  for (const to of await messages.listAddressees(node.db)) {
    for (const message of await messages.listWaiting(node.db, to, AT_ONCE)) if (!(await deliver(node, message))) break
  }
}

/** Delivers one message; whether its receipt is there. */
async function deliver(node: Node, { id, toState, kind, number, body }: messages.WaitingMessage): Promise<boolean> {
  await node.db.transaction(async tx => {
    await messages.countAttempt(tx, id)
    if (kind === 'proof') await follow(tx, node, number, 'send', 'sent')
  })
  const receipt = await node.neighbours
    .deliver(toState, { id, from: node.state, subject: SUBJECT, body: { ...body, kind, number } })
    .catch((cause: unknown) => {
      node.log.warn({ err: cause, message: id, to: toState }, 'a message about a proof of origin was not taken; it waits')
      return undefined
    })
  if (receipt === undefined) return false
  await node.db.transaction(async tx => {
    if (!(await messages.keepReceipt(tx, id, receipt))) return
    if (kind === 'proof') await follow(tx, node, number, 'receive', 'received')
    if (kind === 'word') await noteWordReceived(tx, node, { ...body, kind, number } as unknown as Word, receipt)
  })
  return true
}

type Word = Extract<ProofMessage, { kind: 'word' }>

async function noteWordReceived(tx: Writer, node: Node, { number, act, words }: Word, receipt: MessageReceipt): Promise<void> {
  const [row] = await store.holdNumbers(tx, [number])
  if (row !== undefined) await noteNotified(tx, node, row, { act, clocks: words.clocks, by: receipt.by, receipt })
}

/** Moves a proof on where it may; one that was cancelled meanwhile stays so. */
async function follow(tx: Writer, node: Node, number: string, act: 'send' | 'receive', status: ProofStatus): Promise<void> {
  const [row] = await store.holdNumbers(tx, [number])
  if (row === undefined || !isPermitted(row.status, act)) return
  await store.moveProof(tx, row.id, status)
  await store.insertAct(tx, row.id, act, 'system', node.clock.now())
  await node.events.append(tx, [{ subject: 'proof', subjectId: number, act, by: 'system', facts: { to: row.importingState } }])
}

/** Does what another state tells, once however often it comes. */
async function receive(node: Node, { id, from, body }: StateMessage): Promise<MessageReceipt> {
  const sha256 = createHash('sha256').update(JSON.stringify(body)).digest('hex')
  const receipt = { id, by: node.state, at: node.clock.now().toISOString(), sha256 }
  const message = body as unknown as ProofMessage
  return await node.db.transaction(async tx => {
    const before = await messages.noteReceived(tx, from, { id, kind: message.kind, number: message.number }, receipt)
    if (before !== undefined) return before
    switch (message.kind) {
      case 'proof':
        await takeIn(tx, node, from, message)
        break
      case 'declared':
        await takeInDeclared(tx, node, from, message)
        break
      case 'claimed':
        await noteClaimed(tx, node, from, message)
        break
      case 'end':
        await end(tx, node, from, message)
        break
      case 'use':
        if (declaringState(message.number) === node.state) await noteDeclaredUse(tx, node, from, message)
        else await noteUse(tx, node, from, message)
        break
      case 'word':
        await noteWord(tx, node, from, message, receipt)
        break
    }
    return receipt
  })
}

async function takeIn(tx: Writer, node: Node, from: State, message: Extract<ProofMessage, { kind: 'proof' }>): Promise<void> {
  const { number, form, ticks, edition, issuedOn, validTo } = message
  if (form.exporter.country !== from || form.importingCountry !== node.state) {
    node.log.warn({ number, from }, 'a proof of origin came that its sender may not issue, or that is for another state')
    return
  }
  const at = node.clock.now()
  const issued = { number, ticks, edition, issuedOn, validTo }
  const row = await store.insertProof(tx, {
    side: 'importing',
    status: 'received',
    trader: form.consignee.id,
    issuingState: from,
    form,
    issued,
    at,
  })
  await ledger.openItems(tx, row.id, form)
  await store.insertAct(tx, row.id, 'receive', 'system', at)
  await node.events.append(tx, [{ subject: 'proof', subjectId: number, act: 'receive', by: 'system', facts: { from, issuedOn, validTo } }])
  await node.jobs.send(JUDGE_AWAITED, {}, { tx })
}

async function end(tx: Writer, node: Node, from: State, { number, status }: Extract<ProofMessage, { kind: 'end' }>): Promise<void> {
  const [row] = await store.holdNumbers(tx, [number])
  if (row === undefined || row.issuingState !== from || row.side !== 'importing') return
  const act = status === 'cancelled' ? 'cancel' : 'replace'
  await store.moveProof(tx, row.id, status)
  await store.insertAct(tx, row.id, act, 'system', node.clock.now())
  await node.events.append(tx, [{ subject: 'proof', subjectId: number, act, by: 'system', facts: { from } }])
}

async function noteUse(tx: Writer, node: Node, from: State, message: Extract<ProofMessage, { kind: 'use' }>): Promise<void> {
  const { number, report, status, items } = message
  const [row] = await store.holdNumbers(tx, [number])
  if (row === undefined || row.importingState !== from || row.side !== 'issuing' || row.reported >= report) return
  await store.countReport(tx, row.id, report)
  await ledger.noteUsed(tx, row.id, items)
  if (row.status !== 'cancelled' && row.status !== 'replaced') await store.moveProof(tx, row.id, status)
  await store.insertAct(tx, row.id, 'use', 'system', node.clock.now())
  await node.events.append(tx, [{ subject: 'proof', subjectId: number, act: 'use', by: 'system', facts: { report, status, items } }])
}

/** Notes what the other state of a proof says; where it may not say so as the proof stands, nothing is done. */
async function noteWord(tx: Writer, node: Node, from: State, message: Word, receipt: MessageReceipt): Promise<void> {
  const { number, act, words, status } = message
  const [row] = await store.holdNumbers(tx, [number])
  if (row === undefined) return
  const [other, side] = row.side === 'issuing' ? ([row.importingState, 'importing'] as const) : ([row.issuingState, 'issuing'] as const)
  // Whoever speaks of a proof has it, also where its receipt is still on the way.
  const stands = row.status === 'issued' || row.status === 'sent' ? 'received' : row.status
  if (other !== from || !isPermitted(stands, act, side)) return
  if (status !== undefined && side === 'importing') await store.moveProof(tx, row.id, status)
  await store.insertAct(tx, row.id, act, 'system', node.clock.now(), words)
  await node.events.append(tx, [{ subject: 'proof', subjectId: number, act, by: 'system', facts: { from }, payload: { ...words } }])
  await noteNotified(tx, node, row, { act, clocks: words.clocks, by: node.state, receipt })
  await refreshClock(tx, node, row.id)
}
