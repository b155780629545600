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

/** One bar a feature, the farthest on top, against the bounds from which it is watched and alarms. */
export default function DriftChart({ features, threshold }: DriftChartProps) {
  const { t } = useTranslation()
  const option = useMemo(() => {
    const line = (at: string, name: string) => ({ xAxis: Number(at), label: { formatter: `${name} ${at}` } })
    const bounds =
      threshold === undefined
        ? []
        : [line(threshold.watch, t('targeting.weighed.watch')), line(threshold.alarm, t('targeting.weighed.alarm'))]
    const farthest = Math.max(...[...features.map(each => each.psi), threshold?.alarm ?? '0'].map(Number))
    return {
      aria: { enabled: true, label: { enabled: false } },
      grid: { left: 16, right: 24, top: 32, bottom: 16, containLabel: true },
      tooltip: { trigger: 'item' },
      xAxis: { type: 'value', min: 0, max: Math.ceil(farthest * 12) / 10 },
      yAxis: { type: 'category', inverse: true, data: features.map(each => each.name), axisLabel: { width: 150, overflow: 'break' } },
      series: [
        {
          type: 'bar',
          data: features.map(each => Number(each.psi)),
          markLine: { symbol: 'none', silent: true, data: bounds },
        },
      ],
    }
  }, [features, threshold, t])
  return <Chart option={option} label={t('targeting.weighed.chart')} widthMax={720} />
}
