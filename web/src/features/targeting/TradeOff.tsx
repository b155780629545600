import { LineChart } from 'echarts/charts'
import { AriaComponent, GridComponent, TooltipComponent } from 'echarts/components'
import { use } from 'echarts/core'
import { SVGRenderer } from 'echarts/renderers'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { Chart } from '../../ui/Chart.tsx'
import { namePolicy } from './name-policy.ts'

use([LineChart, AriaComponent, GridComponent, TooltipComponent, SVGRenderer])

interface TradeOffProps {
  readonly points: readonly { readonly revenueWeight: number; readonly found: number; readonly revenue: number }[]
  readonly chosen: number
}

/** One point a policy: to the right more inspections find something, upwards more of the revenue is found. The office's own is the large one. */
export default function TradeOff({ points, chosen }: TradeOffProps) {
  const { t } = useTranslation()
  const option = useMemo(() => {
    const percent = (share: number) => Math.round(share * 1_000) / 10
    const axis = { type: 'value', min: 0, max: 100, nameLocation: 'middle' } as const
    return {
      aria: { enabled: true, label: { enabled: false } },
      grid: { left: 64, right: 24, top: 24, bottom: 48 },
      tooltip: { trigger: 'item' },
      xAxis: { ...axis, name: t('targeting.policy.foundShare'), nameGap: 28 },
      yAxis: { ...axis, name: t('targeting.policy.revenueShare'), nameGap: 40 },
      series: [
        {
          type: 'line',
          data: points.map(({ revenueWeight, found, revenue }) => ({
            name: namePolicy(String(revenueWeight), t),
            value: [percent(found), percent(revenue)],
            symbol: 'circle',
            symbolSize: revenueWeight === chosen ? 18 : 8,
          })),
        },
      ],
    }
  }, [points, chosen, t])
  return <Chart option={option} label={t('targeting.policy.chart')} widthMax={720} />
}
