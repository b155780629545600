import type { RiskSimulation } from '@lintas/contract'
import { LineChart } from 'echarts/charts'
import { GridComponent, LegendComponent, TitleComponent } from 'echarts/components'
import { init, use } from 'echarts/core'
import { SVGRenderer } from 'echarts/renderers'

use([LineChart, GridComponent, LegendComponent, TitleComponent, SVGRenderer])

/** The share of inspections that found something, a line a strategy, month by month. */
export function drawSimulation({ strategies, rate }: RiskSimulation): string {
  const chart = init(null, null, { renderer: 'svg', ssr: true, width: 900, height: 460 })
  chart.setOption({
    animation: false,
    title: { text: `Inspections that found something, of ${100 * rate} % inspected`, left: 'center' },
    legend: { bottom: 0 },
    grid: { left: 60, right: 20, top: 50, bottom: 60 },
    xAxis: { type: 'category', data: strategies[0]?.months.map(({ month }) => month) ?? [] },
    yAxis: { type: 'value', axisLabel: { formatter: '{value} %' } },
    series: strategies.map(({ strategy, months }) => ({
      type: 'line',
      name: strategy,
      data: months.map(({ precision }) => Math.round(1000 * precision) / 10),
    })),
  })
  const svg = chart.renderToSVGString()
  chart.dispose()
  return `${svg}\n`
}
