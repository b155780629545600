/** What can stand in the way of a payment, a deferral or security, and what there is to know about an account. */
export const DEBT_ISSUES = [
  'debt.account-currency',
  'debt.account-defers-nothing',
  'debt.account-not-in-force',
  'debt.account-not-open',
  'debt.account-of-others',
  'debt.account-overdue',
  'debt.guarantee-of-another-declaration',
  'debt.interest-rate-missing',
  'debt.limit-exceeded',
  'debt.nothing-due',
  'debt.overpaid',
  'debt.penalty-missing',
  'debt.security-below-charges',
] as const
