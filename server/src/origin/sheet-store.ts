import type { RuleSheetHead } from '@lintas/customs/origin'
import type { Reader, Writer } from '../platform/node.ts'

/** Said when a sheet was activated or withdrawn; every process opens its rules anew. */
export const RULES_CHANGED = 'origin_rules_changed'

export interface SheetRow {
  readonly id: string
  readonly sheet: string
  readonly head: RuleSheetHead
  readonly rowCount: number
  readonly reason: string
  readonly loadedBy: string
  readonly decision: 'activated' | 'refused' | null
  readonly decidedBy: string | null
  readonly refusal: string | null
  readonly withdrawal: string | null
  readonly isCurrent: boolean
}

const COLUMNS = `id, sheet, head, row_count AS "rowCount", reason, loaded_by AS "loadedBy", decision, decided_by AS "decidedBy", refusal,
  withdrawal, is_current AS "isCurrent"`

export interface NewSheet {
  readonly head: RuleSheetHead
  readonly rows: string
  readonly rowCount: number
  readonly reason: string
  readonly by: string
  readonly at: Date
}

export async function insertSheet(tx: Writer, { head, rows, rowCount, reason, by, at }: NewSheet): Promise<SheetRow> {
  const found = await tx.query<SheetRow>(
    `INSERT INTO origin_rule_sheet (sheet, head, rows, row_count, reason, loaded_by, loaded_at) VALUES ($1, $2, $3, $4, $5, $6, $7)
     RETURNING ${COLUMNS}`,
    [head.id, JSON.stringify(head), rows, rowCount, reason, by, at],
  )
  return only(found)
}

/** The newest first, below one. */
export async function listSheets(reader: Reader, before: string | undefined, limit: number): Promise<readonly SheetRow[]> {
  return await reader.query<SheetRow>(
    `SELECT ${COLUMNS} FROM origin_rule_sheet WHERE ($1::bigint IS NULL OR id < $1) ORDER BY id DESC LIMIT $2`,
    [before ?? null, limit],
  )
}

export async function findSheet(reader: Reader, id: string): Promise<SheetRow | undefined> {
  const [row] = await reader.query<SheetRow>(`SELECT ${COLUMNS} FROM origin_rule_sheet WHERE id = $1`, [id])
  return row
}

/** Keeps every sheet as it is until the transaction ends, so that no two of one name become current. */
export async function holdSheets(tx: Writer): Promise<void> {
  await tx.query("SELECT pg_advisory_xact_lock(hashtextextended('origin rule sheets', 0))")
}

export async function rowsOf(reader: Reader, id: string): Promise<string | undefined> {
  const [row] = await reader.query<{ rows: string }>('SELECT rows FROM origin_rule_sheet WHERE id = $1', [id])
  return row?.rows
}

/** What rules are read from, by name. */
export async function listCurrent(
  reader: Reader,
): Promise<readonly { readonly id: string; readonly head: RuleSheetHead; readonly rows: string }[]> {
  return await reader.query('SELECT id, head, rows FROM origin_rule_sheet WHERE is_current ORDER BY sheet')
}

/** Decides on a sheet that is held; activated, it takes the place of the one of its name. */
export async function decideSheet(
  tx: Writer,
  { id, sheet }: Pick<SheetRow, 'id' | 'sheet'>,
  by: string,
  at: Date,
  refusal: string | undefined,
): Promise<SheetRow> {
  const isActivated = refusal === undefined
  if (isActivated) await tx.query('UPDATE origin_rule_sheet SET is_current = false WHERE sheet = $1 AND is_current', [sheet])
  const found = await tx.query<SheetRow>(
    `UPDATE origin_rule_sheet SET decided_by = $2, decided_at = $3, decision = $4, refusal = $5, is_current = $6 WHERE id = $1 RETURNING ${COLUMNS}`,
    [id, by, at, isActivated ? 'activated' : 'refused', refusal ?? null, isActivated],
  )
  if (isActivated) await tellOthers(tx)
  return only(found)
}

export async function withdrawSheet(tx: Writer, id: string, by: string, at: Date, reason: string): Promise<SheetRow> {
  const found = await tx.query<SheetRow>(
    `UPDATE origin_rule_sheet SET is_current = false, withdrawn_by = $2, withdrawn_at = $3, withdrawal = $4 WHERE id = $1 RETURNING ${COLUMNS}`,
    [id, by, at, reason],
  )
  await tellOthers(tx)
  return only(found)
}

async function tellOthers(tx: Writer): Promise<void> {
  await tx.query("SELECT pg_notify($1, '')", [RULES_CHANGED])
}

function only([row]: readonly SheetRow[]): SheetRow {
  if (row === undefined) throw new Error('given a sheet that is held, needs it to be there')
  return row
}
