import type { Writer } from '../platform/node.ts'

/** Holds the declarations goods entered with, in the order of their numbers, so that no two who do wait for one another. */
export async function holdDeclarations(tx: Writer, mrns: readonly string[]): Promise<void> {
  await tx.query('SELECT mrn FROM declaration WHERE mrn = ANY ($1) ORDER BY mrn FOR NO KEY UPDATE', [mrns], 'regimes.hold')
}
