import type { Node } from '../platform/node.ts'
import { keepRates } from './rates.ts'
import { registerRoutes } from './routes.ts'

export { ratesOf } from './rates.ts'

/** Gives a node its customs exchange rates: in memory, and over HTTP. */
export async function register(node: Node): Promise<void> {
  await keepRates(node)
  registerRoutes(node)
}
