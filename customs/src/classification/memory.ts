import { type Calibration, calibrate, type Tried } from './calibration.ts'
import { featuresOf } from './features.ts'
import { type Example, type Model, train } from './model.ts'
import { type Neighbours, openNeighbours } from './neighbours.ts'

/** How what was learned and what the nomenclature's words say are put together. */
export interface Mixture {
  readonly ofNeighbours: number
  readonly ofWords: number
}

/** What an administration's memory comes to: the examples, and what was learned from them. */
export interface Memory {
  readonly examples: readonly Example[]
  readonly model: Model
  readonly mixture: Mixture
  readonly calibration: Calibration
}

/** A memory that is ready to be asked. */
export interface OpenMemory extends Memory {
  readonly neighbours: Neighbours
  readonly timesRight: ReadonlyMap<string, number>
}

export function openMemory(memory: Memory): OpenMemory {
  const timesRight = new Map<string, number>()
  for (const { code } of memory.examples) timesRight.set(code, (timesRight.get(code) ?? 0) + 1)
  const described = memory.examples.map(each => featuresOf(each.description))
  return { ...memory, neighbours: openNeighbours(memory.model, described), timesRight }
}

/** One held-out example, as it was answered. */
export interface Trial {
  readonly code: string
  /** The codes that were offered, best first, with the figure of the first. */
  readonly offered: readonly string[]
  readonly figure: number
}

/** Asks a memory about a description; what it says is then mixed in several ways. */
export type Ask = (memory: OpenMemory, description: string) => (mixture: Mixture) => Pick<Trial, 'offered' | 'figure'>

const MIXTURES: readonly Mixture[] = [0, 0.3, 0.6].flatMap(ofNeighbours =>
  [0, 0.3, 0.6, 1, 1.5].map(ofWords => ({ ofNeighbours, ofWords })),
)
/** One in so many examples is held out to be asked about. */
const HELD_OUT = 5
const TRIALS_MIN = 20

/**
 * Learns from examples. A fifth is held out at first: answers to it choose the mixture, say what a figure is worth and from where on an answer is sure, and make the
 * report; then everything is learned.
 */
export function learn(examples: readonly Example[], ask: Ask): { readonly memory: Memory; readonly trials: readonly Trial[] } {
  const isHeld = (_: unknown, index: number) => index % HELD_OUT === HELD_OUT - 1
  const isOther = (each: unknown, index: number) => !isHeld(each, index)
  const held = examples.filter(isHeld)
  const calibration: Calibration = { steps: [] }
  const mixture = { ofNeighbours: 0.3, ofWords: 0.6 }
  if (held.length < TRIALS_MIN) return { memory: { examples, model: train(examples), mixture, calibration }, trials: [] }
  const others = examples.filter(isOther)
  const partial = openMemory({ examples: others, model: train(others), mixture, calibration })
  const answers = held.map(({ description, code }) => ({ code, mix: ask(partial, description) }))
  const tried = MIXTURES.map(each => ({ mixture: each, trials: answers.map(({ code, mix }) => ({ code, ...mix(each) })) }))
  const best = tried.reduce((one, other) => (worthOf(other.trials) > worthOf(one.trials) ? other : one))
  return {
    memory: {
      examples,
      model: train(examples),
      mixture: best.mixture,
      calibration: calibrate(best.trials.map(figureOf)),
    },
    trials: best.trials,
  }
}

/** First counts for most, among five for some. */
function worthOf(trials: readonly Trial[]): number {
  return trials.reduce((sum, { code, offered }) => sum + (offered[0] === code ? 1 : 0) + (offered.slice(0, 5).includes(code) ? 0.5 : 0), 0)
}

function figureOf({ code, offered, figure }: Trial): Tried {
  return { figure, isRight: offered[0] === code }
}
