export * from './access.ts'
export * from './messages.ts'
export * from './page.ts'
export * from './problem.ts'
