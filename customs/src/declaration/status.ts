import { error, type Issue, ok, type Result, stop } from '../kernel/index.ts'
import { type Act, isPermitted, NOT_YET, type Status } from './acts.ts'

/** How a control stands: nothing recorded yet, found in order, or found against the declaration. */
export type ControlOutcome = 'outstanding' | 'satisfied' | 'adverse'

export interface Control {
  /** The control as risk names it: `document-check`, `examination`, `scan` … */
  readonly kind: string
  readonly outcome: ControlOutcome
}

/** A document customs asked for and has not settled, by its id in the request: `1.2` is the second of the first request. */
export interface RequestedDocument {
  readonly id: string
  /** Whether it waits for customs to look at the answer; otherwise for the declarant to give one. */
  readonly isAnswered: boolean
}

/** One act done to a declaration, with what the fold must know of it. Who did it and when is the event's to say. */
export type ActRecord =
  | { readonly act: 'lodge'; readonly isPreArrival: boolean }
  | { readonly act: 'assess' /** Whether anything remains to be paid or secured. */; readonly isDue: boolean }
  | { readonly act: 'screen'; readonly controls: readonly string[] }
  | { readonly act: 'record-control'; readonly kind: string; readonly outcome: 'satisfied' | 'adverse' }
  | { readonly act: 'request-documents' | 'withdraw-request'; readonly documents: readonly string[] }
  | { readonly act: AnswerAct; readonly document: string }
  | { readonly act: 'pay' /** Whether nothing is left to pay. */; readonly isSettled: boolean }
  | { readonly act: PlainAct }

/** What is done about one requested document: the declarant answers, customs accepts the answer or refuses it. */
type AnswerAct = 'answer-request' | 'accept-answer' | 'refuse-answer'

type PlainAct = Exclude<
  Act,
  'lodge' | 'assess' | 'screen' | 'record-control' | 'request-documents' | 'withdraw-request' | AnswerAct | 'pay'
>

/** Where a declaration stands after all acts done to it so far. */
export interface Standing {
  readonly status: Status
  /** 1 when lodged, one more with every amendment; 0 for a draft. */
  readonly version: number
  readonly hasArrived: boolean
  readonly isAssessed: boolean
  readonly isScreened: boolean
  readonly isDue: boolean
  readonly controls: readonly Control[]
  /** Absent where customs waits for no document. */
  readonly requested?: readonly RequestedDocument[]
}

export const DRAFT: Standing = {
  status: 'draft',
  version: 0,
  hasArrived: false,
  isAssessed: false,
  isScreened: false,
  isDue: false,
  controls: [],
}

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
 * The standing after one more act, or why it is refused where the declaration stands.
 *
 * Releasing is an act of its own: paying the last amount or satisfying the last control makes it possible and does not do it. Goods declared
 * before they came are screened again when they arrive.
 */
export function perform(standing: Standing, record: ActRecord): Result<Standing> {
  const { act } = record
  if (!isPermitted(act, standing.status)) return stop(error('declaration.act-not-permitted', '', { act, status: standing.status }))
  if (NOT_YET.has(act)) return stop(error('declaration.act-not-yet', '', { act }))
  if (record.act === 'record-control' && !standing.controls.some(control => control.kind === record.kind)) {
    return stop(error('declaration.control-unknown', '', { control: record.kind }))
  }
  const refused = refuseAboutDocuments(standing.requested ?? [], record)
  if (refused !== undefined) return stop(refused)
  if (act === 'release' && !isReady(standing)) return stop(error('declaration.release-blocked', '', { status: standing.status }))
  return ok(after(standing, record))
}

function after(standing: Standing, record: ActRecord): Standing {
  const { act } = record
  switch (record.act) {
    case 'lodge':
      return inProcess({ ...standing, version: 1, hasArrived: !record.isPreArrival })
    case 'amend':
      return inProcess({ ...standing, version: standing.version + 1, isAssessed: false, isScreened: false, isDue: false, controls: [] })
    case 'assess':
      return inProcess({ ...standing, isAssessed: true, isDue: record.isDue })
    case 'screen':
      return inProcess({ ...standing, isScreened: true, controls: record.controls.map(kind => keepOutcome(standing, kind)) })
    case 'record-control':
      return inProcess({
        ...standing,
        controls: standing.controls.map(each => (each.kind === record.kind ? { ...each, outcome: record.outcome } : each)),
      })
    case 'request-documents':
      return waitingFor(standing, [...(standing.requested ?? []), ...record.documents.map(id => ({ id, isAnswered: false }))])
    case 'answer-request':
    case 'refuse-answer':
      return waitingFor(
        standing,
        (standing.requested ?? []).map(each => (each.id === record.document ? { ...each, isAnswered: act === 'answer-request' } : each)),
      )
    case 'accept-answer':
      return waitingFor(
        standing,
        (standing.requested ?? []).filter(each => each.id !== record.document),
      )
    case 'withdraw-request':
      return waitingFor(
        standing,
        (standing.requested ?? []).filter(each => !record.documents.includes(each.id)),
      )
    case 'pay':
      return inProcess({ ...standing, isDue: !record.isSettled })
    case 'arrive':
      return standing.hasArrived ? standing : inProcess({ ...standing, hasArrived: true, isScreened: false })
    case 'release':
      return { ...standing, status: 'released' }
    case 'refuse-release':
      return { ...standing, status: 'release-refused' }
    case 'cancel':
      return { ...standing, status: 'cancelled' }
    case 'discard':
      return { ...standing, status: 'discarded' }
    default:
      return standing
  }
}

/** Why an act about requested documents is refused where they stand; a document check is not in order while one is outstanding. */
function refuseAboutDocuments(requested: readonly RequestedDocument[], record: ActRecord): Issue | undefined {
  switch (record.act) {
    case 'request-documents': {
      const again = record.documents.find(id => requested.some(each => each.id === id))
      return again === undefined ? undefined : error('declaration.document-requested', '', { document: again })
    }
    case 'withdraw-request': {
      const unknown = record.documents.find(id => !requested.some(each => each.id === id))
      return unknown === undefined ? undefined : error('declaration.document-not-requested', '', { document: unknown })
    }
    case 'answer-request':
    case 'accept-answer':
    case 'refuse-answer': {
      const { act, document } = record
      const found = requested.find(each => each.id === document)
      if (found === undefined) return error('declaration.document-not-requested', '', { document })
      if (found.isAnswered === (act !== 'answer-request')) return undefined
      return error(found.isAnswered ? 'declaration.document-answered' : 'declaration.document-not-answered', '', { document })
    }
    case 'record-control': {
      const isBlocked = record.kind === 'document-check' && record.outcome === 'satisfied' && requested.length > 0
      return isBlocked ? error('declaration.documents-outstanding', '', { count: requested.length }) : undefined
    }
    default:
      return undefined
  }
}

function waitingFor({ requested: _, ...standing }: Standing, requested: readonly RequestedDocument[]): Standing {
  return inProcess(requested.length === 0 ? standing : { ...standing, requested })
}

/** Screening again, on arrival, asks no one to repeat what was already found in order on this version. */
function keepOutcome(standing: Standing, kind: string): Control {
  return standing.controls.find(control => control.kind === kind) ?? { kind, outcome: 'outstanding' }
}

/** What the consignment waits for, the first thing first; `registered` when it waits for customs alone. */
function inProcess(standing: Standing): Standing {
  return { ...standing, status: waitsFor(standing) }
}

function waitsFor({ isAssessed, isScreened, controls, requested, isDue, hasArrived }: Standing): Status {
  if (!isAssessed || !isScreened) return 'registered'
  if (requested !== undefined || controls.some(control => control.outcome !== 'satisfied')) return 'under-control'
  if (isDue) return 'payment-due'
  return hasArrived ? 'registered' : 'awaiting-arrival'
}

function isReady(standing: Standing): boolean {
  return standing.isAssessed && standing.isScreened && standing.hasArrived && waitsFor(standing) === 'registered'
}
