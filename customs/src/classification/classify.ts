import { shareRight } from './calibration.ts'
import { findWords, listClues, shareOut, type Texts } from './candidates.ts'
import { isTried, type OpenMemory } from './memory.ts'
import { listNeeds, type Need } from './needs.ts'
import { listRulingsNear, type RulingNear, rulingFor } from './rulings-near.ts'
import { isVague } from './vague.ts'
import { weigh } from './weigh.ts'
import type { Findings, Found } from './word-search.ts'

/** Why a code is offered. Of others' declarations nothing is told but how many resemble. */
export type Why =
  | { readonly kind: 'words'; readonly matched: readonly string[]; readonly name: string }
  | { readonly kind: 'similar'; readonly count: number; readonly likeness: number }
  | { readonly kind: 'ruling'; readonly reference?: string; readonly likeness: number }

export interface Candidate {
  readonly code: string
  /** How likely it is the right one, as far as answers like this one were right before. */
  readonly confidence: number
  /** The state's schedule of the day has no such line; it was learned from former ones. */
  readonly isUnlisted: boolean
  readonly why: readonly Why[]
}

export interface Classified {
  /** Best first. They are listed even where the answer abstains. */
  readonly candidates: readonly Candidate[]
  /** At most one in twenty of the answers that are called sure may be wrong, as far as tries can tell. */
  readonly isSure: boolean
  /** The description does not say what the goods are. */
  readonly isVague: boolean
  /** No candidate is likely enough to be proposed. */
  readonly isAbstained: boolean
  /** What the description should say besides, where it is vague or nothing is proposed. */
  readonly needs: readonly Need[]
}

/** What descriptions are compared with. */
export interface Library extends Texts {
  /** Our name of a subheading. */
  readonly nameOf: (code: string) => string
  readonly memory?: OpenMemory
}

/** Below this nothing is proposed. */
const PROPOSED_MIN = 0.4
/** How much the best word match outweighs the next, where nothing was learned. */
const STEEPNESS_OF_WORDS_ALONE = 8
/** What words alone find is right less often than their likeness promises: tried on our own list of everyday goods, and taken by a fifth less for others' words. */
const OF_WORDS_ALONE = 0.8

/**
 * The codes a description may have, with reasons, how sure each is, and whether the description says enough at all.
 *
 * Words of the nomenclature, what was learned from past declarations and rulings, and the lines of the state's own schedule are put together; what is likely is
 * calibrated on descriptions that had not been learned. A memory of which too little could be tried is not asked: words answer. Never an advance ruling.
 */
export function classify(description: string, library: Library, top: number): Classified {
  const findings = findWords(description, library)
  const memory = library.memory !== undefined && isTried(library.memory) ? library.memory : undefined
  const { scored, confidence, isReliable } =
    memory === undefined ? scoreByWords(description, findings, library) : scoreByMemory(description, findings, library, memory)
  const vague = isVague(description, findings, memory === undefined ? undefined : confidence)
  const rest = Math.max(1e-9, 1 - (scored[0]?.likelihood ?? 0))
  const isAbstained = vague || confidence < PROPOSED_MIN
  const rulings = listRulingsNear(description, library.memory)
  return {
    candidates: scored.slice(0, top).map(({ code, likelihood, why, isUnlisted }, place) => ({
      code,
      confidence: round(place === 0 ? confidence : Math.min(confidence, ((1 - confidence) * likelihood) / rest)),
      isUnlisted,
      why: [...whyRuling(code, rulings), ...why],
    })),
    isSure: isReliable && !vague,
    isVague: vague,
    isAbstained,
    needs: isAbstained ? listNeeds(description, findings, library.nameOf) : [],
  }
}

interface Answer {
  readonly scored: readonly Scored[]
  readonly confidence: number
  /** Such answers were hardly ever wrong when they were tried. */
  readonly isReliable: boolean
}

interface Scored {
  readonly code: string
  readonly likelihood: number
  readonly isUnlisted: boolean
  readonly why: readonly Why[]
}

function whyRuling(code: string, rulings: readonly RulingNear[]): readonly Why[] {
  const ruling = rulingFor(code, rulings)
  if (ruling === undefined) return []
  const { reference, likeness } = ruling
  return [{ kind: 'ruling', ...(reference === undefined ? {} : { reference }), likeness: round(likeness) }]
}

function whyWords({ matched, nearest }: Found): Why {
  return { kind: 'words', matched, name: nearest.text }
}

function scoreByWords(description: string, findings: Findings, { lines, isListed }: Library): Answer {
  const scored = shareOut(findings.found, STEEPNESS_OF_WORDS_ALONE)
    .flatMap((found): readonly Scored[] => {
      const shares = lines?.share(found.code, description) ?? []
      const why = [whyWords(found)]
      if (shares.length === 0)
        return [{ code: found.code, likelihood: found.likelihood, isUnlisted: isListed?.(found.code) === false, why }]
      return shares.map(({ code, share }) => ({ code, likelihood: found.likelihood * share, isUnlisted: false, why }))
    })
    .sort(byLikelihood)
  const likeness = findings.found[0]?.nearest.likeness ?? 0
  const confidence = OF_WORDS_ALONE * (scored[0]?.likelihood ?? 0) * Math.min(1, findings.known) * likeness
  return { scored, confidence, isReliable: false }
}

function scoreByMemory(description: string, findings: Findings, library: Library, memory: OpenMemory): Answer {
  const { ranked, figure } = weigh(listClues(description, findings, library, memory), memory)
  // What nothing that was learned is like, words know better: trees that grew from a few goods have never seen its kind.
  if (ranked.every(({ count }) => count === 0)) return scoreByWords(description, findings, library)
  const found = new Map(findings.found.map(each => [each.code, each]))
  const scored = ranked.map(({ code, likelihood, count, likeness }) => {
    const byWords = found.get(code.slice(0, 6))
    return {
      code,
      likelihood,
      isUnlisted: library.isListed?.(code) === false,
      why: [
        ...(count > 0 ? [{ kind: 'similar' as const, count, likeness: round(likeness) }] : []),
        ...(byWords === undefined ? [] : [whyWords(byWords)]),
      ],
    }
  })
  const { sureFrom } = memory.calibration
  return { scored, confidence: shareRight(memory.calibration, figure), isReliable: sureFrom !== undefined && figure >= sureFrom }
}

function byLikelihood(one: Scored, other: Scored): number {
  return other.likelihood - one.likelihood || (one.code < other.code ? -1 : 1)
}

function round(figure: number): number {
  return Math.round(figure * 1000) / 1000
}
