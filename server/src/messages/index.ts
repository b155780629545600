import type { Node } from '../platform/node.ts'
import type { VisibleDeclarations } from '../release/index.ts'
import { registerRoutes } from './routes.ts'

/** Registers the threads between declarants and customs; the declarations are handed in. */
export function register(node: Node, declarations: VisibleDeclarations): void {
  registerRoutes({ node, declarations })
}
