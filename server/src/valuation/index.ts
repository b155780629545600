import type { Node } from '../platform/node.ts'
import type { ValuedDeclarations } from './declarations.ts'
import { registerQuestionRoutes } from './question-routes.ts'
import { registerRoutes } from './routes.ts'

export type { Revaluing, ValuedDeclarations } from './declarations.ts'
export { sayFindings } from './say-findings.ts'

/** Gives a node its answers to what goods are worth, and the questions about it; the declarations are handed in. */
export function register(node: Node, declarations: ValuedDeclarations): void {
  registerRoutes(node)
  registerQuestionRoutes(node, declarations)
}
