/** What can be wrong with a document, or with asking for one. */
export const DOCUMENT_ISSUES = [
  'documents.due-day-early',
  'documents.due-day-missing',
  'documents.due-day-past',
  'documents.due-day-far',
  'documents.item-unknown',
  'documents.kind-missing',
] as const
