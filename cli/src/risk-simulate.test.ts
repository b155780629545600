import { riskSimulationSchema } from '@lintas/contract'
import { expect, test } from 'vitest'
import { drawSimulation } from './risk-chart.ts'
import { tableOf } from './risk-simulate.ts'

const month = { month: '2020-01', items: 100, inspected: 5, found: 2, precision: 0.4, recall: 0.1, revenueRecall: 0.2, hasModel: false }
const simulation = riskSimulationSchema.parse({
  rows: 100,
  rate: 0.05,
  strategies: ['random', 'model'].map(strategy => ({ strategy, precision: 0.4, recall: 0.1, revenueRecall: 0.2, months: [month] })),
})

test('a simulated year is a table with a column a strategy', () => {
  expect(tableOf(simulation)).toEqual([
    '| | random | model |',
    '|---|---|---|',
    '| 2020-01 | 40 % | 40 % |',
    '| all inspections | 40 % | 40 % |',
    '| of all that was wrong | 10 % | 10 % |',
    '| of its revenue | 20 % | 20 % |',
  ])
})

test('and a chart that names each', () => {
  const svg = drawSimulation(simulation)
  expect(svg).toMatch(/^<svg/)
  for (const word of ['random', 'model', '2020-01', '5 % inspected']) expect(svg).toContain(word)
})
