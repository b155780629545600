import { expect, test } from 'vitest'
import { fraction } from '../kernel/index.ts'
import { projectLaw } from '../testing/law.ts'
import { OUTWARD_RELIEFS } from './law.ts'
import { decideReturn, listUnfitRates } from './outward.ts'
import type { ResolvedItem } from './resolve.ts'

const [row] = projectLaw()
  .on(OUTWARD_RELIEFS, 'VN', '2026-03-02' as never)
  .filter(each => each.chargedOn === 'value-added')
if (row === undefined) throw new Error('needs a row')
const returned = { row, exportedValue: fraction(75n) }

test('goods are charged on what they gained abroad, and on nothing where the law says so', () => {
  expect(decideReturn(returned, fraction(225n))).toMatchObject({ ok: true, value: { valueAdded: { exportedValue: fraction(75n) } } })
  expect(decideReturn({ ...returned, row: { ...row, chargedOn: 'nothing' } }, fraction(1n))).toMatchObject({
    value: { spared: { id: row.id } },
  })
  expect(decideReturn(undefined, fraction(1n))).toEqual({ ok: true, value: {} })
})

test('goods worth less than what went out for them are refused', () => {
  expect(decideReturn(returned, fraction(74n))).toMatchObject({ ok: false, issues: [{ code: 'duty.value-below-exported' }] })
  expect(decideReturn(returned, fraction(75n))).toMatchObject({ ok: true })
})

test('money for a quantity has no value added to be charged on: refused by name, for the charges the row is about alone', () => {
  const charge = (kind: string, rate: string) => ({ layer: { kind }, ready: { rate: { kind: rate } } })
  const item = { path: 'goodsItems[0]', valueAdded: { ...returned, row } }
  const resolved = { item, charges: [charge('customs-duty', 'specific'), charge('excise', 'specific')] } as unknown as ResolvedItem
  expect(listUnfitRates(resolved)).toMatchObject([{ code: 'duty.value-added-rate', params: { kind: 'customs-duty' } }])
})
