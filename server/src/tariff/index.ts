import type { Node } from '../platform/node.ts'
import { registerRoutes } from './routes.ts'
import { keepSchedules } from './schedules.ts'
import { seedSample } from './seed.ts'

export { lineAnswer } from './answers.ts'
export { listChangedCodes } from './changed-codes.ts'
export { scheduleOn, schedulesOf } from './schedules.ts'

/** Gives a node its national schedules: in memory, over HTTP, and a sample where it has none. */
export async function register(node: Node): Promise<void> {
  await keepSchedules(node)
  await seedSample(node)
  registerRoutes(node)
}
