import { expect, test } from 'vitest'
import { decimal } from '../kernel/index.ts'
import { compareIdentification } from './identification.ts'

const showing = (text: string) => ({ additionalInformation: text === '' ? [] : [{ code: 'IDENTIFICATION', text, pointers: [] }] })

test.each([
  ['nothing was taken down', '4', undefined, 'A', [], undefined],
  ['what was taken down', '4', ['A', 'B'], 'B', [], undefined],
  ['nothing', '4', ['A', 'B'], '', [], { shown: [], unknown: [], again: [] }],
  ['a mark that was not taken down', '4', ['A', 'B'], 'B, C', [], { unknown: ['C'], again: [] }],
  ['the mark of many pieces again', '4', ['A', 'B'], 'A', ['A'], undefined],
  ['the mark of one piece again', '2', ['A', 'B'], 'A', ['A'], { unknown: [], again: ['A'] }],
  ['the mark of another piece', '2', ['A', 'B'], 'B', ['A'], undefined],
])('goods that leave and show %s', (_, entered, known, shown, shownBefore, difference) => {
  const found = compareIdentification(showing(shown), { known, entered: decimal(entered), shownBefore })
  if (difference === undefined) expect(found).toBeUndefined()
  else expect(found).toMatchObject(difference)
})
