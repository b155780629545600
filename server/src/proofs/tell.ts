import type { Day } from '@lintas/customs/kernel'
import type { DeclaredGoods, FormD, ProofAct, ProofStatus, ProofTick } from '@lintas/customs/proofs'
import type { State } from '@lintas/customs/reference'
import type { Node, Writer } from '../platform/node.ts'
import * as messages from './message-store.ts'
import type * as store from './store.ts'

/** Where a proof stands that another state sent. */
export type UseStatus = Extract<ProofStatus, 'received' | 'used-partly' | 'used' | 'denied' | 'returned' | 'cancelled' | 'replaced'>

/** What nodes tell one another of proofs. */
export type ProofMessage =
  | {
      readonly kind: 'proof'
      readonly number: string
      readonly form: FormD
      readonly ticks: readonly ProofTick[]
      readonly edition: string
      readonly issuedOn: Day
      readonly validTo: Day
    }
  | {
      /** What an origin declaration certifies; `check`: by which anyone may check it. */
      readonly kind: 'declared'
      readonly number: string
      readonly check: string
      readonly issuedOn: Day
      readonly goods: DeclaredGoods
    }
  | {
      /** Which state uses an origin declaration; none where it is free again. */
      readonly kind: 'claimed'
      readonly number: string
      readonly by?: State
    }
  | { readonly kind: 'end'; readonly number: string; readonly status: 'cancelled' | 'replaced' }
  | {
      readonly kind: 'use'
      readonly number: string
      /** Counts the reports on a proof, so that an older one never takes the place of a newer. */
      readonly report: number
      /** `received` where nothing of it is used. */
      readonly status: UseStatus
      readonly items: readonly { readonly item: number; readonly used: string }[]
    }
  | {
      /** What one state says to the other of a proof; `status`: where it stands from then on. */
      readonly kind: 'word'
      readonly number: string
      readonly act: ProofAct
      readonly words: store.ActWords
      readonly status?: ProofStatus
    }

/** The job that delivers what waits. */
export const DELIVER = 'proofs.deliver'

/** Tells another state's node, in the transaction of the act that is told; it is delivered once that is kept. */
export async function tell(tx: Writer, { clock, jobs }: Node, to: State, message: ProofMessage): Promise<void> {
  const { kind, number, ...body } = message
  await messages.insertMessage(tx, { toState: to, kind, number, body: { ...body } }, clock.now())
  await jobs.send(DELIVER, {}, { tx })
}
