/** What can stand in the way of an officer. */
export const CONTROL_ISSUES = [
  'risk.case-taken',
  'risk.case-unknown',
  'risk.control-answered',
  'risk.control-superseded',
  'risk.control-unknown',
  'risk.day-unknown',
  'risk.finding-missing',
  'risk.office-of-others',
  'risk.profile-approved',
  'risk.profile-own',
  'risk.profile-retired',
  'risk.profile-unknown',
] as const
