import type { SecurityRequired } from '@lintas/customs/debt'
import type { ActRecord, DeclarationDocument, Status } from '@lintas/customs/declaration'
import type { Day, Issue, Money, Result } from '@lintas/customs/kernel'
import type { Lane, Screening } from '@lintas/customs/risk'
import type { Reader, Writer } from './platform/node.ts'

/** A declaration as far as payment and control need to know it. */
export interface DeclarationHead {
  readonly mrn: string
  readonly status: Status
  /** The newest version of the document. */
  readonly version: number
  /** Trader ids: on whose behalf it was filed, who owes what it is charged; who filed it; and who declares. */
  readonly principal: string
  readonly filer: string
  readonly declarant: string
  readonly office: string | undefined
  readonly registeredOn: Day
  /** Undefined while the goods wait. */
  readonly releasedOn: Day | undefined
}

/**
 * What debt and risk ask of the declarations.
 *
 * The declaration subject comes after both, so it is handed to them when the node is composed.
 */
export interface Declarations {
  find(reader: Reader, mrn: string): Promise<DeclarationHead | undefined>
  /** Reads a declaration and holds it until the transaction ends, so that nothing else happens to it meanwhile. */
  hold(tx: Writer, mrn: string): Promise<DeclarationHead | undefined>
  /**
   * Does an act of another subject to a declaration held in this transaction and goes on with its journey: decides anew what release
   * waits for, and releases where nothing is missing any more. Refused where the act is not permitted; then nothing is changed.
   *
   * It appends the event of the act itself, and of what follows from it.
   *
   * @param by an account id; `system` for what nobody did in person
   */
  proceed(tx: Writer, held: DeclarationHead, record: ActRecord, by: string, more?: ActDetails): Promise<Result<DeclarationHead>>
  /** A version of what was declared. */
  getDocument(reader: Reader, mrn: string, version: number): Promise<DeclarationDocument>
  /** Holds several in the order of their numbers; answers those that are there. */
  holdEach(tx: Writer, mrns: readonly string[]): Promise<readonly string[]>
  /** Security that the decision which stands asks for. */
  requiredSecurities(reader: Reader, mrn: string): Promise<readonly SecurityRequired[]>
  /** What is still to be paid for one of several consignments; undefined where there is no such one. */
  dueFor(reader: Reader, mrn: string, consignment: string): Promise<Money | undefined>
  /** What each decision on a declaration found when it was screened, the newest first. For officers alone. */
  listScreenings(reader: Reader, mrn: string): Promise<readonly ScreenedDecision[]>
}

/** More about an act than its record: who does it where that is not customs, and what its event says. */
export interface ActDetails {
  readonly as?: 'declarant'
  readonly facts?: Readonly<Record<string, unknown>>
  /** Somebody's words: kept apart from the proof. */
  readonly payload?: Readonly<Record<string, unknown>>
  /** The lane it is in from now on, where the act changed its controls. */
  readonly lane?: Lane
}

export interface ScreenedDecision {
  readonly decision: number
  readonly screenedOn: Day
  readonly screening: Screening
  /** What only officers read of the decision's issues. */
  readonly hints: readonly Issue[]
}
