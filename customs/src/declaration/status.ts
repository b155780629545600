import { error, type Issue, ok, type Result, stop } from '../kernel/index.ts'
import type { ActRecord } from './act-record.ts'
import { type Act, isPermitted, NOT_YET } from './acts.ts'
import { type Completion, refuseAboutCompletion } from './completion.ts'
import { arrive, begin, end, owe, release } from './consignment-standing.ts'
import { afterOverride, isSame, keepOutcome } from './control-standing.ts'
import { afterRequest, refuseAboutDocuments } from './document-request.ts'
import { refuseAboutHold, undo, unheld } from './hold.ts'
import { type CompletionStanding, DRAFT, inProcess, isReady, type RequestedDocument, type Standing } from './standing.ts'

/** The standing all these acts lead to, from a fresh draft; or the first act that was not permitted where it stood. */
export function foldActs(records: readonly ActRecord[]): Result<Standing> {
  let standing = DRAFT
  for (const record of records) {
    const next = perform(standing, record)
    if (!next.ok) return next
    standing = next.value
  }
  return ok(standing)
}

/**
 * The standing after one more act, or why it is refused where the declaration, or the one consignment it is done to, stands.
 *
 * Releasing is an act of its own: paying the last amount or satisfying the last control makes it possible and does not do it. Goods declared
 * before they came are screened again when they arrive.
 */
export function perform(standing: Standing, record: ActRecord): Result<Standing> {
  const { act } = record
  const about = 'consignment' in record ? record.consignment : undefined
  const concerned = about === undefined ? standing : standing.consignments?.find(each => each.id === about)
  if (concerned === undefined) return stop(error('declaration.consignment-unknown', '', { consignment: about ?? '' }))
  const { status } = concerned
  if (!isPermitted(act, status)) return stop(error('declaration.act-not-permitted', '', { act, status }))
  if (NOT_YET.has(act)) return stop(error('declaration.act-not-yet', '', { act }))
  if (record.act === 'record-control' && !standing.controls.some(control => isSame(control, record))) {
    return stop(error('declaration.control-unknown', '', { control: record.kind }))
  }
  const refused =
    refuseAboutDocuments(standing.requested ?? [], record) ??
    refuseAboutValue(standing.value, act) ??
    refuseAboutHold(standing.held, act) ??
    refuseAboutCompletion(standing.completion, act)
  if (refused !== undefined) return stop(refused)
  if (act === 'release' && !isReady(standing, about)) return stop(error('declaration.release-blocked', '', { status }))
  return ok(after(standing, record))
}

function after(standing: Standing, record: ActRecord): Standing {
  switch (record.act) {
    case 'lodge':
      return inProcess({ ...standing, version: 1, hasArrived: !record.isPreArrival, ...begin(record), ...leaveOpen(record) })
    case 'amend':
      return inProcess({ ...standing, version: standing.version + 1, isAssessed: false, isScreened: false, isDue: false, controls: [] })
    case 'assess':
      return inProcess({ ...standing, isAssessed: true, isDue: record.isDue, ...owe(standing, record.dueFor) })
    case 'screen':
      return inProcess({ ...standing, isScreened: true, controls: record.controls.map(asked => keepOutcome(standing.controls, asked)) })
    case 'record-control':
      return inProcess({
        ...standing,
        controls: standing.controls.map(each => (isSame(each, record) ? { ...each, outcome: record.outcome } : each)),
      })
    case 'override':
      return inProcess({ ...standing, controls: afterOverride(standing.controls, record) })
    case 'request-documents':
    case 'withdraw-request':
    case 'answer-request':
    case 'accept-answer':
    case 'refuse-answer':
      return waitingFor(standing, afterRequest(standing.requested ?? [], record))
    case 'question-value':
      return inProcess({ ...standing, value: 'questioned' })
    case 'release-on-security':
      return inProcess({ ...standing, value: 'on-security' })
    case 'settle-value': {
      const { value: _, ...settled } = standing
      return inProcess(settled)
    }
    case 'hold':
      return inProcess({ ...standing, held: true })
    case 'lift-hold':
      return unheld(standing)
    case 'decide-review':
    case 'decide-appeal':
      return undo(standing, record.undoes)
    case 'pay':
    case 'defer':
    case 'secure':
      return inProcess({ ...standing, isDue: !record.isSettled, ...owe(standing, record.dueFor) })
    case 'arrive':
      return standing.hasArrived ? standing : inProcess({ ...standing, ...arrive(standing, record.consignment), isScreened: false })
    case 'release':
      return standing.consignments === undefined
        ? { ...standing, status: 'released' }
        : inProcess({ ...standing, ...release(standing, record) })
    case 'correct':
      return { ...standing, version: standing.version + 1 }
    case 'supplement':
    case 'finalise':
      return { ...inCompletion(standing, { state: 'done' }), version: standing.version + 1 }
    case 'declare-period':
      return inCompletion(standing, { state: 'done' })
    case 'fall-overdue':
      return inCompletion(standing, { state: 'overdue' })
    case 'remind-completion':
      return inCompletion(standing, { reminded: record.daysBefore })
    case 'refuse-release':
      return { ...standing, status: 'release-refused', ...end(standing, 'release-refused') }
    case 'seize':
      return { ...standing, status: 'seized', ...end(standing, 'seized') }
    case 'forfeit':
      return { ...standing, status: 'forfeited', ...end(standing, 'forfeited') }
    case 'abandon':
      return { ...standing, status: 'abandoned', ...end(standing, 'abandoned') }
    case 'dispose':
      return { ...standing, status: 'disposed', ...end(standing, 'disposed') }
    case 'cancel':
      return { ...standing, status: 'cancelled', ...end(standing, 'cancelled') }
    case 'discard':
      return { ...standing, status: 'discarded' }
    default:
      return standing
  }
}

function leaveOpen({ completion }: { readonly completion?: Pick<Completion, 'kind' | 'dueOn'> }): Pick<Standing, 'completion'> {
  return completion === undefined ? {} : { completion: { ...completion, state: 'open' } }
}

function inCompletion(standing: Standing, change: Partial<CompletionStanding>): Standing {
  const { completion } = standing
  return completion === undefined ? standing : { ...standing, completion: { ...completion, ...change } }
}

function waitingFor({ requested: _, ...standing }: Standing, requested: readonly RequestedDocument[]): Standing {
  return inProcess(requested.length === 0 ? standing : { ...standing, requested })
}

/** Whether an act is one that the question about the value, a hold, or what is left for later, keeps from being done. */
export function isBarred({ value, held, completion }: Pick<Standing, 'value' | 'held' | 'completion'>, act: Act): boolean {
  const refused = refuseAboutValue(value, act) ?? refuseAboutHold(held, act) ?? refuseAboutCompletion(completion, act)
  return refused !== undefined
}

/** Why an act about the value is refused: one question at a time, answered and settled while it is open, secured where it holds the goods. */
function refuseAboutValue(value: Standing['value'], act: Act): Issue | undefined {
  switch (act) {
    case 'question-value':
      return value === undefined ? undefined : error('declaration.value-questioned', '', { act })
    case 'answer-value':
    case 'settle-value':
      return value === undefined ? error('declaration.value-not-questioned', '', { act }) : undefined
    case 'release-on-security':
      return value === 'questioned' ? undefined : error('declaration.value-not-questioned', '', { act })
    default:
      return undefined
  }
}
