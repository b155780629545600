import { type Day, daysBetween } from '../kernel/index.ts'
import { EVIDENCE, EVIDENCE_NAMES, LIKE, logPrice, type Trait } from './evidence.ts'
import { openKeys, readTraits, type Traits } from './keys.ts'
import type { Outcome, PastItem } from './past-item.ts'
import { openPrices } from './prices.ts'
import { openSightings, type Sighting } from './sightings.ts'
import { openTally } from './tally.ts'

/** What the past knows of one item at one moment. */
export interface Known {
  readonly traits: Traits
  /** What is weighed, in the order of `FIGURES`. */
  readonly figures: Float32Array
  /** By kind of evidence: how many items like this one were inspected, and with how many something was wrong. */
  readonly inspected: readonly number[]
  readonly found: readonly number[]
  /** Whether goods that are the same to the kilogram or to the cent were inspected before. */
  readonly isLikeKnown: boolean
}

/**
 * The counters of an administration's own past. `look` reads and changes nothing; `see` counts that an item was declared; `settle` counts what its inspection
 * found. Who was there before is asked as of the item's own day: what was declared on it or later makes nobody known. Whoever decides when to settle keeps later
 * outcomes out: `replay` does, and so does the live node. In whatever order the same items are counted, the same is known.
 */
export interface History {
  look(item: PastItem): Known
  /** Who has looked at the item knows its traits. */
  see(item: PastItem, traits?: Traits): void
  settle(item: PastItem, outcome: Outcome, traits?: Traits): void
  /** What was in order turned out not to be. */
  correct(item: PastItem): void
}

/** Holds back what few inspections say: as if so many of them had found as often as all. */
const HELD_BACK = 3
const EPOCH = '1970-01-01' as Day
const LONG_AGO_DAYS = 365
/** Stands below every rate, a free one included. */
const RATE_UNKNOWN = -1

/** Who was seen with what: newness, dormancy, how usual a route is. */
const SEEN = [
  ['importer'],
  ['seller'],
  ['declarant'],
  ['commodity'],
  ['commodity', 'origin', 'departure'],
  ['importer', 'commodity'],
] as const satisfies readonly (readonly Trait[])[]
/** With how many others somebody deals: the first named is linked to each second one it is new with. */
const LINKS = [
  ['importer', 'seller'],
  ['seller', 'importer'],
  ['importer', 'declarant'],
] as const satisfies readonly (readonly Trait[])[]
const LINKED = LINKS.map(([one]) => [one] as const)

/** What is weighed of an item: the odds and the count of each kind of evidence, then figures of its own. */
export const FIGURES: readonly string[] = [
  ...EVIDENCE_NAMES.flatMap(name => [`odds ${name}`, `count ${name}`]),
  ...SEEN.flatMap(traits => [`seen ${traits.join('+')}`]),
  ...LINKS.map(traits => `links ${traits.join('+')}`),
  'importer first seen',
  'importer last seen',
  'seller first seen',
  'route',
  'price deviation',
  'mass',
  'value',
  'price',
  'duty rate',
  'departure is origin',
  'seller last seen',
  'declarant first seen',
  'declarant last seen',
]

export function openHistory(): History {
  const outcomes = openTally(2)
  const sightings = openSightings()
  const links = openTally(1)
  const prices = openPrices()
  const evidenceKeys = openKeys(EVIDENCE)
  const seenKeys = openKeys(SEEN)
  const linkKeys = openKeys(LINKS)
  const linkedKeys = openKeys(LINKED)
  let inspectedAll = 0
  let foundAll = 0

  return {
    look(item) {
      const traits = readTraits(item)
      const keys = evidenceKeys(traits)
      const inspected: number[] = []
      const found: number[] = []
      const figures = new Float32Array(FIGURES.length)
      const base = (foundAll + 1) / (inspectedAll + 5)
      const baseOdds = logOdds(base)
      for (let kind = 0; kind < EVIDENCE.length; kind++) {
        const place = outcomes.find(keys[kind * 2] as number, keys[kind * 2 + 1] as number)
        const count = place < 0 ? 0 : outcomes.at(place)
        const wrong = place < 0 ? 0 : outcomes.at(place + 1)
        inspected.push(count)
        found.push(wrong)
        if (place < 0) continue
        figures[kind * 2] = logOdds((wrong + HELD_BACK * base) / (count + HELD_BACK)) - baseOdds
        figures[kind * 2 + 1] = Math.log1p(count)
      }
      lookAround(item, traits, figures, EVIDENCE.length * 2)
      return { traits, figures, inspected, found, isLikeKnown: LIKE.some(kind => (inspected[kind] as number) > 0) }
    },
    see(item, traits = readTraits(item)) {
      const today = daysBetween(EPOCH, item.on)
      const keys = seenKeys(traits)
      for (let kind = 0; kind < SEEN.length; kind++) sightings.add(keys[kind * 2] as number, keys[kind * 2 + 1] as number, today)
      const pairs = linkKeys(traits)
      const linked = linkedKeys(traits)
      for (let kind = 0; kind < LINKS.length; kind++) {
        // A pair keeps the day it was first seen on, counted from one.
        const pair = links.place(pairs[kind * 2] as number, pairs[kind * 2 + 1] as number)
        const since = links.at(pair)
        if (since === 0) links.add(links.place(~(linked[kind * 2] as number), linked[kind * 2 + 1] as number), 1)
        if (since === 0 || today + 1 < since) links.set(pair, today + 1)
      }
      prices.add(item.commodity, today, logPrice(item))
    },
    settle(item, { isFraud }, traits = readTraits(item)) {
      const keys = evidenceKeys(traits)
      for (let kind = 0; kind < EVIDENCE.length; kind++) {
        const place = outcomes.place(keys[kind * 2] as number, keys[kind * 2 + 1] as number)
        outcomes.add(place, 1)
        if (isFraud) outcomes.add(place + 1, 1)
      }
      inspectedAll += 1
      if (isFraud) foundAll += 1
    },
    correct(item) {
      const keys = evidenceKeys(readTraits(item))
      for (let kind = 0; kind < EVIDENCE.length; kind++) {
        const place = outcomes.find(keys[kind * 2] as number, keys[kind * 2 + 1] as number)
        if (place >= 0) outcomes.add(place + 1, 1)
      }
      foundAll += 1
    },
  }

  /** What needs no inspection to be known. */
  function lookAround(item: PastItem, traits: Traits, figures: Float32Array, start: number): void {
    let at = start
    const put = (figure: number) => {
      figures[at] = figure
      at += 1
    }
    const today = daysBetween(EPOCH, item.on)
    const keys = seenKeys(traits)
    const [importer, seller, declarant, commodity, route, goods] = SEEN.map((_, kind) =>
      sightings.before(keys[kind * 2] as number, keys[kind * 2 + 1] as number, today),
    ) as [Sighting, Sighting, Sighting, Sighting, Sighting, Sighting]
    for (const each of [importer, seller, declarant, commodity, route, goods]) put(Math.log1p(each.count))
    const pairs = linkKeys(traits)
    const linked = linkedKeys(traits)
    for (let kind = 0; kind < LINKS.length; kind++) {
      const place = links.find(~(linked[kind * 2] as number), linked[kind * 2 + 1] as number)
      const pair = links.find(pairs[kind * 2] as number, pairs[kind * 2 + 1] as number)
      const isOwn = pair >= 0 && links.at(pair) > today
      put(place < 0 ? 0 : Math.log1p(links.at(place) - (isOwn ? 1 : 0)))
    }
    const newness = ({ since }: Sighting) => (since === undefined ? -1 : Math.min(LONG_AGO_DAYS, since))
    const dormancy = ({ last }: Sighting) => Math.min(LONG_AGO_DAYS, last ?? LONG_AGO_DAYS)
    put(newness(importer))
    put(dormancy(importer))
    put(newness(seller))
    put(Math.log((route.count + 0.5) / (commodity.count + 5)))
    put(prices.deviation(item.commodity, logPrice(item)))
    put(Math.log1p(item.netMassKg))
    put(Math.log1p(item.value))
    put(logPrice(item))
    put(item.dutyRate ?? RATE_UNKNOWN)
    put(item.departure === item.origin ? 1 : 0)
    put(dormancy(seller))
    put(newness(declarant))
    put(dormancy(declarant))
  }
}

function logOdds(share: number): number {
  return Math.log(share / (1 - share))
}
