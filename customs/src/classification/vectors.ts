import type { Features } from './features.ts'

/** A description as numbers: which features it has and how much of each; its length is 1, what nobody else has included. */
export interface Vector {
  readonly features: Int32Array
  readonly shares: Float32Array
}

/** The features there are, and how rare each is. */
export interface Vocabulary {
  readonly places: ReadonlyMap<string, number>
  readonly rarity: Float32Array
  readonly rarityOfUnknown: number
}

/** More features than this are not kept; the rarest go first. */
const FEATURES_MAX = 2_000_000

/** The features of examples but those that half of them have. */
export function learnVocabulary(described: readonly Features[]): Vocabulary {
  const counts = new Map<string, number>()
  for (const features of described) for (const feature of features.keys()) counts.set(feature, (counts.get(feature) ?? 0) + 1)
  const common = described.length / 2
  const telling = [...counts].filter(([, count]) => count < common || described.length < 10)
  const kept = telling.length <= FEATURES_MAX ? telling : telling.sort(([, ones], [, others]) => others - ones).slice(0, FEATURES_MAX)
  const rarityOf = (count: number) => Math.sqrt(Math.log((described.length + 1) / count))
  return {
    places: new Map(kept.map(([feature], place) => [feature, place])),
    rarity: Float32Array.from(kept, ([, count]) => rarityOf(count)),
    rarityOfUnknown: rarityOf(1),
  }
}

export function vectorOf(features: Features, { places, rarity, rarityOfUnknown }: Vocabulary): Vector {
  const found: number[] = []
  const shares: number[] = []
  let squares = 0
  for (const [feature, worth] of features) {
    const place = places.get(feature)
    const share = worth * (place === undefined ? rarityOfUnknown : (rarity[place] ?? 0))
    squares += share * share
    if (place === undefined) continue
    found.push(place)
    shares.push(share)
  }
  const length = Math.sqrt(squares) || 1
  return { features: Int32Array.from(found), shares: Float32Array.from(shares, share => share / length) }
}
