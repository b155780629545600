import type { Node } from '../platform/node.ts'
import type { VisibleDeclarations } from '../release/index.ts'
import { registerRoutes } from './routes.ts'

/** Registers what only a sandbox does; a node in service has none of it. */
export function register(node: Node, declarations: VisibleDeclarations): void {
  if (node.sandbox) registerRoutes(node, declarations)
}
