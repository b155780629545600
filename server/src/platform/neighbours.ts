import type { State } from '@lintas/customs/reference'

/** What a node tells the node of another state. The id makes receiving it twice harmless. */
export interface StateMessage {
  readonly id: string
  readonly from: State
  /** Whose it is: `proofs`. */
  readonly subject: string
  readonly body: Readonly<Record<string, unknown>>
}

/** That a message was received and done: by whom, when, and the SHA-256 of its body as it came. */
export interface MessageReceipt {
  readonly id: string
  readonly by: State
  readonly at: string
  readonly sha256: string
}

export type ReceiveMessage = (message: StateMessage) => Promise<MessageReceipt>

/**
 * What carries messages between the nodes of different states: at least once, in whatever order they are handed over. Whoever sends keeps them until
 * the receipt is there.
 */
export interface Neighbours {
  /** Hands a message to a state's node; answers its receipt, undefined where that node cannot be reached. */
  deliver(to: State, message: StateMessage): Promise<MessageReceipt | undefined>
  /** Says what the node of a state does with the messages of a subject. */
  receive(state: State, subject: string, work: ReceiveMessage): void
}

/** Delivery from hand to hand between the nodes of one process; what is JSON on the wire is JSON here. */
export function directNeighbours(): Neighbours {
  const doors = new Map<string, ReceiveMessage>()
  return {
    async deliver(to, message) {
      return await doors.get(`${to} ${message.subject}`)?.(structuredClone(message))
    },
    receive(state, subject, work) {
      doors.set(`${state} ${subject}`, work)
    },
  }
}
