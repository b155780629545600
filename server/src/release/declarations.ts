import type { DeclarationHead, Declarations } from '../declarations.ts'
import type { Caller, Reader, Writer } from '../platform/node.ts'

/** A declaration somebody may see, and its entity tag. */
export interface VisibleDeclaration extends DeclarationHead {
  readonly revision: number
}

/** What the release asks of the declarations, handed in when the node is composed. To whoever may not see one it is not there. */
export interface VisibleDeclarations extends Declarations {
  isVisible(reader: Reader, caller: Caller, mrn: string): Promise<boolean>
  getVisible(reader: Reader, caller: Caller, mrn: string): Promise<VisibleDeclaration>
  holdVisible(tx: Writer, caller: Caller, mrn: string): Promise<VisibleDeclaration>
}
