export { backup } from './backup.ts'
export { refuseHalfRestored, restore } from './restore.ts'
