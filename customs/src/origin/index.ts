export type { Counted } from './bill.ts'
export {
  CERTIFICATION_CONDITIONS,
  type CertifiedExporter,
  certifiedExporterSchema,
  checkExporter,
  EXPORTER_STANDINGS,
  type ExporterEntry,
  type ExporterStanding,
  exporterEntrySchema,
  exporterStandingOn,
  holdsOn,
  nameKey,
} from './certified-exporter.ts'
export * from './change-bill.ts'
export * from './criterion.ts'
export * from './determine.ts'
export * from './explain.ts'
export * from './exporter-entry.ts'
export type { Advice, Finding, FindingOutcome } from './finding.ts'
export * from './issues.ts'
export * from './law.ts'
export { type Link, listLinks, type NamedLink } from './link.ts'
export { type OfficialEntry, officialEntrySchema, officialKey } from './official.ts'
export {
  buildOriginDeclaration,
  CARRYING_DOCUMENTS,
  checkOriginDeclaration,
  type OriginDeclaration,
  originDeclarationSchema,
} from './origin-declaration.ts'
export * from './proof.ts'
export {
  type Material,
  materialOriginSchema,
  materialSchema,
  materialValueSchema,
  type OriginQuestion,
  originCodeSchema,
  originQuestionSchema,
} from './question.ts'
export { readBill } from './read-bill.ts'
export * from './read-origin-declaration.ts'
export * from './records.ts'
export * from './rule.ts'
export * from './rule-book.ts'
export * from './rule-sheet.ts'
export * from './rules.ts'
export * from './self-certified.ts'
export { whyNot } from './standing.ts'
export { checkStockMethods, listStocks, type StockNamed } from './stock.ts'
export * from './supplier-declaration.ts'
