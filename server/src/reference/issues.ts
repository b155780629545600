/** What can stand in the way of changing the law. */
export const LAW_PROPOSAL_ISSUES = ['law.proposal-decided', 'law.proposal-own', 'law.proposal-unknown'] as const

/** What a node may say of exchange rates that are to be published. */
export const RATES_FILE_ISSUES = [
  'rates.file-malformed',
  'rates.column-missing',
  'rates.row-malformed',
  'rates.already-published',
  'rates.own-currency',
  'rates.too-many',
] as const
