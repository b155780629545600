import type { Node } from '../platform/node.ts'
import type { StateLaw } from '../platform/state-law.ts'
import { keepRates } from './rates.ts'
import { registerRoutes } from './routes.ts'

export { ratesOf } from './rates.ts'

/** Gives a node its customs exchange rates, in memory and over HTTP, and its law to whoever reads or changes it. */
export async function register(node: Node, law: StateLaw): Promise<void> {
  await keepRates(node)
  registerRoutes(node, law)
}
