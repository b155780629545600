import { groupBy } from '../kernel/index.ts'

/** How often declarations of one group were picked by a profile, and how often a price of theirs raised an alarm. */
export interface GroupCounts {
  readonly declarations: number
  readonly picked: number
  readonly alarmed: number
}

/** A group of one size of trader and one origin; no origin where several stand together. */
export interface CrossCounts<Size extends string> extends GroupCounts {
  readonly size: Size
  readonly origin?: string
  /** How many origins it is made of. */
  readonly origins: number
}

/** Declarations a group holds at least: fewer say nothing of fairness, and something of somebody. The bound is ours, as for times of release. */
export const GROUP_MIN = 10

/**
 * Traders by size and origin, small groups pooled with others of their size until none is small: were one left out alone, the sum of its size would tell it. A size that is
 * small as a whole is left out. The most declarations first, the pooled last.
 */
export function crossBySize<Size extends string>(
  cells: readonly (GroupCounts & { readonly size: Size; readonly origin: string })[],
): readonly CrossCounts<Size>[] {
  return [...groupBy(cells, ({ size }) => size).values()].flatMap(those => {
    const ordered = those.toSorted(
      (one, other) => other.declarations - one.declarations || (one.origin < other.origin ? -1 : one.origin > other.origin ? 1 : 0),
    )
    let kept = ordered.filter(each => each.declarations >= GROUP_MIN).length
    const sumFrom = (place: number, of: keyof GroupCounts) => ordered.slice(place).reduce((sum, each) => sum + each[of], 0)
    while (kept > 0 && kept < ordered.length && sumFrom(kept, 'declarations') < GROUP_MIN) kept -= 1
    const shown = ordered.slice(0, kept).map(each => ({ ...each, origins: 1 }))
    const declarations = sumFrom(kept, 'declarations')
    const [first] = those
    if (first === undefined || declarations < GROUP_MIN) return shown
    const pooled = { size: first.size, declarations, picked: sumFrom(kept, 'picked'), alarmed: sumFrom(kept, 'alarmed') }
    return [...shown, { ...pooled, origins: ordered.length - kept }]
  })
}
