/** What may be wrong with what is asked of a divergence. */
export const RULINGS_ISSUES = ['rulings.divergence-closed', 'rulings.divergence-unknown'] as const
