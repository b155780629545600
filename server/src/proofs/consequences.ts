import type { Node, Writer } from '../platform/node.ts'
import { insertConsequences, type NewConsequences } from './consequence-store.ts'
import type { ProofRow } from './store.ts'

/** The job that carries out what was determined of a proof, for each declaration concerned. */
export const CARRY_OUT = 'proofs.carry-out'

/** Says what follows for the declarations concerned; it is carried out once this is kept. */
export async function follow(tx: Writer, { clock, jobs }: Node, { id }: ProofRow, following: Omit<NewConsequences, 'at'>): Promise<void> {
  await insertConsequences(tx, id, { ...following, at: clock.now() })
  await jobs.send(CARRY_OUT, {}, { tx })
}
