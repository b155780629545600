import type { Node } from '../platform/node.ts'
import { type Operators, openOperators } from './operators.ts'
import { registerRoutes } from './routes.ts'

export type { Operators } from './operators.ts'

/** Keeps what is known of operators, what keeps them from declaring and how far they are trusted, and registers the routes that set it. */
export async function register(node: Node): Promise<Operators> {
  const operators = await openOperators(node)
  registerRoutes(node, operators)
  return operators
}
