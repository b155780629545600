import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Evidence } from '../classification/index.ts'
import type { State } from '../reference/index.ts'
import { findDivergences, type HeldPosition, listPositions } from './index.ts'

const held = (state: State, evidence: readonly Evidence[]): readonly HeldPosition[] =>
  listPositions(evidence).map(position => ({ state, ...position }))
const ruling = (description: string, code: string): Evidence => ({ kind: 'ruling', description, code })
const checked = (trader: string, description: string, code: string): Evidence => ({ kind: 'checked', description, code, trader })

test('goods are alike by their words in whatever order; codes are compared to six digits', () => {
  const [position, ...more] = listPositions([ruling('Toothbrushes, bamboo', '96032100'), ruling('bamboo toothbrush 12 pcs', '960321')])
  expect(more).toEqual([])
  expect(position).toMatchObject({ code: '960321', rulings: 2, listed: 0, checkedTraders: 0 })
})

test('what was checked is told once three traders stand behind it; what nobody looked at never is', () => {
  const of = (...traders: readonly string[]) => listPositions(traders.map(each => checked(each, 'drone with camera', '880622')))
  expect(of('A', 'B', 'A', 'A')).toEqual([])
  expect(of('A', 'B', 'C')).toMatchObject([{ checkedTraders: 3 }])
  const declared = ['A', 'B', 'C', 'D'].map((trader): Evidence => ({ kind: 'declared', description: 'drone', code: '880622', trader }))
  expect(listPositions(declared)).toEqual([])
  expect(listPositions([ruling('drone', '880622'), checked('A', 'drone', '880622')])).toMatchObject([{ rulings: 1, checkedTraders: 0 }])
})

test('states that hold different codes for like goods diverge, and so does one that holds two; others’ quarrels are theirs', () => {
  const all = [
    ...held('SG', [ruling('drone with camera', '852589'), ruling('smart watch', '851762')]),
    ...held('VN', [
      ruling('camera drone', '880622'),
      ruling('smart watch', '851762'),
      ruling('oat drink', '220299'),
      ruling('oat drink', '190190'),
    ]),
    ...held('TH', [ruling('rice cooker', '851660')]),
    ...held('MY', [ruling('rice cooker', '851679')]),
  ]
  expect(findDivergences('VN', all).map(({ words, positions }) => [words, positions.map(each => `${each.state} ${each.code}`)])).toEqual([
    ['camera drone', ['SG 852589', 'VN 880622']],
    ['oat drink', ['VN 190190', 'VN 220299']],
  ])
  expect(findDivergences('SG', all).map(each => each.words)).toEqual(['drone camera'])
})

test('whatever is held, a divergence names two codes or more and its own state, and the order of what is held changes nothing', () => {
  const position = fc.record({
    state: fc.constantFrom<State>('VN', 'SG', 'TH'),
    code: fc.constantFrom('010101', '010102'),
    key: fc.constantFrom('a', 'b'),
  })
  fc.assert(
    fc.property(fc.uniqueArray(position, { selector: each => JSON.stringify(each), maxLength: 10 }), given => {
      const of = given.map((each): HeldPosition => ({ ...each, words: each.key, rulings: 1, listed: 0, checkedTraders: 0 }))
      const found = findDivergences('VN', of)
      for (const { positions } of found) {
        expect(new Set(positions.map(each => each.code)).size).toBeGreaterThan(1)
        expect(positions.some(each => each.state === 'VN')).toBe(true)
      }
      const keys = (divergences: typeof found) => divergences.map(each => each.key).sort()
      expect(keys(findDivergences('VN', of.toReversed()))).toEqual(keys(found))
    }),
    { numRuns: 50 },
  )
})
