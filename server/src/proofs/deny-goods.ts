import type { DeclarationDocument } from '@lintas/customs/declaration'
import { findProcedure, ledgerNumber, rejectionClocks } from '@lintas/customs/proofs'
import type { Node, Writer } from '../platform/node.ts'
import { receivedOn, refreshClock } from './clocks.ts'
import * as store from './store.ts'
import { tell } from './tell.ts'

/**
 * Tells the states that issued the proofs of goods whose preference was denied, with the reasons; the proof itself stays what it is, and of one that is denied itself its issuer knows. The clock of that runs until they have it.
 *
 * @source ATIGA Annex 8, rules 13.2, 16.3, 30.3
 */
export async function tellDenial(
  tx: Writer,
  node: Node,
  { goodsItems }: DeclarationDocument,
  items: readonly number[],
  { reasons, by }: { readonly reasons: NonNullable<store.ActWords['reasons']>; readonly by: string },
): Promise<void> {
  const named = goodsItems.filter(each => items.includes(each.sequence)).flatMap(each => ledgerNumber(each) ?? [])
  for (const row of await store.holdNumbers(tx, [...new Set(named)].sort())) {
    const { id, number, side, status, issuingState, importingState } = row
    if (side !== 'importing' || status === 'denied') continue
    const today = node.clock.today()
    const procedure = findProcedure(node.law, 'atiga', [issuingState, importingState], today)
    const type = row.kind === 'form-d' ? row.form.type : row.kind
    const rejected = { type, receivedOn: receivedOn(await store.listActs(tx, id), node.state), isDetermined: false, isWhole: false }
    const words = { reasons, ...(procedure === undefined ? {} : { clocks: rejectionClocks(rejected, today, procedure) }) }
    await store.insertAct(tx, id, 'deny-goods', by, node.clock.now(), words)
    await node.events.append(tx, [{ subject: 'proof', subjectId: number, act: 'deny-goods', by, facts: {}, payload: { reasons } }])
    await tell(tx, node, issuingState, { kind: 'word', number, act: 'deny-goods', words })
    await refreshClock(tx, node, id)
  }
}
