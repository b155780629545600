/** What can stand in the way of a document. */
export const FILE_ISSUES = [
  'documents.bytes-missing',
  'documents.file-kind-refused',
  'documents.file-large',
  'documents.macros',
  'documents.many',
  'documents.quota-used',
  'documents.request-unknown',
  'documents.unknown',
] as const
