import { createHash } from 'node:crypto'
import { type ExporterEntry, exporterEntrySchema } from '@lintas/customs/origin'
import { STATES, type State } from '@lintas/customs/reference'
import type { MessageReceipt, StateMessage } from '../platform/neighbours.ts'
import type { Node, Writer } from '../platform/node.ts'
import * as store from './exchange-store.ts'

const SUBJECT = 'exporters'
const JOB = 'exporters.deliver'
const AT_ONCE = 200

/** Sees to it that the other states are told of a change of the register, once it is kept. */
export async function tellOthers(tx: Writer, { jobs }: Pick<Node, 'jobs'>): Promise<void> {
  await jobs.send(JOB, {}, { tx })
}

/**
 * Sends the state's own entries to the other states' nodes, as soon as one changes and every five minutes where one could not be reached; takes in theirs.
 * What two persons of a state entered counts as that state's word.
 *
 * @source ATIGA Annex 8, rule 2.4 and 2.5
 */
export function openExchange(node: Node): void {
  node.neighbours.receive(node.state, SUBJECT, message => receive(node, message))
  node.jobs.every(JOB, '*/5 * * * *', () => deliverChanges(node))
}

/** Hands every entry to every state that has an older wording of it, or none. A state that cannot be reached keeps no other waiting. */
async function deliverChanges(node: Node): Promise<void> {
  for (const to of STATES.filter(each => each !== node.state)) {
    for (const { code, version, entry } of await store.listUndelivered(node.db, node.state, to, AT_ONCE)) {
      const receipt = await send(node, to, { code, version, entry })
      if (receipt === undefined) break
      await node.db.transaction(tx => store.keepReceipt(tx, { to, code, version, receipt }))
    }
  }
}

async function send(
  node: Node,
  to: State,
  { code, version, entry }: { readonly code: string; readonly version: string; readonly entry: ExporterEntry },
): Promise<MessageReceipt | undefined> {
  const message = { id: `${code} ${version}`, from: node.state, subject: SUBJECT, body: { version, entry } }
  return await node.neighbours.deliver(to, message).catch((cause: unknown) => {
    node.log.warn({ err: cause, exporter: code, to }, 'an entry of the register of exporters was not taken; it waits')
    return undefined
  })
}

async function receive(node: Node, { id, from, body }: StateMessage): Promise<MessageReceipt> {
  const entry = exporterEntrySchema.parse(body.entry)
  const version = String(body.version)
  const at = node.clock.now()
  await node.db.transaction(async tx => {
    if (!(await store.takeIn(tx, from, { entry, version, at }))) return
    const event = {
      subject: 'certified-exporter',
      subjectId: `${from} ${entry.code}`,
      act: 'receive',
      by: 'system',
      facts: { from, version },
    }
    await node.events.append(tx, [event])
  })
  return { id, by: node.state, at: at.toISOString(), sha256: createHash('sha256').update(JSON.stringify(body)).digest('hex') }
}
