import { existsSync, globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readNomenclature } from './index.ts'

const root = join(import.meta.dirname, '../../..')
const nomenclature = readNomenclature(
  'HS2022',
  globSync('nomenclature/hs2022/*.txt', { cwd: root }).map(file => readFileSync(join(root, file), 'utf8')),
)
const LEGAL = join(root, '../shared/data/tariff/HS2022.csv')

describe('our description of the Harmonized System', () => {
  test('has 96 chapters, points only to entries there are, and gives each subheading other words', () => {
    expect(nomenclature.listBelow('')).toHaveLength(96)
    const lost = nomenclature.entries.flatMap(({ code, not }) =>
      not.filter(each => nomenclature.find(each.code) === undefined).map(each => `${code}: ${each.code}`),
    )
    expect(lost).toEqual([])
    expect(nomenclature.entries.filter(({ code, also }) => code.length === 6 && also.length < 2).map(each => each.code)).toEqual([])
  })

  test('leads from a chapter down to a subheading and back', () => {
    expect(nomenclature.listBelow('61').map(each => each.code)).toContain('6109')
    expect(nomenclature.listBelow('6109').map(each => each.code)).toEqual(['610910', '610990'])
    expect(nomenclature.listAbove('61091000').map(each => each.code)).toEqual(['61', '6109', '610910'])
  })

  test.skipIf(!existsSync(LEGAL))(
    'is complete, and repeats no more than five words of the legal text in a row (skipped where that text is not at hand)',
    () => {
      const legal = readFileSync(LEGAL, 'utf8')
        .split('\n')
        .flatMap(line => {
          const [, code, text] = /^[^,]*,(\d+),(.*),[^,]*,[^,]*$/.exec(line.trim()) ?? []
          return code === undefined || text === undefined || code.startsWith('99') ? [] : [{ code, text }]
        })
      expect(legal.filter(({ code }) => nomenclature.find(code) === undefined).map(each => each.code)).toEqual([])
      const sixes = new Set(legal.flatMap(({ text }) => sixWords(text)))
      const overlaps = nomenclature.entries.flatMap(({ code, name, also, not }) =>
        [name, ...also, ...not.map(each => each.words)].flatMap(sixWords).flatMap(six => (sixes.has(six) ? [`${code}: ${six}`] : [])),
      )
      expect(overlaps).toEqual([])
    },
  )
})

function sixWords(text: string): readonly string[] {
  const words = text.toLowerCase().match(/[a-z0-9]+/g) ?? []
  return words.flatMap((_, from) => (from + 6 <= words.length ? [words.slice(from, from + 6).join(' ')] : []))
}
