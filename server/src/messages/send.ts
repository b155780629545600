import { error, ok, type Result, stop } from '@lintas/customs/kernel'
import { findDocument, sideOf } from '../documents/index.ts'
import type { Caller, Node, Writer } from '../platform/node.ts'
import type { VisibleDeclarations } from '../release/index.ts'
import { countSent, insertMessage, lastNumber, markRead } from './store.ts'

export interface MessageDesk {
  readonly node: Node
  readonly declarations: VisibleDeclarations
}

export interface Written {
  readonly text: string
  /** Ids of documents of the declaration. */
  readonly documents: readonly string[]
}

/** Nobody types faster than this; a program that does is slowed down. */
const WINDOW_MINUTES = 10
const SENT_MAX = 30

/** Writes a message about a declaration the caller sees, as the next of its thread; answers its number. Who writes has read what came before. */
export async function sendMessage(
  tx: Writer,
  { node, declarations }: MessageDesk,
  caller: Caller,
  given: string,
  { text, documents }: Written,
): Promise<Result<number>> {
  const { mrn } = await declarations.holdVisible(tx, caller, given)
  const at = node.clock.now()
  const { accountId: by, role, office } = caller
  if ((await countSent(tx, by, new Date(at.getTime() - WINDOW_MINUTES * 60_000))) >= SENT_MAX) {
    return stop(error('messages.too-many', '', { max: SENT_MAX, minutes: WINDOW_MINUTES }))
  }
  const named = [...new Set(documents)]
  for (const id of named) if ((await findDocument(tx, mrn, id)) === undefined) return stop(error('documents.unknown', 'documents', { id }))

  const number = (await lastNumber(tx, mrn)) + 1
  const side = sideOf(caller)
  const facts = { mrn, number, as: side, documents: named.length }
  const [eventId] = await node.events.append(tx, [
    { subject: 'message', subjectId: `${mrn}/${number}`, act: 'send', by, facts, payload: { text } },
  ])
  if (eventId === undefined) throw new Error(`given a message on ${mrn}, needs the event that holds its words`)
  const traderId = side === 'declarant' ? caller.organisation?.traderId : undefined
  await insertMessage(tx, { mrn, number, eventId, side, by, office, role, traderId, at, documents: named })
  await markRead(tx, mrn, side, number, at)
  return ok(number)
}
