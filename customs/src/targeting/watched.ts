import type { Day } from '../kernel/index.ts'
import { TRAITS, type Trait } from './evidence.ts'
import { FIGURES, type Known } from './history.ts'
import type { PastItem } from './past-item.ts'

/** How often what is weighed fell where, in the last part of the time a model was trained on: what later days are compared with. */
export interface Reference {
  readonly from: Day
  readonly to: Day
  readonly items: number
  readonly features: readonly ReferenceFeature[]
}

/** A figure by the bounds of its tenths, below the first and beyond the last apart; a trait by its commonest values, all others together. */
export interface ReferenceFeature {
  readonly feature: string
  readonly counts: readonly number[]
  readonly bounds?: readonly number[]
  readonly max?: number
  /** The halves of the keys of the values, one after the other. */
  readonly values?: readonly number[]
}

/** How often each part of a feature occurred in the reference, and since. */
export interface FeatureCounts {
  readonly feature: string
  readonly before: readonly number[]
  readonly recent: readonly number[]
}

/** What only ever grows says nothing of a change: how often somebody came, with how many others it deals, how many of its items were inspected. */
const FIGURE_PLACES = FIGURES.flatMap((name, place) => (/^(count|seen|links) /.test(name) ? [] : [place]))
const WATCHED_TRAITS: readonly Trait[] = [
  'office',
  'procedure',
  'use',
  'payment',
  'mode',
  'declarant',
  'importer',
  'seller',
  'carrier',
  'commodity',
  'heading',
  'chapter',
  'departure',
  'origin',
  'originMark',
  'rateKind',
]
const TRAIT_PLACES = WATCHED_TRAITS.map(trait => TRAITS.indexOf(trait))
const PARTS = 10
const VALUES = 10

/** Gathers what was known of the items of some days, to see later ones against. */
export function openReference(): { add(known: Known, item: PastItem): void; made(): Reference | undefined } {
  const rows: Float32Array[] = []
  const traits = WATCHED_TRAITS.map(() => new Map<string, { readonly key: readonly [number, number]; count: number }>())
  let [from, to] = ['9999-12-31' as Day, '' as Day]
  return {
    add({ figures, traits: its }, { on }) {
      rows.push(Float32Array.from(FIGURE_PLACES, place => figures[place] as number))
      for (const [at, place] of TRAIT_PLACES.entries()) {
        const key = [its[place * 2] as number, its[place * 2 + 1] as number] as const
        const known = traits[at]?.get(key.join())
        if (known === undefined) traits[at]?.set(key.join(), { key, count: 1 })
        else known.count += 1
      }
      if (on < from) from = on
      if (on > to) to = on
    },
    made() {
      if (rows.length === 0) return undefined
      const ofFigures = FIGURE_PLACES.map((place, at) =>
        figureFeature(
          FIGURES[place] ?? '',
          Float32Array.from(rows, row => row[at] as number),
        ),
      )
      const ofTraits = WATCHED_TRAITS.map((trait, at) => {
        const common = [...(traits[at]?.values() ?? [])].toSorted((one, other) => other.count - one.count).slice(0, VALUES)
        const counts = common.map(each => each.count)
        const others = rows.length - counts.reduce((sum, count) => sum + count, 0)
        return { feature: trait, counts: [...counts, others], values: common.flatMap(each => each.key) }
      })
      return { from, to, items: rows.length, features: [...ofFigures, ...ofTraits] }
    },
  }
}

function figureFeature(feature: string, column: Float32Array): ReferenceFeature {
  const sorted = column.slice().sort()
  const bounds = [...new Set(Array.from({ length: PARTS }, (_, part) => sorted[Math.floor((part * sorted.length) / PARTS)] as number))]
  const max = sorted.at(-1) as number
  const counts = new Array<number>(bounds.length + 2).fill(0)
  for (const figure of column) countIn(counts, partOf({ bounds, max }, figure))
  return { feature, counts, bounds, max }
}

function partOf({ bounds, max }: { readonly bounds: readonly number[]; readonly max: number }, figure: number): number {
  if (figure > max) return bounds.length + 1
  let part = 0
  while (part < bounds.length && (bounds[part] as number) <= figure) part += 1
  return part
}

/** Counts what came since by the parts of a reference. A feature the reference does not hold is not compared. */
export function openComparison(reference: Reference): { add(known: Known): void; counted(): readonly FeatureCounts[] } {
  const features = reference.features.map(each => {
    const recent = new Array<number>(each.counts.length).fill(0)
    return { ...each, recent, partOf: placing(each) }
  })
  return {
    add(known) {
      for (const { recent, partOf: part } of features) countIn(recent, part(known))
    },
    counted: () => features.map(({ feature, counts, recent }) => ({ feature, before: counts, recent })),
  }
}

function placing({ feature, bounds, max = 0, values = [] }: ReferenceFeature): (known: Known) => number {
  if (bounds !== undefined) {
    const place = FIGURES.indexOf(feature)
    return ({ figures }) => partOf({ bounds, max }, figures[place] as number)
  }
  const place = (TRAITS as readonly string[]).indexOf(feature)
  return ({ traits }) => {
    let part = 0
    while (part * 2 < values.length && (values[part * 2] !== traits[place * 2] || values[part * 2 + 1] !== traits[place * 2 + 1])) part += 1
    return part
  }
}

function countIn(counts: number[], part: number): void {
  counts[part] = (counts[part] as number) + 1
}
