import type { Day } from '../kernel/index.ts'
import type { Status } from './acts.ts'
import { type ConsignmentStanding, statusOfAll } from './consignment-standing.ts'
import type { Control } from './control-standing.ts'
import type { CompletionKind } from './types.ts'

/** A document customs asked for and has not settled, by its id in the request: `1.2` is the second of the first request. */
export interface RequestedDocument {
  readonly id: string
  /** Whether it waits for customs to look at the answer; otherwise for the declarant to give one. */
  readonly isAnswered: boolean
}

/** How a completion stands, and of which day before the last one the declarant was reminded. */
export interface CompletionStanding {
  readonly kind: CompletionKind
  readonly dueOn: Day
  readonly state: 'open' | 'overdue' | 'done'
  readonly reminded?: number
}

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
  /** Customs holds the goods, in writing; absent where it does not. */
  readonly held?: true
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

/** What the goods wait for, the first thing first; `registered` when they wait for customs alone. */
export function inProcess(standing: Standing): Standing {
  if (standing.consignments === undefined) return standing.status === 'released' ? standing : { ...standing, status: waitsFor(standing) }
  const consignments = standing.consignments.map(each =>
    each.status === 'released' ? each : { ...each, status: waitsFor(partOf(standing, each)) },
  )
  return { ...standing, consignments, status: statusOfAll(consignments) }
}

/** A declaration as one of its consignments sees it. */
function partOf(
  { isAssessed, isScreened, controls, requested, value, held }: Standing,
  { id, isDue, hasArrived }: ConsignmentStanding,
): Waiting {
  return {
    isAssessed,
    isScreened,
    requested,
    value,
    held,
    isDue,
    hasArrived,
    controls: controls.filter(each => each.consignment === undefined || each.consignment === id),
  }
}

interface Waiting extends Pick<Standing, 'isAssessed' | 'isScreened' | 'controls' | 'isDue' | 'hasArrived'> {
  readonly requested?: readonly RequestedDocument[] | undefined
  readonly value?: Standing['value'] | undefined
  readonly held?: true | undefined
}

function waitsFor({ isAssessed, isScreened, controls, requested, value, held, isDue, hasArrived }: Waiting): Status {
  if (!isAssessed || !isScreened) return 'registered'
  if (held || requested !== undefined || value === 'questioned' || controls.some(control => control.outcome !== 'satisfied'))
    return 'under-control'
  if (isDue) return 'payment-due'
  return hasArrived ? 'registered' : 'awaiting-arrival'
}

/** Whether one consignment waits for nothing any more, or all there are. */
export function isReady(standing: Standing, id: string | undefined): boolean {
  const isFree = (part: Waiting) => part.isAssessed && part.isScreened && part.hasArrived && waitsFor(part) === 'registered'
  const { consignments } = standing
  if (consignments === undefined) return isFree(standing)
  const concerned = consignments.filter(each => each.status !== 'released' && (id === undefined || each.id === id))
  return concerned.every(each => isFree(partOf(standing, each)))
}
