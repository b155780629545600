import { createHash } from 'node:crypto'

/** The SHA-256 of what is told, in hexadecimal. */
export function digestOf(body: object): string {
  return createHash('sha256').update(JSON.stringify(body)).digest('hex')
}
