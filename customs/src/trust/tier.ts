import { type Day, isValidOn, type Validity } from '../kernel/index.ts'
import { findRestriction, type Restriction } from './operator.ts'

/** 1 registered, 2 compliant, 3 secure, 4 strategic. @source domain notes, trust and AEO (tiers) */
export const TIERS = [1, 2, 3, 4] as const
export type TierLevel = (typeof TIERS)[number]

/** How far an operator is trusted, over one period. */
export interface Tier extends Validity {
  readonly traderId: string
  readonly tier: TierLevel
}

/** From this tier on an operator is trusted: its goods and premises were looked at, not its books alone. @source domain notes, trust and AEO (tiers) */
const TRUSTED_FROM: TierLevel = 3

/** The tier of an operator on a day: the lowest where nobody gave it another. */
export function tierOf(tiers: readonly Tier[], traderId: string, day: Day): TierLevel {
  const found = tiers.filter(each => each.traderId === traderId && isValidOn(each, day)).map(each => each.tier)
  return found.sort().at(-1) ?? 1
}

/** Whether an operator is trusted on the day: its tier is secure or higher, and nothing restricts it. */
export function isTrusted(tiers: readonly Tier[], restrictions: readonly Restriction[], traderId: string, day: Day): boolean {
  return tierOf(tiers, traderId, day) >= TRUSTED_FROM && findRestriction(restrictions, traderId, day) === undefined
}
