import type { DeclarationDocument } from '@lintas/customs/declaration'
import type { Reader, Writer } from '../platform/node.ts'

/** A declaration an organisation keeps to begin others from. */
export interface Template {
  readonly id: string
  readonly name: string
  readonly document: DeclarationDocument
  /** The number of the declaration it was saved from. */
  readonly source: string | null
  readonly savedAt: Date
}

const COLUMNS = 'id, name, document, source, saved_at AS "savedAt"'

/** Saves a template under a name; what was saved under it before is replaced. */
export async function saveTemplate(
  tx: Writer,
  filer: string,
  { name, document, source }: Pick<Template, 'name' | 'document' | 'source'>,
  by: string,
): Promise<Template> {
  const [row] = await tx.query<Template>(
    `INSERT INTO declaration_template (filer, name, document, source, saved_by) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (filer, name) DO UPDATE SET document = excluded.document, source = excluded.source, saved_by = excluded.saved_by, saved_at = now()
     RETURNING ${COLUMNS}`,
    [filer, name, JSON.stringify(document), source, by],
  )
  if (row === undefined) throw new Error('a template was saved and not returned')
  return row
}

/** The templates of an organisation after a name, in the order of their names. */
export async function listTemplates(reader: Reader, filer: string, after: string | undefined, limit: number): Promise<readonly Template[]> {
  return await reader.query<Template>(
    `SELECT ${COLUMNS} FROM declaration_template WHERE filer = $1 AND ($2::text IS NULL OR name > $2) ORDER BY name LIMIT $3`,
    [filer, after ?? null, limit],
  )
}

/** A template of this organisation; undefined for any other's. */
export async function findTemplate(reader: Reader, filer: string, id: string): Promise<Template | undefined> {
  const [row] = await reader.query<Template>(`SELECT ${COLUMNS} FROM declaration_template WHERE id = $1 AND filer = $2`, [id, filer])
  return row
}

export async function deleteTemplate(tx: Writer, filer: string, id: string): Promise<boolean> {
  return (await tx.query('DELETE FROM declaration_template WHERE id = $1 AND filer = $2 RETURNING id', [id, filer])).length > 0
}
