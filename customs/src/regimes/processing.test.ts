import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { declarationSchema } from '../declaration/index.ts'
import { compare, day, decimal, minus, plus, toDecimal, ZERO } from '../kernel/index.ts'
import { planConsumption, type StockLine } from './consume.ts'
import { type Norm, normSchema } from './norm.ts'
import { reconcile, type StockChange, shortfallsOf, surplusesOf } from './reconcile.ts'

const norm: Norm = normSchema.parse({
  product: '61091010',
  name: 'T-shirt',
  unit: 'C62',
  materials: [{ code: '52081200', quantity: '0.25', unit: 'KGM', wastePercent: '2' }],
})
const line = (lot: string, left: string, unit = 'KGM'): StockLine => ({ lot, mrn: `M-${lot}`, item: 1, code: '52081200', unit, left })
const shirts = (...pieces: readonly string[]) =>
  declarationSchema.parse({
    type: 'EX3',
    goodsItems: pieces.map((value, index) => ({ sequence: index + 1, commodityCode: '61091010', quantities: [{ value, unit: 'C62' }] })),
  })
const plan = (document: ReturnType<typeof shirts>, stock: readonly StockLine[], norms: readonly Norm[] = [norm]) =>
  planConsumption(document, { number: 'VN-R-000001', norms: [...norms] }, stock)
const told = ({ draws }: ReturnType<typeof plan>) => draws.map(({ lot, kind, quantity }) => `${lot} ${kind} ${toDecimal(quantity)}`)

describe('what products were made of', () => {
  test('is taken of the oldest goods first, what is in them before what was lost in making them', () => {
    expect(told(plan(shirts('4000'), [line('A', '600'), line('B', '900')]))).toEqual(['A consumed 600', 'B consumed 400', 'B waste 20'])
  })

  test('is counted in the unit of each lot', () => {
    expect(told(plan(shirts('4'), [line('A', '0.5', 'TNE')]))).toEqual(['A consumed 0.001', 'A waste 0.00002'])
  })

  test('is missing where less is there, unless equivalent goods may have been used', () => {
    const short = plan(shirts('4000'), [line('A', '600')])
    expect(short.issues).toMatchObject([{ code: 'regimes.material-missing', params: { missing: '400', unit: 'KGM' } }])
    const equivalent = { ...norm, materials: norm.materials.map(each => ({ ...each, equivalent: true })) }
    expect(plan(shirts('4000'), [line('A', '600')], [equivalent])).toMatchObject({ issues: [] })
  })

  test('is not known without a norm, or without a quantity in its unit', () => {
    expect(plan(shirts('1'), [line('A', '1')], []).issues).toMatchObject([{ code: 'regimes.norm-missing' }])
    const uncounted = declarationSchema.parse({ type: 'EX3', goodsItems: [{ sequence: 1, commodityCode: '61091010', netMassKg: '5' }] })
    expect(plan(uncounted, [line('A', '1')]).issues).toMatchObject([{ code: 'regimes.product-quantity-missing', params: { unit: 'C62' } }])
  })

  test('never takes more of a lot than is left of it, whatever is declared', () => {
    const pieces = fc.array(fc.integer({ min: 1, max: 9_000 }), { minLength: 1, maxLength: 4 })
    fc.assert(
      fc.property(pieces, fc.array(fc.integer({ min: 0, max: 900_000 }), { maxLength: 5 }), (made, lefts) => {
        const stock = lefts.map((left, index) => line(String(index), (left / 1000).toFixed(3)))
        const { draws, issues } = plan(shirts(...made.map(String)), stock)
        for (const { lot, left } of stock) {
          const taken = draws.filter(each => each.lot === lot).reduce((sum, each) => plus(sum, each.quantity), ZERO)
          expect(compare(taken, decimal(left))).toBeLessThanOrEqual(0)
        }
        const needed = made.reduce((sum, each) => sum + each, 0) / 4
        const consumed = draws.filter(each => each.kind === 'consumed').reduce((sum, each) => plus(sum, each.quantity), ZERO)
        if (issues.length === 0) expect(Number(toDecimal(consumed))).toBeCloseTo(needed, 6)
      }),
    )
  })
})

describe('a period', () => {
  const change = (on: string, kind: StockChange['kind'], quantity: string, mrn?: string): StockChange => ({
    code: '52081200',
    unit: 'KGM',
    on: day(on),
    kind,
    quantity: decimal(quantity),
    mrn,
  })
  const changes = [
    change('2025-12-20', 'entry', '500'),
    change('2025-12-28', 'consumed', '100', 'M-0'),
    change('2026-01-05', 'entry', '2000'),
    change('2026-02-10', 'consumed', '1000', 'M-1'),
    change('2026-02-10', 'waste', '20', 'M-1'),
    change('2026-04-02', 'consumed', '700', 'M-2'),
  ]
  const quarter = { from: day('2026-01-01'), to: day('2026-03-31') }

  test('opens with what there was, and expects what came less what products took by their norms', () => {
    const [one] = reconcile(changes, quarter, [{ code: '52081200', unit: 'KGM', quantity: decimal('1340') }])
    expect(one === undefined ? [] : [one.opening, one.entered, one.expected, one.difference].map(each => toDecimal(each))).toEqual([
      '400',
      '2000',
      '1380',
      '-40',
    ])
    expect([...(one?.consumedBy.keys() ?? [])]).toEqual(['M-1'])
  })

  test('that nobody counted is short of all of it; one counted too high is a surplus', () => {
    expect(shortfallsOf(reconcile(changes, quarter, [])).map(each => toDecimal(each.quantity))).toEqual(['1380'])
    const high = reconcile(changes, quarter, [{ code: '52081200', unit: 'KGM', quantity: decimal('1400') }])
    expect([shortfallsOf(high), surplusesOf(high).map(each => toDecimal(each.quantity))]).toEqual([[], ['20']])
  })

  test('opens where the one before it closed, wherever it is cut', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 28 }), cut => {
        const on = (date: number) => day(`2026-02-${String(date).padStart(2, '0')}`)
        const [first] = reconcile(changes, { from: quarter.from, to: on(cut) }, [])
        const [whole] = reconcile(changes, quarter, [])
        const second = reconcile(changes, { from: cut === 28 ? day('2026-03-01') : on(cut + 1), to: quarter.to }, [])[0]
        expect(second?.opening).toEqual(first?.expected)
        expect(minus(second?.expected ?? ZERO, whole?.expected ?? ZERO)).toEqual(ZERO)
      }),
    )
  })
})
