import { type GuideAnswer, type GuideTree, isFact, leaver } from './guide-answers.ts'
import { factsTold, GUIDE_FACTS, type GuideFact, optionsOf } from './guide-facts.ts'
import { findSection } from './sections.ts'

/** Nobody is asked more than this. */
export const QUESTIONS_MAX = 7

/** How likely a subheading is before anything was asked, as the search found it; the sum is at most one. */
export interface GuideStart {
  readonly code: string
  readonly likelihood: number
}

export interface GuideChoice {
  readonly choice: string
  /** Codes that are left where it is chosen. */
  readonly leaves: number
}

export interface GuideQuestion {
  readonly question: string
  readonly choices: readonly GuideChoice[]
  /** What *none of these* is answered with, where more is possible than is offered. */
  readonly none?: string
}

export interface Guided {
  /** What to ask next; without it this is the result. */
  readonly next?: GuideQuestion
  /** The codes that every answer leaves, the likeliest first. */
  readonly candidates: readonly GuideStart[]
}

/** What the search may be wrong about: this much of likelihood goes to all subheadings alike. */
const BEYOND_SEARCH = 0.1
/** In bits: a question that is expected to tell less is not asked. */
const GAIN_MIN = 0.01
/** What one knows of one's goods is asked for rather than what somebody calls them. */
const FACT_WORTH = 1.15
const CHOICES_MAX = 8
/** How much more likely than what the search did not find at all a place must be to be offered beside those it found. */
const FOUND_FROM = 1.5
/** How much of what names the likeliest option must name another for it to be offered: nobody is asked whether a T-shirt is of steel. */
const NAMED_FROM = 0.05
/** Where all choices stand under one entry they are shown together. */
const CHOICES_BELOW_MAX = 20
const OPTIONS_MAX = 8

/**
 * The next question to somebody who looks for a code, or the codes that are left.
 *
 * Of all questions that divide what is left the one that is expected to narrow it most is asked; none is asked twice, and never more than seven. *I do not know* leaves
 * everything and only spends a question. The same start and answers lead to the same question, whoever asks.
 */
export function guide(description: string, start: readonly GuideStart[], answers: readonly GuideAnswer[], tree: GuideTree): Guided {
  const leavers = answers.map(answer => leaver(answer, tree))
  const left = spread(start, tree).filter(({ code }) => leavers.every(leaves => leaves(code)))
  const asked = new Set(answers.map(({ question }) => question))
  const told = factsTold(description)
  const questions = [
    ...placesToAsk(left, tree),
    ...GUIDE_FACTS.filter(fact => !told.includes(fact)).flatMap(fact => factToAsk(fact, left, tree)),
  ].filter(({ question }) => !asked.has(question))
  const best = questions.toSorted((one, other) => other.gain - one.gain)[0]
  const isOver = answers.length >= QUESTIONS_MAX || best === undefined || best.gain < GAIN_MIN
  const candidates = withLines(left, leavers, tree)
  if (isOver) return { candidates }
  const { gain: _, ...next } = best
  return { next, candidates }
}

interface Asked extends GuideQuestion {
  /** In bits, what an answer is expected to tell. */
  readonly gain: number
}

/** Every subheading with its likelihood, the likeliest first. */
function spread(start: readonly GuideStart[], { nomenclature }: GuideTree): readonly GuideStart[] {
  const codes = nomenclature.entries.filter(({ code }) => code.length === 6).map(({ code }) => code)
  const found = new Map<string, number>()
  for (const { code, likelihood } of start) found.set(code, (found.get(code) ?? 0) + likelihood)
  const sum = massOf(start)
  const scale = sum === 0 ? 0 : (1 - BEYOND_SEARCH) / sum
  return codes
    .map(code => ({ code, likelihood: (found.get(code) ?? 0) * scale + BEYOND_SEARCH / codes.length }))
    .sort((one, other) => other.likelihood - one.likelihood || (one.code < other.code ? -1 : 1))
}

function massOf(codes: readonly GuideStart[]): number {
  return codes.reduce((sum, { likelihood }) => sum + likelihood, 0)
}

/** Where the goods stand, as far as what is left differs in it. */
function placesToAsk(left: readonly GuideStart[], tree: GuideTree): readonly Asked[] {
  const [first] = left
  if (first === undefined) return []
  const shared = sharedBy(left, tree)
  if (shared.length === 6) return lineToAsk(first.code, tree)
  if (shared.length >= 4) {
    const below = tree.nomenclature.listBelow(shared).map(({ code }) => code)
    return divide(`below@${shared}`, left, code => below.find(each => code.startsWith(each)) ?? code, CHOICES_BELOW_MAX)
  }
  const within = shared === '' ? '' : `@${shared}`
  return [
    ...divide('section', left, code => findSection(tree.sections, code)?.number ?? '', tree.sections.length),
    ...divide(`chapter${within}`, left, code => code.slice(0, 2), CHOICES_MAX),
    ...divide(`heading${within}`, left, code => code.slice(0, 4), CHOICES_MAX),
  ]
}

/** The entry that everything left stands under: a chapter, heading, group or subheading; a section where it is no more than that; nothing. */
function sharedBy(left: readonly GuideStart[], { nomenclature, sections }: GuideTree): string {
  const first = left[0]?.code ?? ''
  const path = [...nomenclature.listAbove(first).map(({ code }) => code), first]
  const shared = path.findLast(each => left.every(({ code }) => code.startsWith(each)))
  if (shared !== undefined) return shared
  const section = findSection(sections, first)?.number
  return left.every(({ code }) => findSection(sections, code)?.number === section) ? (section ?? '') : ''
}

function lineToAsk(subheading: string, { listLines }: GuideTree): readonly Asked[] {
  const lines = listLines(subheading)
  const even = lines.map(({ code }) => ({ code: code as string, likelihood: 1 / lines.length }))
  return divide(`line@${subheading}`, even, code => code, CHOICES_BELOW_MAX)
}

/** A question that parts what is left by where it stands; none where everything stands at one place. */
function divide(question: string, left: readonly GuideStart[], placeOf: (code: string) => string, most: number): readonly Asked[] {
  const byPlace = new Map<string, GuideStart[]>()
  for (const each of left) {
    const place = placeOf(each.code)
    const there = byPlace.get(place)
    if (there === undefined) byPlace.set(place, [each])
    else there.push(each)
  }
  const parts = [...byPlace]
    .map(([place, codes]) => ({ place, codes, mass: massOf(codes) }))
    .sort((one, other) => other.mass - one.mass || (one.place < other.place ? -1 : 1))
  if (parts.length < 2) return []
  const tail = left.at(-1)?.likelihood ?? 0
  const found = parts.filter(({ mass, codes }) => mass > FOUND_FROM * tail * codes.length)
  const shown = (found.length === 0 || most > CHOICES_MAX ? parts : found).slice(0, most)
  const rest = parts.filter(part => !shown.includes(part)).reduce((sum, { mass }) => sum + mass, 0)
  const total = massOf(left)
  const gain = [...shown.map(({ mass }) => mass), rest].reduce((sum, mass) => sum + bits(mass / total) * (mass / total), 0)
  const choices = shown.map(({ place, codes }) => ({ choice: place, leaves: codes.length }))
  const none = rest === 0 ? {} : { none: `!${shown.map(({ place }) => place).join('.')}` }
  return [{ question, choices, ...none, gain }]
}

/** A question for a fact that names what is left differently. */
function factToAsk(fact: GuideFact, left: readonly GuideStart[], { facts }: GuideTree): readonly Asked[] {
  const tallies = optionsOf(fact).map(choice => ({ choice, named: 0, mass: 0, leaves: 0 }))
  for (const { code, likelihood } of left) {
    const [named, allowed] = [facts.named(fact, code), facts.allowed(fact, code)]
    for (const [bit, tally] of tallies.entries()) {
      if ((named & (1 << bit)) !== 0) tally.named += likelihood
      if ((allowed & (1 << bit)) === 0) continue
      tally.mass += likelihood
      tally.leaves += 1
    }
  }
  const possible = tallies.filter(({ named, leaves }) => named > 0 && leaves > 0).sort((one, other) => other.named - one.named)
  const most = possible[0]?.named ?? 0
  const offered = possible.filter(({ named }) => named >= NAMED_FROM * most).slice(0, OPTIONS_MAX)
  if (offered.length < 2) return []
  const total = massOf(left)
  const named = offered.reduce((sum, each) => sum + each.named, 0)
  const told = offered.reduce((sum, each) => sum + (each.named / named) * bits(each.mass / total), 0)
  const gain = FACT_WORTH * Math.min(1, named / total) * told
  return [{ question: fact, choices: offered.map(({ choice, leaves }) => ({ choice, leaves })), gain }]
}

function bits(share: number): number {
  return share <= 0 ? 0 : -Math.log2(share)
}

/** Where one subheading is left, its lines as far as the answers leave them; of several, the subheadings. */
function withLines(
  left: readonly GuideStart[],
  leavers: readonly ((code: string) => boolean)[],
  { listLines }: GuideTree,
): readonly GuideStart[] {
  const [only, another] = left
  if (only === undefined || another !== undefined) return normalised(left)
  const lines = listLines(only.code).filter(({ code }) => leavers.every(leaves => leaves(code)))
  return lines.length === 0 ? normalised(left) : lines.map(({ code }) => ({ code, likelihood: 1 / lines.length }))
}

function normalised(left: readonly GuideStart[]): readonly GuideStart[] {
  const total = massOf(left)
  return left.map(({ code, likelihood }) => ({ code, likelihood: likelihood / total }))
}

/** What a question is about, without what the candidates share: a fact or a kind of place. */
export function topicOf(question: string): GuideFact | 'section' | 'chapter' | 'heading' | 'below' | 'line' {
  return isFact(question) ? question : (question.split('@')[0] as 'section' | 'chapter' | 'heading' | 'below' | 'line')
}
