import { createHash } from 'node:crypto'
import { glob, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { messageOf } from '@lintas/contract'
import { type LawBook, type LawKind, type LawRow, type LawTable, openLawBook } from '@lintas/customs/reference'
import { z } from 'zod'

const TABLES = fileURLToPath(new URL('../../../law', import.meta.url))
const tableSchema = z.strictObject({ kind: z.string(), rows: z.array(z.unknown()) })

/**
 * Opens the law that comes with the project: every `law/<state>/*.json`, each a table of dated rows of one kind.
 *
 * The version of the book is the digest of its tables, so that a decision names exactly the law it was taken under. Law that does not open
 * (an unknown kind, a malformed row, two rows for one day) stops the node before it answers anybody.
 */
export async function loadLaw(kinds: readonly LawKind<LawRow>[], folder = TABLES): Promise<LawBook> {
  const files: string[] = []
  for await (const file of glob('*/*.json', { cwd: folder })) files.push(file)
  const digest = createHash('sha256')
  const tables: LawTable[] = []
  for (const file of files.sort()) {
    const text = await readFile(join(folder, file), 'utf8')
    digest.update(file).update('\0').update(text).update('\0')
    tables.push({ file: `law/${file}`, ...readTable(file, text) })
  }
  const opened = openLawBook(kinds, tables, digest.digest('hex').slice(0, 16))
  if (opened.ok) return opened.value
  const problems = opened.issues.map(issue => `  ${issue.path}: ${messageOf(issue)}`)
  throw new Error(['the law does not open:', ...problems].join('\n'))
}

function readTable(file: string, text: string): z.output<typeof tableSchema> {
  const table = tableSchema.safeParse(JSON.parse(text))
  if (!table.success) throw new Error(`given law/${file}, needs { "kind": …, "rows": […] }`)
  return table.data
}
