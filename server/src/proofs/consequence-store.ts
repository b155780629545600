import type { Reader, Writer } from '../platform/node.ts'

/** What follows for one declaration from what was determined of a proof. */
export interface Consequence {
  readonly id: string
  readonly proof: string
  readonly mrn: string
  readonly items: readonly number[]
  readonly kind: 'suspend' | 'grant' | 'deny'
  readonly reasons: readonly { readonly text: string; readonly legalBasis: string }[]
  readonly hearUntil: string | null
  readonly decidedBy: string
  readonly result: 'suspended' | 'granted' | 'denied' | 'hearing' | 'nothing' | null
  readonly problem: string | null
}

const COLUMNS = `id, proof, mrn, items, kind, reasons, hear_until AS "hearUntil", decided_by AS "decidedBy", result, problem`

/** Says what follows for each declaration that drew of a proof, or went on security for it, and is not told the like already. */
export async function insertConsequences(
  tx: Writer,
  proof: string,
  { kind, reasons, hearUntil, by, at }: Pick<Consequence, 'kind' | 'reasons'> & { hearUntil?: string | undefined; by: string; at: Date },
): Promise<void> {
  await tx.query(
    `INSERT INTO proof_consequence (proof, mrn, items, kind, reasons, hear_until, decided_by, decided_at)
     SELECT $1, concerned.mrn, array_agg(DISTINCT concerned.sequence ORDER BY concerned.sequence), $2, $3, $4, $5, $6 FROM (
       SELECT holder AS mrn, sequence FROM proof_use WHERE proof = $1 AND holder_kind = 'declaration' AND NOT given_back
       UNION SELECT d.mrn, d.sequence FROM preference_deposit d JOIN proof p ON p.number = d.proof_number WHERE p.id = $1 AND d.outcome IS NULL
     ) AS concerned GROUP BY concerned.mrn ORDER BY concerned.mrn`,
    [proof, kind, JSON.stringify(reasons), hearUntil ?? null, by, at],
    'proofs.insert-consequences',
  )
}

export async function listConsequences(reader: Reader, proof: string): Promise<readonly Consequence[]> {
  return await reader.query<Consequence>(
    `SELECT ${COLUMNS} FROM proof_consequence WHERE proof = $1 ORDER BY id`,
    [proof],
    'proofs.consequences',
  )
}

export async function listWaitingConsequences(reader: Reader, limit: number): Promise<readonly Consequence[]> {
  return await reader.query<Consequence>(
    `SELECT ${COLUMNS} FROM proof_consequence WHERE result IS NULL ORDER BY id LIMIT $1`,
    [limit],
    'proofs.waiting-consequences',
  )
}

/** Notes that one was carried out, once; whether it was not before. */
export async function finishConsequence(tx: Writer, id: string, result: NonNullable<Consequence['result']>, at: Date): Promise<boolean> {
  const rows = await tx.query(
    'UPDATE proof_consequence SET result = $2, done_at = $3, problem = NULL WHERE id = $1 AND result IS NULL RETURNING id',
    [id, result, at],
    'proofs.finish-consequence',
  )
  return rows.length > 0
}

export async function noteProblem(tx: Writer, id: string, problem: string): Promise<void> {
  await tx.query('UPDATE proof_consequence SET problem = $2 WHERE id = $1 AND result IS NULL', [id, problem], 'proofs.note-problem')
}
