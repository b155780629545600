import type { OpenMemory } from './memory.ts'

/** A ruling on goods that resemble a description. */
export interface RulingNear {
  readonly code: string
  /** Its number, where it has one. */
  readonly reference?: string
  /** 1 is the same description. */
  readonly likeness: number
}

/** Below this a ruling is on other goods. */
const LIKENESS_MIN = 0.5

/** The rulings that an administration learned of goods like these, the most alike first, one for each code. They are reasons: how much they weigh was learned with the rest. */
export function listRulingsNear(description: string, memory: OpenMemory | undefined): readonly RulingNear[] {
  if (memory === undefined || memory.rulings.length === 0) return []
  const likenesses = memory.neighbours.words.compare(description)
  const near = memory.rulings
    .flatMap((example): readonly RulingNear[] => {
      const { code, ruling } = memory.examples[example] ?? {}
      const likeness = likenesses[example] ?? 0
      return code === undefined || likeness < LIKENESS_MIN ? [] : [{ code, ...ruling, likeness }]
    })
    .sort((one, other) => other.likeness - one.likeness)
  return near.filter((each, place) => near.findIndex(({ code }) => code === each.code) === place)
}

/** The ruling that speaks for a code: on the same line, or on the subheading it stands below or above. */
export function rulingFor(code: string, rulings: readonly RulingNear[]): RulingNear | undefined {
  return rulings.find(each => each.code === code) ?? rulings.find(each => code.startsWith(each.code) || each.code.startsWith(code))
}
