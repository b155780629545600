import type { Day } from '@lintas/customs/kernel'
import type { Node } from '../platform/node.ts'
import type { Risk } from '../risk/index.ts'
import type { ArrivingDeclarations } from './declarations.ts'
import { arriveDeclared, type CargoDesk, endStorage, HOLD_JOB, holdTakers, matchManifests } from './follow.ts'
import { registerRoutes } from './routes.ts'

export type { ArrivingDeclarations } from './declarations.ts'
export { type DisposedCargo, disposeCargo, findUnclaimed, restoreCargo } from './dispose.ts'
export { type Journeys, openJourneys } from './journeys.ts'
export { readPlaces } from './places.ts'
export { readTimeSensitive } from './time-sensitive.ts'
export { cargoKeys, giveBackCargo, holdManifested, writeOffCargo } from './write-off.ts'
export { isUnmanifested, noteDeclared, replaceDeclared } from './write-off-store.ts'

/** Opens the manifests of a node: the carriers' and the officers' doors, and what follows of itself. The declarations are handed in. */
export function register(node: Node, declarations: ArrivingDeclarations, { books }: Pick<Risk, 'books'>): void {
  const profiles = async (today: Day) => (await books(today, today)).profiles
  const desk: CargoDesk = { node, declarations, profiles }
  node.jobs.every('cargo-match', { seconds: 5 }, () => matchManifests(desk))
  node.jobs.work('cargo-arrive', () => arriveDeclared(desk))
  node.jobs.work(HOLD_JOB, ({ manifest }) => holdTakers(desk, String(manifest)))
  node.jobs.every('cargo-arrive-again', '35 5 * * *', () => arriveDeclared(desk))
  node.jobs.every('cargo-storage', '25 0 * * *', () => endStorage(desk))
  registerRoutes(desk)
}
