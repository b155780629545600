/** What can be wrong with a file of evidence, a code that is looked up, or answers to the guide. */
export const CLASSIFICATION_ISSUES = [
  'classification.answer-repeated',
  'classification.answer-unreadable',
  'classification.code-malformed',
  'classification.code-unknown',
  'classification.columns-missing',
  'classification.description-missing',
  'classification.file-empty',
  'classification.file-malformed',
  'classification.file-too-long',
  'classification.kind-unknown',
  'classification.path-unknown',
  'classification.evidence-not-asked',
  'classification.code-no-successor',
] as const
