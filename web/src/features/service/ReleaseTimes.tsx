import type { ServiceLevel } from '@lintas/contract'
import { BarChart } from 'echarts/charts'
import { AriaComponent, GridComponent, LegendComponent, TooltipComponent } from 'echarts/components'
import { use } from 'echarts/core'
import { SVGRenderer } from 'echarts/renderers'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { Chart } from '../../ui/Chart.tsx'
import { nameGroup } from './name-group.ts'

use([BarChart, AriaComponent, GridComponent, LegendComponent, TooltipComponent, SVGRenderer])

const MINUTE_S = 60

interface ReleaseTimesProps {
  readonly items: readonly ServiceLevel[]
}

/** Minutes to release by week: the median of each group, from nought, with no line through weeks that were not counted. The table below says the same. */
export default function ReleaseTimes({ items }: ReleaseTimesProps) {
  const { t } = useTranslation()
  const option = useMemo(() => {
    const weeks = [...new Set(items.map(each => each.week))]
    const groups = [...new Set(items.map(each => each.group))]
    return {
      /** What the chart is called is said by this page, in its language. */
      aria: { enabled: true, label: { enabled: false }, decal: { show: true } },
      grid: { left: 64, right: 16, top: 40, bottom: 32 },
      legend: { top: 0 },
      tooltip: { trigger: 'axis' },
      xAxis: { type: 'category', data: weeks },
      yAxis: { type: 'value', min: 0, name: t('service.minutes') },
      series: groups.map(group => ({
        type: 'bar',
        name: nameGroup(group, t),
        data: weeks.map(week => minutesOf(items, week, group)),
      })),
    }
  }, [items, t])
  return <Chart option={option} label={t('service.chart')} />
}

function minutesOf(items: readonly ServiceLevel[], week: string, group: string): number | null {
  const seconds = items.find(each => each.week === week && each.group === group)?.releaseMedianS
  return seconds === undefined ? null : Math.round((seconds / MINUTE_S) * 10) / 10
}
