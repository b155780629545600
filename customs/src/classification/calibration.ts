/** What a figure that is larger for better answers comes to mean: the share of answers with that figure that were right. */
export interface Calibration {
  /** From which figure on, ascending; and the share that was right there, not falling. */
  readonly steps: readonly { readonly from: number; readonly right: number }[]
  /** From which figure on an answer may be called sure; absent where none may. */
  readonly sureFrom?: number
}

export interface Tried {
  readonly figure: number
  readonly isRight: boolean
}

/** Of what is called sure no more than one in twenty may be wrong: aimed at fewer, since others will be asked than were tried. */
const WRONG_MAX = 0.03
const SURE_MIN = 40

/** Learns from answers that were tried on what had not been learned: shares right by figure that never fall as it grows (isotonic regression by pooling adjacent violators). */
export function calibrate(tried: readonly Tried[]): Calibration {
  const sorted = tried.toSorted((one, other) => one.figure - other.figure)
  const pools: { from: number; right: number; count: number }[] = []
  for (const { figure, isRight } of sorted) {
    pools.push({ from: figure, right: isRight ? 1 : 0, count: 1 })
    for (;;) {
      const [before, last] = pools.slice(-2)
      if (before === undefined || last === undefined || before === last || before.right / before.count < last.right / last.count) break
      pools.splice(-2, 2, { from: before.from, right: before.right + last.right, count: before.count + last.count })
    }
  }
  // Nobody is certain: one more wrong, one more right.
  const steps = pools.map(({ from, right, count }) => ({ from, right: (right + 1) / (count + 2) }))
  const sureFrom = findSure(sorted)
  return { steps: rising(steps), ...(sureFrom === undefined ? {} : { sureFrom }) }
}

/** The share that was right of answers with a figure. Below everything that was tried nothing is known: the less, the less is promised. */
export function shareRight({ steps }: Calibration, figure: number): number {
  const [lowest] = steps
  if (lowest === undefined) return 0
  if (figure < lowest.from) return (lowest.right * Math.max(0, figure)) / lowest.from
  let right = lowest.right
  for (const step of steps) {
    if (step.from > figure) break
    right = step.right
  }
  return right
}

/** The lowest figure above which few enough were wrong, by the upper end of what the tries leave open. */
function findSure(sorted: readonly Tried[]): number | undefined {
  let wrong = 0
  let found: number | undefined
  for (let at = sorted.length - 1; at >= 0; at--) {
    const each = sorted[at]
    if (each === undefined) break
    if (!each.isRight) wrong += 1
    const count = sorted.length - at
    if (count >= SURE_MIN && (wrong + 1) / count <= WRONG_MAX) found = each.figure
  }
  return found
}

function rising(steps: readonly { readonly from: number; readonly right: number }[]) {
  let most = 0
  return steps.map(({ from, right }) => {
    most = Math.max(most, right)
    return { from, right: most }
  })
}
