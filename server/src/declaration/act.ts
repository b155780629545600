import { ACT_ROLES, type Act, NOT_YET, perform } from '@lintas/customs/declaration'
import { error, type Result, stop } from '@lintas/customs/kernel'
import type { Caller, Writer } from '../platform/node.ts'
import { doerOf } from './act-events.ts'
import { advance } from './advance.ts'
import { ACTOR_OF, type Shown } from './answers.ts'
import type { Desk } from './desk.ts'
import type { DeclarationRow } from './store.ts'

/**
 * Does an act that needs nothing but its name: an officer's request to release what waits for nothing any more.
 *
 * The acts of the declarant's rights are known here and answered "not yet"; those that need more than a name have addresses of their own.
 */
export async function doNamedAct(tx: Writer, desk: Desk, caller: Caller, row: DeclarationRow, act: string): Promise<Result<Shown>> {
  const actor = ACTOR_OF[caller.role]
  if (!isAct(act)) return stop(error('declaration.act-unknown', '', { act }))
  if (actor === undefined || !ACT_ROLES[act].includes(actor))
    return stop(error('declaration.act-of-others', '', { act, role: caller.role }))
  if (NOT_YET.has(act)) return stop(error('declaration.act-not-yet', '', { act }))
  if (act !== 'release') return stop(error('declaration.act-needs-more', '', { act }))
  const ready = row.standing.consignments?.some(each => each.status === 'registered') === true
  const permitted = perform(row.standing, { act })
  if (!permitted.ok && !ready) return permitted
  return await advance(tx, desk, row, { records: [], doer: doerOf(caller) })
}

function isAct(text: string): text is Act {
  return Object.hasOwn(ACT_ROLES, text)
}
