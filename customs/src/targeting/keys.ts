import { TRAITS, type Trait, traitsOf } from './evidence.ts'
import type { PastItem } from './past-item.ts'

/** The traits of an item as numbers, two a trait, in the order of `TRAITS`. */
export type Traits = readonly number[]

/** Keys under combinations of traits, two halves each. */
export type Keys = readonly number[]

const PLACES: Readonly<Record<string, number>> = Object.fromEntries(TRAITS.map((trait, place) => [trait, place]))

/** The same traits have the same numbers on every node and for ever. */
export function readTraits(item: PastItem): Traits {
  const traits = traitsOf(item)
  const hashes: number[] = []
  for (let trait = 0; trait < traits.length; trait++) hash(traits[trait] as string, hashes)
  return hashes
}

/** Keys that only items with the same traits have. */
export function openKeys(combinations: readonly (readonly Trait[])[]): (traits: Traits) => Keys {
  const places = combinations.map(traits => traits.map(trait => PLACES[trait] as number))
  return traits => {
    const keys: number[] = []
    for (let at = 0; at < places.length; at++) {
      let high = Math.imul(at + 1, 0x85ebca6b)
      let low = Math.imul(at + 1, 0xc2b2ae35)
      for (const place of places[at] as readonly number[]) {
        high = mix(high, traits[place * 2] as number, 0x9e3779b1)
        low = mix(low, traits[place * 2 + 1] as number, 0x27d4eb2f)
      }
      keys.push(high, low)
    }
    return keys
  }
}

/** Two independent sums of a text (FNV-1a, and a multiplicative one). */
export function hash(text: string, into: number[]): void {
  let high = 0x811c9dc5
  let low = 0x5bd1e995
  for (let place = 0; place < text.length; place++) {
    const code = text.charCodeAt(place)
    high = Math.imul(high ^ code, 0x01000193)
    low = Math.imul(low, 0x2c1b3c6d) + code
    low ^= low >>> 15
  }
  into.push(high, low)
}

function mix(sum: number, part: number, by: number): number {
  let mixed = Math.imul(sum ^ part, by)
  mixed ^= mixed >>> 15
  mixed = Math.imul(mixed, 0x2c1b3c6d)
  return mixed ^ (mixed >>> 13)
}
