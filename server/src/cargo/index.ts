import type { Node } from '../platform/node.ts'
import type { ArrivingDeclarations } from './declarations.ts'
import { arriveDeclared, type CargoDesk, endStorage, matchManifests } from './follow.ts'
import { registerRoutes } from './routes.ts'

export type { ArrivingDeclarations } from './declarations.ts'
export { cargoKeys, giveBackCargo, holdManifested, writeOffCargo } from './write-off.ts'
export { isUnmanifested, noteDeclared, replaceDeclared } from './write-off-store.ts'

/** Opens the manifests of a node: the carriers' and the officers' doors, and what follows of itself. The declarations are handed in. */
export function register(node: Node, declarations: ArrivingDeclarations): void {
  const desk: CargoDesk = { node, declarations }
  node.jobs.every('cargo-match', { seconds: 5 }, () => matchManifests(desk))
  node.jobs.work('cargo-arrive', () => arriveDeclared(desk))
  node.jobs.every('cargo-arrive-again', '35 5 * * *', () => arriveDeclared(desk))
  node.jobs.every('cargo-storage', '25 0 * * *', () => endStorage(desk))
  registerRoutes(desk)
}
