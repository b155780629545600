/** What duty may say of an assessment. */
export const DUTY_ISSUES = [
  'duty.attribute-missing',
  'duty.attribute-unknown',
  'duty.attribute-invalid',
  'duty.quantity-missing',
  'duty.quantity-invalid',
  'duty.quota-not-supported',
  'duty.currency-not-local',
  'duty.code-missing',
  'duty.code-too-short',
  'duty.value-missing',
  'duty.schedule-missing',
  'duty.sheet-incomplete',
  'duty.rests-on-assumed-law',
  'duty.relieved',
  'duty.relief-depends-on-channel',
  'duty.relief-undecided',
] as const
