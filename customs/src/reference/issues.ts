/** What the law books and the exchange rates may say. */
export const REFERENCE_ISSUES = [
  'law.kind-unknown',
  'law.row-malformed',
  'law.id-repeated',
  'law.overlap',
  'law.period-empty',
  'law.not-loaded',
  'law.no-row',
  'law.rate-unknown',
  'law.row-of-another-state',
  'law.row-unknown',
  'law.proposal-empty',
  'rates.missing',
  'rates.currency-unknown',
  'rates.day-provisional',
] as const
