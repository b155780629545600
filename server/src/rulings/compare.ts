import { positionsMessage } from '@lintas/contract'
import { day } from '@lintas/customs/kernel'
import { STATES } from '@lintas/customs/reference'
import { findDivergences, listPositions, type Position, sidesOf } from '@lintas/customs/rulings'
import { listKnownCodes } from '../classification/index.ts'
import type { MessageReceipt, StateMessage } from '../platform/neighbours.ts'
import type { Node } from '../platform/node.ts'
import { digestOf } from './digest.ts'
import * as store from './store.ts'

/** Once a day, after the evidence of the day before was learned. */
export const COMPARE_JOB = 'rulings-compare'
export const COMPARE_HOUR = '40 2 * * *'

const SUBJECT = 'positions'
const TOLD_MAX = 50_000
/** Why a divergence is closed whose sides came to say the same. */
const AGREED = 'agreed'

/** Hears what neighbours hold. */
export function hearNeighbours(node: Node): void {
  node.neighbours.receive(node.state, SUBJECT, message => receive(node, message))
}

/** Works out what this administration holds, tells its neighbours, and opens and closes divergences by what all of them told. */
export async function comparePositions(node: Node): Promise<void> {
  const today = node.clock.today()
  const positions = listPositions(await listKnownCodes(node)).slice(0, TOLD_MAX)
  await node.db.transaction(tx => store.replacePositions(tx, node.state, positions, today))
  await tellNeighbours(node, { on: today, positions })
  await node.db.transaction(async tx => {
    const found = new Map(findDivergences(node.state, await store.listHeld(tx, node.state)).map(each => [each.key, each]))
    const latest = new Map((await store.holdLatest(tx)).map(each => [each.key, each]))
    const record = (number: string, act: 'open' | 'close', facts: Readonly<Record<string, unknown>>) =>
      node.events.append(tx, [{ subject: 'divergence', subjectId: `${node.state}-D-${number}`, act, by: 'system', facts }])
    for (const [key, divergence] of found) {
      const known = latest.get(key)
      const sides = sidesOf(divergence.positions)
      if (known?.closed_on === null) await store.seeDivergence(tx, known.number, divergence.positions, today)
      else if (known?.sides !== sides || known.reason === AGREED)
        await record(await store.openDivergence(tx, divergence, today), 'open', { sides })
    }
    for (const { key, number, closed_on } of latest.values()) {
      if (closed_on !== null || found.has(key)) continue
      await store.closeDivergence(tx, number, AGREED, 'system', today)
      await record(number, 'close', { reason: AGREED })
    }
  })
}

/** Neighbours that cannot be reached are told tomorrow: each message says everything. */
async function tellNeighbours(node: Node, body: { readonly on: string; readonly positions: readonly Position[] }): Promise<void> {
  const id = `${SUBJECT}-${node.state}-${digestOf(body).slice(0, 32)}`
  for (const to of STATES) {
    if (to === node.state) continue
    await node.neighbours.deliver(to, { id, from: node.state, subject: SUBJECT, body }).catch((cause: unknown) => {
      node.log.warn({ err: cause, message: id, to }, 'what is held of like goods was not taken; it is told again tomorrow')
    })
  }
}

async function receive(node: Node, { id, from, body }: StateMessage): Promise<MessageReceipt> {
  const { on, positions } = positionsMessage.parse(body)
  await node.db.transaction(tx => store.replacePositions(tx, from, positions, day(on)))
  return { id, by: node.state, at: node.clock.now().toISOString(), sha256: digestOf(body) }
}
