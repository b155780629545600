export * from './issues.ts'
export * from './operator.ts'
export * from './rules.ts'
export * from './tier.ts'
