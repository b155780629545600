import type { Declarations } from '../declarations.ts'
import type { Node } from '../platform/node.ts'
import type { PaymentProvider } from './provider.ts'

export interface Cashier {
  readonly node: Pick<Node, 'db' | 'clock' | 'events' | 'jobs' | 'law' | 'state' | 'log' | 'sandbox'>
  /** Who takes the money; undefined where the state has agreed with nobody yet. */
  readonly provider: PaymentProvider | undefined
  readonly declarations: Declarations
}
