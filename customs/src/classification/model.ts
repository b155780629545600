import { type Features, featuresOf } from './features.ts'

/** A description with the code it is known to have, and how much that is worth as evidence: 1 is a line that an officer checked. */
export interface Example {
  readonly description: string
  readonly code: string
  readonly worth: number
}

/** A description as numbers: which features it has and how much of each; its length is 1. */
export interface Vector {
  readonly features: Int32Array
  readonly shares: Float32Array
}

/** What was learned: a linear model over the features of descriptions, a weight for each feature and code. */
export interface Model {
  readonly codes: readonly string[]
  readonly vocabulary: ReadonlyMap<string, number>
  readonly rarity: Float32Array
  /** By feature, then by code. */
  readonly weights: Float32Array
}

/** More weights than this are not kept; the rarest features go first. */
const WEIGHTS_MAX = 32_000_000
const EPOCHS = 6
const STEP = 10
/** About how much arithmetic learning may take: a minute at most on one core. */
const WORK_MAX = 12e9

export function vectorOf(features: Features, { vocabulary, rarity }: Pick<Model, 'vocabulary' | 'rarity'>): Vector {
  const places: number[] = []
  const shares: number[] = []
  let squares = 0
  for (const [feature, worth] of features) {
    const place = vocabulary.get(feature)
    if (place === undefined) continue
    const share = worth * (rarity[place] ?? 0)
    places.push(place)
    shares.push(share)
    squares += share * share
  }
  const length = Math.sqrt(squares) || 1
  return { features: Int32Array.from(places), shares: Float32Array.from(shares, share => share / length) }
}

/**
 * Learns from examples: multinomial logistic regression by gradient descent, the same for the same examples. It takes a few seconds for thousands of them, and
 * goes over many fewer times.
 */
export function train(examples: readonly Example[]): Model {
  const described = examples.map(each => featuresOf(each.description))
  const codes = [...new Set(examples.map(each => each.code))].sort()
  const classOf = new Map(codes.map((code, index) => [code, index]))
  const { vocabulary, rarity } = learnVocabulary(described, Math.floor(WEIGHTS_MAX / Math.max(1, codes.length)))
  const model: Model = {
    codes,
    vocabulary,
    rarity,
    weights: new Float32Array(vocabulary.size * codes.length),
  }
  const vectors = described.map(features => vectorOf(features, model))
  const work = vectors.reduce((sum, { features }) => sum + features.length, 0) * codes.length * 2
  const epochs = Math.max(1, Math.min(EPOCHS, Math.floor(WORK_MAX / Math.max(1, work))))
  const order = examples.map((_, index) => index)
  const chance = chances(examples.length)
  const odds = new Float32Array(codes.length)
  for (let epoch = 0; epoch < epochs; epoch++) {
    shuffle(order, chance)
    const step = STEP * (1 - epoch / epochs)
    for (const index of order) {
      const vector = vectors[index]
      const example = examples[index]
      if (vector !== undefined && example !== undefined) learn(model, vector, classOf.get(example.code) ?? 0, step * example.worth, odds)
    }
  }
  return model
}

/** The features that more than one example has and not half of them, the most frequent first. */
function learnVocabulary(described: readonly Features[], max: number): Pick<Model, 'vocabulary' | 'rarity'> {
  const counts = new Map<string, number>()
  for (const features of described) for (const feature of features.keys()) counts.set(feature, (counts.get(feature) ?? 0) + 1)
  const common = described.length / 2
  const kept = [...counts]
    .filter(([, count]) => count > 1 && (count < common || described.length < 10))
    .sort(([one, ones], [other, others]) => others - ones || (one < other ? -1 : 1))
    .slice(0, max)
  return {
    vocabulary: new Map(kept.map(([feature], place) => [feature, place])),
    rarity: Float32Array.from(kept, ([, count]) => Math.sqrt(Math.log((described.length + 1) / count))),
  }
}

function learn({ codes, weights }: Model, { features, shares }: Vector, right: number, step: number, odds: Float32Array): void {
  const many = codes.length
  oddsOf({ codes, weights }, { features, shares }, odds)
  odds[right] = (odds[right] ?? 0) - 1
  for (let at = 0; at < features.length; at++) {
    const row = (features[at] ?? 0) * many
    const by = step * (shares[at] ?? 0)
    for (let code = 0; code < many; code++) weights[row + code] = (weights[row + code] as number) - by * (odds[code] as number)
  }
}

/** How likely each code is for a description, by the linear model alone; they sum to one. */
export function oddsOf({ codes, weights }: Pick<Model, 'codes' | 'weights'>, { features, shares }: Vector, odds: Float32Array): void {
  const many = codes.length
  odds.fill(0)
  for (let at = 0; at < features.length; at++) {
    const row = (features[at] ?? 0) * many
    const share = shares[at] ?? 0
    for (let code = 0; code < many; code++) odds[code] = (odds[code] as number) + share * (weights[row + code] as number)
  }
  let most = Number.NEGATIVE_INFINITY
  for (const each of odds) if (each > most) most = each
  let sum = 0
  for (let code = 0; code < many; code++) {
    const each = Math.exp((odds[code] as number) - most)
    odds[code] = each
    sum += each
  }
  for (let code = 0; code < many; code++) odds[code] = (odds[code] as number) / sum
}

/** Numbers between 0 and 1 that are the same each time: learning is repeatable. */
function chances(seed: number): () => number {
  let state = (seed * 2_654_435_761 + 1) >>> 0
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 4_294_967_296
  }
}

function shuffle(order: number[], chance: () => number): void {
  for (let last = order.length - 1; last > 0; last--) {
    const other = Math.floor(chance() * (last + 1))
    const kept = order[last] ?? 0
    order[last] = order[other] ?? 0
    order[other] = kept
  }
}
