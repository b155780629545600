import { rankBy } from '../targeting/index.ts'

/** A case that waits for an inspection. */
export interface Waiting {
  readonly mrn: string
  /** Whether the lot asked for it. */
  readonly drawn: boolean
  /** Whether goods that cannot wait stand behind it. */
  readonly isUrgent: boolean
  /** How likely something is found, from 0 to 1: the model's word where there is a model, else what its profiles found so far. */
  readonly probability: number
  /** The charges that stand or fall with it, in the state's currency: a figure to order by; nought where they are not known. */
  readonly revenue: number
  /** The queue's own order: higher first, then who waits longer. */
  readonly rank: number
  readonly since: string
}

/** What an office can do on a day, what it ranks by, and which share of it explores: is spent on what policy would have left. */
export interface Capacity {
  readonly inspections: number
  /** From 0, by how likely something is found, to 1, by the revenue expected of it. */
  readonly revenueWeight: number
  /** From 0 to 0.5. */
  readonly exploration: number
}

export type SelectedFor = 'lot' | 'urgent' | 'policy' | 'exploration' | 'later'

export interface Selected {
  readonly mrn: string
  readonly why: SelectedFor
}

/**
 * Fills a day of an office.
 *
 * What the lot drew comes first and is never left for later, however little there is room for: it measures all the rest. Then goods that cannot wait. Of
 * the places left a share explores, by a number nobody foresees; the others go where the policy sees most. Nothing is given up: what is left
 * waits for the next day.
 *
 * @param numberOf a number of each case under the day's secret, in hexadecimal
 */
export function selectDay(
  waiting: readonly Waiting[],
  { inspections, exploration, revenueWeight }: Capacity,
  numberOf: (mrn: string) => string,
): readonly Selected[] {
  const byPolicy = (one: Waiting, other: Waiting) => worthOf(other) - worthOf(one) || byQueue(one, other)
  const worthOf = ({ probability, revenue }: Waiting) => rankBy(probability, revenue, revenueWeight)
  const lot = waiting.filter(each => each.drawn)
  const urgent = waiting.filter(each => each.isUrgent && !each.drawn).sort(byPolicy)
  const others = waiting.filter(each => !each.drawn && !each.isUrgent).sort(byPolicy)

  const urgentPlaces = Math.max(0, inspections - lot.length)
  const places = Math.max(0, urgentPlaces - urgent.length)
  const exploring = others.length > places ? Math.round(places * exploration) : 0
  const chosen = others.slice(0, places - exploring)
  const left = others.slice(places - exploring)
  const byNumber = [...left].sort((one, other) => (numberOf(one.mrn) < numberOf(other.mrn) ? -1 : 1))
  const explored = new Set(byNumber.slice(0, exploring).map(each => each.mrn))

  const as =
    (why: SelectedFor) =>
    (each: Waiting): Selected => ({ mrn: each.mrn, why })
  return [
    ...[...lot].sort(byPolicy).map(as('lot')),
    ...urgent.slice(0, urgentPlaces).map(as('urgent')),
    ...chosen.map(as('policy')),
    ...left.filter(each => explored.has(each.mrn)).map(as('exploration')),
    ...urgent.slice(urgentPlaces).map(as('later')),
    ...left.filter(each => !explored.has(each.mrn)).map(as('later')),
  ]
}

function byQueue(one: Waiting, other: Waiting): number {
  return (
    other.probability - one.probability ||
    other.rank - one.rank ||
    (one.since < other.since ? -1 : one.since > other.since ? 1 : one.mrn < other.mrn ? -1 : 1)
  )
}

/** As many inspections as the share of all of them weighs in against the few of one profile. */
const WEIGHT = 5

/** What is likely to be found where a profile picks: its own share, drawn towards that of all inspections where it has few. */
export function likelyFound(
  own: { readonly inspected: number; readonly found: number },
  all: { readonly inspected: number; readonly found: number },
): number {
  const base = all.inspected === 0 ? 0 : all.found / all.inspected
  return (own.found + WEIGHT * base) / (own.inspected + WEIGHT)
}
