import { Group, Progress, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { writeDay } from '../../ui/When.tsx'

interface DaysLeftProps {
  readonly label: string
  readonly from: string
  readonly today: string
  /** The last day; absent where the state's time is not on file. */
  readonly until: string | undefined
  readonly who: string
}

const DAY_MS = 86_400_000

/** How much of a time is left, as a bar and in words. */
export function DaysLeft({ label, from, today, until, who }: DaysLeftProps) {
  const { t, i18n } = useTranslation()
  if (until === undefined) {
    return (
      <div>
        <Text fw={600}>{label}</Text>
        <Text size="sm">{t('rights.noTime')}</Text>
        <Text size="sm" c="dimmed">
          {who}
        </Text>
      </div>
    )
  }
  const all = Math.max(1, daysBetween(from, until))
  const left = Math.max(0, daysBetween(today, until))
  return (
    <div>
      <Group justify="space-between">
        <Text fw={600}>{label}</Text>
        <Text size="sm">{t('rights.daysLeft', { count: left, day: writeDay(until, i18n.language) })}</Text>
      </Group>
      <Progress value={(100 * Math.min(left, all)) / all} aria-label={label} />
      {who !== '' && (
        <Text size="sm" c="dimmed">
          {who}
        </Text>
      )}
    </div>
  )
}

function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS)
}
