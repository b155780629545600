import { headOf, VIEWS } from './features.ts'
import type { Lexicon } from './lexicon.ts'
import type { LineWords } from './line-words.ts'
import { isRest, type Lines } from './lines.ts'
import type { OpenMemory } from './memory.ts'
import type { Says } from './ridge.ts'
import type { Findings, Scored, WordSearch } from './word-search.ts'

/** What descriptions are compared with besides what was learned. */
export interface Texts {
  readonly search: WordSearch
  readonly lexicons: readonly Lexicon[]
  /** The lines of the state's schedule; without it answers have six digits. */
  readonly lines?: Lines
  readonly lineWords?: LineWords
  /** Whether the schedule of the day has a line of that code. */
  readonly isListed?: (code: string) => boolean
}

/** A code that a description may have, and what speaks for it. */
export interface Clue {
  readonly code: string
  /** What is weighed, in one order for all: as many as `CLUES`. */
  readonly figures: readonly number[]
  /** All that was heard of it, unweighed. */
  readonly heard: number
  /** How many examples are like the description, and how much the nearest is. */
  readonly count: number
  readonly likeness: number
}

/** How steeply the likeness of words becomes their share. */
const STEEPNESS = 4
const CANDIDATES = 30
const NEIGHBOURS = 25
/** What is known of a subheading is spread among its lines: by words of all, of its head, and of the subheadings that were heard of most. */
const OF_WORDS = 0.5
const OF_SIBLINGS = 0.05
const OF_LINES = 0.02
const DIGITS = [8, 6, 4, 2] as const
const FOUND_MAX = 40

/** How likely each subheading is by words; they sum to one. */
export function shareOut<Each extends { readonly score: number }>(
  found: readonly Each[],
  steepness = STEEPNESS,
): readonly (Each & { readonly likelihood: number })[] {
  const best = found[0]?.score ?? 1
  const weights = found.map(each => (each.score / best) ** steepness)
  const sum = weights.reduce((total, weight) => total + weight, 0)
  return found.map((each, place) => ({ ...each, likelihood: (weights[place] ?? 0) / sum }))
}

/** The description in our words, where a lexicon knows most of it. */
function translate(description: string, lexicons: readonly Lexicon[]): string | undefined {
  const known = lexicons.map(lexicon => lexicon.translate(description)).filter(({ covered }) => covered > TRANSLATED_MIN)
  return known.toSorted((one, other) => other.covered - one.covered)[0]?.english
}

/** Of which share of its syllables a lexicon must know to take a description for its language. */
const TRANSLATED_MIN = 0.4

/** The words of the description; where most of it is another language's, those of its translation first. */
export function findWords(description: string, { search, lexicons }: Pick<Texts, 'search' | 'lexicons'>) {
  const english = translate(description, lexicons)
  return search.find(english === undefined ? description : `${english}, ${description}`, CONSIDERED)
}

const CONSIDERED = 40

/**
 * The codes that may be meant, with what each source says of them: examples that are alike in several views, our words, the words of the state's schedule, and how
 * often each was right before. `except` is an example that is asked about itself: it is not heard.
 */
export function listClues(
  description: string,
  findings: Pick<Findings, 'found' | 'known'>,
  texts: Texts,
  memory: OpenMemory,
  except?: number,
  says: Says | undefined = memory.look?.(description),
): readonly Clue[] {
  const near = VIEWS.map(view => nearOf(memory, memory.neighbours[view].find(description, NEIGHBOURS, except)))
  const words = searchWords(description, findings, texts)
  const likeness = texts.lineWords?.look(description)
  const timesRight = (code: string) => Math.max(0, memory.timesRight(code, except))
  const heard = new Map<string, number>()
  const hear = (code: string, much: number) => heard.set(code, (heard.get(code) ?? 0) + much)
  /** What is known of a subheading is shared among its lines. */
  const spread = (subheading: string, much: number) => {
    const codes = new Set([
      ...(texts.lines?.listCodes(subheading) ?? []),
      ...memory.listBelow(subheading).filter(code => timesRight(code) > 1e-9),
    ])
    if (codes.size === 0) hear(subheading, much)
    const weights = [...codes].map(code => (0.5 + timesRight(code)) * (1 + 3 * (likeness?.of(code) ?? 0)))
    const sum = weights.reduce((total, weight) => total + weight, 0)
    for (const [place, code] of [...codes].entries()) hear(code, (much * (weights[place] ?? 0)) / sum)
  }
  for (const { shares } of near) {
    for (const [code, share] of shares[0] ?? []) {
      if (code.length > 6) hear(code, share)
      else spread(code, share)
    }
  }
  for (const [place, most] of [12, 8].entries()) {
    for (const [code, { likelihood }] of [...(words[place]?.found ?? [])].slice(0, most)) spread(code, OF_WORDS * likelihood)
  }
  for (const subheading of bestSubheadings(heard, 5)) spread(subheading, OF_SIBLINGS)
  for (const code of likeness?.listBest(6) ?? []) hear(code, OF_LINES)
  const best = [...heard].sort(([one, ones], [other, others]) => others - ones || (one < other ? -1 : 1)).slice(0, CANDIDATES)
  const clues = best.map(([code, much]) => {
    const [subheading, heading] = [code.slice(0, 6), code.slice(0, 4)]
    const siblings = texts.lines?.listCodes(subheading) ?? []
    const ofLine = likeness?.of(code) ?? 0
    const [ofCode, ofSubheading, ofHeading] = [timesRight(code), timesRight(subheading), timesRight(heading)]
    const figures: number[] = []
    for (const each of near) addNear(figures, each, code)
    for (const each of words) addWords(figures, each, subheading)
    figures.push(ofLine, likeness?.of(subheading) ?? 0, likeness?.of(heading) ?? 0)
    figures.push(ofLine - siblings.reduce((most, sibling) => Math.max(most, likeness?.of(sibling) ?? 0), 0), siblings.length)
    figures.push(isRest(code) ? 1 : 0, texts.isListed?.(code) === false ? 0 : 1)
    figures.push(Math.log1p(ofCode), Math.log1p(ofSubheading), Math.log1p(ofHeading))
    figures.push(ofCode / (ofSubheading || 1), ofSubheading / (ofHeading || 1), findings.known, much)
    for (const digits of DIGITS) figures.push(says?.of(digits === 8 ? code : code.slice(0, digits)) ?? 0)
    const [first] = near
    return { code, figures, heard: much, count: first?.counts.get(code) ?? 0, likeness: first?.nearest[0]?.get(code) ?? 0 }
  })
  return compared(clues)
}

/** Figures that tell more beside those of the other candidates: of all words, of runs of letters, of names, of lines, all that was heard, and what examples say together. */
const COMPARED = [0, 4, 5, 24, 25, 26, 32, 34, 36, 37, 40, 41, 42, 53, 54, 55, 56, 57]

/** The candidates with how far each compared figure is behind the most of all of them. */
function compared(clues: readonly Clue[]): readonly Clue[] {
  const mosts = COMPARED.map(place => clues.reduce((most, { figures }) => Math.max(most, figures[place] ?? 0), -Infinity))
  return clues.map(clue => ({
    ...clue,
    figures: [...clue.figures, ...COMPARED.map((place, at) => (clue.figures[place] ?? 0) - (mosts[at] ?? 0))],
  }))
}

/** Of one view: how much of what is near stands at each code of 8, 6, 4 and 2 digits, and how near its nearest is. */
interface Near {
  readonly shares: readonly ReadonlyMap<string, number>[]
  readonly nearest: readonly ReadonlyMap<string, number>[]
  readonly counts: ReadonlyMap<string, number>
  readonly best: number
}

function nearOf({ examples }: OpenMemory, found: readonly { readonly example: number; readonly likeness: number }[]): Near {
  const shares = DIGITS.map(() => new Map<string, number>())
  const nearest = DIGITS.map(() => new Map<string, number>())
  const counts = new Map<string, number>()
  const weights = found.map(({ example, likeness }) => likeness ** 4 * (examples[example]?.worth ?? 0))
  const sum = weights.reduce((total, weight) => total + weight, 0) || 1
  for (const [place, { example, likeness }] of found.entries()) {
    const code = examples[example]?.code ?? ''
    counts.set(code, (counts.get(code) ?? 0) + 1)
    for (const [level, digits] of DIGITS.entries()) {
      const key = digits === 8 ? code : code.slice(0, digits)
      const [its, theirs] = [shares[level], nearest[level]]
      its?.set(key, (its.get(key) ?? 0) + (weights[place] ?? 0) / sum)
      if (likeness > (theirs?.get(key) ?? 0)) theirs?.set(key, likeness)
    }
  }
  return { shares, nearest, counts, best: found[0]?.likeness ?? 0 }
}

function addNear(figures: number[], { shares, nearest, best }: Near, code: string): void {
  for (const [level, digits] of DIGITS.entries()) {
    const key = digits === 8 ? code : code.slice(0, digits)
    figures.push(shares[level]?.get(key) ?? 0)
    if (digits > 2) figures.push(nearest[level]?.get(key) ?? 0)
  }
  figures.push((nearest[0]?.get(code) ?? 0) - best)
}

interface Said {
  readonly found: ReadonlyMap<string, { readonly likelihood: number; readonly likeness: number; readonly place: number }>
  readonly headings: ReadonlyMap<string, number>
}

/** What words say: all of them, and those of the head alone. */
function searchWords(description: string, findings: Pick<Findings, 'found'>, { search, lexicons }: Texts): readonly Said[] {
  const head = headOf(description)
  return [
    said(findings.found.map(({ code, score, nearest }) => ({ code, score, likeness: nearest.likeness }))),
    said(search.score(translate(head, lexicons) ?? head, FOUND_MAX)),
  ]
}

function said(scored: readonly Scored[]): Said {
  const headings = new Map<string, number>()
  const found = shareOut(scored).map(({ code, likelihood, likeness }, place) => {
    headings.set(code.slice(0, 4), (headings.get(code.slice(0, 4)) ?? 0) + likelihood)
    return [code, { likelihood, likeness, place }] as const
  })
  return { found: new Map(found), headings }
}

function addWords(figures: number[], { found, headings }: Said, subheading: string): void {
  const its = found.get(subheading)
  figures.push(its?.likelihood ?? 0, its?.likeness ?? 0, its?.place ?? FOUND_MAX + 10, headings.get(subheading.slice(0, 4)) ?? 0)
}

function bestSubheadings(heard: ReadonlyMap<string, number>, top: number): readonly string[] {
  const sums = new Map<string, number>()
  for (const [code, much] of heard) sums.set(code.slice(0, 6), (sums.get(code.slice(0, 6)) ?? 0) + much)
  return [...sums]
    .sort(([one, ones], [other, others]) => others - ones || (one < other ? -1 : 1))
    .slice(0, top)
    .map(([code]) => code)
}
