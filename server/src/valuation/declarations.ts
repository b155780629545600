import type { ActRecord } from '@lintas/customs/declaration'
import type { Decision, Occasion, ValueSince } from '@lintas/customs/journey'
import type { Day, Result } from '@lintas/customs/kernel'
import type { DeclarationHead } from '../debt/index.ts'
import type { Caller, Reader, Writer } from '../platform/node.ts'
import type { VisibleDeclarations } from '../release/index.ts'

/** What is done about a value that asks for a decision: the act, and what became of the value. */
export interface Revaluing {
  readonly occasion: Extract<Occasion, 'release-on-security' | 'settle-value' | 'adjust-price'>
  readonly record: ActRecord
  /** What the decision before rested on, changed. */
  readonly value: (before: ValueSince) => ValueSince
  readonly payload?: Readonly<Record<string, unknown>>
}

/** What valuation asks of the declarations, handed in when the node is composed. */
export interface ValuedDeclarations extends VisibleDeclarations {
  /** The decision that stands, and the day of release where there was one. */
  getDecided(reader: Reader, mrn: string): Promise<{ readonly decision: Decision; readonly releasedOn: Day | undefined }>
  /**
   * Decides again on a declaration held in this transaction, on what became of its value, and goes on with its journey. What it is charged more or
   * less is posted. Refused where the act is not permitted, or the value cannot be found; then whoever calls undoes the transaction.
   */
  revalue(tx: Writer, held: DeclarationHead, revaluing: Revaluing, caller: Caller): Promise<Result<DeclarationHead>>
}
