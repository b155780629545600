import type { State } from '@lintas/customs/reference'
import type { Node, Writer } from '../node.ts'
import * as endpoints from './endpoint-store.ts'
import * as lines from './line-store.ts'
import * as log from './log-store.ts'
import { listTold, type Told } from './told.ts'

/** Places of the log that one transaction looks at. */
const STRIDE = 2_000

/**
 * Puts in line what happened since the last time, for every endpoint that wants it; answers whether there may be more.
 *
 * Reads the log by position: only events that have their place, which they get when no older one can still appear. What was put in line and
 * how far the log was read are written together, so that nothing is left out and nothing is put twice.
 */
export async function planDeliveries({ state, db }: Pick<Node, 'state' | 'db'>): Promise<boolean> {
  return await db.transaction(async tx => {
    const from = await log.holdCursor(tx)
    if (from === undefined) return false
    const placed = await log.countPlaced(tx)
    if (from >= placed) return false
    const listeners = await endpoints.holdListeners(tx)
    const to = listeners.length === 0 ? placed : Math.min(placed, from + STRIDE)
    await planRange(tx, state, listeners, from, to)
    await log.moveCursor(tx, to)
    return to < placed
  })
}

/** What one endpoint is to be told again. Instants, since a job carries JSON. */
export interface Replay {
  readonly endpoint: string
  readonly traderId: string
  readonly since: string
  readonly until?: string
}

/** Puts in line, for one endpoint, what happened in a time: what it was told before and what it was not, in the order of the log. */
export async function replay({ state, db }: Pick<Node, 'state' | 'db'>, asked: Replay): Promise<void> {
  const until = asked.until === undefined ? undefined : new Date(asked.until)
  const since = new Date(asked.since)
  for (let from = await log.findPlaceAt(db, since), placed = await log.countPlaced(db); from < placed; from += STRIDE) {
    const to = Math.min(placed, from + STRIDE)
    const ended = await db.transaction(async tx => {
      const listener = (await endpoints.holdListeners(tx)).find(each => each.id === asked.endpoint)
      if (listener === undefined) return true
      const last = await planRange(tx, state, [listener], from, to, at => at >= since && (until === undefined || at < until))
      return until !== undefined && last !== undefined && last.getTime() > until.getTime() + PATIENCE_MS
    })
    if (ended) return
  }
}

/** Events stand in the log in the order in which they could be seen, which is not quite that of their instants. */
const PATIENCE_MS = 3_600_000

/** Answers the instant of the last of what it told. */
async function planRange(
  tx: Writer,
  state: State,
  listeners: readonly endpoints.Listener[],
  from: number,
  to: number,
  isWithin: (at: Date) => boolean = () => true,
): Promise<Date | undefined> {
  if (listeners.length === 0) return undefined
  const told = await listTold(tx, state, [...new Set(listeners.map(each => each.traderId))], from, to)
  const deliveries = told
    .filter(each => isWithin(each.at))
    .flatMap(each => {
      const { messageId, notification, about: line, position } = each
      const body = JSON.stringify(notification)
      return listeners
        .filter(listener => wants(listener, each))
        .map(({ id }) => ({ endpoint: id, messageId, type: notification.type, line, position, body }))
    })
  await lines.putInLine(tx, deliveries)
  return told.at(-1)?.at
}

/** An organisation is told of what it filed, what was declared for it, what bears its reference, and of the codes it watches. */
function wants(listener: endpoints.Listener, { traderIds, notification: { type }, principal }: Told): boolean {
  if (!traderIds.includes(listener.traderId)) return false
  if (listener.types.length > 0 && !listener.types.some(each => each === type)) return false
  return listener.principals.length === 0 || (principal !== undefined && listener.principals.includes(principal))
}
