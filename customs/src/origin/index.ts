export * from './issues.ts'
export * from './law.ts'
export * from './proof.ts'
export * from './rules.ts'
