/** How good an order of items is, where it is known what was wrong with which. */
export interface Scored {
  readonly score: number
  readonly isFraud: boolean
  /** What stands or falls with it. */
  readonly revenue: number
}

/** The share of items that an inspection of the first so many would find wrong, and what part of all that is wrong, and of its revenue, it would find. */
export interface AtShare {
  readonly precision: number
  readonly recall: number
  readonly revenueRecall: number
}

/** What inspecting the first share of a list would find; the list is put in order by its scores, equal ones as they stand. */
export function measureAt(scored: readonly Scored[], share: number): AtShare {
  return measureEach(scored, [share])[0] as AtShare
}

/** The same for several shares of one list. */
export function measureEach(scored: readonly Scored[], shares: readonly number[]): readonly AtShare[] {
  const ordered = inOrder(scored)
  const wrong = scored.filter(each => each.isFraud)
  return shares.map(share => {
    const first = ordered.slice(0, Math.max(1, Math.round(share * scored.length)))
    const hits = first.filter(each => each.isFraud)
    return {
      precision: over(hits.length, first.length),
      recall: over(hits.length, wrong.length),
      revenueRecall: over(revenueOf(hits), revenueOf(wrong)),
    }
  })
}

/** How often an item that is wrong has a higher score than one that is not: the area under the curve. A half where there are not both. */
export function areaUnderCurve(scored: readonly Scored[]): number {
  const sorted = scored.toSorted((one, other) => one.score - other.score)
  const wrong = scored.filter(each => each.isFraud).length
  const right = scored.length - wrong
  if (wrong === 0 || right === 0) return 0.5
  let ranks = 0
  for (let from = 0; from < sorted.length; ) {
    let to = from
    while (to < sorted.length && sorted[to]?.score === sorted[from]?.score) to += 1
    for (let at = from; at < to; at++) if (sorted[at]?.isFraud === true) ranks += (from + to + 1) / 2
    from = to
  }
  return (ranks - (wrong * (wrong + 1)) / 2) / (wrong * right)
}

export function baseOf(scored: readonly Scored[]): number {
  return over(scored.filter(each => each.isFraud).length, scored.length)
}

function inOrder(scored: readonly Scored[]): readonly Scored[] {
  return scored.toSorted((one, other) => other.score - one.score)
}

function revenueOf(scored: readonly Scored[]): number {
  return scored.reduce((sum, { revenue }) => sum + revenue, 0)
}

function over(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole
}
