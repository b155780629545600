import { likelihoodBy } from '../kernel/index.ts'
import type { Clue } from './candidates.ts'
import type { Weights } from './weights.ts'

/** How likely each candidate is, best first; and a figure that is larger for better answers. */
export interface Weighed {
  readonly ranked: readonly (Clue & { readonly likelihood: number })[]
  readonly figure: number
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
