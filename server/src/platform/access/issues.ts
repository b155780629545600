/** What accounts, roles and mandates may refuse. */
export const ACCESS_ISSUES = [
  'access.account-unknown',
  'access.agent-unknown',
  'access.email-taken',
  'access.key-expiry-past',
  'access.key-invalid',
  'access.mandate-ended',
  'access.mandate-period',
  'access.mandate-to-itself',
  'access.mandate-unknown',
  'access.organisation-kind',
  'access.organisation-unknown',
  'access.own-account',
  'access.password-wrong',
  'access.sign-in-failed',
  'access.trader-id-taken',
] as const
