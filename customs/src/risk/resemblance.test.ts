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

describe('two names are one party', () => {
  test.each([
    ['Công ty TNHH Đông Á', 'Dong A Co., Ltd.'],
    ['PT Sinar Jaya Tbk', 'Sinar Jaya'],
    ['บริษัท สยามเหล็ก จำกัด (มหาชน)', 'สยามเหล็ก'],
    ['บริษัทสยามเหล็กจำกัด', 'สยามเหล็ก'],
    ['Golden Dragon Shipping Pte. Ltd.', 'Shipping, Golden Dargon'],
    ['Phnom Penh Garment Co', 'PhnomPenh Garments Company Limited'],
    ['Sdn Bhd', 'SDN. BHD.'],
  ])('%s: %s', (one, other) => {
    expect(similarity(one, other)).toBeGreaterThanOrEqual(SIMILARITY_MIN)
  })
})

describe('two names that look alike are two parties', () => {
  test.each([
    ['Northern Star Metals', 'Northern Star Textiles'],
    ['Golden Dragon Shipping Co., Ltd.', 'Golden Dragon Clothing Co., Ltd.'],
    ['Siam Steel Trading', 'Siam Seal Trading'],
    ['Công ty TNHH Đông Á', 'Công ty TNHH Đông Hà'],
    ['Mekong Import Export Company Limited', 'Menam Import Export Company Limited'],
  ])('%s: %s', (one, other) => {
    expect(similarity(one, other)).toBeLessThan(SIMILARITY_MIN)
  })

  test('whichever comes first', () => {
    const word = fc.constantFrom('SIAM', 'STAR', 'STEEL', 'SEAL', 'GOLDEN', 'DRAGON', 'CO', 'LTD')
    const name = fc.array(word, { minLength: 1, maxLength: 4 }).map(words => words.join(' '))
    fc.assert(
      fc.property(name, name, (one, other) => {
        expect(similarity(one, other)).toBeCloseTo(similarity(other, one), 9)
      }),
    )
  })
})

test('a container is the one on the list, or another', () => {
  const register = prepareRegister([{ id: 'C', register: 'container', text: 'CSQU 305438-3', aliases: [], validFrom: day('2020-01-01') }])
  const find = (id: string) => findResemblances(declarationSchema.parse({ containers: [{ id }] }), register, day('2026-01-01'))
  expect(find('CSQU3054383')).toEqual([{ path: 'containers[0].id', register: 'container', entry: 'C', similarity: '1.000' }])
  expect(find('CSQU3054384')).toEqual([])
})
