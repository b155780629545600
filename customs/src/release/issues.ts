/** What a release, or its refusal, may say. */
export const RELEASE_ISSUES = [
  'release.control-outstanding',
  'release.control-adverse',
  'release.documents-outstanding',
  'release.documents-under-review',
  'release.payment-outstanding',
  'release.security-outstanding',
  'release.arrival-outstanding',
  'release.rates-of-day-outstanding',
  'release.preference-pending',
  'release.review-time-not-on-file',
  'release.held',
  'release.value-open',
  'release.value-on-security',
] as const
