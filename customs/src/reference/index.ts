export * from './law.ts'
export * from './states.ts'
