import type { Writer } from '../platform/node.ts'

/**
 * Declarations of the numbers `$1`, with those whose goods they took or were promised: whoever holds one may come to change the others, and all are held in the
 * order of their numbers, so that no two who hold wait for one another.
 */
export const WITH_THOSE_BEFORE = `mrn = ANY (ARRAY(
  SELECT unnest($1::text[])
  UNION SELECT previous FROM declaration_link WHERE mrn = ANY ($1)
  UNION SELECT lot.mrn FROM regime_movement AS moved JOIN regime_lot AS lot ON lot.id = moved.lot WHERE moved.mrn = ANY ($1) AND moved.status = 'pending'
))`

/** Holds several until the transaction ends; answers those that are there. */
export async function holdDeclarations(tx: Writer, mrns: readonly string[]): Promise<readonly string[]> {
  const rows = await tx.query<{ mrn: string }>(
    `SELECT mrn FROM declaration WHERE ${WITH_THOSE_BEFORE} ORDER BY mrn FOR NO KEY UPDATE`,
    [mrns],
    'regimes.hold',
  )
  return rows.map(row => row.mrn).filter(mrn => mrns.includes(mrn))
}
