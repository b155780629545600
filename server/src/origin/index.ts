import type { Node } from '../platform/node.ts'
import type { OriginDoors } from './doors.ts'
import { registerEvidenceRoutes } from './evidence-routes.ts'
import { followRecords, watchRecords } from './links.ts'
import { registerRoutes } from './routes.ts'
import { openRules } from './rules.ts'
import { registerSheetRoutes } from './sheet-routes.ts'
import { registerStatementRoutes } from './statement-routes.ts'
import { registerSupplierRoutes } from './supplier-routes.ts'

export { findStatement } from './store.ts'

/** Gives a node its answers about origin: whether goods originate, by which rules, and what suppliers declared of their materials. */
export async function register(node: Node, doors: OriginDoors): Promise<void> {
  const rules = await openRules(node)
  const current = () => rules.current
  registerRoutes(node, current, doors)
  registerStatementRoutes(node, current, doors)
  registerSheetRoutes(node, rules)
  registerSupplierRoutes(node, doors)
  registerEvidenceRoutes(node, doors)
  node.jobs.every('origin-follow-records', '* * * * *', async () => {
    while (await followRecords(node, doors));
  })
  node.jobs.every('origin-watch-records', '15 0 * * *', () => watchRecords(node, doors))
}
