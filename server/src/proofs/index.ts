import type { Node } from '../platform/node.ts'
import { openExchange } from './exchange.ts'
import { registerRoutes } from './routes.ts'

export { drawProofs, giveBackProofs, holdProofs } from './draw.ts'
export { findByNumber } from './store.ts'

/** Proofs of origin: applied for, issued, exchanged with other states, used at import. */
export function register(node: Node): void {
  openExchange(node)
  registerRoutes(node)
}
