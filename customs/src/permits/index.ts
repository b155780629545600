export * from './issues.ts'
export * from './law.ts'
export * from './measures.ts'
export * from './rules.ts'
