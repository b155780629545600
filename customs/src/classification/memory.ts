import { growTrees, likelihoodBy, type Trees } from '../kernel/index.ts'
import { type Calibration, calibrate, type Tried } from './calibration.ts'
import { type Clue, listClues, type Texts, translate } from './candidates.ts'
import type { View } from './features.ts'
import { type Neighbours, openNeighbours } from './neighbours.ts'
import { learnRidge, openRidge, type Ridge, type Says } from './ridge.ts'

/** A description with the code it is known to have, and how much that is worth as evidence: 1 is a line that an officer checked. */
export interface Example {
  readonly description: string
  readonly code: string
  readonly worth: number
  /** That a ruling says so, with its number where it has one. */
  readonly ruling?: { readonly reference?: string }
}

/** What weighs the clues; nothing where too few examples could be asked about. */
interface Weights {
  /** How likely a candidate is right, by itself. */
  readonly trees?: Trees
  /** Which of the candidates is right, if one is; memories that were learned before had none. */
  readonly choice?: Trees
}

/** What an administration's memory comes to: the examples, and what was learned from them. */
export interface Memory extends Weights {
  readonly examples: readonly Example[]
  /** What the examples say of codes together; absent likewise. */
  readonly ridge?: Ridge
  readonly calibration: Calibration
}

/** Whether enough examples were asked about to say what a figure is worth; where not, nothing that the memory says has a confidence. */
export function isTried({ calibration }: Pick<Memory, 'calibration'>): boolean {
  return calibration.steps.length > 0
}

/** A memory that is ready to be asked. */
export interface OpenMemory extends Memory {
  readonly neighbours: Readonly<Record<View, Neighbours>>
  /** Which examples are rulings. */
  readonly rulings: readonly number[]
  /** What the examples of a code, a subheading or a heading are worth together; without a tenth of them where one of that tenth is asked about. */
  timesRight(code: string, except?: number): number
  /** What the examples say together of a description. */
  readonly look?: (description: string) => Says
  /** The codes that were learned below a subheading. */
  listBelow(subheading: string): readonly string[]
}

export function openMemory(memory: Memory): OpenMemory {
  const worths = new Map<string, number>()
  const ofTenths = Array.from({ length: TENTHS }, () => new Map<string, number>())
  for (const [example, { code, worth }] of memory.examples.entries()) {
    for (const key of new Set([code, code.slice(0, 6), code.slice(0, 4)]))
      for (const sums of [worths, ofTenths[example % TENTHS] ?? worths]) sums.set(key, (sums.get(key) ?? 0) + worth)
  }
  const codes = new Set(memory.examples.map(({ code }) => code).filter(code => code.length > 6))
  const below = new Map<string, string[]>()
  for (const code of [...codes].sort()) below.set(code.slice(0, 6), [...(below.get(code.slice(0, 6)) ?? []), code])
  const descriptions = memory.examples.map(each => each.description)
  const open = (view: View) => openNeighbours(descriptions, view)
  const words = open('words')
  return {
    ...memory,
    ...(memory.ridge === undefined ? {} : { look: openRidge(memory.ridge, memory.examples, words).look }),
    neighbours: { words, head: open('head'), level: open('level'), letters: open('letters') },
    timesRight: (code, except) => (worths.get(code) ?? 0) - (except === undefined ? 0 : (ofTenths[except % TENTHS]?.get(code) ?? 0)),
    rulings: memory.examples.flatMap(({ ruling }, example) => (ruling === undefined ? [] : [example])),
    listBelow: subheading => below.get(subheading) ?? [],
  }
}

/** Were one example alone left out of what is counted, its code's count would give the answer away. */
const TENTHS = 10

/** One example, as it was answered without it. */
export interface Trial {
  readonly code: string
  /** The codes that were offered, best first, with the figure of the first. */
  readonly offered: readonly string[]
  readonly figure: number
}

/** How likely each candidate is, best first; and a figure that is larger for better answers. */
export interface Weighed {
  readonly ranked: readonly (Clue & { readonly likelihood: number })[]
  readonly figure: number
}

/** Examples that are asked about: what they teach of weights grows little after that. */
const ASKED_MAX = 3_500
/** What is worth less is nobody's check: it is learned from, but no answer is tried on it. */
const ASKED_WORTH_MIN = 0.7
const TRIALS_MIN = 20
const GROWN_MIN = 100
const FOLDS = 3

/**
 * Learns from examples. Each is asked about as if it were not known; what speaks for the right code, and for the others that were considered, is what the trees that weigh
 * the clues grow from. For the trials that say what a figure is worth, the weights are grown without the thirds that are tried.
 */
export function learn(examples: readonly Example[], texts: Texts): { readonly memory: Memory; readonly trials: readonly Trial[] } {
  const opened = openMemory({ examples, calibration: { steps: [] } })
  const checked = examples.flatMap(({ worth }, index) => (worth >= ASKED_WORTH_MIN ? [index] : []))
  const asked = checked.filter(
    (_, place) =>
      checked.length <= ASKED_MAX ||
      Math.floor((place * ASKED_MAX) / checked.length) !== Math.floor(((place - 1) * ASKED_MAX) / checked.length),
  )
  if (asked.length < TRIALS_MIN) return { memory: { examples, calibration: { steps: [] } }, trials: [] }
  const isGrown = asked.length >= GROWN_MIN
  const tenths = asked.map(index => index % TENTHS)
  const learned = isGrown
    ? learnRidge(
        asked.map(index => examples[index] as Example),
        tenths,
      )
    : undefined
  const answers = asked.map((index, place) => {
    const { description, code } = examples[index] as Example
    return { code, clues: listClues(description, findWords(description, texts), texts, opened, index, learned?.without(place)) }
  })
  const trials = isGrown ? tryFolds(answers) : answers.map(each => tryOne(each, {}))
  const calibration = calibrate(trials.map(({ code, offered, figure }): Tried => ({ figure, isRight: offered[0] === code })))
  const weights = learned === undefined ? {} : { ...growFrom(answers), ridge: learned.ridge }
  return { memory: { examples, ...weights, calibration }, trials }
}

interface Answer {
  readonly code: string
  readonly clues: readonly Clue[]
}

function tryFolds(answers: readonly Answer[]): readonly Trial[] {
  const trials: Trial[] = []
  for (let fold = 0; fold < FOLDS; fold++) {
    const weights = growFrom(answers.filter((_, index) => index % FOLDS !== fold))
    answers.forEach((answer, index) => {
      if (index % FOLDS === fold) trials[index] = tryOne(answer, weights)
    })
  }
  return trials
}

function tryOne({ code, clues }: Answer, weights: Weights): Trial {
  const { ranked, figure } = weigh(clues, weights)
  return { code, offered: ranked.slice(0, 10).map(each => each.code), figure }
}

/** Of the candidates that less was heard of, trees grow from a quarter: they are many, and hardly one is right. */
const FIRST = 8
const OF_LATER = 4

/** Many small trees: answers resemble one another, and few rows say what is so of others. */
const GROWTH = { rounds: 150, leaves: 12, step: 0.09, leafMin: 40, figuresShare: 0.3, ridge: 3 }

/** Grows what weighs: of each candidate by itself, and of the candidates of a description beside one another, the right one always among them. */
function growFrom(answers: readonly Answer[]): Weights {
  const isSampled = (answer: number, place: number) => place < FIRST || (answer + place) % OF_LATER === 0
  const grow = (isSeen: (answer: number, place: number, isRight: boolean) => boolean, isChoice: boolean) => {
    const width = answers.find(({ clues }) => clues.length > 0)?.clues[0]?.figures.length ?? 0
    const rows = answers.map(({ code, clues }, answer) =>
      clues
        .map(({ code: its, figures }) => ({ figures, isRight: its === code }))
        .filter(({ isRight }, place) => isSeen(answer, place, isRight)),
    )
    const seen = rows.flat()
    const figures = new Float32Array(seen.length * width)
    for (const [row, each] of seen.entries()) figures.set(each.figures, row * width)
    const isRight = Uint8Array.from(seen, each => (each.isRight ? 1 : 0))
    return growTrees({ width, figures, isRight, ...(isChoice ? { questions: startsOf(rows) } : {}) }, GROWTH)
  }
  return {
    trees: grow(isSampled, false),
    choice: grow((answer, place, isRight) => isRight || isSampled(answer, place), true),
  }
}

/** Where the rows of each begin, and where those of the last end. */
function startsOf(rows: readonly (readonly unknown[])[]): Int32Array {
  const starts = new Int32Array(rows.length + 1)
  for (const [place, { length }] of rows.entries()) starts[place + 1] = (starts[place] ?? 0) + length
  return starts
}

/** How likely each candidate is, by the trees, or by all that was heard where none were grown. */
export function weigh(clues: readonly Clue[], { trees, choice }: Weights): Weighed {
  const weighed = clues.map(clue => {
    const row = Float32Array.from(clue.figures)
    const alone = trees === undefined ? clue.heard : likelihoodBy(trees, row)
    return { clue, alone, worth: choice === undefined ? alone : Math.sqrt(oddsOf(alone)) * oddsOf(likelihoodBy(choice, row)) }
  })
  const sum = weighed.reduce((total, { worth }) => total + worth, 0) || 1
  const ranked = weighed
    .map(({ clue, alone, worth }) => ({ ...clue, alone, likelihood: worth / sum }))
    .sort((one, other) => other.likelihood - one.likelihood || (one.code < other.code ? -1 : 1))
  const [best, next] = ranked
  if (best === undefined) return { ranked, figure: 0 }
  if (trees === undefined) return { ranked, figure: best.likelihood * best.likeness }
  // What is likely by itself, alone is, and has no second that is likely by itself too.
  const all = weighed.reduce((total, { alone }) => total + alone, 0) || 1
  return { ranked, figure: best.alone * (best.alone / all) * (1 - (next?.alone ?? 0)) }
}

function oddsOf(likelihood: number): number {
  return likelihood / Math.max(1 - likelihood, Number.EPSILON)
}

/** The words of the description; where most of it is another language's, those of its translation first. */
export function findWords(description: string, { search, lexicons }: Pick<Texts, 'search' | 'lexicons'>) {
  const english = translate(description, lexicons)
  return search.find(english === undefined ? description : `${english}, ${description}`, CONSIDERED)
}

const CONSIDERED = 40
