export type { Counted } from './bill.ts'
export * from './change-bill.ts'
export * from './determine.ts'
export * from './explain.ts'
export type { Advice, Finding, FindingOutcome } from './finding.ts'
export * from './issues.ts'
export * from './law.ts'
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
export * from './rule.ts'
export * from './rule-book.ts'
export * from './rule-sheet.ts'
export * from './rules.ts'
