import type { Reader } from '../platform/node.ts'

/** A ruling, and the other codes that rulings before it gave the same goods, or that had its reference. */
export interface RulingRow {
  readonly id: string
  readonly reference: string | null
  readonly code: string
  readonly before: readonly string[]
}

/** The rulings that came with one file, in its order. */
export async function listRulingsOfLoad(reader: Reader, load: string): Promise<readonly RulingRow[]> {
  return await reader.query<RulingRow>(
    `SELECT e.id::text, e.reference, e.code, ARRAY(
       SELECT DISTINCT b.code FROM classification_evidence b
       WHERE b.kind = 'ruling' AND b.id < e.id AND b.code <> e.code AND (b.reference = e.reference OR b.description = e.description)
       ORDER BY b.code) AS before
     FROM classification_evidence e WHERE e.kind = 'ruling' AND e.load = $1 ORDER BY e.id`,
    [load],
    'classification.rulings-of-load',
  )
}

/** One ruling; undefined where the piece of evidence is none. */
export async function findRuling(reader: Reader, id: string): Promise<Omit<RulingRow, 'before'> | undefined> {
  const [row] = await reader.query<Omit<RulingRow, 'before'>>(
    "SELECT id::text, reference, code FROM classification_evidence WHERE id = $1 AND kind = 'ruling'",
    [id],
    'classification.ruling',
  )
  return row
}
