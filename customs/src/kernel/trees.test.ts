import { expect, test } from 'vitest'
import { growTrees, likelihoodBy } from './index.ts'

const GROWTH = { rounds: 40, leaves: 4, step: 0.2, leafMin: 5, figuresShare: 1, ridge: 1 }

/** Four answers a question, the one with the most of one figure right; of every second question none is right, whatever the figure says. */
const ASKED = Array.from({ length: 200 }, (_, question) =>
  Array.from({ length: 4 }, (_, place) => ({
    figure: place === question % 4 ? 1 : 0,
    isRight: question % 2 === 0 && place === question % 4,
  })),
)
const rows = ASKED.flat()
const cases = {
  width: 1,
  figures: Float32Array.from(rows, ({ figure }) => figure),
  isRight: Uint8Array.from(rows, ({ isRight }) => (isRight ? 1 : 0)),
}
const oddsOf = (likelihood: number) => likelihood / (1 - likelihood)

test('trees say how likely each answer is by itself; asked which of a question’s answers it is, they learn nothing of questions without a right one', () => {
  const alone = growTrees(cases, GROWTH)
  expect(likelihoodBy(alone, Float32Array.of(1))).toBeCloseTo(0.5, 1)
  const choice = growTrees({ ...cases, questions: Int32Array.from({ length: ASKED.length + 1 }, (_, question) => 4 * question) }, GROWTH)
  const [chosen, left] = [1, 0].map(figure => oddsOf(likelihoodBy(choice, Float32Array.of(figure))))
  expect((chosen ?? 0) / (left ?? 1)).toBeGreaterThan(100)
})

test('the same rows grow the same trees', () => {
  expect(growTrees(cases, GROWTH)).toEqual(growTrees(cases, GROWTH))
})
