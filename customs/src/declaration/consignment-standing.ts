import type { Day } from '../kernel/index.ts'
import type { Status } from './acts.ts'

/** Where one of several consignments stands. What was asked of it is among the controls of its declaration. */
export interface ConsignmentStanding {
  readonly id: string
  readonly status: Status
  readonly hasArrived: boolean
  readonly isDue: boolean
  readonly releasedOn?: Day
}

/** The part of a standing that several consignments have; a declaration about one has none of it, before and after. */
interface Parts {
  readonly consignments?: readonly ConsignmentStanding[]
}

export function begin({
  consignments,
  isPreArrival,
}: {
  readonly consignments?: readonly string[]
  readonly isPreArrival: boolean
}): Parts {
  if (consignments === undefined) return {}
  return { consignments: consignments.map(id => ({ id, status: 'registered', hasArrived: !isPreArrival, isDue: false })) }
}

/** Of these something is still to be paid, of the others nothing. */
export function owe({ consignments }: Parts, due: readonly string[] = []): Parts {
  return consignments === undefined ? {} : { consignments: consignments.map(each => ({ ...each, isDue: due.includes(each.id) })) }
}

/** One has come, or all that there is. */
export function arrive({ consignments }: Parts, id: string | undefined): Parts & { readonly hasArrived: boolean } {
  if (consignments === undefined) return { hasArrived: true }
  const now = consignments.map(each => (id === undefined || each.id === id ? { ...each, hasArrived: true } : each))
  return { consignments: now, hasArrived: now.every(each => each.hasArrived) }
}

/** One is released, or all that are not yet. */
export function release({ consignments = [] }: Parts, { consignment, releasedOn }: { consignment?: string; releasedOn?: Day }): Parts {
  const now = { status: 'released', ...(releasedOn === undefined ? {} : { releasedOn }) } as const
  const goes = ({ id, status }: ConsignmentStanding) => status !== 'released' && (consignment === undefined || id === consignment)
  return { consignments: consignments.map(each => (goes(each) ? { ...each, ...now } : each)) }
}

/** What ends the declaration ends those of its consignments that were not released. */
export function end(
  { consignments }: Parts,
  status: 'release-refused' | 'seized' | 'forfeited' | 'abandoned' | 'disposed' | 'cancelled',
): Parts {
  if (consignments === undefined) return {}
  return { consignments: consignments.map(each => (each.status === 'released' ? each : { ...each, status })) }
}

/** The status of several together: that of the one of which most is still to be done. */
export function statusOfAll(consignments: readonly ConsignmentStanding[]): Status {
  const order = ['under-control', 'payment-due', 'awaiting-arrival', 'registered'] as const
  return order.find(status => consignments.some(each => each.status === status)) ?? 'released'
}
