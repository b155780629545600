import { globSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { LAW_KINDS } from '../journey.ts'
import { type LawBook, type LawTable, openLawBook } from '../reference/index.ts'

const ROOT = fileURLToPath(new URL('../../..', import.meta.url))

/** The law that comes with the project, and tables of a test beside it. */
export function projectLaw(more: readonly LawTable[] = []): LawBook {
  const tables = globSync('law/*/*.json', { cwd: ROOT }).map(file => ({ file, ...readJson<Omit<LawTable, 'file'>>(file) }))
  return bookOf([...tables, ...more])
}

/** A book of a test's own tables, and nothing else. */
export function bookOf(tables: readonly LawTable[]): LawBook {
  const opened = openLawBook(LAW_KINDS, tables, 'test')
  if (!opened.ok) throw new Error(JSON.stringify(opened.issues, null, 1))
  return opened.value
}

/** Every vector below a folder of `vectors/`, by file name. */
export function readVectors<T>(folder: string): readonly (readonly [file: string, vector: T])[] {
  const files = globSync(`vectors/${folder}/*.json`, { cwd: ROOT }).sort()
  return files.map(file => [relative(join('vectors', folder), file), readJson<T>(file)])
}

function readJson<T>(file: string): T {
  return JSON.parse(readFileSync(join(ROOT, file), 'utf8')) as T
}
