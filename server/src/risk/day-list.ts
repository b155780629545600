import { isPermitted } from '@lintas/customs/declaration'
import { error, ok, type Result, stop } from '@lintas/customs/kernel'
import { type Control, controlFromList, DAY_LIST, type ListControl } from '@lintas/customs/risk'
import type { DeclarationHead } from '../declarations.ts'
import type { Caller, Writer } from '../platform/node.ts'
import * as candidates from './candidate-store.ts'
import type { DaySecrets } from './day-secrets.ts'
import { requestOverride } from './override.ts'
import { type Desk, mayNotAnswer } from './record-control.ts'
import { type Worklist, worklistOf } from './selection.ts'

/** What became of a consignment that was taken from the list. */
export type Taken =
  | { readonly mrn: string; readonly became: 'control'; readonly control: Control; readonly override: string; readonly status: string }
  | { readonly mrn: string; readonly became: 'audit-candidate' }

/**
 * Takes a consignment that nothing stopped from the day's list: it is asked for a control, with the list as it stood as the reason. What was released
 * meanwhile is noted for a check after release.
 *
 * The list is made anew while no other officer of the office takes from it, so that a day never holds more than the office can do. The lot stays as it was
 * drawn: what it drew has a control, and is not to be taken.
 */
export async function takeFromList(
  tx: Writer,
  desk: Desk,
  secrets: Pick<DaySecrets, 'of'>,
  caller: Caller,
  mrn: string,
  wished: ListControl,
): Promise<Result<Taken>> {
  const { node, declarations } = desk
  const held = await declarations.hold(tx, mrn)
  if (held === undefined) return stop(error('risk.case-unknown', '', { mrn }))
  const refused = mayNotAnswer(caller, held, undefined)
  if (refused !== undefined) return stop(refused)

  const office = held.office ?? ''
  const today = node.clock.today()
  const { secret } = await secrets.of(today)
  await candidates.holdDay(tx, office)
  const list = await worklistOf(tx, node.state, today, office, secret)
  if (!list.ok) return list
  if (held.status === 'released') return await noteReleased(tx, desk, held, list.value, caller.accountId)

  const place = list.value.cases.findIndex(each => each.mrn === mrn && each.isGreen)
  const found = list.value.cases[place]
  if (found === undefined || !isPermitted('override', held.status)) return stop(error('risk.pick-not-listed', '', { mrn }))
  if (found.why !== 'policy' && found.why !== 'exploration') return stop(error('risk.day-full', '', { office }))

  const { capacity } = list.value
  const control = controlFromList(wished, found.isTrusted)
  const text = `Day's list of ${today}: place ${place + 1} of ${capacity.inspections}, ${found.why}, probability ${found.probability}, weight of revenue ${capacity.revenueWeight}.`
  const override = await requestOverride(tx, desk, caller, mrn, { kind: 'raise', controls: [control], reason: DAY_LIST, text })
  if (!override.ok) return override
  await candidates.insertPick(tx, {
    override: override.value.id,
    mrn,
    office,
    on: today,
    control,
    why: found.why,
    place: place + 1,
    places: capacity.inspections,
    probability: found.probability,
    revenueWeight: capacity.revenueWeight,
    trusted: found.isTrusted,
    by: caller.accountId,
    at: node.clock.now(),
  })
  const after = await declarations.find(tx, mrn)
  return ok({ mrn, became: 'control', control, override: override.value.id, status: after?.status ?? held.status })
}

async function noteReleased(
  tx: Writer,
  { node }: Desk,
  { mrn, office }: DeclarationHead,
  { released }: Worklist,
  by: string,
): Promise<Result<Taken>> {
  const found = released.find(each => each.mrn === mrn)
  if (found === undefined) return stop(error('risk.pick-not-listed', '', { mrn }))
  const candidate = { mrn, office: office ?? '', probability: found.probability, charges: found.revenue }
  await candidates.insertAuditCandidate(tx, candidate, by, node.clock.now())
  await node.events.append(tx, [
    { subject: 'audit-candidate', subjectId: mrn, act: 'note', by, facts: { office: candidate.office, probability: found.probability } },
  ])
  return ok({ mrn, became: 'audit-candidate' })
}
