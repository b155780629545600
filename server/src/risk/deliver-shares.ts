import type { State } from '@lintas/customs/reference'
import type { MessageReceipt } from '../platform/neighbours.ts'
import type { Node } from '../platform/node.ts'

/** Something told to another state that lacks it yet, in its newest version. */
interface Untold {
  readonly id: string
  readonly toState: State
  readonly version: number
}

/** Hands over what waits, in its order. A state that cannot be reached keeps its own waiting, and no others. */
export async function deliverShares<Row extends Untold>(
  { neighbours, state, log }: Pick<Node, 'neighbours' | 'state' | 'log'>,
  subject: string,
  waiting: readonly Row[],
  bodyOf: (row: Row) => Readonly<Record<string, unknown>>,
  keep: (row: Row, receipt: MessageReceipt) => Promise<void>,
): Promise<void> {
  const away = new Set<State>()
  for (const row of waiting) {
    const { id, toState, version } = row
    if (away.has(toState)) continue
    const receipt = await neighbours
      .deliver(toState, { id: `${id} ${version}`, from: state, subject, body: bodyOf(row) })
      .catch((cause: unknown) => {
        log.warn({ err: cause, share: id, to: toState, subject }, 'what was shared was not taken; it waits')
        return undefined
      })
    if (receipt === undefined) away.add(toState)
    else await keep(row, receipt)
  }
}
