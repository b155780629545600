import type { Node } from '../platform/node.ts'
import { JUDGE_AWAITED } from '../proofs/index.ts'
import type { ValuedDeclarations } from '../valuation/index.ts'
import { settleAwaited } from './await.ts'
import { registerRoutes } from './routes.ts'

export { SYSTEM } from './claim.ts'
export type { PreferenceDesk } from './secure.ts'
export { settlePreference } from './settle.ts'

/** Claims to preference that wait after the goods were declared: secured, settled, made late. */
export function register(node: Node, declarations: ValuedDeclarations): void {
  const desk = { node, declarations }
  registerRoutes(desk)
  node.jobs.every(JUDGE_AWAITED, '45 6 * * *', () => settleAwaited(desk))
}
