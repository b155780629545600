import type { Node } from '../platform/node.ts'
import { registerRoutes } from './routes.ts'
import { openRules } from './rules.ts'
import { registerSheetRoutes } from './sheet-routes.ts'
import { registerStatementRoutes } from './statement-routes.ts'

export { findStatement } from './store.ts'

/** Gives a node its answers about origin: whether goods originate, and by which rules. */
export async function register(node: Node): Promise<void> {
  const rules = await openRules(node)
  const current = () => rules.current
  registerRoutes(node, current)
  registerStatementRoutes(node, current)
  registerSheetRoutes(node, rules)
}
