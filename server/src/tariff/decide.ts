import { error, ok, type Result, stop } from '@lintas/customs/kernel'
import type { Node, Writer } from '../platform/node.ts'
import { followVersion } from './fault-store.ts'
import { schedulesOf } from './schedules.ts'
import { getVersion, insertDecision, notifyApproved, type VersionRow } from './store.ts'

export interface VersionDecision {
  readonly decision: 'approved' | 'rejected'
  readonly reason: string | undefined
  readonly by: string
}

/**
 * Records what a second person decided about a proposed version. Approved, it is in force on its days from now on.
 *
 * Refused where it was decided before, or where the one who decides is the one who loaded it.
 *
 * @param answer what to do in the same transaction with the version as it was decided
 */
export async function decideVersion<T>(
  node: Node,
  version: VersionRow,
  { decision, reason, by }: VersionDecision,
  answer: (tx: Writer, row: VersionRow) => Promise<T>,
): Promise<Result<T>> {
  const { id } = version
  if (version.decision !== null) return stop(alreadyDecided(version.id, version.decision))
  if (version.loaded_by === by) return stop(error('tariff.loader-may-not-approve', '', { version: id }))

  const decided = await node.db.transaction(async tx => {
    if (!(await insertDecision(tx, { version: id, decision, reason, by }))) return stop(alreadyDecided(id, 'decided'))
    const { valid_from: validFrom, sha256, lines } = version
    const act = decision === 'approved' ? 'approve' : 'reject'
    await node.events.append(tx, [{ subject: 'tariff', subjectId: id, act, by, facts: { version: id, validFrom, sha256, lines } }])
    if (decision === 'approved') await followVersion(tx, id, node.clock.today(), node.clock.now())
    await notifyApproved(tx, id)
    return ok(await answer(tx, await getVersion(tx, id)))
  })
  schedulesOf(node).refresh()
  return decided
}

function alreadyDecided(version: string, standing: string) {
  return error('tariff.version-decided', '', { version, standing })
}
