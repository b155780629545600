import { expect, test } from 'vitest'
import { packModel, unpackModel } from './model-file.ts'

test('what is kept of a memory is read again as it was, with the examples beside it', async () => {
  const examples = [{ description: 'Ghế gỗ', code: '94016100', worth: 1 }]
  const tree = { figures: [0, -1, -1], thresholds: [0.5, 0, 0], lefts: [1, 0, 0], rights: [2, 0, 0], values: [0, -1, 1] }
  const memory = {
    examples,
    trees: { base: -1.5, trees: [tree] },
    choice: { base: 0, trees: [tree, tree] },
    ridge: { codes: ['94', '9401', '940161', '94016100'], examples: [123_456], shares: Int8Array.of(127, -127, 0, 3), largest: 2.5 },
    calibration: { steps: [{ from: 0.2, right: 0.5 }], sureFrom: 0.9 },
  }
  expect(await unpackModel(await packModel(memory), examples)).toEqual(memory)
  const { ridge: _, trees: __, choice: ___, ...bare } = memory
  expect(await unpackModel(await packModel(bare), examples)).toEqual(bare)
})
