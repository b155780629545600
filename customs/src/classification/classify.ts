import { shareRight } from './calibration.ts'
import { featuresOf } from './features.ts'
import type { Lexicon } from './lexicon.ts'
import type { ShareLines } from './lines.ts'
import type { Ask, Mixture, OpenMemory } from './memory.ts'
import { oddsOf, vectorOf } from './model.ts'
import { listNeeds, type Need } from './needs.ts'
import { isVague } from './vague.ts'
import type { Findings, Found, WordSearch } from './word-search.ts'

/** Why a code is offered. Of others' declarations nothing is told but how many resemble. */
export type Why =
  | { readonly kind: 'words'; readonly matched: readonly string[]; readonly name: string }
  | { readonly kind: 'similar'; readonly count: number; readonly likeness: number }

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
  /** At most one in twenty of the answers that are called sure may be wrong. */
  readonly isSure: boolean
  /** The description does not say what the goods are. */
  readonly isVague: boolean
  /** No candidate is likely enough to be proposed. */
  readonly isAbstained: boolean
  /** What the description should say besides, where it is vague or nothing is proposed. */
  readonly needs: readonly Need[]
}

/** What descriptions are compared with. */
export interface Library {
  readonly search: WordSearch
  readonly lexicons: readonly Lexicon[]
  /** Our name of a subheading. */
  readonly nameOf: (code: string) => string
  readonly memory?: OpenMemory
  /** The lines of the state's schedule; without it answers have six digits. */
  readonly shareLines?: ShareLines
  /** Whether the schedule of the day has a line of that code. */
  readonly isListed?: (code: string) => boolean
}

/** Below this nothing is proposed. */
const PROPOSED_MIN = 0.4
/** How much the best word match outweighs the next. */
const STEEPNESS = 4
const STEEPNESS_OF_WORDS_ALONE = 8
const CONSIDERED = 30
/** What words alone find is right less often than their likeness promises: tried on our own list of everyday goods, and taken by a fifth less for others' words. */
const OF_WORDS_ALONE = 0.8

/**
 * The codes a description may have, with reasons, how sure each is, and whether the description says enough at all.
 *
 * Words of the nomenclature, what was learned from past declarations and rulings, and the lines of the state's own schedule are put together; what is likely is
 * calibrated on descriptions that had not been learned. Never an advance ruling.
 */
export function classify(description: string, library: Library, top: number): Classified {
  const findings = findWords(description, library)
  const scored =
    library.memory === undefined ? scoreWords(description, findings, library) : scoreAll(description, findings, library, library.memory)
  const [first] = scored
  const figure = first?.likelihood ?? 0
  const confidence =
    library.memory === undefined
      ? OF_WORDS_ALONE * figure * Math.min(1, findings.known) * (findings.found[0]?.nearest.likeness ?? 0)
      : shareRight(library.memory.calibration, figure)
  const vague = isVague(description, findings, library.memory === undefined ? undefined : confidence)
  const sureFrom = library.memory?.calibration.sureFrom
  const rest = Math.max(1e-9, 1 - figure)
  const isAbstained = vague || confidence < PROPOSED_MIN
  return {
    candidates: scored.slice(0, top).map(({ code, likelihood, why, isUnlisted }, place) => ({
      code,
      confidence: round(place === 0 ? confidence : Math.min(confidence, ((1 - confidence) * likelihood) / rest)),
      isUnlisted,
      why,
    })),
    isSure: sureFrom !== undefined && figure >= sureFrom && !vague,
    isVague: vague,
    isAbstained,
    needs: isAbstained ? listNeeds(description, findings, library.nameOf) : [],
  }
}

/** How descriptions that were held out are answered while one learns. */
export function askLibrary(library: Omit<Library, 'memory'>): Ask {
  return (memory, description) => {
    const parts = gather(description, findWords(description, library), library, memory)
    return mixture => {
      const mixed = mix(parts, mixture)
      return { offered: mixed.slice(0, 10).map(([code]) => code), figure: mixed[0]?.[1] ?? 0 }
    }
  }
}

/** The words of the description; where most of it is another language's, those of its translation first. */
function findWords(description: string, { search, lexicons }: Pick<Library, 'search' | 'lexicons'>): Findings {
  const translations = lexicons.map(lexicon => lexicon.translate(description)).filter(({ covered }) => covered > TRANSLATED_MIN)
  const best = translations.toSorted((one, other) => other.covered - one.covered)[0]
  return search.find(best === undefined ? description : `${best.english}, ${description}`, CONSIDERED)
}

/** Of which share of its syllables a lexicon must know to take a description for its language. */
const TRANSLATED_MIN = 0.4

interface Scored {
  readonly code: string
  readonly likelihood: number
  readonly isUnlisted: boolean
  readonly why: readonly Why[]
}

function whyWords({ matched, nearest }: Found): Why {
  return { kind: 'words', matched, name: nearest.text }
}

/** How likely each subheading is by words; they sum to one. */
function likelihoods({ found }: Findings, steepness = STEEPNESS): readonly (Found & { readonly likelihood: number })[] {
  const best = found[0]?.score ?? 1
  const weights = found.map(each => (each.score / best) ** steepness)
  const sum = weights.reduce((total, weight) => total + weight, 0)
  return found.map((each, place) => ({ ...each, likelihood: (weights[place] ?? 0) / sum }))
}

function scoreWords(description: string, findings: Findings, { shareLines, isListed }: Library): readonly Scored[] {
  const scored = likelihoods(findings, STEEPNESS_OF_WORDS_ALONE).flatMap(found => {
    const lines = shareLines?.(found.code, description) ?? []
    const why = [whyWords(found)]
    if (lines.length === 0) return [{ code: found.code, likelihood: found.likelihood, isUnlisted: isListed?.(found.code) === false, why }]
    return lines.map(({ code, share }) => ({ code, likelihood: found.likelihood * share, isUnlisted: false, why }))
  })
  return scored.toSorted(byLikelihood)
}

/** What the sources say of one code. */
interface Part {
  /** Of the linear model. */
  readonly odds: number
  /** Of the examples that are most alike. */
  readonly near: number
  /** Of the nomenclature's words. */
  readonly words: number
  readonly count: number
  readonly likeness: number
  readonly found?: Found
}

const NOTHING: Part = { odds: 0, near: 0, words: 0, count: 0, likeness: 0 }

/** What was learned, found by words, and known of the state's lines, by code. */
function gather(
  description: string,
  findings: Findings,
  library: Pick<Library, 'shareLines'>,
  memory: OpenMemory,
): ReadonlyMap<string, Part> {
  const { model, neighbours, examples } = memory
  const vector = vectorOf(featuresOf(description), model)
  const parts = new Map<string, Part>()
  const add = (code: string, { found, ...part }: Partial<Part>, share = 1) => {
    const before = parts.get(code) ?? NOTHING
    parts.set(code, {
      odds: before.odds + share * (part.odds ?? 0),
      near: before.near + share * (part.near ?? 0),
      words: before.words + share * (part.words ?? 0),
      count: before.count + (part.count ?? 0),
      likeness: Math.max(before.likeness, part.likeness ?? 0),
      ...((before.found ?? found) === undefined ? {} : { found: before.found ?? found }),
    })
  }
  /** What is known of a subheading is shared among its lines. */
  const spread = (code: string, part: Partial<Part>) => {
    const lines = code.length > 6 ? [] : (library.shareLines?.(code, description) ?? [])
    if (lines.length === 0) add(code, part)
    for (const line of lines) add(line.code, part, line.share)
  }
  const odds = new Float32Array(model.codes.length)
  oddsOf(model, vector, odds)
  for (const index of largest(odds, CONSIDERED)) spread(model.codes[index] ?? '', { odds: odds[index] ?? 0 })
  const near = neighbours.find(vector, NEIGHBOURS)
  const total = near.reduce((sum, { likeness }) => sum + likeness ** 4, 0) || 1
  for (const { example, likeness } of near) spread(examples[example]?.code ?? '', { near: likeness ** 4 / total, count: 1, likeness })
  for (const found of likelihoods(findings).slice(0, NEIGHBOURS)) spread(found.code, { words: found.likelihood, found })
  return parts
}

const NEIGHBOURS = 15

/**
 * Puts the sources together, first by subheading: each adds the logarithm of what it says, and none can rule out a code alone. Within a subheading its lines share by
 * what was learned of them and by their words.
 */
function mix(parts: ReadonlyMap<string, Part>, { ofNeighbours, ofWords }: Mixture): readonly (readonly [string, number])[] {
  const subheadings = new Map<string, Pick<Part, 'odds' | 'near' | 'words'> & { readonly within: number }>()
  for (const [code, part] of parts) {
    const before = subheadings.get(code.slice(0, 6)) ?? { odds: 0, near: 0, words: 0, within: 0 }
    subheadings.set(code.slice(0, 6), {
      odds: before.odds + part.odds,
      near: before.near + part.near,
      words: before.words + part.words,
      within: before.within + within(part),
    })
  }
  const scores = new Map(
    [...subheadings].map(([code, { odds, near, words }]) => [
      code,
      Math.log(odds + 1e-2) + ofNeighbours * Math.log(near + 2e-2) + ofWords * Math.log(words + 2e-2),
    ]),
  )
  const best = Math.max(...scores.values())
  const sum = [...scores.values()].reduce((all, score) => all + Math.exp(score - best), 0)
  return [...parts]
    .map(([code, part]) => {
      const subheading = code.slice(0, 6)
      const share = within(part) / (subheadings.get(subheading)?.within ?? 1)
      return [code, (share * Math.exp((scores.get(subheading) ?? best) - best)) / sum] as const
    })
    .sort(([one, ones], [other, others]) => others - ones || (one < other ? -1 : 1))
}

/** What speaks for a line among those of its subheading. */
function within({ odds, near, words }: Part): number {
  return odds + near / 2 + words / 10 + 1e-5
}

function scoreAll(description: string, findings: Findings, library: Library, memory: OpenMemory): readonly Scored[] {
  const parts = gather(description, findings, library, memory)
  return mix(parts, memory.mixture).map(([code, likelihood]) => {
    const { count, likeness, found } = parts.get(code) ?? NOTHING
    return {
      code,
      likelihood,
      isUnlisted: library.isListed?.(code) === false,
      why: [
        ...(count > 0 ? [{ kind: 'similar' as const, count, likeness: round(likeness) }] : []),
        ...(found === undefined ? [] : [whyWords(found)]),
      ],
    }
  })
}

/** The places of the largest figures, largest first. */
function largest(figures: Float32Array, many: number): readonly number[] {
  const floor = figures.toSorted().at(-many) ?? 0
  const places: number[] = []
  figures.forEach((figure, place) => {
    if (figure >= floor) places.push(place)
  })
  return places.sort((one, other) => (figures[other] ?? 0) - (figures[one] ?? 0) || one - other).slice(0, many)
}

function byLikelihood(one: Scored, other: Scored): number {
  return other.likelihood - one.likelihood || (one.code < other.code ? -1 : 1)
}

function round(figure: number): number {
  return Math.round(figure * 1000) / 1000
}
