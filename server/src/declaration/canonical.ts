import { createHash } from 'node:crypto'
import canonicalize from 'canonicalize'

/** A value as its canonical JSON, and the SHA-256 of that. @source RFC 8785, JSON Canonicalization Scheme */
export interface Sealed {
  readonly text: string
  readonly sha256: Buffer
}

export function seal(value: object): Sealed {
  const text = canonicalize(value)
  if (text === undefined) throw new Error('given a value that JSON cannot say, needs an object')
  return { text, sha256: createHash('sha256').update(text).digest() }
}
