import { ok, type Result } from '@lintas/customs/kernel'
import { isBeforeRelease, type Outcome } from '@lintas/customs/risk'
import type { Caller, Node } from '../platform/node.ts'
import type { VisibleDeclarations } from '../release/index.ts'
import { listControls, recordControl } from '../risk/index.ts'

/** What was answered, and where it left the declaration. */
export interface Played {
  readonly mrn: string
  readonly answered: string[]
  readonly status: string
}

/** Nobody's account: what it did is in the log as what a sandbox was told to do. */
const PLAYED: Caller = { accountId: 'sandbox', role: 'supervisor', office: 'sandbox', traderIds: [] }

/** Answers every control that the release of a declaration waits for, as an officer would have. */
export async function playOfficer(node: Node, declarations: VisibleDeclarations, mrn: string, outcome: Outcome): Promise<Result<Played>> {
  const open = (await listControls(node.db, mrn)).filter(each => each.outcome === undefined && isBeforeRelease(each.control))
  const newest = Math.max(0, ...open.map(each => each.documentVersion))
  const answered: string[] = []
  for (const { id } of open.filter(each => each.documentVersion === newest)) {
    const findings = outcome === 'clean' ? [] : [{ path: '', kind: 'other' as const, text: 'found by a sandbox that was told to' }]
    const recorded = await node.db.transaction(tx => recordControl(tx, { node, declarations }, PLAYED, mrn, id, { outcome, findings }))
    if (!recorded.ok) return recorded
    answered.push(id)
  }
  const found = await declarations.find(node.db, mrn)
  return ok({ mrn, answered, status: found?.status ?? '' })
}
