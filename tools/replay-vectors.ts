import type { VectorCase } from '../customs/src/testing/index.ts'

/** What became of one case. */
export interface Replayed {
  readonly kind: string
  readonly file: string
  readonly name: string
  readonly state: string
  readonly source: string
  /** What differs, both sides shown; absent where nothing does. */
  readonly difference?: string
}

/** How many cases stand for a state on a source, and how many of them differ. */
export interface Count {
  readonly kind: string
  readonly state: string
  readonly source: string
  readonly cases: number
  readonly different: number
}

/** Of cases that are no state's own. */
const NO_STATE = 'any'

/** Replays every case, each on its own: one that differs keeps no other from being replayed. */
export function replayVectors(cases: readonly VectorCase[]): readonly Replayed[] {
  return cases.map(({ kind, file, name, state = NO_STATE, source, replay }) => {
    const difference = differenceOf(replay)
    return { kind, file, name, state, source, ...(difference === undefined ? {} : { difference }) }
  })
}

function differenceOf(replay: () => void): string | undefined {
  try {
    replay()
    return undefined
  } catch (failure) {
    return failure instanceof Error ? failure.message : String(failure)
  }
}

/** The counts of replayed cases by kind, state and source, states and kinds in alphabetical order. */
export function countVectors(replayed: readonly Replayed[]): readonly Count[] {
  const groups = Map.groupBy(replayed, ({ kind, state, source }) => JSON.stringify([state, kind, source]))
  return [...groups]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([, own]) => {
      const [first] = own
      if (first === undefined) return []
      const { kind, state, source } = first
      return [{ kind, state, source, cases: own.length, different: own.filter(each => each.difference !== undefined).length }]
    })
}
