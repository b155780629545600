import { type Day, error, type Issue, ok, type Result, stop } from '../kernel/index.ts'
import { type Act, isPermitted, NOT_YET, type Status } from './acts.ts'
import { type Completion, type CompletionStanding, refuseAboutCompletion } from './completion.ts'
import { arrive, begin, type ConsignmentStanding, end, owe, release, statusOfAll } from './consignment-standing.ts'

/** How a control stands: nothing recorded yet, found in order, or found against the declaration. */
export type ControlOutcome = 'outstanding' | 'satisfied' | 'adverse'

export interface Control {
  /** The control as risk names it: `document-check`, `examination`, `scan` … */
  readonly kind: string
  /** The consignment it is about, of a declaration about several. */
  readonly consignment?: string
  readonly outcome: ControlOutcome
}

/** A document customs asked for and has not settled, by its id in the request: `1.2` is the second of the first request. */
export interface RequestedDocument {
  readonly id: string
  /** Whether it waits for customs to look at the answer; otherwise for the declarant to give one. */
  readonly isAnswered: boolean
}

/** A control that is asked: its kind, or of which consignment besides. */
export type AskedControl = string | { readonly kind: string; readonly consignment: string }

/** One act done to a declaration, with what the fold must know of it. Who did it and when is the event's to say. */
export type ActRecord =
  | {
      readonly act: 'lodge'
      readonly isPreArrival: boolean
      /** Where it is about several. */
      readonly consignments?: readonly string[]
      /** Where it leaves something for later. */
      readonly completion?: Pick<Completion, 'kind' | 'dueOn'>
    }
  | { readonly act: 'remind-completion'; readonly daysBefore: number }
  | {
      readonly act: 'assess' /** Whether anything remains to be paid or secured. */
      readonly isDue: boolean
      readonly dueFor?: readonly string[]
    }
  | { readonly act: 'screen'; readonly controls: readonly AskedControl[] }
  | ControlRecorded
  | OverrideRecord
  | { readonly act: 'request-documents' | 'withdraw-request'; readonly documents: readonly string[] }
  | { readonly act: AnswerAct; readonly document: string }
  | {
      readonly act: SettlingAct /** Whether nothing is left to pay or to secure. */
      readonly isSettled: boolean
      readonly dueFor?: readonly string[]
    }
  | { readonly act: 'arrive'; readonly consignment?: string }
  | { readonly act: 'release'; readonly consignment?: string; readonly releasedOn?: Day }
  | { readonly act: PlainAct }

interface ControlRecorded {
  readonly act: 'record-control'
  readonly kind: string
  readonly consignment?: string
  readonly outcome: 'satisfied' | 'adverse'
}

/** An officer deviated from what was asked: some controls nobody answers any more, others are asked besides. */
interface OverrideRecord {
  readonly act: 'override'
  readonly waived: readonly AskedControl[]
  readonly asked: readonly AskedControl[]
}

/** What is done about one requested document: the declarant answers, customs accepts the answer or refuses it. */
type AnswerAct = 'answer-request' | 'accept-answer' | 'refuse-answer'

/** What settles something of what is owed: money, a place on a debtor's account, security. */
type SettlingAct = 'pay' | 'defer' | 'secure'

type PlainAct = Exclude<
  Act,
  | 'lodge'
  | 'assess'
  | 'screen'
  | 'record-control'
  | 'override'
  | 'request-documents'
  | 'withdraw-request'
  | AnswerAct
  | SettlingAct
  | 'arrive'
  | 'release'
  | 'remind-completion'
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
  /** Customs asks about the value, and waits; or the goods go meanwhile, on security. Absent where nothing is asked. */
  readonly value?: 'questioned' | 'on-security'
  /** Absent where nothing was left for later. */
  readonly completion?: CompletionStanding
  /** Where it is about several: each goes its own way, and the status of the declaration follows from theirs. */
  readonly consignments?: readonly ConsignmentStanding[]
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
    refuseAboutCompletion(standing.completion, act)
  if (refused !== undefined) return stop(refused)
  if (act === 'release' && !isReady(standing, about)) return stop(error('declaration.release-blocked', '', { status }))
  return ok(after(standing, record))
}

function after(standing: Standing, record: ActRecord): Standing {
  const { act } = record
  switch (record.act) {
    case 'lodge':
      return inProcess({ ...standing, version: 1, hasArrived: !record.isPreArrival, ...begin(record), ...leaveOpen(record) })
    case 'amend':
      return inProcess({ ...standing, version: standing.version + 1, isAssessed: false, isScreened: false, isDue: false, controls: [] })
    case 'assess':
      return inProcess({ ...standing, isAssessed: true, isDue: record.isDue, ...owe(standing, record.dueFor) })
    case 'screen':
      return inProcess({ ...standing, isScreened: true, controls: record.controls.map(asked => keepOutcome(standing, asked)) })
    case 'record-control':
      return inProcess({
        ...standing,
        controls: standing.controls.map(each => (isSame(each, record) ? { ...each, outcome: record.outcome } : each)),
      })
    case 'override':
      return inProcess({ ...standing, controls: afterOverride(standing.controls, record) })
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
    case 'question-value':
      return inProcess({ ...standing, value: 'questioned' })
    case 'release-on-security':
      return inProcess({ ...standing, value: 'on-security' })
    case 'settle-value': {
      const { value: _, ...settled } = standing
      return inProcess(settled)
    }
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
    case 'supplement':
    case 'finalise':
      return { ...inCompletion(standing, { state: 'done' }), version: standing.version + 1 }
    case 'fall-overdue':
      return inCompletion(standing, { state: 'overdue' })
    case 'remind-completion':
      return inCompletion(standing, { reminded: record.daysBefore })
    case 'refuse-release':
      return { ...standing, status: 'release-refused', ...end(standing, 'release-refused') }
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

/** Whether an act is one that the question about the value, or what is left for later, keeps from being done. */
export function isBarred({ value, completion }: Pick<Standing, 'value' | 'completion'>, act: Act): boolean {
  return refuseAboutValue(value, act) !== undefined || refuseAboutCompletion(completion, act) !== undefined
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

function waitingFor({ requested: _, ...standing }: Standing, requested: readonly RequestedDocument[]): Standing {
  return inProcess(requested.length === 0 ? standing : { ...standing, requested })
}

function afterOverride(controls: readonly Control[], { waived, asked }: Pick<OverrideRecord, 'waived' | 'asked'>): readonly Control[] {
  const gone = waived.map(controlOf)
  const kept = controls.filter(control => !gone.some(each => isSame(each, control)))
  const added = asked.map(controlOf).filter(control => !kept.some(each => isSame(each, control)))
  return [...kept, ...added.map(control => ({ ...control, outcome: 'outstanding' as const }))]
}

/** Screening again, on arrival, asks no one to repeat what was already found in order on this version. */
function keepOutcome(standing: Standing, asked: AskedControl): Control {
  const control = controlOf(asked)
  return standing.controls.find(each => isSame(each, control)) ?? { ...control, outcome: 'outstanding' }
}

function controlOf(asked: AskedControl): Pick<Control, 'kind' | 'consignment'> {
  return typeof asked === 'string' ? { kind: asked } : asked
}

function isSame(one: Pick<Control, 'kind' | 'consignment'>, other: Pick<Control, 'kind' | 'consignment'>): boolean {
  return one.kind === other.kind && one.consignment === other.consignment
}

/** What the goods wait for, the first thing first; `registered` when they wait for customs alone. */
function inProcess(standing: Standing): Standing {
  if (standing.consignments === undefined) return standing.status === 'released' ? standing : { ...standing, status: waitsFor(standing) }
  const consignments = standing.consignments.map(each =>
    each.status === 'released' ? each : { ...each, status: waitsFor(partOf(standing, each)) },
  )
  return { ...standing, consignments, status: statusOfAll(consignments) }
}

/** A declaration as one of its consignments sees it. */
function partOf({ isAssessed, isScreened, controls, requested, value }: Standing, { id, isDue, hasArrived }: ConsignmentStanding): Waiting {
  return {
    isAssessed,
    isScreened,
    requested,
    value,
    isDue,
    hasArrived,
    controls: controls.filter(each => each.consignment === undefined || each.consignment === id),
  }
}

interface Waiting extends Pick<Standing, 'isAssessed' | 'isScreened' | 'controls' | 'isDue' | 'hasArrived'> {
  readonly requested?: readonly RequestedDocument[] | undefined
  readonly value?: Standing['value'] | undefined
}

function waitsFor({ isAssessed, isScreened, controls, requested, value, isDue, hasArrived }: Waiting): Status {
  if (!isAssessed || !isScreened) return 'registered'
  if (requested !== undefined || value === 'questioned' || controls.some(control => control.outcome !== 'satisfied')) return 'under-control'
  if (isDue) return 'payment-due'
  return hasArrived ? 'registered' : 'awaiting-arrival'
}

/** Whether one consignment waits for nothing any more, or all there are. */
function isReady(standing: Standing, id: string | undefined): boolean {
  const isFree = (part: Waiting) => part.isAssessed && part.isScreened && part.hasArrived && waitsFor(part) === 'registered'
  const { consignments } = standing
  if (consignments === undefined) return isFree(standing)
  const concerned = consignments.filter(each => each.status !== 'released' && (id === undefined || each.id === id))
  return concerned.every(each => isFree(partOf(standing, each)))
}
