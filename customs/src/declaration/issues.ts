/** Every code this module raises; each has its sentence in `contract/messages`. */
export const DECLARATION_ISSUES = [
  'declaration.act-not-permitted',
  'declaration.act-not-yet',
  'declaration.amendment-empty',
  'declaration.amendment-of-fixed-field',
  'declaration.amendment-under-examination',
  'declaration.control-unknown',
  'declaration.field-unknown',
  'declaration.malformed',
  'declaration.release-blocked',
] as const
