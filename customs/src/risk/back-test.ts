import type { DeclarationDocument } from '../declaration/index.ts'
import { type Day, daysBetween } from '../kernel/index.ts'
import { type Answered, ask } from './ask.ts'
import type { Expression } from './expression.ts'
import { featuresOf, type ScreeningFacts } from './features.ts'
import type { InspectionFigures } from './inspection.ts'
import type { ConsignmentFigures } from './known.ts'
import { type HitRate, hitRateOf } from './lift.ts'
import type { Outcome } from './outcome.ts'

/** A declaration of the past as it was when it was first screened, and what became of it. */
export interface PastDeclaration {
  readonly mrn: string
  readonly document: DeclarationDocument
  readonly figures: ConsignmentFigures
  readonly facts: ScreeningFacts
  /** The profiles that picked it then. */
  readonly picked: readonly string[]
  /** Absent where nobody looked into it. */
  readonly outcome?: Outcome | undefined
  /** Whether the lot asked for the look. */
  readonly drawn: boolean
}

/** What an expression would have done with the declarations of some days. */
export interface BackTest {
  readonly asked: number
  readonly days: number
  readonly hits: number
  /** To two decimals. */
  readonly hitsPerDay: string
  /** Of its hits, those that customs looked into for whatever reason, and what was found: what others thought suspicious is over-represented. */
  readonly inspected: HitRate
  /** Of its hits, those that the lot drew: few, and nobody's choice. */
  readonly drawn: HitRate
  /** All that the lot drew in these days: what looking anywhere finds. */
  readonly control: HitRate
  /** Profiles that picked some of the same then, most first, and how many. */
  readonly overlap: readonly { readonly profile: string; readonly both: number }[]
  /** Hits that no profile picked then. */
  readonly alone: number
  /** On how many declarations the question failed, and how the first time. */
  readonly failed: number
  readonly problem?: string
  /** Some of the hits, to look at. */
  readonly examples: readonly string[]
}

const EXAMPLES_MAX = 10

/** Asks a question of one declaration after another, and tells what came of it. Nothing is decided by it. */
export interface BackTesting {
  tell(past: PastDeclaration): void
  result(from: Day, to: Day): BackTest
}

export function beginBackTest(expression: Expression): BackTesting {
  const inspected = counting()
  const drawn = counting()
  const control = counting()
  const overlap = new Map<string, number>()
  const examples: string[] = []
  let [asked, hits, alone, failed] = [0, 0, 0, 0]
  let problem: string | undefined

  return {
    tell(past) {
      asked += 1
      if (past.drawn) control.add(past.outcome)
      const tried = tryOn(expression, past)
      if (tried.problem !== undefined) {
        failed += 1
        problem ??= tried.problem
      }
      if (tried.held.length === 0) return
      hits += 1
      if (examples.length < EXAMPLES_MAX) examples.push(past.mrn)
      inspected.add(past.outcome)
      if (past.drawn) drawn.add(past.outcome)
      if (past.picked.length === 0) alone += 1
      for (const profile of new Set(past.picked)) overlap.set(profile, (overlap.get(profile) ?? 0) + 1)
    },
    result(from, to) {
      const days = daysBetween(from, to)
      return {
        asked,
        days,
        hits,
        hitsPerDay: (hits / days).toFixed(2),
        inspected: inspected.rate(),
        drawn: drawn.rate(),
        control: control.rate(),
        overlap: [...overlap].map(([profile, both]) => ({ profile, both })).sort(byCount),
        alone,
        failed,
        ...(problem === undefined ? {} : { problem }),
        examples,
      }
    },
  }
}

/** Asks one question of one declaration. */
export function tryOn(
  expression: Expression,
  { document, figures, facts }: Pick<PastDeclaration, 'document' | 'figures' | 'facts'>,
): Answered {
  return ask(expression, featuresOf(document, figures, facts))
}

/** Counts those that were looked into, and those with a discrepancy. */
function counting() {
  const figures = { inspected: 0, found: 0 }
  return {
    add(outcome: Outcome | undefined): void {
      if (outcome !== undefined) figures.inspected += 1
      if (outcome === 'discrepancy') figures.found += 1
    },
    rate: (): HitRate => hitRateOf(figures satisfies InspectionFigures),
  }
}

function byCount(one: { profile: string; both: number }, other: { profile: string; both: number }): number {
  return other.both - one.both || (one.profile < other.profile ? -1 : 1)
}
