import { useComputedColorScheme } from '@mantine/core'
import { type EChartsCoreOption, init } from 'echarts/core'
import { useEffect, useRef } from 'react'

interface ChartProps {
  /** What is drawn; made anew only where it changed. Whoever draws says to ECharts which of its parts are used. */
  readonly option: EChartsCoreOption
  /** What the picture is called, in the language of the page. */
  readonly label: string
  readonly widthMax?: number
  /** In pixels. */
  readonly height?: number
}

/** A picture of figures that stand beside it in words or a table: in the page's font and colours, as wide as its place. */
export function Chart({ option, label, widthMax, height = 300 }: ChartProps) {
  const place = useRef<HTMLDivElement>(null)
  const scheme = useComputedColorScheme('light')
  useEffect(() => {
    if (place.current === null) return
    const chart = init(place.current, scheme === 'dark' ? 'dark' : undefined, { renderer: 'svg' })
    const textStyle = { fontFamily: getComputedStyle(place.current).fontFamily }
    chart.setOption({ backgroundColor: 'transparent', textStyle, animation: false, ...option })
    const resize = new ResizeObserver(() => chart.resize())
    resize.observe(place.current)
    return () => {
      resize.disconnect()
      chart.dispose()
    }
  }, [option, scheme])
  return <div ref={place} style={{ height, maxWidth: widthMax }} role="img" aria-label={label} />
}
