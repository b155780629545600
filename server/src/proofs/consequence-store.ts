import type { Reader, Writer } from '../platform/node.ts'

/** What follows for one declaration from what was determined of a proof. */
export interface Consequence {
  readonly id: string
  readonly proof: string
  /** The number of the proof. */
  readonly number: string
  readonly mrn: string
  readonly items: readonly number[]
  readonly kind: 'suspend' | 'grant' | 'deny' | 'tell' | 'tell-visit'
  readonly reasons: readonly { readonly text: string; readonly legalBasis: string }[]
  readonly hearUntil: string | null
  readonly decidedBy: string
  readonly result: 'suspended' | 'granted' | 'denied' | 'hearing' | 'told' | 'nothing' | null
  readonly problem: string | null
}

const COLUMNS = `c.id, c.proof, p.number, c.mrn, c.items, c.kind, c.reasons, c.hear_until AS "hearUntil", c.decided_by AS "decidedBy", c.result, c.problem`
const CONSEQUENCES = 'proof_consequence c JOIN proof p ON p.id = c.proof'

/** Declarations that drew of a proof, or wait on security for it, with their items. */
const CONCERNED = `SELECT mrn, array_agg(DISTINCT sequence ORDER BY sequence) AS items FROM (
    SELECT holder AS mrn, sequence FROM proof_use WHERE proof = $1 AND holder_kind = 'declaration' AND NOT given_back
    UNION SELECT d.mrn, d.sequence FROM preference_deposit d JOIN proof p ON p.number = d.proof_number WHERE p.id = $1 AND d.outcome IS NULL
  ) AS concerned GROUP BY mrn`

export interface NewConsequences extends Pick<Consequence, 'kind' | 'reasons'> {
  readonly hearUntil?: string | undefined
  readonly by: string
  readonly at: Date
  /** Which of the declarations concerned; all where absent. */
  readonly declarations?: readonly string[] | undefined
}

/** Says what follows for each declaration concerned. */
export async function insertConsequences(
  tx: Writer,
  proof: string,
  { kind, reasons, hearUntil, by, at, declarations }: NewConsequences,
): Promise<void> {
  await tx.query(
    `INSERT INTO proof_consequence (proof, mrn, items, kind, reasons, hear_until, decided_by, decided_at)
     SELECT $1, mrn, items, $2, $3, $4, $5, $6 FROM (${CONCERNED}) AS concerned WHERE $7::text[] IS NULL OR mrn = ANY ($7) ORDER BY mrn`,
    [proof, kind, JSON.stringify(reasons), hearUntil ?? null, by, at, declarations ?? null],
    'proofs.insert-consequences',
  )
}

/** A declaration that a rejected proof gave preference before. */
export interface Drew {
  readonly mrn: string
  readonly items: readonly number[]
  readonly status: string
}

/** Declarations concerned by a rejection of which nobody has decided since the proof was last taken up again. */
export async function listUndecided(reader: Reader, proof: string): Promise<readonly Drew[]> {
  return await reader.query<Drew>(
    `SELECT concerned.mrn, concerned.items, d.status FROM (${CONCERNED}) AS concerned JOIN declaration d ON d.mrn = concerned.mrn
     WHERE NOT EXISTS (
       SELECT FROM proof_consequence c WHERE c.proof = $1 AND c.mrn = concerned.mrn AND c.kind = 'deny'
         AND c.decided_at >= coalesce((SELECT max(a.at) FROM proof_act a WHERE a.proof = $1 AND a.act = 'reinstate'), '-infinity')
     ) ORDER BY concerned.mrn`,
    [proof],
    'proofs.undecided',
  )
}

export async function listConsequences(reader: Reader, proof: string): Promise<readonly Consequence[]> {
  return await reader.query<Consequence>(
    `SELECT ${COLUMNS} FROM ${CONSEQUENCES} WHERE c.proof = $1 ORDER BY c.id`,
    [proof],
    'proofs.consequences',
  )
}

/** The next that wait to be carried out, after one. */
export async function listWaitingConsequences(reader: Reader, after: string, limit: number): Promise<readonly Consequence[]> {
  return await reader.query<Consequence>(
    `SELECT ${COLUMNS} FROM ${CONSEQUENCES} WHERE c.result IS NULL AND c.id > $1 ORDER BY c.id LIMIT $2`,
    [after, limit],
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
