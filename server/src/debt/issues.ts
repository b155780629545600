/** What can stand in the way of paying, or of reading about it. */
export const PAYMENT_ISSUES = [
  'debt.callback-malformed',
  'debt.callback-unsigned',
  'debt.currency-differs',
  'debt.debtor-unknown',
  'debt.declaration-unknown',
  'debt.payment-unknown',
  'debt.provider-missing',
  'debt.receipt-unknown',
  'debt.sandbox-only',
] as const
