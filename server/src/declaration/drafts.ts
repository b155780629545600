import type { DeclarationDocument } from '@lintas/customs/declaration'
import type { Reader, Writer } from '../platform/node.ts'

/** What an organisation has written and not lodged. */
export interface Draft {
  readonly id: string
  readonly document: DeclarationDocument
  readonly revision: number
  readonly editedAt: Date
  readonly listed: string
}

const COLUMNS = 'id, document, revision, edited_at AS "editedAt", listed'

export async function insertDraft(tx: Writer, filer: string, document: DeclarationDocument, by: string): Promise<Draft> {
  const [row] = await tx.query<Draft>(
    `INSERT INTO declaration_draft (filer, document, edited_by) VALUES ($1, $2, $3) RETURNING ${COLUMNS}`,
    [filer, JSON.stringify(document), by],
  )
  if (row === undefined) throw new Error('a draft was inserted and not returned')
  return row
}

/** A draft of this organisation; undefined for any other's. */
export async function findDraft(reader: Reader, filer: string, id: string): Promise<Draft | undefined> {
  const [row] = await reader.query<Draft>(`SELECT ${COLUMNS} FROM declaration_draft WHERE id = $1 AND filer = $2`, [id, filer])
  return row
}

/** The same, held until the transaction ends. */
export async function holdDraft(tx: Writer, filer: string, id: string): Promise<Draft | undefined> {
  const [row] = await tx.query<Draft>(`SELECT ${COLUMNS} FROM declaration_draft WHERE id = $1 AND filer = $2 FOR UPDATE`, [id, filer])
  return row
}

export async function listDrafts(reader: Reader, filer: string, before: string | undefined, limit: number): Promise<readonly Draft[]> {
  return await reader.query<Draft>(
    `SELECT ${COLUMNS} FROM declaration_draft WHERE filer = $1 AND ($2::bigint IS NULL OR listed < $2) ORDER BY listed DESC LIMIT $3`,
    [filer, before ?? null, limit],
  )
}

export async function updateDraft(tx: Writer, id: string, document: DeclarationDocument, by: string): Promise<Draft> {
  const [row] = await tx.query<Draft>(
    `UPDATE declaration_draft SET document = $2, revision = revision + 1, edited_by = $3, edited_at = now() WHERE id = $1 RETURNING ${COLUMNS}`,
    [id, JSON.stringify(document), by],
  )
  if (row === undefined) throw new Error(`given draft ${id}, needs one that is held`)
  return row
}

export async function deleteDraft(tx: Writer, id: string): Promise<void> {
  await tx.query('DELETE FROM declaration_draft WHERE id = $1', [id])
}
