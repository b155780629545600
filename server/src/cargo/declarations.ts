import type { Result } from '@lintas/customs/kernel'
import type { Unmatched } from '@lintas/customs/risk'
import type { Declarations } from '../declarations.ts'
import type { Writer } from '../platform/node.ts'

/** What cargo asks of the declarations beyond what all subjects do; handed to it when the node is composed. */
export interface ArrivingDeclarations extends Declarations {
  /**
   * Says that the goods of a declaration lodged before their arrival have come; of several consignments those on these transport documents. Nothing
   * is done where they had come already. Refused where it cannot be decided anew today: it can be said again.
   */
  arrive(tx: Writer, mrn: string, documents: readonly string[]): Promise<Result<unknown>>
  /** Holds a declaration held in this transaction that does not match its manifest, as far as it is not released yet. */
  holdUnmatched(tx: Writer, mrn: string, unmatched: Unmatched): Promise<Result<unknown>>
}
