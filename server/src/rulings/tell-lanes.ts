import { type LanePosition, lanesMessage } from '@lintas/contract'
import { type Day, day } from '@lintas/customs/kernel'
import { STATES } from '@lintas/customs/reference'
import type { MessageReceipt, StateMessage } from '../platform/neighbours.ts'
import type { Node } from '../platform/node.ts'
import { digestOf } from './digest.ts'
import * as store from './lane-store.ts'
import { monthBefore } from './months.ts'

/** Once a day, before classifications are compared. */
export const LANES_JOB = 'rulings-lanes'
export const LANES_HOUR = '20 2 * * *'

const SUBJECT = 'lanes'
const TOLD_MAX = 50_000
/** Each of the last months is told this often; who was not reached by then does not hear of it. */
const [TOLD_MONTHS, KEPT_MONTHS] = [3, 24]

/** Hears which lanes neighbours gave. */
export function hearLanes(node: Node): void {
  node.neighbours.receive(node.state, SUBJECT, message => receive(node, message))
}

/** Counts a month when it is over, once, and tells neighbours of the last of them. Of a month that goes on nothing is told: two sums a day apart would tell of that day. */
export async function tellLanes(node: Node): Promise<void> {
  const today = node.clock.today()
  for (let back = TOLD_MONTHS; back >= 1; back -= 1) {
    const month = monthBefore(today, back)
    const told = await store.listTold(node.db, node.state, month)
    const positions = told.length > 0 ? told : (await store.countLanes(node.db, month)).slice(0, TOLD_MAX)
    if (positions.length === 0) continue
    if (told.length === 0) await node.db.transaction(tx => store.replaceLanes(tx, node.state, month, positions, today))
    await tellNeighbours(node, month, positions)
  }
  await node.db.transaction(tx => store.forgetLanes(tx, monthBefore(today, KEPT_MONTHS)))
}

async function tellNeighbours(node: Node, month: Day, positions: readonly LanePosition[]): Promise<void> {
  const body = { on: node.clock.today(), month: month.slice(0, 7), positions }
  const id = `${SUBJECT}-${node.state}-${digestOf(body).slice(0, 32)}`
  for (const to of STATES) {
    if (to === node.state) continue
    await node.neighbours.deliver(to, { id, from: node.state, subject: SUBJECT, body }).catch((cause: unknown) => {
      node.log.warn({ err: cause, message: id, to }, 'which lanes were given was not taken; it is told again tomorrow')
    })
  }
}

async function receive(node: Node, { id, from, body }: StateMessage): Promise<MessageReceipt> {
  const { on, month, positions } = lanesMessage.parse(body)
  await node.db.transaction(tx => store.replaceLanes(tx, from, day(`${month}-01`), positions, day(on)))
  return { id, by: node.state, at: node.clock.now().toISOString(), sha256: digestOf(body) }
}
