/** What can be wrong with a risk profile, and what looks like a slip in a declaration. Hits are no issues: they are for officers alone. */
export const RISK_ISSUES = [
  'risk.expression-field',
  'risk.expression-long',
  'risk.expression-nested',
  'risk.expression-not-yes-or-no',
  'risk.expression-shadow',
  'risk.expression-syntax',
  'risk.expression-type',
  'risk.expression-unasked',
  'risk.expression-word',
  'risk.mass-beyond-containers',
  'risk.price-repeated',
  'risk.price-zero',
  'risk.profile-period-empty',
  'risk.profile-period-long',
] as const
