import fc from 'fast-check'
import { expect, test } from 'vitest'
import { invert } from './inverse.ts'
import { openNeighbours } from './neighbours.ts'
import { learnRidge, openRidge } from './ridge.ts'

test('the inverse of a matrix times the matrix is one on the diagonal and nothing beside it', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 70 }), fc.infiniteStream(fc.double({ min: -1, max: 1, noNaN: true })), (size, values) => {
      const factors = Float64Array.from({ length: size * 4 }, () => values.next().value)
      const at = (row: number, column: number) =>
        [0, 1, 2, 3].reduce(
          (sum, each) => sum + (factors[row * 4 + each] ?? 0) * (factors[column * 4 + each] ?? 0),
          row === column ? 0.5 : 0,
        )
      const inverse = Float64Array.from({ length: size * size }, (_, place) => at(Math.floor(place / size), place % size))
      invert(inverse, size)
      for (let row = 0; row < size; row++)
        for (let column = 0; column < size; column++) {
          let sum = 0
          for (let other = 0; other < size; other++) sum += at(row, other) * (inverse[other * size + column] ?? 0)
          expect(sum).toBeCloseTo(row === column ? 1 : 0, 8)
        }
    }),
    { numRuns: 20 },
  )
})

const GOODS = [
  ['Bút bi vỏ nhựa', '96081010'],
  ['Ghế gỗ phòng khách', '94016100'],
  ['Đèn bàn LED', '94052190'],
] as const
const examples = Array.from({ length: 30 }, (_, row) => {
  const [words, code] = GOODS[row % GOODS.length] ?? GOODS[0]
  return { description: `${words}, mẫu ${'abcdefghij'[row % 10]}`, code }
})
const lone = { description: 'Máy bơm nước', code: '84137099' }
const known = [...examples, lone]
const tenths = known.map((_, row) => row % 10)
const { ridge, without } = learnRidge(known, tenths)
const look = (still: typeof known) =>
  openRidge(
    ridge,
    still,
    openNeighbours(
      still.map(each => each.description),
      'words',
    ),
  ).look

test('examples say most for the code of goods like theirs, at every level', () => {
  const says = look(known)('Ghế gỗ văn phòng')
  for (const right of ['94016100', '940161', '9401', '94']) expect(says.of(right)).toBeGreaterThan(0.4)
  expect(says.of('96081010')).toBeLessThan(0.2)
  expect(says.of('9401')).toBeCloseTo(says.of('94016100'), 2)
})

test('an example that is asked about is not heard, nor is a code that only its tenth has', () => {
  const says = without(examples.length)
  expect(says.of(lone.code)).toBe(says.of('01012100'))
  expect(says.of('84')).toBe(says.of('01'))
  expect(without(0).of('96081010')).toBeGreaterThan(0.4)
  expect(without(0).of('94016100')).toBeLessThan(0.2)
})

test('an example that was taken back says nothing any more', () => {
  expect(look(known)('Máy bơm nước').of(lone.code)).toBeGreaterThan(0.4)
  expect(look(examples)('Máy bơm nước').of(lone.code)).toBeLessThan(0.1)
})
