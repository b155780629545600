/** What measures of law may say of goods. */
export const PERMITS_ISSUES = [
  'permits.prohibited',
  'permits.document-missing',
  'permits.document-number-missing',
  'permits.document-not-valid',
  'permits.permit-other-goods',
  'permits.permit-quantity-missing',
  'permits.permit-exhausted',
  'permits.additional-code-missing',
  'permits.condition-applies',
] as const
