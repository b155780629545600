import { Timeline as Line, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { TimelineAct } from '../../api/declarations.ts'
import { When } from '../../ui/When.tsx'

interface TimelineProps {
  readonly acts: readonly TimelineAct[]
  readonly timeZone: string
}

/** What was done to the declaration, from the first act to the last. */
export function Timeline({ acts, timeZone }: TimelineProps) {
  const { t } = useTranslation()
  return (
    <Line active={acts.length - 1} bulletSize={14} lineWidth={2}>
      {acts.map((each, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: acts are only ever added at the end, and two may be alike in all but their place
        <Line.Item key={index} title={t(`act.${each.act}`, { defaultValue: each.act })}>
          <Text size="sm" c="dimmed" component="div">
            <When at={each.at} timeZone={timeZone} />
          </Text>
        </Line.Item>
      ))}
    </Line>
  )
}
