import type { Node } from '../platform/node.ts'
import type { ValuedDeclarations } from '../valuation/index.ts'
import type { RightsDesk } from './decide.ts'
import { registerDisposal } from './disposal-routes.ts'
import { registerHearings } from './hearing-routes.ts'
import { registerRoutes } from './routes.ts'
import { registerSeizures } from './seizure-routes.ts'
import { hearSilence } from './silence.ts'

export { openHearing } from './assess-additionally.ts'

/** Gives a node its decisions that can be questioned; the declarations are handed in. */
export function register(node: Node, declarations: ValuedDeclarations): void {
  const desk: RightsDesk = { node, declarations }
  registerRoutes(desk)
  registerSeizures(desk)
  registerHearings(desk)
  registerDisposal(desk)
  node.jobs.every('rights-silence', '25 6 * * *', () => hearSilence(desk))
}
