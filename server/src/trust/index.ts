import type { Node } from '../platform/node.ts'
import { openRestrictions, type Restrictions } from './restrictions.ts'
import { registerRoutes } from './routes.ts'
import { registerTiers } from './tier-routes.ts'
import { openTiers, type Tiers } from './tiers.ts'

export type { Restrictions } from './restrictions.ts'
export type { Tiers } from './tiers.ts'

/** What the node knows of operators: what keeps them from declaring, and how far they are trusted. */
export interface Register {
  readonly restrictions: Restrictions
  readonly tiers: Tiers
}

/** Keeps the restrictions and tiers of operators, and registers the routes that set them. */
export async function register(node: Node): Promise<Register> {
  const [restrictions, tiers] = await Promise.all([openRestrictions(node), openTiers(node)])
  registerRoutes(node, restrictions)
  registerTiers(node, tiers)
  return { restrictions, tiers }
}
