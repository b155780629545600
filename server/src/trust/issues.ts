/** What can stand in the way of restricting an operator, or of trusting one. */
export const TRUST_DESK_ISSUES = [
  'trust.restriction-period',
  'trust.restriction-unknown',
  'trust.tier-period',
  'trust.tier-unknown',
  'trust.trust-decided',
  'trust.trust-long',
  'trust.trust-own',
  'trust.trust-period',
  'trust.trust-unknown',
] as const
