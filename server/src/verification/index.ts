import type { Node } from '../platform/node.ts'
import { CARRY_OUT } from '../proofs/index.ts'
import type { ValuedDeclarations } from '../valuation/index.ts'
import { carryOut } from './carry-out.ts'

/** Carries out what was determined of proofs, as soon as it is, and what could not be every day. */
export function register(node: Node, declarations: ValuedDeclarations): void {
  node.jobs.every(CARRY_OUT, '40 6 * * *', () => carryOut({ node, declarations }))
}
