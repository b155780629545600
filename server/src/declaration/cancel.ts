import { chargeJournal } from '@lintas/customs/debt'
import { error, map, type Result, stop } from '@lintas/customs/kernel'
import { consignmentKey } from '@lintas/customs/risk'
import { giveBackCargo } from '../cargo/index.ts'
import { findAccount, post } from '../debt/index.ts'
import type { Caller, Writer } from '../platform/node.ts'
import { giveBackGoods } from '../regimes/index.ts'
import { doerOf } from './act-events.ts'
import { advance } from './advance.ts'
import type { Shown } from './answers.ts'
import { currencyOf, NOTHING_OWED } from './charges.ts'
import type { Desk } from './desk.ts'
import { giveBack } from './previous.ts'
import { type DeclarationRow, freeClaims, listDocuments } from './store.ts'

/**
 * Cancels a declaration that is held in this transaction: what it was charged is posted back, and its consignment may be declared anew.
 *
 * What was paid stays as a balance in the debtor's favour until a refund of it is decided.
 *
 * @source RKC General Annex std. 3.28 (withdrawal)
 */
export async function cancelDeclaration(
  tx: Writer,
  desk: Desk,
  caller: Caller,
  row: DeclarationRow,
  reason: string,
): Promise<Result<Shown>> {
  if (row.mode === 'PERIODIC') return stop(error('declaration.period-binding', ''))
  const gone = (row.standing.consignments ?? []).filter(each => each.status === 'released')
  if (gone.length > 0) return stop(error('declaration.consignments-some-released', '', { count: gone.length }))
  const cancelled = await advance(tx, desk, row, {
    records: [{ act: 'cancel' }],
    doer: doerOf(caller),
    payload: { cancel: { reason } },
  })
  if (!cancelled.ok) return cancelled
  const { decision } = cancelled.value
  const account = await findAccount(tx, row.mrn, currencyOf(decision))
  const today = desk.node.clock.today()
  const back = chargeJournal({ mrn: row.mrn, debtor: row.principal, decision: 'cancellation', postedOn: today }, [], account)
  if (back !== undefined) await post(tx, [back])
  const documents = await listDocuments(tx, row.mrn)
  const keys = documents.map(document => consignmentKey(document).key)
  await giveBack(tx, row.mrn)
  await giveBackCargo(tx, desk.node, row.mrn, caller.accountId)
  await giveBackGoods(tx, desk.node, row.mrn, caller.accountId)
  await freeClaims(tx, row.mrn, row.principal, keys)
  return map(cancelled, shown => ({ ...shown, owed: NOTHING_OWED }))
}
