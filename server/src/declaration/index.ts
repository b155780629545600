import { type ArrivingDeclarations, openJourneys } from '../cargo/index.ts'
import type { Node } from '../platform/node.ts'
import { ratesOf } from '../reference/index.ts'
import type { Risk } from '../risk/index.ts'
import type { Operators } from '../trust/index.ts'
import type { ValuedDeclarations } from '../valuation/index.ts'
import { registerCheck } from './check-routes.ts'
import type { Desk } from './desk.ts'
import { openDoor } from './door.ts'
import { keepLaw } from './law-books.ts'
import { openNumbers } from './numbers.ts'
import { remindCompletions } from './remind-completions.ts'
import { registerRoutes } from './routes.ts'

export { documentIn } from './body.ts'

/**
 * Opens the declarations of a node: keeps the law it starts with, takes numbers, registers the routes.
 *
 * Answers the door for those that are handed it: payment, the officers' desk, the release.
 */
export async function register(node: Node, operators: Operators, risk: Risk): Promise<ValuedDeclarations & ArrivingDeclarations> {
  const [lawBooks, numbers] = await Promise.all([keepLaw(node), openNumbers(node)])
  const desk: Desk = { node, operators, risk, lawBooks, numbers, journeys: openJourneys(), rates: reader => ratesOf(node, reader) }
  registerRoutes(desk)
  registerCheck(node)
  node.jobs.every('modes-remind', '10 6 * * *', async () => {
    await remindCompletions(desk)
  })
  return openDoor(desk)
}
