import { BarChart } from 'echarts/charts'
import { AriaComponent, GridComponent, MarkLineComponent, TooltipComponent } from 'echarts/components'
import { use } from 'echarts/core'
import { SVGRenderer } from 'echarts/renderers'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { Chart } from '../../ui/Chart.tsx'

use([BarChart, AriaComponent, GridComponent, MarkLineComponent, TooltipComponent, SVGRenderer])

interface DriftChartProps {
  readonly features: readonly { readonly name: string; readonly psi: string }[]
  readonly threshold: { readonly watch: string; readonly alarm: string } | undefined
}

/** Pixels of a bar and the name beside it, which may take three lines. */
const ROW = 48

/** One bar a feature, the farthest on top, against the bounds from which it is watched and alarms. */
export default function DriftChart({ features, threshold }: DriftChartProps) {
  const { t } = useTranslation()
  const option = useMemo(() => {
    const line = (at: string) => ({ xAxis: Number(at), label: { formatter: at, position: 'start' } })
    const bounds = threshold === undefined ? [] : [line(threshold.watch), line(threshold.alarm)]
    const farthest = Math.max(...[...features.map(each => each.psi), threshold?.alarm ?? '0'].map(Number))
    return {
      aria: { enabled: true, label: { enabled: false } },
      grid: { left: 16, right: 24, top: 32, bottom: 16, containLabel: true },
      tooltip: { trigger: 'item' },
      xAxis: { type: 'value', min: 0, max: Math.ceil(farthest * 12) / 10 },
      yAxis: {
        type: 'category',
        inverse: true,
        data: features.map(each => each.name),
        axisLabel: { width: 150, overflow: 'break', fontSize: 11, lineHeight: 13 },
      },
      series: [
        {
          type: 'bar',
          data: features.map(each => Number(each.psi)),
          markLine: { symbol: 'none', silent: true, data: bounds },
        },
      ],
    }
  }, [features, threshold])
  return <Chart option={option} label={t('targeting.weighed.chart')} widthMax={720} height={64 + ROW * features.length} />
}
