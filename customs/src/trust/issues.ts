/** What trust may say is wrong with a declaration. */
export const TRUST_ISSUES = [
  'trust.mandate-missing',
  'trust.declarant-not-represented',
  'trust.operator-suspended',
  'trust.operator-debarred',
  'trust.aeo-code-malformed',
] as const
