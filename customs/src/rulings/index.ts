export * from './divergences.ts'
export * from './issues.ts'
export * from './lanes.ts'
export * from './positions.ts'
