/** What can stand in the way of a payment. */
export const DEBT_ISSUES = ['debt.amount-malformed', 'debt.nothing-due'] as const
