import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { LAW_KINDS } from '../journey.ts'
import { type LawBook, type LawTable, openLawBook } from '../reference/index.ts'

const ROOT = fileURLToPath(new URL('../../..', import.meta.url))

let project: LawBook | undefined

/** The law that comes with the project, opened once, or afresh with tables of a test beside it. */
export function projectLaw(more: readonly LawTable[] = []): LawBook {
  if (more.length > 0) return bookOf([...readTables(), ...more])
  project ??= bookOf(readTables())
  return project
}

const enlarged = new Map<string, LawBook>()

/** The law of the project with tables that a vector brings beside it; opened once for each set of tables. */
export function lawBeside(tables: readonly Omit<LawTable, 'file'>[]): LawBook {
  if (tables.length === 0) return projectLaw()
  const key = JSON.stringify(tables)
  const known = enlarged.get(key) ?? projectLaw(tables.map(table => ({ file: 'vector', ...table })))
  enlarged.set(key, known)
  return known
}

function readTables(): readonly LawTable[] {
  return globSync('law/*/*.json', { cwd: ROOT }).map(file => ({ file, ...readJson<Omit<LawTable, 'file'>>(file) }))
}

/** A book of a test's own tables, and nothing else. */
export function bookOf(tables: readonly LawTable[]): LawBook {
  const opened = openLawBook(LAW_KINDS, tables, 'test')
  if (!opened.ok) throw new Error(JSON.stringify(opened.issues, null, 1))
  return opened.value
}

function readJson<T>(file: string): T {
  return JSON.parse(readFileSync(join(ROOT, file), 'utf8')) as T
}
