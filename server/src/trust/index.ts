import type { Node } from '../platform/node.ts'
import { openRestrictions, type Restrictions } from './restrictions.ts'
import { registerRoutes } from './routes.ts'

export type { Restrictions } from './restrictions.ts'

/** Keeps the restrictions on operators, and registers the routes that set them. */
export async function register(node: Node): Promise<Restrictions> {
  const restrictions = await openRestrictions(node)
  registerRoutes(node, restrictions)
  return restrictions
}
