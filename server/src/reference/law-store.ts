import type { LawRowChange } from '@lintas/customs/reference'
import type { Reader, Writer } from '../platform/node.ts'
import { LAW_CHANGED } from '../platform/state-law.ts'

export interface ProposalRow {
  readonly id: string
  readonly kind: string
  readonly changes: readonly LawRowChange[]
  readonly reason: string
  readonly proposedBy: string
  readonly proposedAt: Date
  readonly decidedBy: string | null
  readonly decidedAt: Date | null
  readonly decision: 'approved' | 'refused' | null
  readonly refusal: string | null
  readonly listed: string
}

const COLUMNS = `id, kind, changes, reason, proposed_by AS "proposedBy", proposed_at AS "proposedAt", decided_by AS "decidedBy",
  decided_at AS "decidedAt", decision, refusal, listed`

export async function insertProposal(
  tx: Writer,
  { kind, changes, reason }: Pick<ProposalRow, 'kind' | 'changes' | 'reason'>,
  by: string,
  at: Date,
): Promise<ProposalRow> {
  const [row] = await tx.query<ProposalRow>(
    `INSERT INTO law_proposal (kind, changes, reason, proposed_by, proposed_at) VALUES ($1, $2, $3, $4, $5) RETURNING ${COLUMNS}`,
    [kind, JSON.stringify(changes), reason, by, at],
  )
  return written(row)
}

/** Holds a proposal, and every other approval, until the transaction ends: the book is changed by one at a time. */
export async function holdProposal(tx: Writer, id: string): Promise<ProposalRow | undefined> {
  await tx.query("SELECT pg_advisory_xact_lock(hashtext('law_proposal'))")
  const [row] = await tx.query<ProposalRow>(`SELECT ${COLUMNS} FROM law_proposal WHERE id = $1 FOR NO KEY UPDATE`, [id])
  return row
}

export async function approve(tx: Writer, id: string, changes: readonly LawRowChange[], by: string, at: Date): Promise<ProposalRow> {
  const [row] = await tx.query<ProposalRow>(
    `UPDATE law_proposal SET decision = 'approved', decided_by = $2, decided_at = $3, changes = $4,
       place = (SELECT coalesce(max(place), 0) + 1 FROM law_proposal) WHERE id = $1 RETURNING ${COLUMNS}`,
    [id, by, at, JSON.stringify(changes)],
  )
  await tx.query('SELECT pg_notify($1, $2)', [LAW_CHANGED, id])
  return written(row)
}

export async function refuse(tx: Writer, id: string, by: string, at: Date, refusal: string): Promise<ProposalRow> {
  const [row] = await tx.query<ProposalRow>(
    `UPDATE law_proposal SET decision = 'refused', decided_by = $2, decided_at = $3, refusal = $4 WHERE id = $1 RETURNING ${COLUMNS}`,
    [id, by, at, refusal],
  )
  return written(row)
}

export async function listProposals(
  reader: Reader,
  status: 'waiting' | 'approved' | 'refused' | undefined,
  before: string | undefined,
  limit: number,
): Promise<readonly ProposalRow[]> {
  return await reader.query<ProposalRow>(
    `SELECT ${COLUMNS} FROM law_proposal WHERE ($1::text IS NULL OR coalesce(decision, 'waiting') = $1) AND ($2::bigint IS NULL OR listed < $2)
     ORDER BY listed DESC LIMIT $3`,
    [status ?? null, before ?? null, limit],
  )
}

function written(row: ProposalRow | undefined): ProposalRow {
  if (row === undefined) throw new Error('a proposal was written and not returned')
  return row
}
