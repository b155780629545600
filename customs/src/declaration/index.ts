export * from './acts.ts'
export * from './document.ts'
