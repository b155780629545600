import { fitCurve } from './curve.ts'

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

/** Of what is called sure no more than this share may be wrong. */
const WRONG_MAX = 0.05
/** How seldom as few as were tried would be wrong by chance, if more than that share were wrong of all that will be asked. */
const CHANCE_MAX = 0.2
/** From which share of the tries on, by figure, the curve is fitted: what is asked of it lies above. */
const FITTED_FROM = 0.5

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

/**
 * The lowest figure where an answer is likely enough to be right by itself, and above which so few were wrong together that it is no chance: the upper end of what the tries
 * leave open is below what may be wrong. The one alone hangs on a curve, the other alone on two or three tries.
 *
 * @source C. J. Clopper, E. S. Pearson, "The use of confidence or fiducial limits illustrated in the case of the binomial" (1934): the one-sided limit
 */
function findSure(sorted: readonly Tried[]): number | undefined {
  const likely = fitCurve(sorted.slice(Math.floor(FITTED_FROM * sorted.length)))
  let wrong = 0
  let found: number | undefined
  for (let place = sorted.length - 1; place >= 0; place--) {
    const { figure, isRight } = sorted[place] as Tried
    if (likely(figure) < 1 - WRONG_MAX) break
    if (!isRight) wrong += 1
    const isLastOfEqual = sorted[place - 1]?.figure !== figure
    if (isLastOfEqual && chanceOfSoFew(wrong, sorted.length - place) <= CHANCE_MAX) found = figure
  }
  return found
}

/** How likely no more than so many of all tried are wrong where the share that may be wrong is. */
function chanceOfSoFew(wrong: number, tried: number): number {
  if (wrong > WRONG_MAX * tried) return 1
  let exactly = (1 - WRONG_MAX) ** tried
  let sum = exactly
  for (let many = 1; many <= wrong; many++) {
    exactly *= ((tried - many + 1) / many) * (WRONG_MAX / (1 - WRONG_MAX))
    sum += exactly
  }
  return sum
}

function rising(steps: readonly { readonly from: number; readonly right: number }[]) {
  let most = 0
  return steps.map(({ from, right }) => {
    most = Math.max(most, right)
    return { from, right: most }
  })
}
