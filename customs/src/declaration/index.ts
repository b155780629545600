export * from './acts.ts'
export * from './document.ts'
export * from './rule.ts'
