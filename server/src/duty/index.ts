import type { Node } from '../platform/node.ts'
import { registerRoutes } from './routes.ts'

/** Gives a node its answers to what goods would be charged. */
export function register(node: Node): void {
  registerRoutes(node)
}
