/** What can stand in the way of a payment, and what there is to know about an account. */
export const DEBT_ISSUES = ['debt.nothing-due', 'debt.overpaid'] as const
