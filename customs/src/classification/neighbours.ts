import type { Features } from './features.ts'
import { type Model, type Vector, vectorOf } from './model.ts'

/** Examples that resemble a description. */
export interface Neighbour {
  readonly example: number
  /** 1 is the same description. */
  readonly likeness: number
}

export interface Neighbours {
  /** The most alike, best first. */
  find(vector: Vector, top: number): readonly Neighbour[]
}

/** How many examples of a frequent feature are compared: beyond that it says little. */
const COMPARED_MAX = 4_000

/** Opens the examples for comparison by the features they share (cosine of the weighted features). */
export function openNeighbours(model: Pick<Model, 'vocabulary' | 'rarity'>, described: readonly Features[]): Neighbours {
  const having: { readonly examples: number[]; readonly shares: number[] }[] = Array.from({ length: model.vocabulary.size }, () => ({
    examples: [],
    shares: [],
  }))
  for (const [index, each] of described.entries()) {
    const { features, shares } = vectorOf(each, model)
    features.forEach((feature, at) => {
      const list = having[feature]
      if (list === undefined || list.examples.length >= COMPARED_MAX) return
      list.examples.push(index)
      list.shares.push(shares[at] ?? 0)
    })
  }
  const sums = new Float32Array(described.length)
  return {
    find({ features, shares }, top) {
      const touched: number[] = []
      features.forEach((feature, at) => {
        const list = having[feature]
        const share = shares[at] ?? 0
        for (const [place, example] of (list?.examples ?? []).entries()) {
          if (sums[example] === 0) touched.push(example)
          sums[example] = (sums[example] as number) + share * (list?.shares[place] ?? 0)
        }
      })
      const found = touched
        .map(example => ({ example, likeness: sums[example] ?? 0 }))
        .sort((one, other) => other.likeness - one.likeness || one.example - other.example)
        .slice(0, top)
      for (const example of touched) sums[example] = 0
      return found
    },
  }
}
