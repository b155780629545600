import type { Caller } from '../platform/node.ts'

/** Whose records a caller sees: those of the traders it acts for; undefined for customs, who sees all. */
export function tradersOf({ role, traderIds }: Caller): readonly string[] | undefined {
  return role === 'officer' || role === 'supervisor' ? undefined : traderIds
}
