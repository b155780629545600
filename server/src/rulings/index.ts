import type { Node } from '../platform/node.ts'
import { COMPARE_HOUR, COMPARE_JOB, comparePositions, hearNeighbours } from './compare.ts'
import { registerLanes } from './lane-routes.ts'
import { registerRoutes } from './routes.ts'
import { hearLanes, LANES_HOUR, LANES_JOB, tellLanes } from './tell-lanes.ts'

/** Compares what administrations hold of like goods and which lanes they give them, and keeps where their codes differ. */
export function register(node: Node): void {
  hearNeighbours(node)
  node.jobs.every(COMPARE_JOB, COMPARE_HOUR, () => comparePositions(node))
  hearLanes(node)
  node.jobs.every(LANES_JOB, LANES_HOUR, () => tellLanes(node))
  registerRoutes(node)
  registerLanes(node)
}
