/** What may be said of a cost that was asked for. */
export const COST_ISSUES = [
  'cost.code-lengthened',
  'cost.code-shortened',
  'cost.permits-not-on-file',
  'cost.permits-partly-on-file',
] as const
