import { expect, test } from 'vitest'
import { touchedCodes } from './watch.ts'

test.each([
  ['the very code', ['61091010'], ['61091010'], ['61091010']],
  ['a chapter of it', ['61091010', '2903'], ['61'], ['61091010']],
  ['a line below it', ['6109', '6205'], ['61091010'], ['6109']],
  ['another code', ['6109'], ['6110', '610'.concat('8')], []],
  ['all goods', ['6109', '2903'], undefined, ['6109', '2903']],
])('a change touches what it is about: %s', (_, watched, changed, touched) => {
  expect(touchedCodes(watched, changed)).toEqual(touched)
})
