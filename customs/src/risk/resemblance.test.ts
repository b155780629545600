import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { declarationSchema } from '../declaration/index.ts'
import { day } from '../kernel/index.ts'
import { findResemblances, jaroWinkler, prepareRegister, SIMILARITY_MIN, similarity } from './index.ts'

describe('Jaro–Winkler', () => {
  // Winkler's own examples, to three digits.
  test.each([
    ['MARTHA', 'MARHTA', 0.961],
    ['DIXON', 'DICKSONX', 0.813],
    ['DWAYNE', 'DUANE', 0.84],
    ['SHACKLEFORD', 'SHACKELFORD', 0.982],
    ['NICHLESON', 'NICHULSON', 0.956],
    ['ABC', 'XYZ', 0],
    ['', 'ABC', 0],
  ])('%s and %s', (one, other, expected) => {
    expect(jaroWinkler(one, other)).toBeCloseTo(expected, 3)
  })

  test('is 1 for the same, between 0 and 1 for any two, whichever comes first', () => {
    const word = fc.string({ minLength: 1, maxLength: 30 })
    fc.assert(
      fc.property(word, word, (one, other) => {
        expect(jaroWinkler(one, one)).toBe(1)
        const found = jaroWinkler(one, other)
        expect(found).toBeGreaterThanOrEqual(0)
        expect(found).toBeLessThanOrEqual(1 + 1e-12)
      }),
    )
  })
})

test('names are compared without accents, stops, case and the order of their words', () => {
  expect(similarity('Công ty Đông Á', 'DONG A, cong ty')).toBe(1)
  expect(similarity('Northern Star Metals LLC', 'Siam Textile')).toBeLessThan(SIMILARITY_MIN)
})

test('the quick look at shared characters never rules out two names that are alike', () => {
  const letters = fc.string({ unit: fc.constantFrom('A', 'B', 'C', 'Đ', 'ă', 'ท'), minLength: 1, maxLength: 12 })
  const prepared = (text: string) => prepareRegister([{ id: '1', register: 'party', text, aliases: [], validFrom: day('2020-01-01') }])
  fc.assert(
    fc.property(letters, letters, (listed, given) => {
      const found = findResemblances(declarationSchema.parse({ exporter: { name: given } }), prepared(listed), day('2026-01-01'))
      const plain = (text: string) =>
        text
          .normalize('NFD')
          .replace(/\p{Mn}/gu, '')
          .toUpperCase()
          .replace(/Đ/g, 'D')
      expect(found.length > 0).toBe(jaroWinkler(plain(given), plain(listed)) >= SIMILARITY_MIN)
    }),
    { numRuns: 500 },
  )
})

test('ten thousand entries are compared once with a name, and a second time not at all', () => {
  const entries = Array.from({ length: 10_000 }, (_, index) => ({
    id: String(index),
    register: 'party' as const,
    text: `Trading House ${index} Import Export Company`,
    aliases: [],
    validFrom: day('2020-01-01'),
  }))
  const register = prepareRegister(entries)
  const document = declarationSchema.parse({ exporter: { name: 'Trading House 77 Import Export Company' } })
  const first = findResemblances(document, register, day('2026-01-01'))
  expect(first).toContainEqual({ path: 'exporter.name', register: 'party', entry: '77', similarity: '1.000' })
  expect(register.known.size).toBe(1)
  expect(findResemblances(document, register, day('2026-01-01'))).toEqual(first)
})
