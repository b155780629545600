import { readFileSync } from 'node:fs'
import type { State } from '@lintas/customs/reference'
import canonicalize from 'canonicalize'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type EventFields, entryOf, eventText, saltedHash } from './event-text.ts'
import { leafHash } from './merkle.ts'

interface Case {
  given: { state: State; id: string; salt: string; event: Omit<EventFields, 'payloadDigest'>; payload?: { salt: string; text: string } }
  expected: { text: string; payloadDigest: string | null; leaf: string; entry: string; leafHash: string }
}

const { cases } = JSON.parse(readFileSync(new URL('../../../../vectors/merkle/event.json', import.meta.url), 'utf8')) as { cases: Case[] }
const hex = (hash: Uint8Array) => Buffer.from(hash).toString('hex')

test.each(cases)('event $given.id of $given.state hashes as on file', ({ given, expected }) => {
  const { payload } = given
  const payloadDigest = payload === undefined ? null : saltedHash(Buffer.from(payload.salt, 'hex'), payload.text)
  const text = eventText(given.state, { ...given.event, payloadDigest })
  const leaf = saltedHash(Buffer.from(given.salt, 'hex'), text)
  const entry = entryOf(given.id, leaf)
  expect({
    text,
    payloadDigest: payloadDigest === null ? null : hex(payloadDigest),
    leaf: hex(leaf),
    entry: hex(entry),
    leafHash: hex(leafHash(entry)),
  }).toEqual(expected)
})

test('what an event says is canonical JSON of all its fields', () => {
  const word = fc.string({ unit: 'grapheme' })
  fc.assert(
    fc.property(word, word, word, word, fc.jsonValue(), fc.option(fc.uint8Array()), (subject, subjectId, act, by, value, payloadDigest) => {
      const facts = { value }
      const at = '2026-02-01T08:30:00.000000Z'
      const text = eventText('VN', { at, subject, subjectId, act, by, facts: canonicalize(facts) ?? '', payloadDigest })
      const payload = payloadDigest === null ? null : hex(payloadDigest)
      expect(text).toBe(canonicalize({ at, subject, subjectId, act, by, facts, payload, state: 'VN' }))
    }),
  )
})
