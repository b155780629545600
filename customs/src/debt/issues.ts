/** What can stand in the way of a payment. */
export const DEBT_ISSUES = ['debt.nothing-due'] as const
