import type { Case } from '@lintas/contract'
import { error, ok, type Result, stop } from '@lintas/customs/kernel'
import { actOnBehalf, findStandIn } from '../platform/acting.ts'
import type { Caller } from '../platform/node.ts'
import * as cases from './case-store.ts'
import type { Desk } from './record-control.ts'

/** Gives a case to whoever takes it. An officer takes what nobody has; a supervisor also what somebody else has. */
export function takeCase({ node }: Pick<Desk, 'node'>, caller: Caller, mrn: string): Promise<Result<Case>> {
  return change({ node }, caller, mrn, 'take', holder => holder === undefined || caller.role === 'supervisor', caller.accountId)
}

/** Gives a case back to the queue: by who has it, or a supervisor. */
export function giveBack({ node }: Pick<Desk, 'node'>, caller: Caller, mrn: string): Promise<Result<Case>> {
  return change({ node }, caller, mrn, 'give-back', holder => holder === undefined || caller.role === 'supervisor', null)
}

/** Whether a caller may see a case at all: an officer the own office's, a supervisor every office's. */
export function isVisible(caller: Caller, { office }: Pick<Case, 'office'>): boolean {
  return caller.role === 'supervisor' || caller.office === office
}

function change(
  { node }: Pick<Desk, 'node'>,
  caller: Caller,
  mrn: string,
  act: string,
  allows: (holder: string | undefined) => boolean,
  to: string | null,
): Promise<Result<Case>> {
  return node.db.transaction(async tx => {
    const held = await cases.holdCase(tx, mrn)
    if (held === undefined || !isVisible(caller, held)) return stop(error('risk.case-unknown', '', { mrn }))
    if ((held.assignedTo ?? null) === to) return ok(held)
    const standIn = findStandIn(caller, held.assignedTo)
    const may = held.assignedTo === caller.accountId || standIn !== undefined || allows(held.assignedTo)
    if (!may) return stop(error('risk.case-taken', ''))
    if (standIn !== undefined) actOnBehalf(standIn)
    await cases.assign(tx, mrn, to, node.clock.now())
    await node.events.append(tx, [
      { subject: 'case', subjectId: mrn, act, by: caller.accountId, facts: { office: held.office, lane: held.lane } },
    ])
    const { assignedTo: _, ...rest } = held
    return ok(to === null ? rest : { ...rest, assignedTo: to })
  })
}
