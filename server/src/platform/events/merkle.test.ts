import fc from 'fast-check'
import { expect, test } from 'vitest'
import { testVectors } from '../../../../customs/src/testing/test-vectors.ts'
import { bytes, hex, listMerkleCases, plant } from '../testing/merkle-vectors.ts'
import { EMPTY, type Frontier, grow, inclusionPath, isWhole, leafHash, nodeHash, rootOf, rootOfPath } from './merkle.ts'

testVectors(listMerkleCases())

test('a leaf is never taken for a node: the two hash otherwise', () => {
  const [left, right] = [leafHash(bytes('00')), leafHash(bytes('01'))]
  expect(hex(leafHash(Buffer.concat([left, right])))).not.toBe(hex(nodeHash(left, right)))
})

const entries = fc.array(fc.uint8Array({ maxLength: 8 }), { minLength: 1, maxLength: 200 })

test('growing leaf by leaf makes the tree that its definition makes at once', () => {
  fc.assert(
    fc.property(entries, given => {
      const { tree } = plant(given)
      expect(hex(rootOf(tree))).toBe(hex(byDefinition(given)))
      expect(isWhole(tree)).toBe(true)
    }),
  )
})

test('growth can stop and go on anywhere', () => {
  fc.assert(
    fc.property(entries, fc.nat(), (given, at) => {
      const cut = at % given.length
      const first = given.slice(0, cut).reduce((tree, entry) => grow(tree, leafHash(entry)), EMPTY)
      const stored: Frontier = { size: first.size, peaks: first.peaks.map(peak => Buffer.from(hex(peak), 'hex')) }
      expect(hex(rootOf(given.slice(cut).reduce((tree, entry) => grow(tree, leafHash(entry)), stored)))).toBe(
        hex(rootOf(plant(given).tree)),
      )
    }),
  )
})

test('every entry is proved, and no other entry, place, size or path is proved by the same', () => {
  fc.assert(
    fc.property(entries, fc.nat(), (given, at) => {
      const { tree, find } = plant(given)
      const [position, size] = [at % given.length, given.length]
      const leaf = leafHash(given[position] ?? new Uint8Array())
      const path = inclusionPath(position, size, find)
      const root = hex(rootOf(tree))
      const leads = (...args: Parameters<typeof rootOfPath>) => {
        const found = rootOfPath(...args)
        return found !== undefined && hex(found) === root
      }
      expect(leads(leaf, position, size, path)).toBe(true)
      expect(leads(leafHash(Buffer.from('another')), position, size, path)).toBe(false)
      expect(leads(leaf, position, size, [...path, leaf])).toBe(false)
      expect(leads(leaf, size, size, path)).toBe(false)
      expect(leads(leaf, -1, size, path)).toBe(false)
      if (path.length > 0) expect(leads(leaf, position, size, path.slice(1))).toBe(false)
      for (let other = 0; other < size; other += 1) {
        const same = hex(leafHash(given[other] ?? new Uint8Array())) === hex(leaf)
        if (other !== position && !same) expect(leads(leaf, other, size, path)).toBe(false)
      }
    }),
    { numRuns: 50 },
  )
})

test('a frontier of another shape than its size is not whole, even where its root agrees', () => {
  const { tree } = plant([bytes('00'), bytes('01'), bytes('02')])
  const forged: Frontier = { size: 3, peaks: [rootOf(tree)] }
  expect(hex(rootOf(forged))).toBe(hex(rootOf(tree)))
  expect(isWhole(forged)).toBe(false)
})

/** RFC 9162 section 2.1.1, word for word. */
function byDefinition(given: readonly Uint8Array[]): Uint8Array {
  const [only] = given
  if (only === undefined) return rootOf(EMPTY)
  if (given.length === 1) return leafHash(only)
  let left = 1
  while (left * 2 < given.length) left *= 2
  return nodeHash(byDefinition(given.slice(0, left)), byDefinition(given.slice(left)))
}
