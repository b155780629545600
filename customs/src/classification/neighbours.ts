import { type Features, featuresOf, type View } from './features.ts'
import { learnVocabulary, type Vector, vectorOf } from './vectors.ts'

/** An example that resembles a description. */
export interface Neighbour {
  readonly example: number
  /** 1 is the same description. */
  readonly likeness: number
}

export interface Neighbours {
  /** The most alike, best first; without one example where that is asked about itself. */
  find(description: string, top: number, except?: number): readonly Neighbour[]
  /** How much each is alike, in their order. */
  compare(description: string): Float32Array
}

/** How many examples of a frequent feature are compared: beyond that it says little. */
const COMPARED_MAX = 4_000

/** Opens descriptions for comparison by the features they share in one view (cosine of the features weighted by rarity). */
export function openNeighbours(descriptions: readonly string[], view: View): Neighbours {
  const described: readonly Features[] = descriptions.map(each => featuresOf(each, view))
  const vocabulary = learnVocabulary(described)
  const vectors = described.map(features => vectorOf(features, vocabulary))
  const { starts, examples, shares } = listHaving(vectors, vocabulary.rarity.length)
  const sums = new Float32Array(descriptions.length)
  const touched = new Int32Array(descriptions.length)
  let last: { readonly description: string; readonly vector: Vector } | undefined

  /** The vector of a description; whoever looks for what is near compares the same with all, too. */
  function vectorFor(description: string): Vector {
    if (last?.description !== description) last = { description, vector: vectorOf(featuresOf(description, view), vocabulary) }
    return last.vector
  }

  /** Adds up what each example shares with a description; answers how many share something. */
  function add(description: string): number {
    const asked = vectorFor(description)
    let many = 0
    for (let at = 0; at < asked.features.length; at++) {
      const feature = asked.features[at] as number
      const share = asked.shares[at] as number
      for (let place = starts[feature] as number; place < (starts[feature + 1] as number); place++) {
        const example = examples[place] as number
        if (sums[example] === 0) touched[many++] = example
        sums[example] = (sums[example] as number) + share * (shares[place] as number)
      }
    }
    return many
  }

  return {
    find(description, top, except = -1) {
      const many = add(description)
      const found: Neighbour[] = []
      for (let at = 0; at < many; at++) {
        const example = touched[at] as number
        const likeness = sums[example] as number
        sums[example] = 0
        if (example !== except) keepBest(found, { example, likeness }, top)
      }
      return found
    },
    compare(description) {
      add(description)
      const likeness = sums.slice()
      sums.fill(0)
      return likeness
    },
  }
}

/** Puts a neighbour where it belongs among the best so far. */
function keepBest(found: Neighbour[], each: Neighbour, top: number): void {
  const isBehind = (one: Neighbour) => one.likeness > each.likeness || (one.likeness === each.likeness && one.example < each.example)
  const last = found.at(-1)
  if (found.length >= top && last !== undefined && isBehind(last)) return
  let at = found.length
  while (at > 0 && !isBehind(found[at - 1] as Neighbour)) at--
  found.splice(at, 0, each)
  if (found.length > top) found.pop()
}

/** Which examples have each feature, and how much of it, in one run of numbers. */
function listHaving(vectors: readonly { readonly features: Int32Array; readonly shares: Float32Array }[], many: number) {
  const counts = new Int32Array(many)
  for (const { features } of vectors) for (const feature of features) counts[feature] = Math.min(COMPARED_MAX, (counts[feature] ?? 0) + 1)
  const starts = new Int32Array(many + 1)
  for (let feature = 0; feature < many; feature++) starts[feature + 1] = (starts[feature] ?? 0) + (counts[feature] ?? 0)
  const examples = new Int32Array(starts[many] ?? 0)
  const shares = new Float32Array(starts[many] ?? 0)
  const next = starts.slice()
  for (const [example, vector] of vectors.entries()) {
    vector.features.forEach((feature, at) => {
      const place = next[feature] ?? 0
      if (place >= (starts[feature + 1] ?? 0)) return
      examples[place] = example
      shares[place] = vector.shares[at] ?? 0
      next[feature] = place + 1
    })
  }
  return { starts, examples, shares }
}
