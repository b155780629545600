/** What the routes of origin may refuse. */
export const ORIGIN_ROUTE_ISSUES = [
  'origin.code-unknown',
  'origin.file-malformed',
  'origin.sheet-decided',
  'origin.sheet-not-current',
  'origin.sheet-unknown',
  'origin.sheet-yourself',
  'origin.statement-days',
  'origin.statement-withdrawn',
  'origin.supplier-act-not-permitted',
  'origin.supplier-evidence-many',
  'origin.supplier-no-account',
  'origin.supplier-other-product',
  'origin.supplier-yourself',
] as const
