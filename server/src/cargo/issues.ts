/** What can stand in the way of filing a manifest or reporting on it, beyond what `customs` says of its words. */
export const MANIFEST_ISSUES = [
  'cargo.column-missing',
  'cargo.day-in-future',
  'cargo.discharge-unknown',
  'cargo.document-unknown',
  'cargo.file-malformed',
  'cargo.manifest-changed-office',
  'cargo.manifest-not-now',
  'cargo.manifest-unknown',
  'cargo.number-taken',
  'cargo.reference-taken',
  'cargo.request-answered',
  'cargo.request-unknown',
  'cargo.row-malformed',
  'cargo.too-many-rows',
] as const
