import { createHash } from 'node:crypto'
import type { Day } from '@lintas/customs/kernel'
import { type FormD, isPermitted, type ProofAct, type ProofStatus, type ProofTick } from '@lintas/customs/proofs'
import type { State } from '@lintas/customs/reference'
import type { MessageReceipt, StateMessage } from '../platform/neighbours.ts'
import type { Node, Writer } from '../platform/node.ts'
import * as ledger from './ledger-store.ts'
import * as messages from './message-store.ts'
import * as store from './store.ts'

/** What nodes tell one another of proofs. */
export type ProofMessage =
  | {
      readonly kind: 'proof'
      readonly number: string
      readonly form: FormD
      readonly ticks: readonly ProofTick[]
      readonly edition: string
      readonly issuedOn: Day
      readonly validTo: Day
    }
  | { readonly kind: 'end'; readonly number: string; readonly status: 'cancelled' | 'replaced' }
  | {
      readonly kind: 'use'
      readonly number: string
      /** Counts the reports on a proof, so that an older one never takes the place of a newer. */
      readonly report: number
      readonly status: ProofStatus
      readonly items: readonly { readonly item: number; readonly used: string }[]
    }
  | {
      /** What one state says to the other of a proof; `status`: where it stands from then on. */
      readonly kind: 'word'
      readonly number: string
      readonly act: ProofAct
      readonly words: store.ActWords
      readonly status?: ProofStatus
    }

const SUBJECT = 'proofs'
const JOB = 'proofs.deliver'
const AT_ONCE = 200

/** Tells another state's node, in the transaction of the act that is told; it is delivered once that is kept. */
export async function tell(tx: Writer, { clock, jobs }: Node, to: State, message: ProofMessage): Promise<void> {
  const { kind, number, ...body } = message
  await messages.insertMessage(tx, { toState: to, kind, number, body: { ...body } }, clock.now())
  await jobs.send(JOB, {}, { tx })
}

/** Delivers what waits, as soon as it is told and every five minutes, and receives what others tell. */
export function openExchange(node: Node): void {
  node.neighbours.receive(node.state, SUBJECT, message => receive(node, message))
  node.jobs.every(JOB, '*/5 * * * *', () => deliverWaiting(node))
}

/** Hands over what waits, in the order it was told to each state. A state that cannot be reached keeps its own waiting, and no others. */
export async function deliverWaiting(node: Node): Promise<void> {
  const away = new Set<State>()
  for (const { id, toState, kind, number, body } of await messages.listWaiting(node.db, AT_ONCE)) {
    if (away.has(toState)) continue
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
    if (receipt === undefined) away.add(toState)
    else
      await node.db.transaction(async tx => {
        if (!(await messages.keepReceipt(tx, id, receipt))) return
        if (kind === 'proof') await follow(tx, node, number, 'receive', 'received')
      })
  }
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
      case 'end':
        await end(tx, node, from, message)
        break
      case 'use':
        await noteUse(tx, node, from, message)
        break
      case 'word':
        await noteWord(tx, node, from, message)
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
async function noteWord(tx: Writer, node: Node, from: State, message: Extract<ProofMessage, { kind: 'word' }>): Promise<void> {
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
}
