import { groupBy } from '../kernel/index.ts'
import type { State } from '../reference/index.ts'
import { type Bounds, boundsOf, type Counted, deviateFor, differenceOf, type Lane, NINETEEN_IN_TWENTY } from '../risk/index.ts'

/** Fewer declarations, inspections or traders than these would say something of somebody: nothing is told of them. */
export const LANES_TOLD_MIN = { declarations: 10, inspected: 10, traders: 3 } as const

/** What one administration decided of goods of a code: how many declarations got which lane first, and what inspections of such goods came to. */
export interface LaneCounts {
  readonly code: string
  readonly lanes: Readonly<Record<Lane, number>>
  /** Absent where too few were looked into to be told. */
  readonly inspections?: { readonly inspected: number; readonly found: number } | undefined
}

/** Lanes, and whose they are. */
export interface HeldLanes extends LaneCounts {
  readonly state: State
}

/** What is compared: the share that was looked into before release, the share whose goods were, and the share of inspections that found something. */
export const LANE_SHARES = ['held', 'red', 'found'] as const
export type LaneShare = (typeof LANE_SHARES)[number]

/** What a state decided of like goods, as shares: each with the bounds between which it lies nineteen times in twenty. */
export interface LaneSide extends HeldLanes {
  readonly declarations: number
  readonly shares: Readonly<Partial<Record<LaneShare, Bounds>>>
}

/** That a share here is another than a state's beyond chance: by how much it is above that state's, at least and at most. */
export interface LaneDifference extends Bounds {
  readonly share: LaneShare
  readonly with: State
}

/** Like goods through the lanes of several states. */
export interface ComparedLanes {
  readonly code: string
  /** This state's, then those of others, in the order of their names. */
  readonly sides: readonly LaneSide[]
  readonly differences: readonly LaneDifference[]
}

export interface LaneComparison {
  /** How many pairs of shares were compared: of more pairs each must differ more to be named. */
  readonly comparisons: number
  /** Those that differ most first; then those of most declarations. */
  readonly goods: readonly ComparedLanes[]
}

/**
 * Compares what states decided of like goods: of all goods of which this state says something.
 *
 * A difference is named where the interval of the difference of two shares does not reach nought, for all comparisons at once, so that chance is not called a
 * divergence. It is a question, not a finding: who declares differs between states, too.
 */
export function compareLanes(state: State, held: readonly HeldLanes[]): LaneComparison {
  const goods = [...groupBy(held, each => each.code)].flatMap(([code, of]) => {
    const own = of.find(each => each.state === state)
    if (own === undefined) return []
    const others = of.filter(each => each.state !== state).sort((a, b) => (a.state < b.state ? -1 : 1))
    return [{ code, own, others, pairs: others.flatMap(other => pairsOf(own, other)) }]
  })
  const comparisons = goods.reduce((sum, { pairs }) => sum + pairs.length, 0)
  const deviate = deviateFor(comparisons)
  const compared = goods.map(({ code, own, others, pairs }): ComparedLanes => {
    const differences = pairs.flatMap(({ share, other, one, two }): LaneDifference[] => {
      const difference = differenceOf(one, two, deviate)
      return difference.low > 0 || difference.high < 0 ? [{ share, with: other, ...difference }] : []
    })
    return { code, sides: [own, ...others].map(sideOf), differences }
  })
  return { comparisons, goods: compared.sort(byWeight) }
}

/** The sums of several months. An inspection counts in the months that told of any. */
export function sumLanes(months: readonly HeldLanes[]): readonly HeldLanes[] {
  return [...groupBy(months, each => `${each.state} ${each.code}`).values()].flatMap(of => {
    const [first, ...more] = of
    return first === undefined ? [] : [more.reduce(plus, first)]
  })
}

function plus(a: HeldLanes, b: HeldLanes): HeldLanes {
  const lanes = {
    green: a.lanes.green + b.lanes.green,
    blue: a.lanes.blue + b.lanes.blue,
    yellow: a.lanes.yellow + b.lanes.yellow,
    red: a.lanes.red + b.lanes.red,
  }
  const told = [a.inspections, b.inspections].filter(each => each !== undefined)
  if (told.length === 0) return { ...a, lanes }
  const inspections = told.reduce((sum, each) => ({ inspected: sum.inspected + each.inspected, found: sum.found + each.found }))
  return { ...a, lanes, inspections }
}

interface Pair {
  readonly share: LaneShare
  readonly other: State
  readonly one: Counted
  readonly two: Counted
}

function pairsOf(own: HeldLanes, other: HeldLanes): readonly Pair[] {
  return LANE_SHARES.flatMap(share => {
    const [one, two] = [countedOf(own, share), countedOf(other, share)]
    return one === undefined || two === undefined ? [] : [{ share, other: other.state, one, two }]
  })
}

function sideOf(held: HeldLanes): LaneSide {
  const shares = LANE_SHARES.flatMap(share => {
    const counted = countedOf(held, share)
    return counted === undefined ? [] : [[share, boundsOf(counted, NINETEEN_IN_TWENTY)] as const]
  })
  return { ...held, declarations: declarationsOf(held), shares: Object.fromEntries(shares) }
}

function countedOf(held: LaneCounts, share: LaneShare): Counted | undefined {
  const { lanes, inspections } = held
  if (share === 'found') return inspections === undefined ? undefined : { part: inspections.found, whole: inspections.inspected }
  return { part: share === 'red' ? lanes.red : lanes.yellow + lanes.red, whole: declarationsOf(held) }
}

function declarationsOf({ lanes }: LaneCounts): number {
  return lanes.green + lanes.blue + lanes.yellow + lanes.red
}

/** How far from nought the nearest bound of the clearest difference is. */
function clarityOf({ differences }: ComparedLanes): number {
  return Math.max(0, ...differences.map(({ low, high }) => Math.max(low, -high)))
}

function byWeight(a: ComparedLanes, b: ComparedLanes): number {
  const declarations = (of: ComparedLanes) => of.sides.reduce((sum, side) => sum + side.declarations, 0)
  return clarityOf(b) - clarityOf(a) || declarations(b) - declarations(a) || (a.code < b.code ? -1 : 1)
}
