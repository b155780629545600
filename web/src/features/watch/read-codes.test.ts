import { expect, test } from 'vitest'
import { readCodes } from './read-codes.ts'

test.each([
  ['6205 20', ['620520']],
  ['6205 20 90, 6206', ['62052090', '6206']],
  ['6205.20.90', ['62052090']],
  ['6205 6206;6207', ['6205', '6206', '6207']],
  ['61 62', ['61', '62']],
  ['8517.13\n8517 13', ['851713']],
  [' , ; shirts', []],
])('%j is read as %j', (text, codes) => {
  expect(readCodes(text)).toEqual(codes)
})
