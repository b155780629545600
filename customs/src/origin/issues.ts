/** What origin may say of a claim and its proof. */
export const ORIGIN_ISSUES = [
  'origin.proof-missing',
  'origin.proof-forms-not-on-file',
  'origin.proof-type-not-accepted',
  'origin.proof-number-missing',
  'origin.proof-date-missing',
  'origin.proof-date-malformed',
  'origin.proof-criterion-missing',
  'origin.proof-issuer-missing',
  'origin.proof-issuer-not-party',
  'origin.proof-issued-later',
  'origin.proof-expired',
  'origin.proof-paper-needs-reason',
] as const
