/** What can be wrong with a file of evidence or a code that is looked up. */
export const CLASSIFICATION_ISSUES = [
  'classification.code-malformed',
  'classification.code-unknown',
  'classification.columns-missing',
  'classification.description-missing',
  'classification.file-empty',
  'classification.file-malformed',
  'classification.file-too-long',
  'classification.kind-unknown',
] as const
