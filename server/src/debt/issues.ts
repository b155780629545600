/** What can stand in the way of paying, or of reading about it. */
export const PAYMENT_ISSUES = [
  'debt.account-unknown',
  'debt.callback-malformed',
  'debt.callback-unsigned',
  'debt.currency-differs',
  'debt.debtor-unknown',
  'debt.declaration-unknown',
  'debt.payment-unknown',
  'debt.payout-differs',
  'debt.payout-unknown',
  'debt.provider-missing',
  'debt.receipt-unknown',
  'debt.sandbox-only',
  'debt.security-needed',
] as const
