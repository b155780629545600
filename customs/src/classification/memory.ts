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
}

/** What an administration's memory comes to: the examples, and what was learned from them. */
export interface Memory {
  readonly examples: readonly Example[]
  /** What weighs the clues; absent where too few examples could be asked about. */
  readonly trees?: Trees
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
  const trials = isGrown ? tryFolds(answers) : answers.map(each => tryOne(each, undefined))
  const trees = isGrown ? growFrom(answers) : undefined
  const calibration = calibrate(trials.map(({ code, offered, figure }): Tried => ({ figure, isRight: offered[0] === code })))
  const weights = trees === undefined || learned === undefined ? {} : { trees, ridge: learned.ridge }
  return { memory: { examples, ...weights, calibration }, trials }
}

interface Answer {
  readonly code: string
  readonly clues: readonly Clue[]
}

function tryFolds(answers: readonly Answer[]): readonly Trial[] {
  const trials: Trial[] = []
  for (let fold = 0; fold < FOLDS; fold++) {
    const trees = growFrom(answers.filter((_, index) => index % FOLDS !== fold))
    answers.forEach((answer, index) => {
      if (index % FOLDS === fold) trials[index] = tryOne(answer, trees)
    })
  }
  return trials
}

function tryOne({ code, clues }: Answer, trees: Trees | undefined): Trial {
  const { ranked, figure } = weigh(clues, trees)
  return { code, offered: ranked.slice(0, 10).map(each => each.code), figure }
}

/** Of the candidates that less was heard of, trees grow from a third: they are many, and hardly one is right. */
const FIRST = 10

/** Many small trees: answers resemble one another, and few rows say what is so of others. */
const GROWTH = { rounds: 200, leaves: 12, step: 0.07, leafMin: 40, figuresShare: 0.3, ridge: 3 }

function growFrom(answers: readonly Answer[]): Trees {
  const width = answers.find(({ clues }) => clues.length > 0)?.clues[0]?.figures.length ?? 0
  const rows = answers.flatMap(({ code, clues }, answer) =>
    clues
      .filter((_, place) => place < FIRST || (answer + place) % 3 === 0)
      .map(clue => ({ figures: clue.figures, isRight: clue.code === code })),
  )
  const figures = new Float32Array(rows.length * width)
  for (const [row, each] of rows.entries()) figures.set(each.figures, row * width)
  return growTrees({ width, figures, isRight: Uint8Array.from(rows, ({ isRight }) => (isRight ? 1 : 0)) }, GROWTH)
}

/** How likely each candidate is, by the trees, or by all that was heard where none were grown. */
export function weigh(clues: readonly Clue[], trees: Trees | undefined): Weighed {
  const weights = clues.map(({ figures, heard }) => (trees === undefined ? heard : likelihoodBy(trees, Float32Array.from(figures))))
  const sum = weights.reduce((total, weight) => total + weight, 0) || 1
  const ranked = clues
    .map((clue, place) => ({ ...clue, likelihood: (weights[place] ?? 0) / sum }))
    .sort((one, other) => other.likelihood - one.likelihood || (one.code < other.code ? -1 : 1))
  const [best] = ranked
  const first = best?.likelihood ?? 0
  return { ranked, figure: first * (trees === undefined ? (best?.likeness ?? 0) : first * sum) }
}

/** The words of the description; where most of it is another language's, those of its translation first. */
export function findWords(description: string, { search, lexicons }: Pick<Texts, 'search' | 'lexicons'>) {
  const english = translate(description, lexicons)
  return search.find(english === undefined ? description : `${english}, ${description}`, CONSIDERED)
}

const CONSIDERED = 40
