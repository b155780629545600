import { hash } from 'node:crypto'
import type { State } from '@lintas/customs/reference'

/** An event as its row has it. */
export interface EventFields {
  /** UTC to the microsecond, `2026-02-01T08:30:00.000000Z`. */
  readonly at: string
  readonly subject: string
  readonly subjectId: string
  readonly act: string
  readonly by: string
  /** Canonical JSON, byte for byte as it was stored. */
  readonly facts: string
  readonly payloadDigest: Uint8Array | null
}

/**
 * What an event says, in canonical JSON: what its leaf is the hash of, and what a proof shows.
 *
 * The facts stand in it as they were stored, so that not even a space may be added to them.
 *
 * @source RFC 8785, JSON Canonicalization Scheme
 */
export function eventText(state: State, event: EventFields): string {
  const payload = event.payloadDigest === null ? 'null' : quote(Buffer.from(event.payloadDigest).toString('hex'))
  return (
    `{"act":${quote(event.act)},"at":${quote(event.at)},"by":${quote(event.by)},"facts":${event.facts},"payload":${payload},` +
    `"state":${quote(state)},"subject":${quote(event.subject)},"subjectId":${quote(event.subjectId)}}`
  )
}

/** The salted hash of a text. The salt keeps what is erased, or only proved, from being guessed. */
export function saltedHash(salt: Uint8Array, text: string): Buffer {
  return hash('sha256', Buffer.concat([salt, Buffer.from(text)]), 'buffer')
}

/** What stands in the Merkle tree for an event: its id in eight bytes, then its leaf. */
export function entryOf(id: string, leaf: Uint8Array): Uint8Array {
  const entry = Buffer.alloc(8 + leaf.length)
  entry.writeBigInt64BE(BigInt(id))
  entry.set(leaf, 8)
  return entry
}

function quote(text: string): string {
  return JSON.stringify(text)
}
