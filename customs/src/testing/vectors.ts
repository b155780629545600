import { globSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { State } from '../reference/index.ts'

/** One worked case: what is given, what must come of it, and who says so. */
export interface VectorCase {
  /** The folder of `vectors/` it is in. */
  readonly kind: string
  readonly file: string
  readonly about: string
  readonly name: string
  /** The state whose law it replays; undefined where it is no state's own. */
  readonly state: State | undefined
  readonly source: string
  /** Replays the case with the real code. Throws an `AssertionError` that shows both where what comes of it is not what is expected. */
  replay(): void
}

const VECTORS = fileURLToPath(new URL('../../../vectors/', import.meta.url))

/** What a file of vectors holds at least; a case may name a source of its own. */
interface VectorFile<Case> {
  readonly about?: string
  readonly source: string
  readonly cases: readonly (Case & { readonly name: string; readonly source?: string })[]
}

/** Every JSON file below a folder of `vectors/` whose name matches, by name. */
export function readVectors<File>(folder: string, pattern = '*.json'): readonly (readonly [file: string, vector: File])[] {
  return globSync(`${folder}/${pattern}`, { cwd: VECTORS })
    .sort()
    .map(file => [relative(folder, file), readVector<File>(file)])
}

/** One JSON file of `vectors/`. */
export function readVector<File>(file: string): File {
  return JSON.parse(readVectorText(file)) as File
}

export function readVectorText(file: string): string {
  return readFileSync(join(VECTORS, file), 'utf8')
}

/** The cases of all files of a folder, each with the state it is about and the way to replay it. */
export function casesOf<Case>(
  kind: string,
  pattern: string,
  stateOf: (given: Case, file: VectorFile<Case>) => State | undefined,
  replay: (given: Case, file: VectorFile<Case>) => void,
): readonly VectorCase[] {
  return readVectors<VectorFile<Case>>(kind, pattern).flatMap(([file, vector]) =>
    vector.cases.map(each => ({
      kind,
      file,
      about: vector.about ?? '',
      name: each.name,
      state: stateOf(each, vector),
      source: each.source ?? vector.source,
      replay: () => replay(each, vector),
    })),
  )
}
