/** What may keep somebody from going on with a claim to preference. */
export const PREFERENCES_ISSUES = [
  'preferences.hear-first',
  'preferences.late-denied',
  'preferences.not-released',
  'preferences.reasons-missing',
] as const
