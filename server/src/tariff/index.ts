import type { Node } from '../platform/node.ts'
import { registerCorrelations } from './correlation-routes.ts'
import { ACTIVATE_HOUR, ACTIVATE_JOB, activateCorrelations, refreshCorrelations } from './correlations.ts'
import { registerFaults } from './fault-routes.ts'
import { registerRoutes } from './routes.ts'
import { keepSchedules } from './schedules.ts'
import { seedSample } from './seed.ts'

export { lineAnswer } from './answers.ts'
export { listChangedCodes } from './changed-codes.ts'
export { correlationsOn, findApprovedCorrelation } from './correlations.ts'
export { scheduleOn, schedulesOf } from './schedules.ts'

/** Gives a node its national schedules and the correlation tables between them: in memory, over HTTP, and a sample schedule where it has none. */
export async function register(node: Node): Promise<void> {
  await keepSchedules(node)
  await node.db.listen('tariff', () => refreshCorrelations(node))
  await seedSample(node)
  node.jobs.every(ACTIVATE_JOB, ACTIVATE_HOUR, () => activateCorrelations(node))
  registerRoutes(node)
  registerCorrelations(node)
  registerFaults(node)
}
