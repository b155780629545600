export type { ActRecord } from './act-record.ts'
export * from './acts.ts'
export * from './amend.ts'
export { listMissing } from './check-kind.ts'
export * from './completion.ts'
export type { ConsignmentStanding } from './consignment-standing.ts'
export * from './consignments.ts'
export * from './continue.ts'
export type { Control } from './control-standing.ts'
export * from './copy.ts'
export { countTellingWords } from './description.ts'
export * from './document.ts'
export * from './draft.ts'
export { amountSchema, decimalText, isoDay, measureSchema, reference, text } from './forms.ts'
export * from './issues.ts'
export * from './law.ts'
export { formedKindsOf, meansKindsOf, needsTransportDocument } from './means.ts'
export { type DeclarationPeriod, declareBy, findPeriodicRow, monthOf, type RemovalFacts, writePeriod } from './period.ts'
export {
  checkTaken,
  countedIn,
  type DeclarationLink,
  leaveOf,
  linkPrevious,
  listPrevious,
  type PreviousDeclaration,
  type PreviousFacts,
  previousOf,
  type TakenQuantity,
} from './previous.ts'
export * from './removal.ts'
export * from './rule.ts'
export * from './rules.ts'
export { DRAFT, type Standing } from './standing.ts'
export * from './status.ts'
export * from './types.ts'
export { listUndelivered, type Undelivered } from './undelivered.ts'
export * from './valuation-worksheet.ts'
