import type { Day } from '@lintas/customs/kernel'
import type { Reader, Writer } from '../platform/node.ts'

/** An item of a declaration whose goods went, or are to go, on security for their preference. */
export interface Deposit {
  readonly id: string
  readonly mrn: string
  readonly sequence: number
  /** The last day for the proof, where one is awaited. */
  readonly until: Day | null
  readonly askedAt: Date
  readonly outcome: 'granted' | 'denied' | 'lapsed' | null
  readonly settledAt: Date | null
}

const COLUMNS = `p.id, p.mrn, p.sequence, p.until, p.asked_at AS "askedAt", p.outcome, p.settled_at AS "settledAt"`

export async function insertDeposits(
  tx: Writer,
  mrn: string,
  items: readonly { readonly sequence: number; readonly until: Day | undefined; readonly number: string | undefined }[],
  by: string,
  at: Date,
): Promise<void> {
  await tx.query(
    `INSERT INTO preference_deposit (mrn, sequence, until, proof_number, asked_by, asked_at)
     SELECT $1, sequence, until, number, $5, $6 FROM unnest($2::integer[], $3::date[], $4::text[]) AS asked (sequence, until, number)`,
    [mrn, items.map(each => each.sequence), items.map(each => each.until ?? null), items.map(each => each.number ?? null), by, at],
    'preferences.insert-deposits',
  )
}

export async function listDeposits(reader: Reader, mrn: string): Promise<readonly Deposit[]> {
  return await reader.query<Deposit>(`SELECT ${COLUMNS} FROM preference_deposit p WHERE p.mrn = $1 ORDER BY p.id`, [mrn], 'preferences.of')
}

export async function settleDeposits(
  tx: Writer,
  mrn: string,
  items: readonly number[],
  outcome: NonNullable<Deposit['outcome']>,
  by: string,
  at: Date,
): Promise<void> {
  await tx.query(
    `UPDATE preference_deposit SET outcome = $3, settled_by = $4, settled_at = $5 WHERE mrn = $1 AND sequence = ANY ($2) AND outcome IS NULL`,
    [mrn, items, outcome, by, at],
    'preferences.settle-deposits',
  )
}

/** The number of the ledger under which a proof of an item came, kept anew where another is offered since. */
export async function nameProofs(
  tx: Writer,
  mrn: string,
  items: readonly { readonly sequence: number; readonly number: string | undefined }[],
): Promise<void> {
  await tx.query(
    `UPDATE preference_deposit AS p SET proof_number = named.number FROM unnest($2::integer[], $3::text[]) AS named (sequence, number)
     WHERE p.mrn = $1 AND p.sequence = named.sequence AND p.outcome IS NULL`,
    [mrn, items.map(each => each.sequence), items.map(each => each.number ?? null)],
    'preferences.name-proofs',
  )
}

/** Declarations with goods whose proof came since, or did not come in time. */
export async function listAwaited(reader: Reader, today: Day, limit: number): Promise<readonly string[]> {
  const rows = await reader.query<{ mrn: string }>(
    `SELECT DISTINCT d.mrn FROM preference_deposit d LEFT JOIN proof p ON p.number = d.proof_number
     WHERE d.outcome IS NULL AND (d.until < $1 OR (d.until IS NOT NULL AND p.side = 'importing' AND NOT p.suspended)) ORDER BY d.mrn LIMIT $2`,
    [today, limit],
    'preferences.awaited',
  )
  return rows.map(each => each.mrn)
}

/** Whose are seen: of traders, of an office; undefined for all. */
export interface Wanted {
  readonly traders?: readonly string[] | undefined
  readonly office?: string | undefined
}

/** What is secured still, the newest first, below a place in the list. */
export async function listOpen(
  reader: Reader,
  { traders, office }: Wanted,
  before: string | undefined,
  limit: number,
): Promise<readonly Deposit[]> {
  return await reader.query<Deposit>(
    `SELECT ${COLUMNS} FROM preference_deposit p JOIN declaration d ON d.mrn = p.mrn
     WHERE p.outcome IS NULL AND ($1::text[] IS NULL OR d.principal = ANY ($1)) AND ($2::text IS NULL OR d.office = $2)
       AND ($3::bigint IS NULL OR p.id < $3) ORDER BY p.id DESC LIMIT $4`,
    [traders ?? null, office ?? null, before ?? null, limit],
    'preferences.open',
  )
}
