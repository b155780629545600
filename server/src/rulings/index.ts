import type { Node } from '../platform/node.ts'
import { COMPARE_HOUR, COMPARE_JOB, comparePositions, hearNeighbours } from './compare.ts'
import { registerRoutes } from './routes.ts'

/** Compares what administrations hold of like goods, and keeps where they differ. */
export function register(node: Node): void {
  hearNeighbours(node)
  node.jobs.every(COMPARE_JOB, COMPARE_HOUR, () => comparePositions(node))
  registerRoutes(node)
}
