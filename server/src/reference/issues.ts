/** What a node may say of exchange rates that are to be published. */
export const RATES_FILE_ISSUES = [
  'rates.file-malformed',
  'rates.column-missing',
  'rates.row-malformed',
  'rates.already-published',
  'rates.own-currency',
  'rates.too-many',
] as const
