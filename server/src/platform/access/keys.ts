import { createHash, randomBytes } from 'node:crypto'
import type { State } from '@lintas/customs/reference'

/** A key of 256 random bits, recognisable as one of this state's wherever it turns up. */
export function newKey(state: State): string {
  return `lintas_${state.toLowerCase()}_${randomBytes(32).toString('base64url')}`
}

/** How a key is stored and found: SHA-256 in base64url, as the API-key plugin does it. */
export function digestOf(key: string): string {
  return createHash('sha256').update(key).digest('base64url')
}
