import type { Node } from '../platform/node.ts'
import { openExchange } from './exchange.ts'
import { registerRoutes } from './routes.ts'

export { checkAddress } from './check-address.ts'
export { type Consequence, finishConsequence, listWaitingConsequences, noteProblem } from './consequence-store.ts'
export { CARRY_OUT } from './consequences.ts'
export { numberOf, tellDeclared, tellRevoked } from './declared.ts'
export { findChecked, listReceipts, listToldUses } from './declared-store.ts'
export { tellDenial } from './deny-goods.ts'
export { drawProofs, giveBackProofs, holdProofs } from './draw.ts'
export { JUDGE_AWAITED } from './exchange.ts'
export { findProofRecords } from './records.ts'
export { findByNumber } from './store.ts'

/** Proofs of origin: applied for, issued, exchanged with other states, used at import. */
export function register(node: Node): void {
  openExchange(node)
  registerRoutes(node)
}
