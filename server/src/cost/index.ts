import { openKeys } from '../platform/events/index.ts'
import type { Node } from '../platform/node.ts'
import { forgetOldQuotes } from './quotes.ts'
import { registerRoutes } from './routes.ts'

export { quotesNamed } from './quotes.ts'

/** Gives a node its answers to what goods cost and need, and its quotes. */
export async function register(node: Node): Promise<void> {
  node.jobs.every('cost.forget-quotes', '40 2 * * *', () => forgetOldQuotes(node))
  registerRoutes(node, await openKeys(node.secrets))
}
