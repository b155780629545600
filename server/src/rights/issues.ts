/** What can stand in the way of deciding against goods, or of what is done about a decision. */
export const RIGHTS_DESK_ISSUES = [
  'rights.decision-unknown',
  'rights.letter-unknown',
  'rights.item-unknown',
  'rights.nothing-claimed',
  'rights.nothing-to-withdraw',
  'rights.protested',
  'rights.not-contested',
  'rights.nothing-to-secure',
  'rights.not-a-hold',
  'rights.seizure-unknown',
  'rights.hearing-unknown',
  'rights.hearing-exists',
  'rights.nothing-more',
  'rights.not-restored',
] as const
