export * from './rate.ts'
export * from './schedule.ts'
