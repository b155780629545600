import { LAW_KINDS } from '@lintas/customs/journey'
import { type LawBook, type LawTable, openLawBook } from '@lintas/customs/reference'
import type { Node, Reader } from '../platform/node.ts'
import { keepBook } from '../platform/state-law.ts'

/** The law that decisions rested on, by its version. */
export interface LawBooks {
  get(version: string): Promise<LawBook>
}

/** How many old books are kept open. */
const KEPT_MAX = 4

/** Keeps the law this node starts with, so that what is decided on it can be decided again when the files say more. */
export async function keepLaw({ db, law, state }: Pick<Node, 'db' | 'law' | 'state'>): Promise<LawBooks> {
  await keepBook(db, law, LAW_KINDS, state)
  const opened = new Map<string, Promise<LawBook>>([[law.version, Promise.resolve(law)]])
  return {
    get(version) {
      const known = opened.get(version)
      if (known !== undefined) return known
      const book = openKept(db, version)
      for (const oldest of [...opened.keys()].slice(1)) if (opened.size > KEPT_MAX) opened.delete(oldest)
      opened.set(version, book)
      book.catch(() => opened.delete(version))
      return book
    },
  }
}

async function openKept(reader: Reader, version: string): Promise<LawBook> {
  const [row] = await reader.query<{ tables: readonly LawTable[] }>('SELECT tables FROM law_book WHERE version = $1', [version])
  if (row === undefined) throw new Error(`given the law book ${version}, needs one that was kept`)
  const opened = openLawBook(LAW_KINDS, row.tables, version)
  if (!opened.ok) throw new Error(`the law book ${version} no longer opens: ${opened.issues.map(issue => issue.code).join(', ')}`)
  return opened.value
}
