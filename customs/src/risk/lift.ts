import type { InspectionFigures } from './inspection.ts'
import { boundsOf, NINETEEN_IN_TWENTY } from './interval.ts'

/** A share of inspections that found something, with the bounds between which it lies nineteen times in twenty; all to three decimals. */
export interface HitRate extends InspectionFigures {
  /** Absent where nothing was inspected. */
  readonly rate?: string
  readonly low?: string
  readonly high?: string
}

/** How well targeting does: what it finds against what the lot finds, which nobody chose. */
export interface Lift {
  readonly drawn: HitRate
  readonly targeted: HitRate
  /** How many times as often targeting finds something; absent where the lot found nothing yet, since nothing can be said then. */
  readonly lift?: string
  /** Whether targeting does worse than the lot beyond chance: then whoever keeps the profiles is told. */
  readonly isWorse: boolean
}

/** The rate with its bounds, which hold for the small numbers of one office and month. */
export function hitRateOf({ inspected, found }: InspectionFigures): HitRate {
  if (inspected === 0) return { inspected, found }
  const { rate, low, high } = boundsOf({ part: found, whole: inspected }, NINETEEN_IN_TWENTY)
  return { inspected, found, rate: rate.toFixed(3), low: low.toFixed(3), high: high.toFixed(3) }
}

export function liftOf(drawn: InspectionFigures, targeted: InspectionFigures): Lift {
  const [control, chosen] = [hitRateOf(drawn), hitRateOf(targeted)]
  const isKnown = drawn.found > 0 && targeted.inspected > 0
  const lift = (targeted.found * drawn.inspected) / (targeted.inspected * drawn.found)
  return {
    drawn: control,
    targeted: chosen,
    ...(isKnown ? { lift: lift.toFixed(2) } : {}),
    isWorse: control.low !== undefined && chosen.high !== undefined && chosen.high < control.low,
  }
}
