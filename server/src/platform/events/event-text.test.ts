import canonicalize from 'canonicalize'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { hex } from '../testing/merkle-vectors.ts'
import { eventText } from './event-text.ts'

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
