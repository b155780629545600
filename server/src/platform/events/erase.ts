import type { Node, Writer } from '../node.ts'

/**
 * Erases what was recorded beside events, and records that: whose decision, for which reason. The events and their proofs stay.
 *
 * Answers the events that had something to erase. A backup made before still holds it: restoring one means erasing again.
 */
export async function erasePayloads(
  node: Pick<Node, 'events'>,
  tx: Writer,
  eventIds: readonly string[],
  on: { readonly by: string; readonly reason: string },
): Promise<readonly string[]> {
  const [row] = await tx.query<{ erased: readonly string[] }>('SELECT erase_event_payloads($1) AS erased', [[...eventIds]])
  const erased = row?.erased ?? []
  await node.events.append(
    tx,
    erased.map(id => ({ subject: 'event', subjectId: id, act: 'erase-payload', by: on.by, facts: { reason: on.reason } })),
  )
  return erased
}
