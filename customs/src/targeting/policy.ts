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
