import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { afterCharging, emptyAccount } from '../debt/index.ts'
import { declarationSchema } from '../declaration/index.ts'
import { compare, day, decimal, money, plus, ZERO } from '../kernel/index.ts'
import { STATE_FACTS } from '../reference/index.ts'
import { chargedWith } from './due-journal.ts'
import { findLine, type LineLeft, leftOfList, periodOf, planDraws } from './end-use.ts'
import type { ChargePart } from './lot.ts'
import { type Relief, reliefSchema } from './relief-list.ts'

const relief: Relief = reliefSchema.parse({
  use: 'fixed-assets',
  list: [
    { line: 1, name: 'machines', codes: ['84'], cap: { of: 'quantity', amount: '10', unit: 'C62' } },
    { line: 2, name: 'washing machines', codes: ['8450'], cap: { of: 'value', amount: '1000' }, per: 'year' },
  ],
})
const own = { number: 'VN-R-000001', relief, validFrom: day('2026-03-31') }
const goods = (...items: readonly (readonly [code: string, quantity: string])[]) =>
  declarationSchema.parse({
    type: 'IM4',
    goodsItems: items.map(([commodityCode, value], index) => ({
      sequence: index + 1,
      commodityCode,
      quantities: [{ value, unit: 'C62' }],
    })),
  })
const on = day('2026-05-01')
const plan = (
  document: ReturnType<typeof goods>,
  values: readonly (string | undefined)[] = [],
  left: readonly LineLeft[] = leftOfList(own, [], on),
) => planDraws(document, own, left, values)

describe('a list with caps', () => {
  test('has the line that names goods most closely', () => {
    expect([findLine(relief.list, '84501110')?.line, findLine(relief.list, '84131100')?.line, findLine(relief.list, '85')]).toEqual([
      2,
      1,
      undefined,
    ])
  })

  test('counts a cap for a year from the first day of the authorisation, else once', () => {
    const starts = ['2026-03-31', '2027-03-30', '2027-03-31', '2029-01-01'].map(each => periodOf({ per: 'year' }, own, day(each)))
    expect(starts).toEqual(['2026-03-31', '2026-03-31', '2027-03-31', '2028-03-31'])
    expect(periodOf({ per: 'whole' }, own, day('2029-01-01'))).toBe('2026-03-31')
    const drawn = [
      { line: 1, periodFrom: day('2026-03-31'), amount: '4' },
      { line: 2, periodFrom: day('2026-03-31'), amount: '900' },
    ]
    expect(leftOfList(own, drawn, day('2027-04-01')).map(each => each.left)).toEqual(['6', '1000'])
  })

  test('refuses what is on no line, what is not counted in its unit, and what is more than is left', () => {
    const codes = ({ issues }: ReturnType<typeof plan>) => issues.map(each => each.code)
    expect(codes(plan(goods(['85166010', '1'])))).toEqual(['regimes.not-on-list'])
    expect(plan(goods(['8413', '6'], ['8413', '5'])).issues).toMatchObject([
      { code: 'regimes.list-exceeded', params: { line: 1, asked: '5', left: '4' } },
    ])
    expect(codes(plan(goods(['8450', '1']), ['1000.01']))).toEqual(['regimes.list-exceeded'])
    expect(plan(goods(['8450', '1']), [undefined])).toEqual({ draws: [], issues: [] })
    const uncounted = declarationSchema.parse({ type: 'IM4', goodsItems: [{ sequence: 1, commodityCode: '8413', netMassKg: '5' }] })
    expect(codes(plan(uncounted))).toEqual(['regimes.list-quantity-missing'])
  })

  test('is never drawn beyond its caps, however many items take of it, where nothing is refused', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 8 }), { minLength: 1, maxLength: 6 }), pieces => {
        const { draws, issues } = plan(goods(...pieces.map(each => ['8413', String(each)] as const)))
        const sum = draws.reduce((total, each) => plus(total, each.amount), ZERO)
        expect(compare(sum, decimal('10')) <= 0).toBe(issues.length === 0)
      }),
    )
  })

  test('has each line once', () => {
    expect(reliefSchema.safeParse({ use: 'x', list: [relief.list[0], relief.list[0]] }).success).toBe(false)
  })
})

test('what fell due of goods used otherwise stays due whatever is decided on their declaration later, and is charged once', () => {
  const { currency } = STATE_FACTS.VN
  const vnd = (minor: bigint) => money(minor, currency)
  const bill = [{ kind: 'vat', amount: vnd(24n) }]
  const assessed = afterCharging(emptyAccount(currency), bill)
  const due = (charges: readonly ChargePart[], account = assessed) => afterCharging(account, chargedWith(account, charges, 'end-use'))
  const diverted = due([{ kind: 'customs-duty', minor: 12n }])
  expect(Object.fromEntries(afterCharging(diverted, [{ kind: 'vat', amount: vnd(30n) }]).charged)).toEqual({
    'diverted-customs-duty': 12n,
    vat: 30n,
  })
  expect(Object.fromEntries(due([{ kind: 'customs-duty', minor: 5n }], diverted).charged)).toEqual({
    'diverted-customs-duty': 17n,
    vat: 24n,
  })
})
