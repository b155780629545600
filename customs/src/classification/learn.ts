import { growTrees } from '../kernel/index.ts'
import { calibrate, type Tried } from './calibration.ts'
import { type Clue, findWords, listClues, type Texts } from './candidates.ts'
import { type Example, type Memory, openMemory, TENTHS } from './memory.ts'
import { learnRidge } from './ridge.ts'
import { weigh } from './weigh.ts'
import type { Weights } from './weights.ts'

/** One example, as it was answered without it. */
export interface Trial {
  readonly code: string
  /** The codes that were offered, best first, with the figure of the first. */
  readonly offered: readonly string[]
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
