import type { Node } from '../platform/node.ts'
import { registerRoutes } from './routes.ts'

export { sayFindings } from './say-findings.ts'

/** Gives a node its answers to what goods are worth by their worksheet. */
export function register(node: Node): void {
  registerRoutes(node)
}
