import { diffSchedules } from '@lintas/customs/tariff'
import type { Node } from '../platform/node.ts'
import { schedulesOf } from './schedules.ts'
import { findVersion } from './store.ts'

/** The codes of the lines that a version changed in the one it was compared with. */
export async function listChangedCodes(node: Node, id: string): Promise<readonly string[]> {
  const version = await findVersion(node.db, id)
  if (version === undefined) return []
  const schedules = schedulesOf(node)
  const [before, after] = await Promise.all([version.base === null ? undefined : schedules.find(version.base), schedules.find(id)])
  return after === undefined ? [] : diffSchedules(before, after).map(each => each.code)
}
