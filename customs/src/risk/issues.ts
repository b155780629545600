/** What can be wrong with a risk profile. A consignment's hits are no issues: they are for officers alone. */
export const RISK_ISSUES = [
  'risk.expression-long',
  'risk.expression-nested',
  'risk.expression-not-yes-or-no',
  'risk.expression-shadow',
  'risk.expression-syntax',
  'risk.expression-type',
  'risk.expression-unasked',
  'risk.expression-word',
  'risk.profile-period-empty',
  'risk.profile-period-long',
] as const
