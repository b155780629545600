export { backup } from './backup.ts'
export type { DatabaseCount } from './heading.ts'
export { refuseHalfRestored, restore } from './restore.ts'
