import type { ActRecord, AmountText, DeclarationDocument, Standing } from '@lintas/customs/declaration'
import type { FoundOtherwise } from '@lintas/customs/duty'
import type { Decision, Occasion, ValueSince } from '@lintas/customs/journey'
import type { Day, Result } from '@lintas/customs/kernel'
import type { ClaimsSince } from '@lintas/customs/proofs'
import type { DeclarationHead } from '../declarations.ts'
import type { Caller, Reader, Writer } from '../platform/node.ts'
import type { VisibleDeclarations } from '../release/index.ts'

/** What is done that asks for another decision on the same document: the act, and what became of the value or was found of the goods. */
export interface Revaluing {
  readonly occasion: Extract<
    Occasion,
    | 'release-on-security'
    | 'settle-value'
    | 'adjust-price'
    | 'deny-preference'
    | 'reclassify'
    | 'secure-under-review'
    | 'secure-preference'
    | 'suspend-preference'
    | 'settle-preference'
    | 'decide-review'
    | 'decide-appeal'
    | 'assess-additionally'
  >
  readonly record: ActRecord
  /** What the decision before rested on, changed; the same where absent. */
  readonly value?: (before: ValueSince) => ValueSince
  readonly found?: (before: FoundOtherwise) => FoundOtherwise
  readonly claims?: (before: ClaimsSince) => ClaimsSince
  readonly facts?: Readonly<Record<string, unknown>>
  readonly payload?: Readonly<Record<string, unknown>>
}

export interface Decided {
  readonly standing: Standing
  readonly decision: Decision
  readonly found: FoundOtherwise | undefined
  readonly claims: ClaimsSince
  readonly releasedOn: Day | undefined
}

/** What valuation asks of the declarations, handed in when the node is composed. */
export interface ValuedDeclarations extends VisibleDeclarations {
  /** The decision that stands, what customs found against what was declared, and the day of release where there was one. */
  getDecided(reader: Reader, mrn: string): Promise<Decided>
  /** What is due for a declaration: nothing, or one amount. */
  listPayable(reader: Reader, mrn: string): Promise<readonly AmountText[]>
  /**
   * Makes a corrected document the next version of a released declaration held in this transaction, and posts what it is charged more or less. Refused where the act is
   * not permitted or the document changes what makes the declaration this one; then whoever calls undoes the transaction.
   */
  correct(tx: Writer, held: DeclarationHead, document: DeclarationDocument, caller: Caller): Promise<Result<DeclarationHead>>
  /**
   * Decides again on a declaration held in this transaction, on what became of its value, and goes on with its journey. What it is charged more or
   * less is posted. Refused where the act is not permitted, or the value cannot be found; then whoever calls undoes the transaction.
   */
  revalue(tx: Writer, held: DeclarationHead, revaluing: Revaluing, caller: Caller): Promise<Result<DeclarationHead>>
}
