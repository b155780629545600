import type { Node } from '../platform/node.ts'
import { registerRoutes } from './routes.ts'
import { shippedRules } from './rule-files.ts'
import { registerStatementRoutes } from './statement-routes.ts'

export { findStatement } from './store.ts'

/** Gives a node its answers about origin: whether goods originate, and by which rules. */
export function register(node: Node): void {
  const shipped = shippedRules()
  registerRoutes(node, () => shipped)
  registerStatementRoutes(node, () => shipped)
}
