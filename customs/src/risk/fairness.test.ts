import fc from 'fast-check'
import { expect, test } from 'vitest'
import { crossBySize, GROUP_MIN } from './index.ts'

const cell = (size: string, origin: string, declarations: number, picked = 0) => ({ size, origin, declarations, picked, alarmed: 0 })

test('a small group is pooled with others of its size, and with the next smallest where that is still small', () => {
  expect(crossBySize([cell('small', 'CN', 40, 4), cell('small', 'TH', 12, 3), cell('small', 'LA', 2, 2)])).toEqual([
    { ...cell('small', 'CN', 40, 4), origins: 1 },
    { size: 'small', declarations: 14, picked: 5, alarmed: 0, origins: 2 },
  ])
  expect(crossBySize([cell('small', 'CN', 40, 4), cell('small', 'TH', 9), cell('small', 'LA', 2, 1)])).toEqual([
    { ...cell('small', 'CN', 40, 4), origins: 1 },
    { size: 'small', declarations: 11, picked: 1, alarmed: 0, origins: 2 },
  ])
  expect(crossBySize([cell('large', 'CN', 9)])).toEqual([])
})

test('no group is ever small, and of a size all is told or nothing', () => {
  const cells = fc.uniqueArray(
    fc.record({
      size: fc.constantFrom('small', 'large'),
      origin: fc.constantFrom('CN', 'TH', 'LA', 'VN', ''),
      many: fc.integer({ min: 1, max: 30 }),
    }),
    {
      selector: each => `${each.size} ${each.origin}`,
    },
  )
  fc.assert(
    fc.property(cells, given => {
      const told = crossBySize(given.map(({ size, origin, many }) => cell(size, origin, many)))
      for (const each of told) expect(each.declarations).toBeGreaterThanOrEqual(GROUP_MIN)
      for (const size of ['small', 'large']) {
        const all = given.filter(each => each.size === size).reduce((sum, each) => sum + each.many, 0)
        const sum = told.filter(each => each.size === size).reduce((total, each) => total + each.declarations, 0)
        expect(sum).toBe(all < GROUP_MIN ? 0 : all)
      }
    }),
  )
})
