/** What the node says of declarations beside what the rules say of their documents. */
export const LODGING_ISSUES = [
  'declaration.act-needs-more',
  'declaration.act-of-others',
  'declaration.act-unknown',
  'declaration.consignment-declared',
  'declaration.decision-unknown',
  'declaration.draft-unknown',
  'declaration.local-reference-missing',
  'declaration.office-of-others',
  'declaration.reference-taken',
  'declaration.reference-used',
  'declaration.state-unknown',
  'declaration.template-unknown',
  'declaration.unknown',
  'declaration.version-unknown',
] as const
