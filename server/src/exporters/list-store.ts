import type { ExporterEntry, OfficialEntry } from '@lintas/customs/origin'
import type { State } from '@lintas/customs/reference'
import type { Reader, Writer } from '../platform/node.ts'

/** What a state sent: its exporters, or its officials. */
export type Sent =
  | { readonly kind: 'exporters'; readonly state: State; readonly entries: readonly ExporterEntry[] }
  | { readonly kind: 'officials'; readonly state: State; readonly entries: readonly OfficialEntry[] }

export type ListRow = Sent & {
  readonly id: string
  readonly reason: string
  readonly proposedBy: string
  readonly decision: 'approved' | 'refused' | null
  readonly decidedBy: string | null
  readonly refusal: string | null
}

const COLUMNS = 'id, kind, state, entries, reason, proposed_by AS "proposedBy", decision, decided_by AS "decidedBy", refusal'

export async function insertList(tx: Writer, { kind, state, entries }: Sent, reason: string, by: string, at: Date): Promise<ListRow> {
  const [row] = await tx.query<ListRow>(
    `INSERT INTO origin_list (kind, state, entries, reason, proposed_by, proposed_at) VALUES ($1, $2, $3, $4, $5, $6) RETURNING ${COLUMNS}`,
    [kind, state, JSON.stringify(entries), reason, by, at],
  )
  if (row === undefined) throw new Error('given a list, needs the row it became')
  return row
}

/** Keeps a list as it is until the transaction ends. */
export async function holdList(tx: Writer, id: string): Promise<ListRow | undefined> {
  const [row] = await tx.query<ListRow>(`SELECT ${COLUMNS} FROM origin_list WHERE id = $1 FOR NO KEY UPDATE`, [id])
  return row
}

export async function listLists(
  reader: Reader,
  status: string | undefined,
  before: string | undefined,
  limit: number,
): Promise<readonly ListRow[]> {
  return await reader.query<ListRow>(
    `SELECT ${COLUMNS} FROM origin_list
     WHERE ($1::text IS NULL OR coalesce(decision, 'proposed') = $1) AND ($2::bigint IS NULL OR id < $2) ORDER BY id DESC LIMIT $3`,
    [status ?? null, before ?? null, limit],
  )
}

export async function decideList(tx: Writer, id: string, by: string, at: Date, refusal: string | undefined): Promise<ListRow> {
  const [row] = await tx.query<ListRow>(
    `UPDATE origin_list SET decided_by = $2, decided_at = $3, decision = $4, refusal = $5 WHERE id = $1 RETURNING ${COLUMNS}`,
    [id, by, at, refusal === undefined ? 'approved' : 'refused', refusal ?? null],
  )
  if (row === undefined) throw new Error('given a list that is held, needs it to be there')
  return row
}
