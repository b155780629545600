/** What can stand in the way of restricting an operator, or of giving it a tier. */
export const TRUST_DESK_ISSUES = [
  'trust.restriction-period',
  'trust.restriction-unknown',
  'trust.tier-decided',
  'trust.tier-long',
  'trust.tier-own',
  'trust.tier-period',
  'trust.tier-unknown',
] as const
