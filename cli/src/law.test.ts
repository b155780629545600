import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Classification, ConsignmentAssessmentAnswer, CostAnswer, LawCoverage, ProblemDocument } from '@lintas/contract'
import type { Difference } from '@lintas/customs/cost'
import { STATES } from '@lintas/customs/reference'
import { beforeAll, expect, test } from 'vitest'
import { type Outcome, openCommandLine } from './testing/command-line.ts'

const { lintas } = openCommandLine('law')

type Cost = { readonly state: string } & (ConsignmentAssessmentAnswer | { readonly gap: ProblemDocument['issues'] })

let [costed, told, fromChina, counted, table, found, foundMany, askedNothing, ways, bottle] = [] as unknown as readonly [
  Outcome,
  Outcome,
  Outcome,
  Outcome,
  Outcome,
  Outcome,
  Outcome,
  Outcome,
  Outcome,
  Outcome,
]
beforeAll(async () => {
  const basket = ['cost-basket', 'examples/basket.json', '--states', 'all']
  // Together: one of them starts the region of the home, the others are its guests.
  const goods = join(mkdtempSync(join(tmpdir(), 'lintas-classify-')), 'goods.csv')
  writeFileSync(goods, 'id,description\n1,"chairs, plastic"\n2,various goods\n')
  ;[costed, told, fromChina, counted, table, found, foundMany, askedNothing, ways, bottle] = await Promise.all([
    lintas(...basket, '--json'),
    lintas(...basket),
    lintas('cost-basket', 'examples/basket-from-china.json', '--states', 'KH,VN,TL', '--json'),
    lintas('law', 'coverage', '--json'),
    lintas('law', 'coverage'),
    lintas('classify', 'bamboo', 'toothbrush', '--json'),
    lintas('classify', '--file', goods, '--top', '3', '--json'),
    lintas('classify'),
    lintas('cost', '--state', 'all', '--code', '61091010', '--origin', 'CN', '--value', '1000', '--json'),
    lintas('cost', '--state', 'SG', '--code', '22083090', '--origin', 'GB', '--value', '100', '--on', '2026-11-22'),
  ])
}, 200_000)

test('a basket is billed in every state, layer by layer with its law, or the gap is named', () => {
  expect(costed.code).toBe(0)
  const costs: readonly Cost[] = costed.objects()
  expect(costs.map(cost => cost.state)).toEqual([...STATES])
  for (const cost of costs) {
    if ('gap' in cost) {
      expect(cost.gap.filter(issue => issue.severity === 'error').every(issue => issue.code !== '' && issue.message !== '')).toBe(true)
      continue
    }
    for (const { charges } of cost.bill.items) {
      expect(charges.length).toBeGreaterThan(0)
      for (const charge of charges) {
        expect(charge.lawRow).toMatch(new RegExp(`^${cost.state}-`))
        expect([charge.legalRef, charge.source, charge.confidence, charge.base, charge.rate]).not.toContain('')
      }
    }
    expect(cost.bill.total).toMatch(/^\d+(\.\d+)?$/)
  }
  expect(costs.filter(cost => 'gap' in cost).map(cost => cost.state)).toEqual(['TL'])
  const bill = costs.flatMap(cost => ('bill' in cost && cost.state === 'ID' ? [cost.bill] : []))[0]
  expect(bill?.totals.map(each => each.kind)).toEqual(['customs-duty', 'vat', 'advance-income-tax'])
})

test('what is missing is named: a rate of the schedule, a day without law', () => {
  const gaps = (fromChina.objects() as readonly Cost[]).map(cost =>
    'gap' in cost ? [cost.state, ...new Set(cost.gap.filter(issue => issue.severity === 'error').map(issue => issue.code))] : [cost.state],
  )
  expect(gaps).toEqual([['KH', 'tariff.rate-not-on-file'], ['VN'], ['TL', 'law.no-row']])
})

test('the table for people says the same, with what the bill rests on', () => {
  expect(told.stdout).toMatch(/^TL: no bill\n {2}items\[0\].*\(law\.no-row\)$/m)
  expect(told.stdout).toContain('MY-SALES-TAX-2025, secondary; MY-2022-07-01-sample row 3, vat, assumed')
  expect(told.stdout).toContain('rests on what is assumed: proofs of origin')
  expect(
    told.stdout
      .trim()
      .split('\n')
      .slice(-STATES.length)
      .map(line => line.slice(0, 2)),
  ).toEqual([...STATES])
})

test('the law on file is counted for every state, by kind and by confidence', () => {
  const coverages: readonly LawCoverage[] = counted.objects()
  expect(coverages.map(each => each.state)).toEqual([...STATES])
  for (const { kinds } of coverages) {
    expect(kinds.length).toBeGreaterThan(10)
    for (const { rows, inForce, byConfidence } of kinds) {
      expect(Object.values(byConfidence).reduce((sum, count) => sum + count, 0)).toBe(rows)
      expect(inForce).toBeLessThanOrEqual(rows)
    }
  }
  expect(coverages.filter(each => !each.assesses).map(each => each.state)).toEqual(['TL'])
  expect(table.stdout).toMatch(/^TL: no duty in force on .*nothing can be assessed$/m)
  expect(table.stdout).toMatch(/no row at all: .*threshold/)
})

test('classify finds codes for one description and for a file of them, a line for each', () => {
  expect(found.objects<Classification>()[0]).toMatchObject({
    row: 1,
    candidates: [{ code: '960321' }, {}, {}, {}, {}],
    sure: false,
    vague: false,
    abstained: false,
  })
  expect(foundMany.objects<Classification>().map(({ row, vague }) => [row, vague])).toEqual([
    [1, false],
    [2, true],
  ])
  expect(askedNothing.code).toBe(2)
})

test('goods are costed in all states in one call, each in its own currency where none is named', () => {
  expect(ways.code).toBe(0)
  const { states } = JSON.parse(ways.stdout) as { states: CostAnswer[] }
  expect(states.map(each => each.state)).toEqual([...STATES])
  const vietNam = states.find(each => each.state === 'VN')
  expect(vietNam?.options.map(each => each.id)).toContain('mfn')
  expect(vietNam?.options[0]).toMatchObject({ id: 'acfta', bill: { currency: 'VND', total: '80' } })
  for (const { options } of states.filter(each => each.options !== undefined))
    for (const option of options) expect(option.bill !== undefined || option.missing.length > 0).toBe(true)
})

test('what states say differently of the same goods is named, each with where it stands', () => {
  const { differences } = JSON.parse(ways.stdout) as { differences: Difference[] }
  const duty = differences.find(each => each.about === 'charge' && each.name === 'customs-duty')
  expect(duty?.says).toContainEqual({ state: 'TH', words: '30 %', source: 'TH-DUTY; TH-2022-01-01-sample mfn' })
  expect(differences.find(each => each.about === 'code')?.says).toContainEqual(
    expect.objectContaining({ state: 'MY', words: '6109101000' }),
  )
  expect(differences.find(each => each.about === 'gap')?.says.map(each => each.state)).toContain('TL')
})

test('a unit that a charge needs is asked for by its name', () => {
  expect(bottle.code).toBe(1)
  expect(bottle.stdout).toContain('missing: Give the quantity in LTR')
})
