import { type Day, isValidOn, type Validity } from '../kernel/index.ts'

/** 1 registered, 2 compliant, 3 secure, 4 strategic. @source domain notes, trust and AEO (tiers) */
export const TIERS = [1, 2, 3, 4] as const
export type TierLevel = (typeof TIERS)[number]

/** How far an operator is trusted, over one period. */
export interface Tier extends Validity {
  readonly traderId: string
  readonly tier: TierLevel
}

/** The tier of an operator on a day: the lowest where nobody gave it another. */
export function tierOf(tiers: readonly Tier[], traderId: string, day: Day): TierLevel {
  const found = tiers.filter(each => each.traderId === traderId && isValidOn(each, day)).map(each => each.tier)
  return found.sort().at(-1) ?? 1
}
