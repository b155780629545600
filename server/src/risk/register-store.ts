import type { RegisterEntryAnswer, RegisterEntryDraft } from '@lintas/contract'
import type { Day } from '@lintas/customs/kernel'
import type { RegisterEntry } from '@lintas/customs/risk'
import type { Reader, Writer } from '../platform/node.ts'

/** Said whenever an entry begins or ends to run; whoever keeps the registers reads them anew. */
export const REGISTER_CHANGED = 'risk_register'

export interface EntryRow {
  readonly id: string
  readonly body: RegisterEntryDraft
  readonly proposedBy: string
  readonly decidedBy: string | null
  readonly decision: 'approved' | 'refused' | null
  readonly refusal: string | null
  readonly endingProposedBy: string | null
  readonly endingReason: string | null
  readonly endedBy: string | null
  readonly listed: string
}

const COLUMNS = `id, body, proposed_by AS "proposedBy", decided_by AS "decidedBy", decision, refusal, ending_proposed_by AS "endingProposedBy",
  ending_reason AS "endingReason", ended_by AS "endedBy", listed`

const STATUS = `CASE WHEN ended_by IS NOT NULL THEN 'ended' WHEN decision IS NULL THEN 'proposed' WHEN decision = 'refused' THEN 'refused'
  WHEN ending_proposed_by IS NOT NULL THEN 'ending' ELSE 'approved' END`

export function statusOf({ endedBy, decision, endingProposedBy }: EntryRow): RegisterEntryAnswer['status'] {
  if (endedBy !== null) return 'ended'
  if (decision !== 'approved') return decision ?? 'proposed'
  return endingProposedBy === null ? 'approved' : 'ending'
}

/** Entries that run: approved and not ended, whatever their days. */
export async function listRunning(reader: Reader): Promise<readonly RegisterEntry[]> {
  const rows = await reader.query<EntryRow>(
    `SELECT ${COLUMNS} FROM risk_register_entry WHERE decision = 'approved' AND ended_by IS NULL ORDER BY listed`,
  )
  return rows.map(({ id, body: { register, text, aliases, country, validFrom, validTo } }) => ({
    id,
    register,
    text,
    aliases,
    country,
    validFrom: validFrom as Day,
    validTo: validTo as Day | undefined,
  }))
}

export async function insertEntry(tx: Writer, body: RegisterEntryDraft, by: string, at: Date): Promise<EntryRow> {
  const { register, validFrom, validTo, source } = body
  const [row] = await tx.query<EntryRow>(
    `INSERT INTO risk_register_entry (register, body, valid_from, valid_to, source, proposed_by, proposed_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING ${COLUMNS}`,
    [register, JSON.stringify(body), validFrom, validTo ?? null, source, by, at],
  )
  return given(row)
}

export async function holdEntry(tx: Writer, id: string): Promise<EntryRow | undefined> {
  const [row] = await tx.query<EntryRow>(`SELECT ${COLUMNS} FROM risk_register_entry WHERE id = $1 FOR NO KEY UPDATE`, [id])
  return row
}

export async function decide(tx: Writer, id: string, by: string, at: Date, refusal: string | undefined): Promise<EntryRow> {
  const decision = refusal === undefined ? 'approved' : 'refused'
  const [row] = await tx.query<EntryRow>(
    `UPDATE risk_register_entry SET decided_by = $2, decided_at = $3, decision = $4, refusal = $5 WHERE id = $1 RETURNING ${COLUMNS}`,
    [id, by, at, decision, refusal ?? null],
  )
  await tellOthers(tx)
  return given(row)
}

export async function proposeEnding(tx: Writer, id: string, by: string, reason: string): Promise<EntryRow> {
  const [row] = await tx.query<EntryRow>(
    `UPDATE risk_register_entry SET ending_proposed_by = $2, ending_reason = $3 WHERE id = $1 RETURNING ${COLUMNS}`,
    [id, by, reason],
  )
  return given(row)
}

export async function end(tx: Writer, id: string, by: string, at: Date): Promise<EntryRow> {
  const [row] = await tx.query<EntryRow>(`UPDATE risk_register_entry SET ended_by = $2, ended_at = $3 WHERE id = $1 RETURNING ${COLUMNS}`, [
    id,
    by,
    at,
  ])
  await tellOthers(tx)
  return given(row)
}

export async function listEntries(
  reader: Reader,
  { register, status }: { readonly register?: string | undefined; readonly status?: string | undefined },
  before: string | undefined,
  limit: number,
): Promise<readonly EntryRow[]> {
  return await reader.query<EntryRow>(
    `SELECT ${COLUMNS} FROM risk_register_entry
     WHERE ($1::text IS NULL OR register = $1) AND ($2::text IS NULL OR ${STATUS} = $2) AND ($3::bigint IS NULL OR listed < $3)
     ORDER BY listed DESC LIMIT $4`,
    [register ?? null, status ?? null, before ?? null, limit],
  )
}

/** Whoever keeps the registers in memory reads them anew. */
export async function tellOthers(tx: Writer): Promise<void> {
  await tx.query("SELECT pg_notify($1, '')", [REGISTER_CHANGED])
}

function given(row: EntryRow | undefined): EntryRow {
  if (row === undefined) throw new Error('an entry of a register was written and not returned')
  return row
}
