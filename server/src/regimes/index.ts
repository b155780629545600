import type { Declarations } from '../declarations.ts'
import { routes } from '../platform/http/index.ts'
import type { Node } from '../platform/node.ts'
import { registerAuthorisations } from './authorisation-routes.ts'
import { registerSettlements } from './settlement-routes.ts'
import { registerStock } from './stock-routes.ts'
import { watchTerms } from './terms.ts'

export { followRelease, giveBackGoods, leftInLots, listHolders, promiseGoods, readRegime, worthInLots } from './follow.ts'
export { holdDeclarations, WITH_THOSE_BEFORE } from './hold-store.ts'

/** Opens the regimes of a node: authorisations, stock, and the daily look at terms. The declarations are handed in. */
export function register(node: Node, declarations: Declarations): void {
  routes(node.http, 'regimes', api => {
    registerAuthorisations(node, api)
    registerStock(node, api)
    registerSettlements(node, api, declarations)
  })
  node.jobs.every('regimes-terms', '30 0 * * *', async () => {
    await watchTerms(node, declarations)
  })
}
