import type { Node } from '../platform/node.ts'
import { registerRoutes } from './routes.ts'

/** Gives a node its answers to what goods cost and need, in every way that applies to them. */
export function register(node: Node): void {
  registerRoutes(node)
}
