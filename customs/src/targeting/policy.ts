import { type AtShare, measureEach, type Scored } from './measures.ts'

/** By what inspections are ranked: 0 by how likely something is wrong, 1 by the revenue expected of it, between them a mix. */
export type RevenueWeight = number

/** The mixes a curve is drawn of. */
export const POLICIES = [
  { policy: 'probability', revenueWeight: 0 },
  { policy: 'mix', revenueWeight: 0.1 },
  { policy: 'mix', revenueWeight: 0.25 },
  { policy: 'mix', revenueWeight: 0.5 },
  { policy: 'mix', revenueWeight: 0.75 },
  { policy: 'expected-revenue', revenueWeight: 1 },
] as const

/**
 * What an item is ranked by. The weight is the power to which the revenue at stake counts: at a half, four times the revenue makes up for half the probability.
 * Where revenue counts, an item without any is ranked behind all that have some.
 */
export function rankBy(probability: number, revenue: number, weight: RevenueWeight): number {
  return weight === 0 ? probability : probability * revenue ** weight
}

/** How deep a list is inspected, for a curve. */
const DEPTHS = [0.01, 0.02, 0.05, 0.1, 0.2, 0.3, 0.5]

/** What one policy finds, the deeper the more of it. */
export interface PolicyCurve {
  readonly policy: (typeof POLICIES)[number]['policy']
  readonly revenueWeight: RevenueWeight
  readonly points: readonly (AtShare & { readonly share: number })[]
}

/** What each policy would have found among items whose outcome is known: the curves to choose one on. To four decimals. */
export function curvesOf(items: readonly Scored[]): readonly PolicyCurve[] {
  const rounded = (figure: number) => Math.round(figure * 1e4) / 1e4
  return POLICIES.map(each => {
    const ranked = items.map(item => ({ ...item, score: rankBy(item.score, item.revenue, each.revenueWeight) }))
    const points = measureEach(ranked, DEPTHS).map(({ precision, recall, revenueRecall }, place) => ({
      share: DEPTHS[place] as number,
      precision: rounded(precision),
      recall: rounded(recall),
      revenueRecall: rounded(revenueRecall),
    }))
    return { ...each, points }
  })
}
