import fc from 'fast-check'
import { expect, test } from 'vitest'
import { checkHandover, checkReceipt, type Handover, holderOf, isUnbroken } from './custody.ts'

const link = (number: number, givenBy: string | undefined, takenBy?: string): Handover => ({
  number,
  ...(givenBy === undefined ? {} : { givenBy }),
  holder: 'somebody',
  place: 'somewhere',
  givenAt: '2026-11-22T08:00:00Z',
  ...(takenBy === undefined ? {} : { takenBy, takenAt: '2026-11-22T09:00:00Z' }),
})
const codes = (result: { ok: boolean; issues?: readonly { code: string }[] }) => (result.ok ? [] : result.issues?.map(each => each.code))

test.each<[string, readonly Handover[], string, readonly string[]]>([
  ['who seized the goods hands them on', [link(1, undefined, 'a')], 'a', []],
  ['nobody else does', [link(1, undefined, 'a')], 'b', ['rights.not-the-holder']],
  ['nothing is handed on twice', [link(1, undefined, 'a'), link(2, 'a')], 'a', ['rights.handover-open']],
])('%s', (_, chain, by, expected) => {
  expect(codes(checkHandover(chain, by))).toEqual(expected)
})

test.each<[string, readonly Handover[], string, readonly string[]]>([
  ['another takes them', [link(1, undefined, 'a'), link(2, 'a')], 'b', []],
  ['never who gives', [link(1, undefined, 'a'), link(2, 'a')], 'a', ['rights.handover-to-oneself']],
  ['nor twice', [link(1, undefined, 'a'), link(2, 'a', 'b')], 'c', ['rights.no-handover']],
])('%s', (_, chain, by, expected) => {
  expect(codes(checkReceipt(chain, [by]))).toEqual(expected)
})

test('whoever tries what in whatever order, the chain is unbroken and one account answers for the goods', () => {
  const account = fc.constantFrom('a', 'b', 'c')
  const attempt = fc.record({ what: fc.constantFrom('give', 'take'), by: account })
  fc.assert(
    fc.property(fc.array(attempt, { maxLength: 20 }), attempts => {
      let chain: readonly Handover[] = [link(1, undefined, 'a')]
      for (const { what, by } of attempts) {
        if (what === 'give' && checkHandover(chain, by).ok) chain = [...chain, link(chain.length + 1, by)]
        if (what === 'take' && checkReceipt(chain, [by]).ok)
          chain = chain.map((each, index) =>
            index === chain.length - 1 ? { ...each, takenBy: by, takenAt: '2026-11-22T10:00:00Z' } : each,
          )
      }
      expect(isUnbroken(chain)).toBe(true)
      expect(holderOf(chain)).toBeDefined()
    }),
  )
})
