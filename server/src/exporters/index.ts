import { routes } from '../platform/http/index.ts'
import type { Node } from '../platform/node.ts'
import { registerApplicationRoutes } from './application-routes.ts'
import { registerDeclarationRoutes } from './declaration-routes.ts'
import { openExchange } from './exchange.ts'
import { registerRegisterRoutes } from './register-routes.ts'

export { exportersNamed } from './named.ts'

/** Gives a node its register of certified exporters, and the lists that states send one another. */
export function register(node: Node): void {
  openExchange(node)
  routes(node.http, 'exporters', api => {
    registerApplicationRoutes(api, node)
    registerRegisterRoutes(api, node)
    registerDeclarationRoutes(api, node)
  })
}
