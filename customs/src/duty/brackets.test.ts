import { expect, test } from 'vitest'
import { type Currency, fraction } from '../kernel/index.ts'
import { assessBrackets, prepareBrackets } from './brackets.ts'

const PHP = 'PHP' as Currency
const table = [
  { upTo: '10000', amount: '1300' },
  { upTo: '200000', amount: '5300' },
  { amount: '5300', percentOfExcess: '0.125' },
]

test.each([
  ['nothing', 0n, fraction(130_000n)],
  ['the end of a bracket', 1_000_000n, fraction(130_000n)],
  ['a centavo beyond', 1_000_001n, fraction(530_000n)],
  ['the end of the last but one', 20_000_000n, fraction(530_000n)],
  ['one peso beyond: an eighth of a centavo more, exactly', 20_000_100n, fraction(4_240_001n, 8n)],
])('%s', (_, base, amount) => {
  expect(assessBrackets(prepareBrackets(table, PHP), fraction(base))).toEqual(amount)
})

test.each([
  ['that fall', [{ upTo: '20', amount: '1' }, { upTo: '10', amount: '2' }, { amount: '3' }]],
  ['whose last has an end', [{ upTo: '20', amount: '1' }]],
  ['whose first has none', [{ amount: '1' }, { upTo: '20', amount: '1' }]],
])('brackets %s are a mistake in the table', (_, brackets) => {
  expect(() => prepareBrackets(brackets, PHP)).toThrow('out of order')
})
