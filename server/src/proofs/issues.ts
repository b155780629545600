/** What may keep somebody from doing something to a proof of origin. */
export const PROOFS_ROUTE_ISSUES = [
  'proofs.act-not-permitted',
  'proofs.not-its-turn',
  'proofs.visit-postponed-too-far',
  'proofs.day-to-come',
  'proofs.declaration-not-concerned',
  'proofs.none-concerned',
  'proofs.receipt-before',
  'proofs.copy-not-its-turn',
  'proofs.same-person',
  'proofs.replaced-unknown',
  'proofs.other-application',
] as const
