import { error, ok, type Result, stop } from '@lintas/customs/kernel'
import { type ControlReport, findingOf, listStandings } from '@lintas/customs/risk'
import type { DeclarationHead, Declarations } from '../declarations.ts'
import { actOnBehalf, findStandIn } from '../platform/acting.ts'
import type { Caller, Node, Writer } from '../platform/node.ts'
import * as cases from './case-store.ts'
import { type Inspections, inspectedParties, keepOutcome } from './inspections.ts'
import { rememberOutcome } from './models.ts'
import { listControls, type StoredControl } from './screening-store.ts'

export interface Desk {
  readonly node: Node
  readonly declarations: Declarations
}

/** What was recorded, whose figures it changed, and where it left the declaration. */
export interface Recorded {
  readonly parties: Parameters<Inspections['readAnew']>[0]
  readonly control: StoredControl
  readonly status: string
}

/**
 * Records what an officer found when answering a control, once, and lets the declaration go on.
 *
 * An officer answers for the own office, and not in a case a colleague has taken; a supervisor for any. What was found is kept as it is: a
 * discrepancy waits for an amendment, whose controls are new ones, or for the supervisor's refusal.
 *
 * @source RKC General Annex std. 3.33 to 3.39 (examination of the goods)
 */
export async function recordControl(
  tx: Writer,
  desk: Desk,
  caller: Caller,
  mrn: string,
  id: string,
  report: ControlReport,
): Promise<Result<Recorded>> {
  const { node, declarations } = desk
  const held = await declarations.hold(tx, mrn)
  if (held === undefined) return stop(error('risk.case-unknown', '', { mrn }))
  const refused = mayNotAnswer(caller, held, await cases.holdCase(tx, mrn))
  if (refused !== undefined) return stop(refused)

  const controls = await listControls(tx, mrn)
  const control = controls.find(each => each.id === id)
  if (control === undefined) return stop(error('risk.control-unknown', '', { control: id }))
  if (control.outcome !== undefined) return stop(error('risk.control-answered', '', { control: id }))
  if (control.waived === true) return stop(error('risk.control-waived', '', { control: id }))
  if (control.documentVersion !== held.version) return stop(error('risk.control-superseded', '', { control: id, version: held.version }))
  if (report.outcome === 'discrepancy' && report.findings.length === 0) return stop(error('risk.finding-missing', 'findings'))

  const by = caller.accountId
  const { consignment } = control
  const record = {
    act: 'record-control',
    kind: control.control,
    ...(consignment === undefined ? {} : { consignment }),
    outcome: findingOf(report.outcome),
  } as const
  const proceeded = await declarations.proceed(tx, held, record, by)
  if (!proceeded.ok) return proceeded

  const at = node.clock.now()
  await cases.insertReport(tx, { mrn, id, outcome: report.outcome, body: report, by, office: caller.office ?? '', at })
  await keepOutcome(tx, held, control.hits, report, node.clock.today())
  await rememberOutcome(tx, node, mrn, report.outcome)
  const answered = controls.map(each => (each.id === id ? { ...each, outcome: report.outcome, report: { body: report, by, at } } : each))
  const isSettled = listStandings(answered, held.version).every(each => each.outcome === 'satisfied')
  if (isSettled && proceeded.value.status !== 'under-control') await cases.close(tx, mrn, at)
  const facts = { mrn, control: control.control, version: held.version, outcome: report.outcome, office: caller.office ?? '' }
  const { findings, note, revenue } = report
  await node.events.append(tx, [
    {
      subject: 'control',
      subjectId: `${mrn}/${id}`,
      act: 'report',
      by,
      facts,
      payload: { findings, ...(note === undefined ? {} : { note }), ...(revenue === undefined ? {} : { revenue }) },
    },
  ])
  return ok({ parties: inspectedParties(held), control: answered.find(each => each.id === id) ?? control, status: proceeded.value.status })
}

/**
 * Why a caller may not work on a case: another office's, which is not there for him, or one that a colleague has taken and did not hand to him; a supervisor may
 * on any. Whoever works on a colleague's case does so on his behalf.
 */
export function mayNotAnswer(
  caller: Caller,
  { mrn, office }: Pick<DeclarationHead, 'mrn' | 'office'>,
  taken: { readonly assignedTo?: string | undefined } | undefined,
) {
  if (caller.role === 'supervisor') return undefined
  if (caller.office !== office) return error('risk.case-unknown', '', { mrn })
  const holder = taken?.assignedTo
  if (holder === undefined || holder === caller.accountId) return undefined
  const standIn = findStandIn(caller, holder)
  if (standIn === undefined) return error('risk.case-taken', '')
  actOnBehalf(standIn)
  return undefined
}
