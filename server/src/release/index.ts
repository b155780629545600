import type { Node } from '../platform/node.ts'
import type { VisibleDeclarations } from './declarations.ts'
import { registerRoutes } from './routes.ts'

export { chargedMore, type DecisionEffect, issueAdverseDecision } from './adverse-decisions.ts'
export type { VisibleDeclaration, VisibleDeclarations } from './declarations.ts'
export { insertNote, type NewNote, newNote } from './notes.ts'

/** Registers the routes of the release; the declarations are handed in. */
export function register(node: Node, declarations: VisibleDeclarations): void {
  registerRoutes(node, declarations)
}
