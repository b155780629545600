import { TRAITS, type Trait } from './evidence.ts'
import { type Keys, openKeys, type Traits } from './keys.ts'
import { openTally } from './tally.ts'

/** What each trait adds to the logarithm of the odds, for goods nothing alike is known of. */
export interface Additive {
  readonly base: number
  /** The halves of a trait's key, and what it adds. */
  readonly highs: readonly number[]
  readonly lows: readonly number[]
  readonly weights: readonly number[]
}

/** Exact masses and values are left out: of goods that are new they are new themselves. */
const ADDED: readonly Trait[] = TRAITS.filter(trait => trait !== 'mass' && trait !== 'value')
const COMBINATIONS = ADDED.map(trait => [trait])
const PASSES = 20
/** How firmly each trait's values are held to zero: at first, until it is found from their spread, and at least and at most. */
const [FIRM_FIRST, FIRM_MIN, FIRM_MAX] = [30, 4, 10_000]
const FOUND_AFTER = 2
/** What adds less is forgotten. */
const WEIGHT_MIN = 0.002

export const openAdditiveKeys = () => openKeys(COMBINATIONS)

/**
 * Fits what each value of each trait adds, one trait after the other. How far the values of a trait are held to zero is found from the data: a trait that says
 * nothing ends at nothing, and a value that few items have stays near zero.
 */
export function fitAdditive(keys: readonly Keys[], isFraud: Uint8Array): Additive {
  const many = keys.length
  const known = openTally(1)
  const levels = new Int32Array(many * ADDED.length)
  const names: [number, number][] = []
  for (let row = 0; row < many; row++) {
    const its = keys[row] as Keys
    for (let trait = 0; trait < ADDED.length; trait++) {
      const place = known.place(its[trait * 2] as number, its[trait * 2 + 1] as number)
      if (known.at(place) === 0) known.set(place, names.push([its[trait * 2] as number, its[trait * 2 + 1] as number]))
      levels[row * ADDED.length + trait] = known.at(place) - 1
    }
  }
  const weights = new Float64Array(names.length)
  const slopes = new Float64Array(names.length)
  const bends = new Float64Array(names.length)
  const steps = new Float64Array(names.length)
  const firm = ADDED.map(() => FIRM_FIRST)
  const frauds = isFraud.reduce((sum, each) => sum + each, 0)
  let base = Math.log((frauds + 1) / (many - frauds + 1))
  const sums = new Float64Array(many).fill(base)
  for (let pass = 0; pass < PASSES; pass++) {
    for (let trait = 0; trait < ADDED.length; trait++) {
      for (let row = 0; row < many; row++) {
        const place = levels[row * ADDED.length + trait] as number
        slopes[place] = bends[place] = 0
      }
      for (let row = 0; row < many; row++) {
        const likely = 1 / (1 + Math.exp(-(sums[row] as number)))
        const place = levels[row * ADDED.length + trait] as number
        slopes[place] = (slopes[place] as number) + likely - (isFraud[row] as number)
        bends[place] = (bends[place] as number) + likely * (1 - likely)
      }
      const held = firm[trait] as number
      const seen = new Set<number>()
      let [spread, freedom] = [0, 0]
      for (let row = 0; row < many; row++) {
        const place = levels[row * ADDED.length + trait] as number
        if (!seen.has(place)) {
          seen.add(place)
          const weight = weights[place] as number
          const bend = bends[place] as number
          steps[place] = -((slopes[place] as number) + held * weight) / (bend + held)
          weights[place] = weight + (steps[place] as number)
          spread += (weights[place] as number) ** 2
          freedom += bend / (bend + held)
        }
        sums[row] = (sums[row] as number) + (steps[place] as number)
      }
      if (pass > FOUND_AFTER) firm[trait] = Math.min(FIRM_MAX, Math.max(FIRM_MIN, Math.max(freedom, 0.1) / (spread + 1e-9)))
    }
    let [slope, bend] = [0, 1e-9]
    for (let row = 0; row < many; row++) {
      const likely = 1 / (1 + Math.exp(-(sums[row] as number)))
      slope += likely - (isFraud[row] as number)
      bend += likely * (1 - likely)
    }
    base -= slope / bend
    for (let row = 0; row < many; row++) sums[row] = (sums[row] as number) - slope / bend
  }
  const kept = names.flatMap(([high, low], place) => {
    const weight = Math.round((weights[place] as number) * 1e4) / 1e4
    return Math.abs(weight) < WEIGHT_MIN ? [] : [{ high, low, weight }]
  })
  return {
    base,
    highs: kept.map(({ high }) => high),
    lows: kept.map(({ low }) => low),
    weights: kept.map(({ weight }) => weight),
  }
}

/** What an item's traits add, by the place of each trait in `TRAITS`; nothing where its value was never seen. */
export interface Weigher {
  parts(traits: Traits): Float64Array
  /** All of them, and the base. */
  sum(traits: Traits): number
  readonly base: number
}

const PLACES = ADDED.map(trait => TRAITS.indexOf(trait))

export function openAdditive({ base, highs, lows, weights }: Additive): Weigher {
  const known = openTally(1)
  for (let level = 0; level < weights.length; level++) known.set(known.place(highs[level] as number, lows[level] as number), level)
  const keysOf = openAdditiveKeys()
  function added(keys: Keys, at: number): number {
    const place = known.find(keys[at * 2] as number, keys[at * 2 + 1] as number)
    return place < 0 ? 0 : (weights[known.at(place)] as number)
  }
  return {
    base,
    parts(traits) {
      const keys = keysOf(traits)
      const parts = new Float64Array(TRAITS.length)
      for (let at = 0; at < PLACES.length; at++) parts[PLACES[at] as number] = added(keys, at)
      return parts
    },
    sum(traits) {
      const keys = keysOf(traits)
      let sum = base
      for (let at = 0; at < PLACES.length; at++) sum += added(keys, at)
      return sum
    },
  }
}
